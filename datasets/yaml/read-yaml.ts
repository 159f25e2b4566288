/** Reads a YAML file: no more of it than the ceiling allows, and nothing that is not text. */

import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import { DataError } from '../../engine/model/errors.ts'
import { parseYaml, type Yaml } from './parse-yaml.ts'

/** Throws a DataError with file and line for whatever cannot be read, and a CeilingError for what is too large. */
export async function readYaml(file: string, ceilings: Ceilings = {}): Promise<Yaml> {
  const bytes = await bytesOf(file, ceilings).catch((error: unknown) => {
    throw error instanceof DataError ? error : new DataError(unreadable(error), { file })
  })
  return parseYaml(textOf(bytes, file), { file }, ceilings)
}

/** A file says its size beforehand, a pipe does not. */
async function bytesOf(file: string, ceilings: Ceilings): Promise<Buffer> {
  const handle = await open(file)
  try {
    requireWithin('yamlBytes', (await handle.stat()).size, { file }, ceilings)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of handle.createReadStream({ autoClose: false })) {
      size += chunk.length
      requireWithin('yamlBytes', size, { file }, ceilings)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    await handle.close()
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  ENOTDIR: 'there is no such file; check the path',
  EISDIR: 'is a folder; name a file in it',
  EACCES: 'may not be read; change its permissions',
}

function unreadable(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  return REASONS[code] ?? `cannot be read (${message}); name another file`
}

function textOf(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  throw new DataError('is not text in UTF-8; save it as that', { file, line: firstBadLine(bytes) })
}

/** No character of UTF-8 holds a line feed among its bytes, so each line is good or bad by itself. */
function firstBadLine(bytes: Buffer): number {
  let line = 1
  for (let from = 0, to = 0; to !== -1; from = to + 1, line++) {
    to = bytes.indexOf(10, from)
    if (!isUtf8(bytes.subarray(from, to === -1 ? bytes.length : to))) break
  }
  return line
}

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
