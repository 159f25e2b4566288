/** The folds that a report is a choice of. */

import { type Fold, together } from './fold.ts'
import { incidents } from './incidents.ts'
import { kept, observed } from './kept.ts'
import { ledger } from './ledger.ts'
import { marginModels } from './margin-models.ts'
import { refusals } from './refusals.ts'
import { substitutes } from './substitutes.ts'
import { trades } from './trades.ts'

/** All that a report takes from the records of a run, in one pass. */
export const reportFold = together({
  days: kept('day'),
  calls: kept('call'),
  liquidity: kept('liquidity'),
  bonds: kept('bond'),
  zones: observed('zones'),
  basis: observed('basis'),
  trades,
  incidents,
  substitutes,
  ledger,
  marginModels,
  refusals,
})

type ResultOf<F> = F extends Fold<infer Result> ? Result : never

/** What the records of a run come to, for a report. */
export type ReportFacts = ResultOf<typeof reportFold>
