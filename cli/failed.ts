/** How a command line that failed is told of: one sentence, and with `--trace` where it arose. */

import { DataError } from '../engine/model/errors.ts'
import { printable } from './printable.ts'

/** What the user typed wrong, as yargs found it. */
export class UsageError extends Error {}

/** Tells of the error on stderr and gives the exit code: 2 for bad input, else 1. */
export async function failed(error: unknown, argv: readonly string[]): Promise<1 | 2> {
  const message = printable(error instanceof Error ? error.message : String(error))
  if (argv.includes('--trace') && error instanceof Error) {
    const { logger } = await import('./log.ts')
    logger('warn').error({ stack: traceOf(error) }, message)
  } else process.stderr.write(`stillhalter: ${message}\n`)
  return error instanceof DataError || error instanceof UsageError ? 2 : 1
}

/** The stack of what went wrong first, then those of the errors that were made of it. */
function traceOf(error: Error): string {
  const stacks: string[] = []
  for (let one: unknown = error; one instanceof Error && stacks.length < DEEPEST; one = one.cause)
    stacks.unshift(one.stack ?? String(one))
  return stacks.join('\n')
}

/** A chain of causes may be a ring. */
const DEEPEST = 10
