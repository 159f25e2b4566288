/** From the runs of a study to their comparison. */

import { type Minor, toAmount } from '../../engine/model/money.ts'
import {
  type ComparedCall,
  type ComparedExperiment,
  type ComparedRun,
  type ComparedSurvival,
  LEVERAGE_SCHEMA,
  type LeverageComparison,
} from './comparison.ts'
import type { CashChange, FirstCall, LeverageNote, LeverageRun, Survival } from './leverage-run.ts'
import { sentenceOf } from './sentence.ts'
import { whyCalled } from './why.ts'

/** Runs grouped by their experiment, in their order; amounts go from minor units to units of the currency. */
export function comparisonOf(
  runs: readonly LeverageRun[],
  provenance: Pick<LeverageComparison, 'engine' | 'rerun'>,
): LeverageComparison {
  const names = [...new Set(runs.map(run => run.experiment))]
  const experiments = names.flatMap(name =>
    experimentOf(
      name,
      runs.filter(run => run.experiment === name),
    ),
  )
  return { schema: LEVERAGE_SCHEMA, ...provenance, sentence: sentenceOf(experiments), experiments }
}

function experimentOf(name: string, runs: readonly LeverageRun[]): ComparedExperiment[] {
  const [first] = runs
  if (!first) return []
  const { from, to, currency } = first
  return [{ name, from, to, currency, notes: notesOf(runs), runs: runs.map(comparedRun) }]
}

function notesOf(runs: readonly LeverageRun[]): LeverageNote[] {
  const byText = new Map(runs.flatMap(run => run.notes).map(note => [note.text, note]))
  const notes = [...byText.values()]
  return [
    ...notes.filter(note => note.kind === 'carried margin'),
    ...notes.filter(note => note.kind !== 'carried margin'),
  ]
}

const comparedRun = ({
  leverage,
  specHash,
  survival,
  refused,
  equity,
  currency,
}: LeverageRun): ComparedRun => ({
  leverage,
  specHash,
  survival: survival && inCurrency(survival, amount => toAmount(amount as Minor, currency), currency),
  refused,
  equity,
})

type ToAmount = (minorUnits: number) => number

const inCurrency = (survival: Survival, amount: ToAmount, currency: string): ComparedSurvival => ({
  ...survival,
  firstCall: survival.firstCall && callIn(survival.firstCall, amount, currency),
  leastCash: amount(survival.leastCash),
  mostBorrowed: amount(survival.mostBorrowed),
})

function callIn(call: FirstCall, amount: ToAmount, currency: string): ComparedCall {
  const told: FirstCall = {
    ...call,
    missing: amount(call.missing),
    cause: changeIn(call.cause, amount),
    sinceOpening: call.sinceOpening && changeIn(call.sinceOpening, amount),
    lentLater: amount(call.lentLater),
  }
  return { ...told, why: whyCalled(told, currency) }
}

const changeIn = (change: CashChange, amount: ToAmount): CashChange => ({
  variation: amount(change.variation),
  margin: amount(change.margin),
  repo: amount(change.repo),
  repoInterest: amount(change.repoInterest),
  creditLine: amount(change.creditLine),
  other: amount(change.other),
  cashBefore: amount(change.cashBefore),
  cashAfter: amount(change.cashAfter),
})
