/** Who holds a lock, and whether that process is still there. */

import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

const holderSchema = z.strictObject({
  /** Tells two locks of one process apart. */
  token: z.string(),
  pid: z.int(),
  host: z.string(),
  /** Of the host's run since its start; null where the system does not tell. */
  boot: z.string().nullable(),
  /** When the process began, in ticks since the boot: ids of processes repeat. Null where the system does not tell. */
  began: z.string().nullable(),
  since: z.string(),
})

export type Holder = z.infer<typeof holderSchema>

/** This process; `since` as people read it. */
export const thisProcess = (token: string, since: string): Holder => ({
  token,
  pid: process.pid,
  host: hostname(),
  boot: bootId(),
  began: beginningOf(process.pid),
  since,
})

/** What a lock says; null for a text that is none, or not yet written to its end. */
export function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** `unknown` for a process of another host, or where the system does not tell one process from a later one. */
export function presenceOf(holder: Holder): 'running' | 'gone' | 'unknown' {
  if (holder.host !== hostname()) return 'unknown'
  if (holder.boot !== bootId()) return 'gone'
  const began = beginningOf(holder.pid)
  if (began !== null && holder.began !== null) return began === holder.began ? 'running' : 'gone'
  return exists(holder.pid) ? 'unknown' : 'gone'
}

const bootId = (): string | null => systemFile('/proc/sys/kernel/random/boot_id')

/** The name of the program, in brackets, may hold blanks and brackets itself; the fields after it do not. */
function beginningOf(pid: number): string | null {
  const fields = systemFile(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')
  // One that has ended stays listed until its parent has looked at it.
  return fields?.[0] === 'Z' ? 'ended' : (fields?.[19] ?? null)
}

function systemFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
