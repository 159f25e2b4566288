/** The same experiments at several leverages: which survives, on which day each is called, and why. */

import { DataError, type DayRecord, formatDay, parseDay, toMinor } from '../../../engine/index.ts'
import type { EquityPoint, LeverageNote, LeverageRun } from '../../../reports/index.ts'
import type { Experiment } from '../../experiment-schema.ts'
import { isCarriedMargin, marginNotes } from '../../futures-margin-model.ts'
import type { ExperimentResult, RecordSink } from '../../run-experiment.ts'
import type { Study } from '../../study.ts'
import { type SurvivalFacts, survivalFold, survivalOf } from './survival.ts'

/** An experiment that is run at several leverages. */
export interface LeverageCase {
  readonly experiment: Experiment
  /**
   * Runs it with its leverage replaced, each record into the sink. Throws a DataError where haircut and margin forbid it.
   */
  readonly run: (leverage: number, sink: RecordSink) => Promise<ExperimentResult>
}

/** One run of the study. */
interface LeveragePoint extends LeverageCase {
  readonly leverage: number
}

/** Every case at every leverage, in that order. A leverage that is refused is a line of the findings. */
export const leverageStudy = (
  cases: readonly LeverageCase[],
  leverages: readonly number[],
): Study<LeveragePoint, LeverageRun, LeverageRun[]> => ({
  cases: cases.flatMap(one => leverages.map(leverage => ({ ...one, leverage }))),
  async row({ experiment, run, leverage }) {
    const told = survivalFold.begin()
    const result = await run(leverage, told.take).catch(refusalOf)
    return typeof result === 'string'
      ? refused(experiment, leverage, result)
      : lineOf(experiment, leverage, result, told.end())
  },
  findings: runs => [...runs],
})

/** Only a leverage that cannot be is told; any other bad input stops the study. */
function refusalOf(error: unknown): string {
  if (error instanceof DataError && error.place.field === LEVERAGE_FIELD) return error.reason
  throw error
}

/** The parameter that the study sets. */
const LEVERAGE_FIELD = 'strategy.with.leverage'

const head = ({ name, from, to, account }: Experiment, leverage: number) => ({
  experiment: name,
  from,
  to,
  currency: account.currency,
  leverage,
})

const refused = (experiment: Experiment, leverage: number, why: string): LeverageRun => ({
  ...head(experiment, leverage),
  specHash: null,
  survival: null,
  refused: why,
  notes: notesOf(
    marginNotes(experiment.margin, [], experiment.data.treasury?.futures ?? [], parseDay(experiment.to)),
  ),
  equity: [],
})

function lineOf(
  experiment: Experiment,
  leverage: number,
  { report }: ExperimentResult,
  facts: SurvivalFacts,
): LeverageRun {
  const start = toMinor(report.run.equityStart, experiment.account.currency)
  return {
    ...head(experiment, leverage),
    specHash: report.provenance.specHash,
    survival: survivalOf(facts, start, loansFollowLate(experiment)),
    refused: null,
    notes: notesOf(report.provenance.notes ?? []),
    equity: pathOf(facts.days, start),
  }
}

/** Loans overnight by a price of the session before; a loan with a term follows no price until it ends. */
const loansFollowLate = ({ funding }: Experiment): boolean =>
  funding?.repoLag === 1 && funding.lender.every(({ termDays }) => termDays === 1)

/** Margins that are carried from the last day known come first among a run's notes, and are of a kind of their own. */
const notesOf = (texts: readonly string[]): LeverageNote[] =>
  texts.map(text => ({ kind: isCarriedMargin(text) ? 'carried margin' : 'data', text }))

/** One point a session: what its last close says. */
const pathOf = (days: readonly DayRecord[], start: number): EquityPoint[] =>
  [...new Map(days.map(({ session, equity }) => [session, equity]))].map(([session, equity]) => ({
    day: formatDay(session),
    value: equity / start,
  }))
