/** Options from a YAML file and from the command line. */

import { importOptionsFrom, override } from '../datasets/index.ts'

import type { Ceilings } from '../engine/model/ceilings.ts'

/** Values of `sets` win over the file's. Throws a DataError for a file or an override that cannot be read. */
export async function readOptions(
  file: string | null,
  sets: readonly string[],
  ceilings: Ceilings = {},
): Promise<Record<string, unknown>> {
  const options = file === null ? {} : await importOptionsFrom(file, ceilings)
  for (const set of sets) override(options, set, ceilings)
  return options
}
