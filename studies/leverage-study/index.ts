/** The door of the study of leverage. */

export { type LeverageCase, type LeverageRun, leverageStudy } from './leverage-study.ts'
export type { CallCause, Fate, FirstCall, Survival } from './survival.ts'
