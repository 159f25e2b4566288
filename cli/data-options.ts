/** The options of an importer, from a YAML file and from the command line. */

import { readFile } from 'node:fs/promises'
import { LineCounter, parse, parseDocument } from 'yaml'
import { DataError } from '../engine/index.ts'

/** Values of `sets` win over the file's. Throws a DataError for a file or an override that cannot be read. */
export async function readOptions(
  file: string | null,
  sets: readonly string[],
): Promise<Record<string, unknown>> {
  const options = file === null ? {} : await readYaml(file)
  for (const set of sets) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(set) ?? []
    if (key === undefined || value === undefined) {
      throw new DataError('write an option as key=value', { field: '--set', value: set })
    }
    options[key] = parse(value)
  }
  return options
}

async function readYaml(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataError(error.code === 'ENOENT' ? 'there is no such file; check the path' : error.message, {
      file,
    })
  })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const [broken] = document.errors
  if (broken) {
    throw new DataError('is not YAML; mend it', { file, line: lines.linePos(broken.pos[0]).line })
  }
  const value: unknown = document.toJS()
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new DataError('holds no options; write key: value', { file })
  }
  return value as Record<string, unknown>
}
