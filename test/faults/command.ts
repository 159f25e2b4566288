/** Starts command lines as users do, in processes of their own. */

import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { IS_LONG } from './extent.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The long suite runs what was built, which starts in a fraction of the time. */
const PROGRAM = IS_LONG
  ? [`${ROOT}dist/cli/main.js`]
  : ['--import', 'tsx', '--conditions=development', `${ROOT}cli/main.ts`]

interface Ended {
  /** Null for one that was killed. */
  readonly code: number | null
  readonly err: string
}

export interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

export function startCommand(...argv: readonly string[]): Started {
  const child = spawn(process.execPath, [...PROGRAM, ...argv, '--quiet'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', text => {
    err += String(text)
  })
  return { process: child, ended: new Promise(resolve => child.on('close', code => resolve({ code, err }))) }
}
