/** Reads an importer's options from a YAML file: the map of a csv's columns, lots, facts of products. */

import type { Ceilings } from '../engine/model/ceilings.ts'
import { DataError } from '../engine/model/errors.ts'
import { readYaml } from './yaml/index.ts'

/** The options as plain data; the importer validates them. Throws a DataError that names the line for bad YAML. */
export async function importOptionsFrom(
  path: string,
  ceilings: Ceilings = {},
): Promise<Record<string, unknown>> {
  const { value } = await readYaml(path, ceilings)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DataError('options are written as name: value, one a line', { file: path, line: 1 })
  }
  return { ...value }
}
