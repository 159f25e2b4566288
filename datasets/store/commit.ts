/** Makes a source part of a store: writes its rows as parts, then the manifest, each whole or not at all. */

import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { publish, sha256Of, TEMPORARY, writeAtomically } from './atomic-file.ts'
import {
  MANIFEST_FILE,
  type Manifest,
  manifestText,
  type Part,
  parseManifest,
  type Source,
} from './manifest.ts'
import { emptyManifest, type StatedProduct, withSource } from './merge-sources.ts'
import type { StagedTable } from './staging.ts'

/** A source whose parts are not written yet. */
export type SourceDraft = Omit<Source, 'bars' | 'chains'>

const OWN_FILE = /^(bars|chains)-.*\.parquet$|^rejected-.*\.csv$|\.tmp$/

/** The name of the file of rejected rows of a source. */
export const rejectedFile = (id: string): string => `rejected-${id}.csv`

/** The manifest of a folder, or that of a new store where there is none. */
export async function manifestForImport(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => null)
  return text === null
    ? emptyManifest(basename(resolve(folder)))
    : parseManifest(text, join(basename(folder), MANIFEST_FILE))
}

/**
 * Writes a source's parts and a manifest that knows them; the store never shows half of it. Sources in `superseded`
 * leave the store. Returns the new manifest.
 */
export async function commitSource(
  folder: string,
  manifest: Manifest,
  draft: SourceDraft,
  stated: readonly StatedProduct[],
  tables: { readonly bars: StagedTable; readonly chains: StagedTable },
  superseded: readonly Source[],
): Promise<Manifest> {
  const source: Source = {
    ...draft,
    bars: await writePart(folder, draft.id, tables.bars),
    chains: await writePart(folder, draft.id, tables.chains),
  }
  // Contradictions with other sources surface here, before anything has its final name.
  const next = withSource(manifest, source, stated, superseded)
  for (const part of [source.bars, source.chains]) if (part) await publish(join(folder, part.file))
  await writeAtomically(join(folder, MANIFEST_FILE), manifestText(next))
  if (superseded.length > 0) await clearLeftovers(folder, next)
  return next
}

/** Writes the rows under a temporary name; null when there are none. */
async function writePart(folder: string, id: string, staged: StagedTable): Promise<Part | null> {
  const rows = await staged.describe()
  if (rows.rows === 0) return null
  const file = `${staged.table.name}-${id}.parquet`
  const temporary = join(folder, `${file}${TEMPORARY}`)
  await staged.write(temporary)
  const { size } = await stat(temporary)
  return { file, sha256: await sha256Of(temporary), bytes: size, ...rows }
}

/** Removes what was not finished. */
export async function clearTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(TEMPORARY)) await rm(join(folder, name), { force: true, recursive: true })
  }
}

/** Files of the store's own kinds that its manifest does not know: what interrupted or superseded imports left. */
export async function clearLeftovers(folder: string, manifest: Manifest): Promise<void> {
  const kept = new Set(
    manifest.sources.flatMap(({ id, bars, chains, rows }) => [
      bars?.file,
      chains?.file,
      rows.rejected > 0 ? rejectedFile(id) : undefined,
    ]),
  )
  for (const name of await readdir(folder)) {
    if (OWN_FILE.test(name) && !kept.has(name)) await rm(join(folder, name), { force: true, recursive: true })
  }
}
