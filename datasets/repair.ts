/** Builds a store's manifest anew from the files of its sources, byte for byte as it was. */

import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { DataError } from '../engine/model/errors.ts'
import { withPublication } from './files/publication.ts'
import { writeFacts } from './store/commit.ts'
import { MANIFEST_FILE, type Manifest, parseManifest } from './store/manifest.ts'
import { emptyManifest, withSource } from './store/merge-sources.ts'
import { isSourceFile, type LoneSource, parseSource, sourceFile } from './store/source-file.ts'

/** What a repair found, and what it did. */
export interface Repair {
  /** `whole`: the manifest was in order; `rebuilt`: from the sources named. */
  readonly status: 'whole' | 'rebuilt'
  readonly sources: readonly string[]
  /** Files of sources that are damaged: what they tell of must be imported again. */
  readonly damaged: readonly string[]
}

/**
 * Repairs a store. A manifest that is whole stays, and files of its sources that are missing or damaged are written anew;
 * else the manifest is built from those files. Parts are not touched: a check tells which are damaged. Throws a DataError
 * where there is nothing to build it from, or the folder cannot be written to.
 */
export async function repairStore(folder: string): Promise<Repair> {
  await readdir(folder).catch(() => {
    throw new DataError('there is no such folder, or it cannot be read; check the path', {
      field: 'store',
      value: folder,
    })
  })
  return withPublication(folder, 'import into this store', async publication => {
    const whole = await wholeManifest(folder)
    const found = await sourcesIn(folder)
    const manifest = whole ?? manifestOf(folder, found.sources)
    const known = new Set(found.sources.map(({ source }) => source.id))
    const missing = manifest.sources.filter(({ id }) => !known.has(id))
    const names = missing.map(({ id }) => sourceFile(id))
    await writeFacts(publication, manifest, missing)
    if (!whole || names.length > 0) await publication.publish([...names, MANIFEST_FILE])
    return {
      status: whole ? 'whole' : 'rebuilt',
      sources: manifest.sources.map(({ file }) => file),
      damaged: whole ? [] : found.damaged,
    }
  })
}

/** Null for one that is missing or damaged. */
async function wholeManifest(folder: string): Promise<Manifest | null> {
  const path = join(folder, MANIFEST_FILE)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new DataError(`it cannot be read (${error.message}); nothing was changed`, { file: path })
  })
  try {
    return text === null ? null : parseManifest(text, path)
  } catch (error) {
    if (error instanceof DataError) return null
    throw error
  }
}

async function sourcesIn(folder: string): Promise<{ sources: LoneSource[]; damaged: string[] }> {
  const sources: LoneSource[] = []
  const damaged: string[] = []
  for (const name of (await readdir(folder)).filter(isSourceFile).sort()) {
    try {
      sources.push(parseSource(await readFile(join(folder, name), 'utf8'), name))
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      damaged.push(name)
    }
  }
  return { sources, damaged }
}

/** Sources that crashed imports have left beside the store's own contradict nothing: they were committed, or are not there. */
function manifestOf(folder: string, sources: readonly LoneSource[]): Manifest {
  const [first] = sources
  if (!first) {
    throw new DataError(
      `${MANIFEST_FILE} is damaged, and there is no file of a source to build it from; import the data again into a new folder`,
      { file: basename(resolve(folder)) },
    )
  }
  return sources.reduce(
    (manifest, { source, products }) => withSource(manifest, source, products, []),
    emptyManifest(first.store),
  )
}
