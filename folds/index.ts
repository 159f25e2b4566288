/** The door of the folds: questions to the record of a run that take one pass. */

export type { BasisStep } from './basis-steps.ts'
export { type Fold, type Folding, foldOf, foldOver, type RecordOf, together } from './fold.ts'
export { kept, observed } from './kept.ts'
export type { TradeLeg } from './legs.ts'
export { type ReportFacts, reportFold } from './report.ts'
export type { TradeFacts } from './trades.ts'
