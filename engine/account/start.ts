/** An account before its first slice: its strategy's streams, its ledger with nothing in it, and what answers. */

import type { z } from 'zod'
import { noCall } from '../margin/call.ts'
import { DataError, StrategyError } from '../model/errors.ts'
import { frozenCopy } from '../model/frozen-copy.ts'
import { productIdOf } from '../model/instrument.ts'
import type { Minor } from '../model/money.ts'
import type { CarriedPosition } from '../model/order.ts'
import type { RunRecord } from '../model/record.ts'
import type { Strategy, StrategyContext } from '../model/strategy.ts'
import type { Day } from '../model/time.ts'
import { type BusDriver, busDriver, isStream } from '../universe/bus.ts'
import type { Account, Rules } from './account.ts'
import { Answers, type Stuck } from './answers.ts'
import { factsBeforehand, SIGNAL_COLUMNS } from './context.ts'
import { Broker } from './execution/broker.ts'
import type { IntentFacts } from './execution/read-intent.ts'
import { showValue } from './execution/show-value.ts'
import type { AccountTerms } from './ledger/cash-desk.ts'
import { Portfolio } from './ledger/portfolio.ts'
import type { Lookup } from './lookup.ts'

/** One strategy with its account, its rules and its span. */
export interface AccountSpec<Schema extends z.ZodType = z.ZodType> {
  readonly strategy: Strategy<Schema>
  /** Parameters as the strategy's schema gives them out. */
  readonly params: z.output<Schema>
  /** First and last session, both inclusive. Positions that are open at the end stay open and are marked. */
  readonly from: Day
  readonly to: Day
  /** Bars before `from`, each signal's own, that it warms up on. They are looked for within as many sessions. */
  readonly warmup: number
  /** Sessions by which open interest is known late; 0 is look-ahead. */
  readonly oiLagSessions: number
  readonly rules: Rules
  readonly terms: AccountTerms
  /** Cash the owner can still pay in on a margin call. */
  readonly reserve: Minor
  /** Held when the run begins; none when absent. */
  readonly positions?: readonly CarriedPosition[]
  /** Takes each record of the account, in order. */
  readonly record: (record: RunRecord) => void
}

export interface StartTerms {
  readonly facts: Lookup
  /** What intents are read against. */
  readonly intents: IntentFacts
  /** Answers to one slice that are still taken. */
  readonly answersMost: number
  readonly stuck: Stuck | undefined
}

/** Calls the strategy's run function and listens to its stream. Throws a StrategyError where that fails. */
export function startAccount(
  spec: AccountSpec,
  terms: StartTerms,
): { readonly account: Account; readonly answers: Answers } {
  const { strategy, params, record } = spec
  const { facts } = terms
  const answers = new Answers(strategy.name, terms.intents, terms.answersMost, terms.stuck)
  const bus = busDriver(strategy.name, name => facts.market.option(name).id)
  const intents = streamOf(strategy, {
    bus: bus.bus,
    signal: SIGNAL_COLUMNS,
    market: factsBeforehand(facts),
    params: frozenCopy(params),
  })
  const account: Account = {
    strategy: strategy.name,
    rules: spec.rules,
    facts,
    broker: new Broker(),
    portfolio: new Portfolio(spec.terms, entry => record({ kind: 'entry', time: entry.time, entry })),
    bus,
    record,
    home: homeOf(strategy.name, bus),
    carried: spec.positions ?? [],
    inbox: answers.inbox,
    call: noCall(spec.reserve),
    compared: (spec.rules.compared ?? []).map(model => ({
      model,
      call: noCall(spec.reserve),
      silent: false,
    })),
    news: { fills: [], calls: [] },
    refusals: [],
    equityRecorded: null,
    atOpen: false,
  }
  // The one terminal subscription to a strategy.
  intents.subscribe(answers)
  bus.close()
  return { account, answers }
}

/** The strategy's stream of intents. Throws a StrategyError when its run function throws, or gives something else. */
function streamOf(strategy: Strategy, context: StrategyContext<unknown>) {
  const intents = startOfStream(strategy, context)
  if (isStream(intents)) return intents
  throw new StrategyError(
    `the run function of strategy ${strategy.name} gave ${showValue(intents)}, which is no Observable; return a stream of intents, as in bus.chains('OG').pipe(map(…))`,
  )
}

function startOfStream(strategy: Strategy, context: StrategyContext<unknown>): unknown {
  try {
    return strategy.run(context)
  } catch (error) {
    if (error instanceof DataError || error instanceof StrategyError) throw error
    const what = error instanceof Error ? error.message : showValue(error)
    throw new StrategyError(`strategy ${strategy.name} threw before the run: ${what}`, { cause: error })
  }
}

/** The product whose calendar is the account's: the first that the strategy listens to. */
function homeOf(strategy: string, bus: BusDriver): string {
  const { chains, bars, whens, read } = bus.subscriptions
  const grid = [...whens.values()][0]?.[0]?.grid.instrument
  const [instrument] = [...bars, ...(grid ? [grid] : []), ...read]
  const home = [...chains][0] ?? (instrument === undefined ? undefined : productIdOf(instrument))
  if (home === undefined)
    throw new StrategyError(`strategy ${strategy} listens to nothing; use bus.chains, bus.bars or bus.when`)
  return home
}
