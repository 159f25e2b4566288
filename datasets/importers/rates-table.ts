/** Tables of official rates: one row a day, a column an instrument, and numbers that may not have been published. */

import type { Day } from '../../engine/model/time.ts'
import type { Fields } from './fields.ts'
import type { BarRow, Intake } from './importer.ts'

/** How the Treasury and FRED write that there is no value. */
const NOT_PUBLISHED = /^(|\.|n\/?a|nd)$/i

/** The number, which may be negative; NaN where none was published, and for a faulty one, which is a fault of the row. */
export const publishedNumber = (fields: Fields, column: string): number =>
  NOT_PUBLISHED.test(fields.text(column)) ? Number.NaN : fields.number(column)

/**
 * A test of rows that are good otherwise: true for the first of its day; a later one is rejected under `column` and
 * told the line of the first.
 */
export function onceADay(column: string): (fields: Fields, day: Day) => boolean {
  const lines = new Map<Day, number>()
  return (fields, day) => {
    const first = lines.get(day)
    if (first === undefined) {
      lines.set(day, fields.line)
      return true
    }
    fields.reject(column, fields.text(column), `is also on line ${first}`)
    return false
  }
}

/** One instrument's bar of a row. */
export interface InstrumentBar {
  readonly instrument: string
  readonly bar: BarRow
}

/** The row counts once, however many bars it makes; without any it is skipped. */
export function wideRow(intake: Intake, bars: readonly InstrumentBar[], line: number): void {
  const [first, ...rest] = bars
  if (!first) {
    intake.skip()
    return
  }
  intake.bar(first.instrument, first.bar, line)
  for (const { instrument, bar } of rest) intake.carriedBar(instrument, bar, line)
}
