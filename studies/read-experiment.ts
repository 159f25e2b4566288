/** Reads an experiment from YAML: places for error messages, overrides from the command line, defaults. */

import { readFile } from 'node:fs/promises'
import { isNode, LineCounter, parse, parseDocument } from 'yaml'
import { DataError, type Place } from '../engine/model/errors.ts'
import { type Experiment, experimentSchema } from './experiment-schema.ts'
import { type PlaceOf, validate } from './validate.ts'

export interface ReadExperiment {
  readonly experiment: Experiment
  /** Where a path of the experiment stands in the file. */
  readonly placeOf: PlaceOf
}

/** `sets` are overrides such as `strategy.with.dteMin=20`. Throws a DataError that names file, line and field. */
export async function readExperiment(file: string, sets: readonly string[] = []): Promise<ReadExperiment> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataError(error.code === 'ENOENT' ? 'there is no such file; check the path' : error.message, {
      file,
    })
  })
  return parseExperiment(text, file, sets)
}

/** As `readExperiment`, from text. */
export function parseExperiment(text: string, file: string, sets: readonly string[] = []): ReadExperiment {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const [broken] = document.errors
  if (broken) {
    throw new DataError(`${broken.message.split('\n')[0]?.replace(/ at line.*$/, '')}; mend the YAML`, {
      file,
      line: lines.linePos(broken.pos[0]).line,
    })
  }
  const placeOf = (path: readonly PropertyKey[]): Place => {
    const node = nearestNode(document, path)
    const start = node?.range?.[0]
    return {
      file,
      line: start === undefined ? undefined : lines.linePos(start).line,
      field: path.join('.') || undefined,
    }
  }
  const value: unknown = document.toJS()
  if (value === null || typeof value !== 'object') {
    throw new DataError('the file holds no experiment; start with `name:` and `data:`', { file })
  }
  for (const set of sets) override(value as Record<string, unknown>, set)
  return { experiment: validate(experimentSchema, value, placeOf), placeOf }
}

function nearestNode(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node
  }
  return undefined
}

/** Sets one value by its dotted path; the value is read as YAML. */
function override(value: Record<string, unknown>, set: string): void {
  const [, path, text] = /^([^=]+)=(.*)$/s.exec(set) ?? []
  if (path === undefined || text === undefined) {
    throw new DataError('write an override as key=value', { field: '--set', value: set })
  }
  const keys = path.split('.')
  let part = value
  for (const key of keys.slice(0, -1)) {
    const next = part[key]
    if (next === undefined || next === null) part[key] = {}
    else if (typeof next !== 'object')
      throw new DataError('that key holds a value, not a group', { field: '--set', value: set })
    part = part[key] as Record<string, unknown>
  }
  part[keys[keys.length - 1] ?? path] = parse(text)
}
