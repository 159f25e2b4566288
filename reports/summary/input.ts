/** What a report is made of: the run's settings, where everything came from, and what its records come to. */

import type { EpochMs, IsoDate } from '../../engine/model/time.ts'
import type { ReportFacts } from '../../folds/index.ts'
import type { Report } from '../schema/report.ts'

/** What a report is made of; money of `run` in units of the account's currency. */
export interface ReportInput {
  readonly name: string
  readonly strategy: Report['strategy']
  readonly run: Omit<Report['run'], 'firstSession' | 'lastSession' | 'sessions'>
  readonly provenance: Report['provenance']
  readonly facts: ReportFacts
  /** The session that an instant belongs to, on the calendar of the strategy's product. */
  readonly sessionOf: (time: EpochMs) => IsoDate
  /** The last session that had a row. */
  readonly dataUntil: IsoDate
  /** Account currency per unit of a currency at the end of the run. */
  readonly rateAtEnd: (currency: string) => number
}
