/** The door of the comparison of leverages. */

export { comparisonOf } from './compare.ts'
export type { LeverageComparison } from './comparison.ts'
export type {
  CallEnd,
  CashChange,
  EquityPoint,
  Fate,
  FirstCall,
  LeverageNote,
  LeverageRun,
  Opening,
  Survival,
} from './leverage-run.ts'
export { renderLeverage } from './render.tsx'
export { headOf } from './terms.ts'
