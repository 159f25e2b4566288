/** Reads an experiment from YAML: places for error messages, overrides from the command line, defaults. */

import { override, parseYaml, readYaml, type Yaml } from '../datasets/index.ts'
import type { Ceilings } from '../engine/model/ceilings.ts'
import { DataError } from '../engine/model/errors.ts'
import { type Experiment, experimentSchema } from './experiment-schema.ts'
import { type PlaceOf, validate } from './validate.ts'

/** An experiment as it was read, and where its keys stand. */
export interface ReadExperiment {
  readonly experiment: Experiment
  /** Where a path of the experiment stands in the file. */
  readonly placeOf: PlaceOf
}

/** `sets` are overrides such as `strategy.with.dteMin=20`. Throws a DataError that names file, line and field. */
export const readExperiment = async (
  file: string,
  sets: readonly string[] = [],
  ceilings: Ceilings = {},
): Promise<ReadExperiment> => experimentOf(await readYaml(file, ceilings), file, sets, ceilings)

/** As `readExperiment`, from text. */
export const parseExperiment = (
  text: string,
  file: string,
  sets: readonly string[] = [],
  ceilings: Ceilings = {},
): ReadExperiment => experimentOf(parseYaml(text, { file }, ceilings), file, sets, ceilings)

function experimentOf(
  { value, placeOf }: Yaml,
  file: string,
  sets: readonly string[],
  ceilings: Ceilings,
): ReadExperiment {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new DataError('the file holds no experiment; start with `name:` and `data:`', { file })
  }
  const stated = value as Record<string, unknown>
  for (const set of sets) override(stated, set, ceilings)
  return { experiment: validate(experimentSchema, stated, placeOf), placeOf }
}
