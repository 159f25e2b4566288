/** The door of the study of leverage. */

export { type LeverageCase, leverageStudy } from './leverage.ts'
export { survivalFold, survivalOf } from './survival.ts'
