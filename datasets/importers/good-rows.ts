/** Reads a small csv of the user's own, of which every row must be good. */

import { DataError } from '../../engine/model/errors.ts'
import { csvRows } from './csv.ts'
import { Fields } from './fields.ts'
import { textSource } from './text-source.ts'

export interface GoodRow<T> {
  readonly line: number
  readonly value: T
}

/**
 * The rows in the order of the file, each as `read` makes it. Throws a DataError with the line for the first that is
 * not good, by a fault of its fields or by what `read` throws; for a missing column; and for a file that is not there
 * or has no rows. `name` is what errors call the file.
 */
export async function goodRows<T>(
  path: string,
  name: string,
  columns: readonly string[],
  read: (fields: Fields) => T,
): Promise<GoodRow<T>[]> {
  const good: GoodRow<T>[] = []
  let fields: Fields | null = null
  for await (const rows of csvRows(textSource(path, name).chunks(), ',', name)) {
    for (const row of rows) {
      if (fields === null) {
        fields = new Fields(row.cells)
        fields.require(columns, name, row.line)
        continue
      }
      fields.at(row)
      good.push({ line: row.line, value: located(fields, name, read) })
    }
  }
  if (good.length === 0) {
    throw new DataError(`there are no rows; a file starts with ${columns.join(',')}`, { file: name })
  }
  return good
}

function located<T>(fields: Fields, file: string, read: (fields: Fields) => T): T {
  const { line } = fields
  try {
    const value = read(fields)
    if (!fields.fault) return value
    const { reason, ...place } = fields.fault
    throw new DataError(`${reason}; mend the row`, { file, ...place })
  } catch (error) {
    throw error instanceof DataError ? error.at({ file, line }) : error
  }
}
