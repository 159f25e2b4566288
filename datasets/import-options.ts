/** Reads an importer's options from a YAML file: the map of a csv's columns, lots, facts of products. */

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseDocument } from 'yaml'
import { DataError } from '../engine/model/errors.ts'

/** The options as plain data; the importer validates them. Throws a DataError that names the line for bad YAML. */
export async function importOptionsFrom(path: string): Promise<Record<string, unknown>> {
  const file = basename(path)
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) throw new DataError('there is no such file; check the path', { file: path })
  const document = parseDocument(text, { uniqueKeys: true })
  const [error] = document.errors
  if (error) {
    const message = error.message.split('\n')[0] ?? ''
    throw new DataError(`this is no valid YAML (${message}); correct it`, {
      file,
      line: error.linePos?.[0].line,
    })
  }
  const options: unknown = document.toJS()
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new DataError('options are written as name: value, one a line', { file, line: 1 })
  }
  return { ...options }
}
