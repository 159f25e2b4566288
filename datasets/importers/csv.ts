/** Splits csv text into rows with their line numbers: quotes, CRLF, blank lines and lines cut across chunks included. */

import { CeilingError, type Ceilings, ceilingOf } from '../../engine/model/ceilings.ts'
import { DataError } from '../../engine/model/errors.ts'

export interface CsvRow {
  /** The line of the file on which the row starts, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A quoted field may span lines; beyond so many the quote was never closed. */
const QUOTED_LINES = 100

/**
 * The rows of a text in batches, the header included. Blank lines, and rows of separators alone, are left out. Throws a DataError for a quote that is
 * never closed, and a CeilingError for too many lines or columns and for a row that is too long.
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  separator: string,
  file: string,
  ceilings: Ceilings = {},
): AsyncGenerator<CsvRow[]> {
  const limits = {
    rows: ceilingOf('rows', ceilings),
    columns: ceilingOf('columns', ceilings),
    rowCharacters: ceilingOf('rowCharacters', ceilings),
  }
  const within = (name: keyof typeof limits, value: number, at: number): void => {
    if (value > limits[name]) throw new CeilingError(name, value, limits[name], { file, line: at })
  }
  let rest = ''
  let line = 1
  /** A row whose quote is still open. */
  let open: { text: string; line: number } | null = null

  const take = (text: string, rows: CsvRow[]): void => {
    const start: { text: string; line: number } = open
      ? { text: `${open.text}\n${text}`, line: open.line }
      : { text, line }
    within('rows', line, line)
    within('rowCharacters', start.text.length, start.line)
    line++
    open = null
    // One more than may be, so that a row of too many is not taken apart to its end.
    const most = limits.columns + 1
    const quoted = start.text.includes('"')
    if (!quoted && start.text.trim() === '') return
    const cells = quoted ? splitQuoted(start.text, separator, most) : start.text.split(separator, most)
    if (cells) {
      within('columns', cells.length, start.line)
      // A spreadsheet writes separators alone below its table.
      if (cells[0]?.trim() === '' && cells.every(cell => cell.trim() === '')) return
      rows.push({ line: start.line, cells })
    } else if (line - start.line > QUOTED_LINES) unclosed(file, start)
    else open = start
  }

  for await (const chunk of chunks) {
    const text = rest + chunk
    const rows: CsvRow[] = []
    let from = 0
    for (let to = text.indexOf('\n', rest.length); to >= 0; to = text.indexOf('\n', from)) {
      take(text.slice(from, text[to - 1] === '\r' && to > from ? to - 1 : to), rows)
      from = to + 1
    }
    rest = text.slice(from)
    within('rowCharacters', rest.length, line)
    if (rows.length > 0) yield rows
  }
  const rows: CsvRow[] = []
  if (rest !== '') take(rest.replace(/\r$/, ''), rows)
  if (open) unclosed(file, open)
  if (rows.length > 0) yield rows
}

function unclosed(file: string, row: { text: string; line: number }): never {
  throw new DataError('a quote is opened and never closed; close it, or remove it', {
    file,
    line: row.line,
    value: row.text.slice(0, 60),
  })
}

/**
 * The cells of a row with quotes, `most` of them; null when the last quote is still open. Doubled quotes inside quotes
 * are one.
 */
function splitQuoted(text: string, separator: string, most: number): string[] | null {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (cells.length === most) return cells
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at)
      if (end < 0) return cells.concat(text.slice(at))
      cells.push(text.slice(at, end))
      at = end + separator.length
      continue
    }
    let cell = ''
    let from = at + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote < 0) return null
      cell += text.slice(from, quote)
      at = quote + 1
      if (text[at] !== '"') break
      cell += '"'
      from = at + 1
    }
    const end = text.indexOf(separator, at)
    cells.push(cell + text.slice(at, end < 0 ? undefined : end))
    if (end < 0) return cells
    at = end + separator.length
  }
}
