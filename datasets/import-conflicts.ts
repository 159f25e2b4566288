/** What an import does about the sources that are there already: takes their place, or refuses to repeat them. */

import { join } from 'node:path'
import { DataError } from '../engine/model/errors.ts'
import type { Manifest, Source } from './store/manifest.ts'
import type { StagedTable } from './store/staging.ts'
import type { TableName } from './store/tables.ts'

export type Tables = Readonly<Record<TableName, StagedTable>>

/** What tells a source from others. */
export type SourceIdentity = Pick<Source, 'id' | 'file' | 'importer' | 'products'>

/** Sources that a replacing import takes the place of: of the same file name and importer, about the same products. */
const supersededBy = (
  manifest: Manifest,
  id: string,
  name: string,
  importer: Importer,
  taken: Taken,
): Source[] =>
  manifest.sources.filter(
    source =>
      source.id === id ||
      (source.file === name &&
        source.importer === importer.name &&
        source.products.some(product => taken.facts.products.includes(product))),
  )

/** Throws a DataError when another source has one of the rows. */
async function refuseClashes(
  file: SourceFile,
  store: string,
  manifest: Manifest,
  superseded: readonly Source[],
  tables: Tables,
): Promise<void> {
  const others = manifest.sources.filter(source => !superseded.includes(source))
  for (const staged of [tables.bars, tables.chains]) {
    const rows = await staged.describe()
    const near = others.flatMap(source => {
      const part = source[staged.table.name]
      const overlaps =
        part !== null &&
        part.first <= rows.last &&
        part.last >= rows.first &&
        part.keys.some(key => rows.keys.includes(key))
      return overlaps ? [{ file: source.file, path: join(store, part.file) }] : []
    })
    const clash = await staged.clashWith(near)
    if (clash) {
      throw new DataError(
        `${clash.part} has this row already; leave one of the two files out, or import a newer copy of the same file with replace`,
        { file: file.name, line: clash.line, field: 'key', value: clash.key },
      )
    }
  }
}

