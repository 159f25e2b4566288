/** The same experiments at several leverages: which survives, on which day each is called, and why. */

import { DataError, formatDay, type RunRecord, toMinor } from '../../engine/index.ts'
import type { Experiment } from '../experiment-schema.ts'
import type { ExperimentResult } from '../run-experiment.ts'
import { type Survival, survivalOf } from './survival.ts'

/** One experiment at one leverage. */
export interface LeverageRun {
  readonly experiment: string
  readonly from: string
  readonly to: string
  readonly currency: string
  readonly leverage: number
  /** Null where the leverage was refused; `refused` says why. */
  readonly survival: Survival | null
  readonly refused: string | null
  /** What a reader has to know of the data and the margins, the gravest first. */
  readonly notes: readonly string[]
  /** Equity over equity at the start, by session. */
  readonly equity: readonly { readonly day: string; readonly value: number }[]
}

/** An experiment that is run at several leverages. */
export interface LeverageCase {
  readonly experiment: Experiment
  /** Runs it with its leverage replaced. Throws a DataError where haircut and margin forbid it. */
  readonly run: (leverage: number) => Promise<ExperimentResult>
}

/** Runs every case at every leverage, in that order. A leverage that is refused is a line of the result. */
export async function leverageStudy(
  cases: readonly LeverageCase[],
  leverages: readonly number[],
  progress: (share: number) => void = () => {},
): Promise<LeverageRun[]> {
  const runs: LeverageRun[] = []
  const count = cases.length * leverages.length
  for (const { experiment, run } of cases) {
    for (const leverage of leverages) {
      const result = await run(leverage).catch(refusalOf)
      runs.push(
        typeof result === 'string'
          ? refused(experiment, leverage, result)
          : lineOf(experiment, leverage, result),
      )
      progress(runs.length / count)
    }
  }
  return runs
}

/** Only a leverage that cannot be is told; any other bad input stops the study. */
function refusalOf(error: unknown): string {
  if (error instanceof DataError && error.place.field?.endsWith('leverage')) return error.reason
  throw error
}

const head = ({ name, from, to, account }: Experiment, leverage: number) => ({
  experiment: name,
  from,
  to,
  currency: account.currency,
  leverage,
})

const refused = (experiment: Experiment, leverage: number, why: string): LeverageRun => ({
  ...head(experiment, leverage),
  survival: null,
  refused: why,
  notes: [],
  equity: [],
})

function lineOf(
  experiment: Experiment,
  leverage: number,
  { report, records }: ExperimentResult,
): LeverageRun {
  const start = toMinor(report.run.equityStart, experiment.account.currency)
  const days = records.filter((record): record is DayRecord => record.kind === 'day')
  return {
    ...head(experiment, leverage),
    survival: survivalOf(records, start),
    refused: null,
    notes: report.provenance.notes ?? [],
    equity: days.map(({ session, equity }) => ({ day: formatDay(session), value: equity / start })),
  }
}

type DayRecord = Extract<RunRecord, { kind: 'day' }>
