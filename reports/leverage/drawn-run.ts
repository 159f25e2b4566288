/** A run that has an equity path to draw. */

import type { ComparedRun, ComparedSurvival } from './comparison.ts'

export interface DrawnRun extends ComparedRun {
  readonly survival: ComparedSurvival
}
