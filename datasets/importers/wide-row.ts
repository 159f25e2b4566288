/** Hands on a row that holds the values of several instruments. */

import type { BarRow, Intake } from './importer.ts'

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
