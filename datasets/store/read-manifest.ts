/** Finds a store's manifest, and the parts that it names. */

import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { requireWithin } from '../../engine/model/ceilings.ts'
import { DataError } from '../../engine/model/errors.ts'
import { STAGING } from '../files/abandon.ts'
import { MANIFEST_FILE, type Manifest, type Part, parseManifest } from './manifest.ts'
import { emptyManifest } from './merge-sources.ts'
import { isSourceFile } from './source-file.ts'

/** The manifest of a store's folder. Throws a DataError when there is none, or none that can be read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await manifestIn(folder)
  if (manifest) return manifest
  throw new DataError(`this folder holds no ${MANIFEST_FILE}; import data into it first`, {
    field: 'store',
    value: folder,
  })
}

/**
 * The manifest of a store that takes an import: an empty one for a folder that holds nothing. Throws a DataError for a
 * folder that holds anything else, and for a manifest that cannot be read: only one that does not exist is new.
 */
export async function manifestForImport(folder: string): Promise<Manifest> {
  const manifest = await manifestIn(folder)
  if (manifest) return manifest
  const strangers = (await readdir(folder)).filter(name => name !== STAGING).sort()
  if (strangers.length === 0) return emptyManifest(basename(resolve(folder)))
  const more = strangers.length > 3 ? ` and ${strangers.length - 3} more` : ''
  throw new DataError(
    `this folder is no store and holds ${strangers.slice(0, 3).join(', ')}${more}; name a folder of its own for the store`,
    { field: 'store', value: folder },
  )
}

/** Null where there is none. */
async function manifestIn(folder: string): Promise<Manifest | null> {
  const file = join(basename(resolve(folder)), MANIFEST_FILE)
  const path = join(folder, MANIFEST_FILE)
  try {
    requireWithin('manifestBytes', (await stat(path)).size, { file })
    return parseManifest(await readFile(path, 'utf8'), file)
  } catch (error) {
    if (error instanceof DataError || !(error instanceof Error)) throw error
    if ('code' in error && error.code === 'ENOENT') return missing(folder, file)
    throw new DataError(`it cannot be read (${error.message}); nothing was changed`, { file })
  }
}

async function missing(folder: string, file: string): Promise<null> {
  const names = await readdir(folder).catch(() => [])
  if (!names.some(isSourceFile)) return null
  throw new DataError(
    "the store's manifest is missing; stillhalter data repair builds it anew from the store's parts",
    { file },
  )
}

/** Whether a folder is a store, be it one whose manifest is lost or damaged; false for one that may not be looked into. */
export async function isStore(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return names.some(name => name === MANIFEST_FILE || isSourceFile(name))
}

/** Whether there is such a folder, and it may not be looked into. */
export const isShut = (folder: string): Promise<boolean> =>
  readdir(folder).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  )

/** The parts of a table, in the order of their sources. */
export const partsOf = (manifest: Manifest, table: 'bars' | 'chains'): Part[] =>
  manifest.sources.map(source => source[table]).filter(part => part !== null)
