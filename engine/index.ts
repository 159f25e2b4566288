/** The engine's public door. */

export type { Rules } from './book/book.ts'
export type { HeldGroup, Holdings } from './book/holdings.ts'
export type { AccountSpec } from './book/start.ts'
export {
  neverAssigned,
  type OptimalExerciseTerms,
  optimalExercise,
  type RandomAssignmentTerms,
  randomAssignment,
} from './execution/assignment.ts'
export { marginBySettlement } from './margin/by-settlement.ts'
export { type FixedRates, type FixedTable, fixedMargin, type Rate } from './margin/fixed.ts'
export { type FuturesMarginTerms, futuresMargin, type MarginHolder } from './margin/futures-margin.ts'
export type { CreditLine, Funding, LenderTerms } from './margin/repo.ts'
export { SCAN_DEFAULTS, type ScanRates, type ScanTerms } from './margin/scan-rates.ts'
export { scanMargin } from './margin/scan16.ts'
export { type StrategyRates, strategyMargin } from './margin/strategy-based.ts'
export * from './model/assignment-model.ts'
export * from './model/block.ts'
export * from './model/board.ts'
export * from './model/bond.ts'
export * from './model/ceilings.ts'
export * from './model/column.ts'
export * from './model/entry.ts'
export * from './model/errors.ts'
export * from './model/instrument.ts'
export * from './model/margin-model.ts'
export * from './model/market.ts'
export * from './model/money.ts'
export * from './model/order.ts'
export * from './model/record.ts'
export * from './model/signal.ts'
export * from './model/slice.ts'
export * from './model/snapshot.ts'
export * from './model/strategy.ts'
export * from './model/time.ts'
export { type RunHooks, type RunResult, type RunSpec, run } from './run.ts'
export { type AccountEnd, type AccountFailure, type AccountResult, requireEnd } from './running.ts'
