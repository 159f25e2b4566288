/** Does what a command line asks for, prints what comes of it, and gives the exit code. */

import { act, type Chosen } from './actions.ts'
import { failed } from './failed.ts'
import type { Log } from './log.ts'
import { printable } from './printable.ts'

/** `argv` says how much is told of the work; `signal` ends what is long. 0 done, 1 failed, 2 bad input. */
export async function perform(chosen: Chosen, argv: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const log = argv.includes('--verbose') ? (await import('./log.ts')).logger('info') : SILENT
    const outcome = await act(chosen, { log, signal })
    const { text, exitCode } = typeof outcome === 'string' ? { text: outcome, exitCode: 0 } : outcome
    process.stdout.write(printable(text))
    return exitCode
  } catch (error) {
    return failed(error, argv)
  }
}

const SILENT: Log = { info: () => {}, error: () => {} }
