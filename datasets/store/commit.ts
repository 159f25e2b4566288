/** Makes a source part of a store: writes its rows as parts, then publishes them with a manifest that knows them. */

import { lstat, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import type { Publication } from '../files/publication.ts'
import { sha256Of } from '../files/sha256.ts'
import { MANIFEST_FILE, type Manifest, manifestText, type Part, type Source } from './manifest.ts'
import { type StatedProduct, withSource } from './merge-sources.ts'
import { filesOf, rejectedFile, sourceFile, sourceText } from './source-file.ts'
import type { StagedTable } from './staging.ts'

/** A source whose parts are not written yet. */
export type SourceDraft = Omit<Source, 'bars' | 'chains'>

/**
 * Writes a source's parts and a manifest that knows them, and publishes them as one set, with the file of rejected rows
 * that is staged where there are any. Sources in `superseded` leave the store with their files. Returns the new manifest.
 * Throws a DataError where a file that is not the store's is in the way.
 */
export async function commitSource(
  publication: Publication,
  manifest: Manifest,
  draft: SourceDraft,
  stated: readonly StatedProduct[],
  tables: { readonly bars: StagedTable; readonly chains: StagedTable },
  superseded: readonly Source[],
): Promise<Manifest> {
  const source: Source = {
    ...draft,
    bars: await writePart(publication, draft.id, tables.bars),
    chains: await writePart(publication, draft.id, tables.chains),
  }
  const next: Manifest = { ...withSource(manifest, source, stated, superseded), version: 2 }
  // Sources of version 1 have no file of their own yet.
  const told = manifest.version === 1 ? next.sources : [source]
  await writeFacts(publication, next, told)
  const parts = [source.bars, source.chains].flatMap(part => (part ? [part.file] : []))
  const rejected = draft.rows.rejected > 0 ? [rejectedFile(draft.id)] : []
  const names = [...parts, ...rejected, ...told.map(({ id }) => sourceFile(id))]
  await requireFree(publication, names, manifest)
  const kept = new Set(next.sources.flatMap(filesOf))
  const removed = superseded.flatMap(filesOf).filter(name => !kept.has(name))
  await publication.publish([...names, MANIFEST_FILE], removed)
  return next
}

/** Stages the files of some sources and the manifest. */
export async function writeFacts(
  publication: Publication,
  manifest: Manifest,
  sources: readonly Source[],
): Promise<void> {
  for (const source of sources)
    await writeFile(publication.path(sourceFile(source.id)), sourceText(manifest, source))
  await writeFile(publication.path(MANIFEST_FILE), manifestText(manifest))
}

/** Stages the rows under a name that follows from the source and from their bytes; null when there are none. */
async function writePart(publication: Publication, id: string, staged: StagedTable): Promise<Part | null> {
  const rows = await staged.describe()
  if (rows.rows === 0) return null
  const written = publication.path(staged.table.name)
  await staged.write(written)
  const sha256 = await sha256Of(written)
  const { size } = await stat(written)
  const file = `${staged.table.name}-${id}-${sha256.slice(0, 8)}.parquet`
  await rename(written, publication.path(file))
  return { file, sha256, bytes: size, ...rows }
}

/** A name that the manifest does not know must be free, or the file must have the very bytes that come. */
async function requireFree(
  publication: Publication,
  names: readonly string[],
  manifest: Manifest,
): Promise<void> {
  const known = new Set(manifest.sources.flatMap(filesOf))
  for (const name of names) {
    const path = join(publication.folder, name)
    const found = await lstat(path).catch(() => null)
    if (found === null || known.has(name)) continue
    if (found.isFile() && (await sha256Of(path)) === (await sha256Of(publication.path(name)))) continue
    throw new DataError("a file that is not the store's has this name; move it away", { file: path })
  }
}
