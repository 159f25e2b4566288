/** Compares what runs of different leverages came to, and says in words what came out and why a margin was called. */

import { type Minor, toAmount } from '../../engine/model/money.ts'
import {
  type CashChange,
  type ComparedCall,
  type ComparedExperiment,
  type ComparedRun,
  type ComparedSurvival,
  type FirstCall,
  LEVERAGE_SCHEMA,
  type LeverageComparison,
  type LeverageNote,
  type LeverageRun,
  type Survival,
} from './leverage-run.ts'

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

const OUTCOMES: readonly (readonly [is: (run: ComparedRun) => boolean, one: string, many: string])[] = [
  [run => run.survival?.fate === 'survived', 'survived', 'survived'],
  [run => run.survival?.fate === 'reduced by force', 'was reduced by force', 'were reduced by force'],
  [run => run.survival?.fate === 'bankrupt', 'went bankrupt', 'went bankrupt'],
  [run => run.survival?.fate === 'never traded', 'never traded', 'never traded'],
  [run => run.survival === null, 'was refused', 'were refused'],
]

/** How many runs had which fate, and the lowest leverage that was called. */
function sentenceOf(experiments: readonly ComparedExperiment[]): string {
  const runs = experiments.flatMap(experiment => experiment.runs)
  const counts = OUTCOMES.flatMap(([is, one, many]) => {
    const count = runs.filter(is).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const fates = counts.length < 2 ? counts.join('') : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`
  return `Of ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ${fates}. ${calledFirst(experiments)}`
}

function calledFirst(experiments: readonly ComparedExperiment[]): string {
  const called = experiments.flatMap(({ name, runs }) =>
    runs.flatMap(({ leverage, survival }) =>
      survival?.firstCall ? [{ name, leverage, day: survival.firstCall.day }] : [],
    ),
  )
  const [first] = called.sort((a, b) => a.leverage - b.leverage || (a.day < b.day ? -1 : 1))
  if (!first) return 'No margin was called.'
  return `The lowest leverage with a margin call is ${first.leverage} times, in ${first.name} on ${first.day}.`
}

type Flow = Exclude<keyof CashChange, 'cashBefore' | 'cashAfter'>

/** What took the cash, and what brought it. */
const FLOWS: readonly (readonly [flow: Flow, took: string, brought: string])[] = [
  ['variation', 'variation margin', 'variation margin'],
  ['margin', 'initial margin', 'initial margin that was set free'],
  ['repo', 'loans that were cut', 'new loans'],
  ['repoInterest', 'interest on loans', 'interest on loans'],
  ['creditLine', 'the credit line', 'the credit line'],
  ['other', 'everything else', 'everything else'],
]

/** Plain text; amounts in whole units of the currency, which is named with the levels of free cash. */
export function whyCalled({ cause, lentLater }: FirstCall, currency: string): string {
  const { cashBefore, cashAfter } = cause
  const moved = cashAfter < cashBefore ? 'fell' : 'went'
  return [
    `Free cash ${moved} from ${currency} ${whole(cashBefore)} to ${currency} ${whole(cashAfter)} in a session`,
    flowsText(cause),
    laterText(lentLater),
    '.',
  ].join('')
}

function flowsText(cause: CashChange): string {
  const out = list(
    FLOWS.filter(([flow]) => shown(cause[flow]) && cause[flow] < 0)
      .sort(([a], [b]) => cause[a] - cause[b])
      .map(([flow, took]) => [took, -cause[flow]]),
    'took',
  )
  const brought = list(
    FLOWS.filter(([flow]) => shown(cause[flow]) && cause[flow] > 0)
      .sort(([a], [b]) => cause[b] - cause[a])
      .map(([flow, , word]) => [word, cause[flow]]),
    'brought',
  )
  if (out === '' && brought === '') return ', while nothing flowed'
  return `: ${[out, brought].filter(part => part !== '').join('; ')}`
}

/** `variation margin took 10, initial margin 5 and interest on loans 1`. */
function list(flows: readonly (readonly [string, number])[], verb: string): string {
  const words = flows.map(([name, amount], i) =>
    i === 0 ? `${name} ${verb} ${whole(amount)}` : `${name} ${whole(amount)}`,
  )
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

function laterText(lentLater: number): string {
  if (!shown(lentLater)) return ''
  return lentLater > 0
    ? `; ${whole(lentLater)} more of loans, for the rise of the bonds that day, come only a session later`
    : `; for the fall of the bonds that day the lender takes another ${whole(-lentLater)} back a session later`
}

const shown = (amount: number): boolean => Math.abs(amount) >= 0.5

const whole = (amount: number): string => (shown(amount) ? amount.toFixed(0) : '0')
