/** Makes the writers of a folder dead: what a kill does, and a simulated one cannot. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseHolder, thisProcess } from '../../datasets/files/holder.ts'

/** Locks in the staging folder name a process that is gone from here on, also those that were not written to their end. */
export function buryWriters(folder: string): void {
  const staging = join(folder, '.staging')
  if (!existsSync(staging)) return
  for (const name of readdirSync(staging).filter(one => one.startsWith('lock.'))) {
    const path = join(staging, name)
    const holder = parseHolder(readFileSync(path, 'utf8')) ?? thisProcess('cut short', '')
    writeFileSync(path, JSON.stringify({ ...holder, began: '1' }))
  }
}
