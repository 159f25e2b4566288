/** What an import does about the sources that are there already: takes their place, or refuses to repeat them. */

import { join } from 'node:path'
import { DataError } from '../engine/model/errors.ts'
import type { SourceDraft } from './store/commit.ts'
import type { Manifest, Source } from './store/manifest.ts'
import type { StagedTable } from './store/staging.ts'
import type { TableName } from './store/tables.ts'
import { partVerifier } from './store/verify-parts.ts'

export type Tables = Readonly<Record<TableName, StagedTable>>

/**
 * Sources that a replacing import takes the place of: the same one, and those of the same file name and importer about
 * one of its products.
 */
export const supersededBy = (manifest: Manifest, draft: SourceDraft): Source[] =>
  manifest.sources.filter(
    source =>
      source.id === draft.id ||
      (source.file === draft.file &&
        source.importer === draft.importer &&
        source.products.some(product => draft.products.includes(product))),
  )

/** Throws a DataError when another source has one of the rows, or when the parts that could have it are damaged. */
export async function refuseClashes(
  file: string,
  store: string,
  manifest: Manifest,
  superseded: readonly Source[],
  tables: Tables,
): Promise<void> {
  const others = manifest.sources.filter(source => !superseded.includes(source))
  const verify = partVerifier(store, false)
  for (const staged of [tables.bars, tables.chains]) {
    const rows = await staged.describe()
    const near = others.flatMap(source => {
      const part = source[staged.table.name]
      const overlaps =
        part !== null &&
        part.first <= rows.last &&
        part.last >= rows.first &&
        part.keys.some(key => rows.keys.includes(key))
      return overlaps ? [{ source: source.file, part }] : []
    })
    await verify(near.map(({ part }) => part))
    const clash = await staged.clashWith(
      near.map(({ source, part }) => ({ file: source, path: join(store, part.file) })),
    )
    if (clash) {
      throw new DataError(
        `${clash.part} has this row already; leave one of the two files out, or import a newer copy of the same file with replace`,
        { file, line: clash.line, field: 'key', value: clash.key },
      )
    }
  }
}
