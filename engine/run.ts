/** A run: one market and any number of accounts, each with its own span, records and end. */

import { setImmediate } from 'node:timers/promises'
import type { Answers } from './account/answers.ts'
import { checkMargin } from './account/check-margin.ts'
import { type Lookup, lookup } from './account/lookup.ts'
import { chainsOf, checkFixing, checkRates } from './account/needs.ts'
import { allNeeds, readingOf } from './account/reading.ts'
import { type Entrant, shareMarket } from './account/share-market.ts'
import { type AccountSpec, startAccount } from './account/start.ts'
import { KINDS } from './kinds/index.ts'
import { type Ceilings, ceilingOf } from './model/ceilings.ts'
import { invariant } from './model/errors.ts'
import type { Kinds } from './model/kind.ts'
import type { Market, MarketNeeds } from './model/market.ts'
import type { EpochMs } from './model/time.ts'
import { type AccountFailure, type AccountResult, failureOf, Running } from './running.ts'
import { step } from './step.ts'
import type { Feed } from './universe/feed.ts'
import type { Universe } from './universe/universe.ts'

/** Accounts over one market. */
export interface RunSpec {
  readonly market: Market
  readonly accounts: readonly AccountSpec[]
  /** Those that were raised or lowered; of them a run looks at `sliceIntents`. */
  readonly ceilings?: Ceilings
}

/** What a caller is told of a run while it goes on, and how it ends it. */
export interface RunHooks {
  /** The instant up to which the market has been worked off, after each block. */
  readonly progress?: (time: EpochMs, span: { readonly after: EpochMs; readonly until: EpochMs }) => void
  readonly signal?: AbortSignal
  /**
   * Called once, when a strategy gives more answers to one slice than `sliceIntents` allows: its producer may never
   * return, so that the run cannot end either. Whoever runs this beside a watchdog should end it then.
   */
  readonly stuck?: (error: Error) => void
}

/** What became of the accounts of a run. */
export interface RunResult {
  /** What was read of the market. */
  readonly needs: MarketNeeds
  /** By account. */
  readonly accounts: readonly AccountResult[]
}

/**
 * Leads the accounts through the market. What ends one of them is its result and no concern of the others: a StrategyError
 * where its strategy throws, gives what is no intent, or answers late, a DataError for bad input. Rejects with what the
 * market throws while it is read, and with the abort's reason when `hooks.signal` is aborted.
 */
export const run = (spec: RunSpec, hooks: RunHooks = {}): Promise<RunResult> => runOn(KINDS, spec, hooks)

/** The same over instruments of these kinds. */
export async function runOn(kinds: Kinds, spec: RunSpec, hooks: RunHooks = {}): Promise<RunResult> {
  const facts = lookup(spec.market, kinds)
  const entered = spec.accounts.map(one => enter(one, facts, spec.ceilings, hooks.stuck))
  const entrants = entered.filter(one => one.kind === 'entrant')
  const needs = allNeeds(entrants.map(({ reading }) => reading))
  const { universe, feeds } = shareMarket(entrants, facts)
  const running = new Map(
    entrants.map((entrant, i) => {
      const feed = feeds[i]
      invariant(feed !== undefined, 'each account has its feed')
      entrant.see(feed)
      return [entrant, new Running(entrant.account, entrant.answers, feed, entrant.reading, step)]
    }),
  )
  if (entrants.length > 0) await lead([...running.values()], universe, spec.market, needs, entrants, hooks)
  return {
    needs,
    accounts: entered.map(one => {
      if (one.kind === 'failure') return one
      const result = running.get(one)?.result
      invariant(result !== undefined && result !== null, 'each account has come to its end')
      return result
    }),
  }
}

/** An account whose strategy has said what it listens to. */
interface Entered extends Entrant {
  readonly kind: 'entrant'
  readonly answers: Answers
  /** Its signals are known by its feed. */
  readonly see: (feed: Feed) => void
}

function enter(
  spec: AccountSpec,
  facts: Lookup,
  ceilings: Ceilings | undefined,
  stuck: RunHooks['stuck'],
): Entered | AccountFailure {
  try {
    let seen: Feed | null = null
    const { account, answers } = startAccount(spec, {
      facts,
      intents: { facts, signalOf: key => seen?.signal(key) ?? null },
      answersMost: ceilingOf('sliceIntents', ceilings),
      stuck,
    })
    checkRates(account, facts)
    checkFixing(account, facts)
    const reading = readingOf(account, facts, spec)
    checkMargin(account, facts, [...chainsOf(account), ...account.bus.subscriptions.read], spec)
    const see = (feed: Feed): void => {
      seen = feed
    }
    return { kind: 'entrant', account, answers, terms: spec, reading, see }
  } catch (error) {
    return failureOf(error)
  }
}

/** Block by block, and within a block from instant to instant, each account where it wants to be visited. */
async function lead(
  running: readonly Running[],
  universe: Universe,
  market: Market,
  needs: MarketNeeds,
  entrants: readonly Entrant[],
  hooks: RunHooks,
): Promise<void> {
  const readings = entrants.map(({ reading }) => reading)
  const span = {
    after: Math.min(...readings.map(({ after }) => after)),
    until: Math.max(...readings.map(({ until }) => until)),
  }
  const readAfter = Math.min(...readings.map(reading => reading.readAfter))
  for await (const block of market.read(needs, readAfter, span.until)) {
    hooks.signal?.throwIfAborted()
    // Who begins before the block's first row sees what was known then.
    walk(universe, running, block.after)
    universe.load(block)
    for (const one of running) one.look()
    walk(universe, running, block.until)
    if (running.every(({ result }) => result !== null)) return
    hooks.progress?.(block.until, span)
    // A turn of the event loop: signals of the process and late answers of strategies come through here.
    await setImmediate()
  }
  walk(universe, running, span.until)
}

/** Every instant up to `until` that an account wants, in order; the accounts of one instant in theirs. */
function walk(universe: Universe, running: readonly Running[], until: EpochMs): void {
  for (;;) {
    let time = Number.POSITIVE_INFINITY
    for (const one of running) if (one.next < time) time = one.next
    if (time > until) break
    universe.moveTo(time)
    for (const one of running) if (one.next === time) one.visit()
  }
  if (until > universe.time) universe.moveTo(until)
}
