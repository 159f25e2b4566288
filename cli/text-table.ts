/** A table as aligned text. */

import type { ColumnTable } from 'arquero'
import { printableValue } from './printable.ts'

/** Numbers to the right, the rest to the left; an empty cell for what is missing. Control characters are escaped. */
export function textTable(table: ColumnTable): string {
  const names = table.columnNames()
  const rows = (table.objects() as Record<string, unknown>[]).map(row => names.map(name => cellOf(row[name])))
  const heads = names.map(printableValue)
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map(row => row[i]?.length ?? 0)))
  const numeric = names.map(name => typeof table.get(name, 0) === 'number')
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(heads), ...rows.map(line)].join('\n')
}

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : printableValue(String(value))
