/** One command line, from its words to its exit code. */

import type { Chosen } from './actions.ts'
import { chosenBy } from './command-line.ts'
import { failed } from './failed.ts'

/**
 * Hands what the words ask for to `perform` and gives the exit code: 0 done, 1 failed, 2 bad input. Help, version and what
 * is typed wrong are answered here, before anything of a command is loaded.
 */
export async function cli(
  argv: readonly string[],
  perform: (chosen: Chosen) => Promise<number>,
): Promise<number> {
  let chosen: Chosen | null
  try {
    chosen = await chosenBy(argv)
  } catch (error) {
    return failed(error, argv)
  }
  return chosen ? perform(chosen) : 0
}
