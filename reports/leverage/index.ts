/** The door of the comparison of leverages. */

export { comparisonOf } from './compare.ts'
export type {
  CallEnd,
  CashChange,
  EquityPoint,
  Fate,
  FirstCall,
  LeverageComparison,
  LeverageNote,
  LeverageRun,
  Opening,
  Survival,
} from './leverage-run.ts'
export { renderLeverage } from './page.tsx'
export { headOf } from './terms.tsx'
