/** Walks the rows of a csv: the loop that all formats share. */

import { DataError } from '../../engine/model/errors.ts'
import { csvRows } from './csv.ts'
import { Fields, type NumberStyle } from './fields.ts'
import type { Intake } from './importer.ts'
import type { TextSource } from './text-source.ts'

export interface Layout {
  readonly separator?: string
  /** Names of the columns of a file that has no header; absent = its first line names them. */
  readonly header?: readonly string[]
  /** Columns that must be there. */
  readonly required: readonly string[]
  /** Lines below the header that are no rows. */
  readonly preamble?: number
  readonly style?: NumberStyle
}

/**
 * Shows each row to `visit`, whose faults are rejected: `visit` hands nothing on once `fields.fault` is set.
 * Throws a DataError for an empty file and for a missing column, and a CeilingError beyond what the source allows.
 */
export async function eachRow(
  source: TextSource,
  layout: Layout,
  intake: Intake,
  visit: (fields: Fields) => void,
): Promise<void> {
  let fields = layout.header ? new Fields(layout.header, layout.style) : null
  let empty = true
  let pass = layout.preamble ?? 0
  for await (const rows of csvRows(source.chunks(), layout.separator ?? ',', source.name, source.ceilings)) {
    for (const row of rows) {
      empty = false
      if (!fields) {
        fields = new Fields(row.cells, layout.style)
        fields.require(layout.required, source.name, row.line)
      } else if (pass > 0) {
        pass--
      } else {
        fields.at(row)
        if (!fields.fault) visit(fields)
        if (fields.fault) intake.reject(fields.fault)
      }
    }
  }
  if (empty) throw new DataError('the file is empty; fetch it again', { file: source.name })
}
