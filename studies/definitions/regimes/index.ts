/** The door of the regime study. */

export type { ReturnKind } from './forward-returns.ts'
export { type RegimeStudy, regimeStudy } from './regime-study.ts'
export { studyTable } from './study-table.ts'
