/** Finds a store's manifest, and the parts that it names. */

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import { MANIFEST_FILE, type Manifest, type Part, parseManifest } from './manifest.ts'

/** The manifest of a store's folder. Throws a DataError when there is none, or none of this version. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE)
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) {
    throw new DataError(`this folder holds no ${MANIFEST_FILE}; import data into it first`, {
      field: 'store',
      value: folder,
    })
  }
  return parseManifest(text, join(basename(folder), MANIFEST_FILE))
}

/** The parts of a table, in the order of their sources. */
export const partsOf = (manifest: Manifest, table: 'bars' | 'chains'): Part[] =>
  manifest.sources.map(source => source[table]).filter(part => part !== null)
