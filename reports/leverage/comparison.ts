/** The comparison of leverages as data: every number that the page shows. The JSON file is exactly this. */

import type { EquityPoint, FirstCall, LeverageNote, Survival } from './leverage-run.ts'

/** Raised when a reader of the last one would misread the next. */
export const LEVERAGE_SCHEMA = 'stillhalter.leverage/1'

export interface ComparedCall extends FirstCall {
  /** One sentence made of the cause's numbers. */
  readonly why: string
}

/** Amounts in units of the experiment's currency. */
export interface ComparedSurvival extends Survival {
  readonly firstCall: ComparedCall | null
}

export interface ComparedRun {
  readonly leverage: number
  readonly specHash: string | null
  /** Null where the leverage was refused; `refused` says why. */
  readonly survival: ComparedSurvival | null
  readonly refused: string | null
  readonly equity: readonly EquityPoint[]
}

export interface ComparedExperiment {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly currency: string
  /** Of all its runs, each once, the gravest first. */
  readonly notes: readonly LeverageNote[]
  readonly runs: readonly ComparedRun[]
}

export interface LeverageComparison {
  readonly schema: typeof LEVERAGE_SCHEMA
  /** Name and version of the package. */
  readonly engine: string
  /** The command that makes it again. */
  readonly rerun: string
  /** What came out, in a sentence or two. */
  readonly sentence: string
  readonly experiments: readonly ComparedExperiment[]
}
