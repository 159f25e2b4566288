/** A run: from a specification to records. The one terminal subscription to every strategy is here. */

import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import { Answers } from './book/answers.ts'
import { attentionOf } from './book/attention.ts'
import type { Book, Rules } from './book/book.ts'
import { checkFutures, checkMargin } from './book/check-margin.ts'
import { factsBeforehand, SIGNAL_COLUMNS } from './book/context.ts'
import type { Holdings } from './book/holdings.ts'
import { type Lookup, lookup } from './book/lookup.ts'
import { chainsOf, checkFixing, checkRates, needsOf, volatilityOf } from './book/needs.ts'
import { type Span, sessionsBefore, spanOf, startOf } from './book/span.ts'
import { Broker } from './execution/broker.ts'
import type { IntentFacts } from './execution/read-intent.ts'
import { showValue } from './execution/show-value.ts'
import { type BusDriver, busDriver, isStream } from './feed/bus.ts'
import { Feed } from './feed/feed.ts'
import { joinAcross } from './feed/join-blocks.ts'
import { timeline } from './feed/timeline.ts'
import { type AccountTerms, Portfolio } from './ledger/portfolio.ts'
import { noCall } from './margin/call.ts'
import type { MarketBlock } from './model/block.ts'
import { type Ceilings, ceilingOf } from './model/ceilings.ts'
import { DataError, invariant, StrategyError } from './model/errors.ts'
import { frozenCopy } from './model/frozen-copy.ts'
import { productIdOf } from './model/instrument.ts'
import type { Market, MarketNeeds } from './model/market.ts'
import type { Minor } from './model/money.ts'
import type { CarriedPosition } from './model/order.ts'
import type { RunRecord } from './model/record.ts'
import type { Signal } from './model/signal.ts'
import type { Strategy, StrategyContext } from './model/strategy.ts'
import type { Day, EpochMs } from './model/time.ts'
import { carryIn } from './phases/carry-in.ts'
import { holdingsOf } from './phases/exposure.ts'
import { step } from './step.ts'

/** One strategy with its account and its rules. */
export interface BookSpec<Schema extends z.ZodType = z.ZodType> {
  readonly strategy: Strategy<Schema>
  /** Parameters as the strategy's schema gives them out. */
  readonly params: z.output<Schema>
  readonly rules: Rules
  readonly account: AccountTerms
  /** Cash the owner can still pay in on a margin call. */
  readonly reserve: Minor
  /** Held when the run begins; none when absent. */
  readonly positions?: readonly CarriedPosition[]
}

export interface RunSpec {
  readonly market: Market
  /** First and last session, both inclusive. Positions that are open at the end stay open and are marked. */
  readonly from: Day
  readonly to: Day
  /** Bars before `from`, each signal's own, that it warms up on. They are looked for within as many sessions. */
  readonly warmup: number
  /** Sessions by which open interest is known late; 0 is look-ahead. */
  readonly oiLagSessions: number
  readonly books: readonly BookSpec[]
  /** Those that were raised or lowered; of them a run looks at `sliceIntents`. */
  readonly ceilings?: Ceilings
}

export interface RunHooks {
  /** Each record of each book, in order; `book` is its index. */
  readonly record: (record: RunRecord, book: number) => void
  /** The instant up to which the market has been worked off, after each block. */
  readonly progress?: (time: EpochMs, span: { readonly after: EpochMs; readonly until: EpochMs }) => void
  readonly signal?: AbortSignal
  /**
   * Called once, when a strategy gives more answers to one slice than `sliceIntents` allows: its producer may never
   * return, so that the run cannot end either. Whoever runs this beside a watchdog should end it then.
   */
  readonly stuck?: (error: Error) => void
}

/** What was read. */
export interface RunResult {
  readonly after: EpochMs
  readonly until: EpochMs
  readonly needs: MarketNeeds
  /** The last row that was read; `after` when there was none. */
  readonly dataUntil: EpochMs
  /** By book: the product whose calendar is the account's. */
  readonly homes: readonly string[]
  /** By book: equity when the run began, in minor units. */
  readonly capital: readonly Minor[]
  /** By book: an amount of a currency in the account's, at the rates of the end. */
  readonly inAccount: readonly ((amount: Minor, currency: string) => Minor)[]
  /** By book: what it holds at the end. */
  readonly holdings: readonly Holdings[]
}

/** A book with what its strategy answers. */
interface Running {
  readonly book: Book
  readonly answers: Answers
}

/**
 * Runs the books over the market. Throws a DataError for bad input, a StrategyError when a strategy throws, gives what is
 * no intent, or answers late, and the abort's reason when `hooks.signal` is aborted.
 */
export async function run(spec: RunSpec, hooks: RunHooks): Promise<RunResult> {
  const facts = lookup(spec.market)
  const readings: IntentFacts = { issueOf: facts.issue, signalOf: key => feed.signal(key) }
  const most = ceilingOf('sliceIntents', spec.ceilings)
  const running = spec.books.map((one, index) =>
    startBook(
      one,
      facts,
      record => hooks.record(record, index),
      new Answers(one.strategy.name, readings, most, hooks.stuck),
    ),
  )
  const books = running.map(({ book }) => book)
  const read = needsOf(books, facts)
  const products = [...new Set([...read.chains, ...read.bars])]
  for (const book of books) {
    checkRates(book, facts)
    checkFixing(book, facts)
  }
  const span = spanOf(spec, facts, products)
  for (const book of books) {
    checkMargin(book, facts, chainsOf(book), spec)
    checkFutures(book, facts, spec.from)
  }
  const chainsAfter = Math.min(
    span.after,
    ...read.chains.map(product =>
      sessionsBefore(facts, product, span.after, CHAIN_WARMUP + spec.oiLagSessions),
    ),
  )
  const needs: MarketNeeds = { ...read, chainsAfter }
  const starts = products.map(product => startOf(facts, product, spec.from))
  const readAfter = products.map((product, i) =>
    sessionsBefore(facts, product, starts[i] ?? span.after, spec.warmup),
  )
  const feed = feedOf(spec, facts, books, needs, span)

  const visit = (): void => {
    for (const { book, answers } of running) {
      answers.begin(feed.time)
      step(book, feed)
      answers.end()
      if (answers.failure) throw answers.errorAt(feed.time)
    }
  }
  let begun = false
  const begin = (): void => {
    if (begun) return
    begun = true
    feed.skip(span.after)
    for (const book of books) carryIn(book, feed)
  }
  let dataUntil = span.after
  const blocks = spec.market.read(needs, Math.min(chainsAfter, ...readAfter), span.until)
  for await (const block of joinAcross(blocks, span.after, Math.max(...starts))) {
    hooks.signal?.throwIfAborted()
    // Read what was known at the start before the block's own rows take its place.
    if (block.after >= span.after) begin()
    feed.load(block)
    dataUntil = Math.max(dataUntil, lastRow(block))
    if (block.until <= span.after) feed.skip(block.until)
    else {
      begin()
      feed.walk(block.until, attentionOf(books), visit)
    }
    hooks.progress?.(block.until, span)
    // A turn of the event loop: signals of the process and late answers of strategies come through here.
    await setImmediate()
  }
  begin()
  feed.walk(span.until, attentionOf(books), visit)
  for (const one of running) finish(one, span.until)
  return {
    ...span,
    needs,
    dataUntil,
    homes: books.map(book => book.home),
    capital: books.map(book => book.portfolio.capital()),
    holdings: books.map(book => holdingsOf(book, feed)),
    inAccount: books.map(book => (amount, currency) => book.portfolio.inAccount(amount, currency)),
  }
}

/** The time of a block's last row. */
function lastRow(block: MarketBlock): EpochMs {
  let last = Number.NEGATIVE_INFINITY
  for (const { time, length } of [...block.bars.values(), ...block.chains.values()]) {
    last = Math.max(last, time[length - 1] ?? last)
  }
  return last
}

/** Sessions of chains read before the start, so that open interest is known at the first slice. */
const CHAIN_WARMUP = 20

function startBook(
  spec: BookSpec,
  facts: Lookup,
  record: (record: RunRecord) => void,
  answers: Answers,
): Running {
  const { strategy, params } = spec
  const bus = busDriver(strategy.name, name => facts.market.option(name).id)
  const intents = streamOf(strategy, {
    bus: bus.bus,
    signal: SIGNAL_COLUMNS,
    market: factsBeforehand(facts),
    params: frozenCopy(params),
  })
  const book: Book = {
    strategy: strategy.name,
    rules: spec.rules,
    facts,
    broker: new Broker(),
    portfolio: new Portfolio(spec.account, entry => record({ kind: 'entry', time: entry.time, entry })),
    bus,
    record,
    home: homeOf(strategy.name, bus),
    carried: spec.positions ?? [],
    inbox: answers.inbox,
    call: noCall(spec.reserve),
    beside: (spec.rules.beside ?? []).map(model => ({ model, call: noCall(spec.reserve), silent: false })),
    news: { fills: [], calls: [] },
    refusals: [],
    equityTold: null,
    atOpen: false,
  }
  intents.subscribe(answers)
  bus.close()
  return { book, answers }
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

function feedOf(spec: RunSpec, facts: Lookup, books: readonly Book[], needs: MarketNeeds, span: Span): Feed {
  const subscriptions = books.map(book => book.bus.subscriptions)
  const products = [...new Set([...needs.chains, ...needs.bars])]
  return new Feed({
    bars: new Set(subscriptions.flatMap(one => [...one.bars])),
    chains: new Set(subscriptions.flatMap(one => [...one.chains])),
    whens: new Map(subscriptions.flatMap(one => [...one.whens] as [string, readonly Signal[]][])),
    computed: subscriptions.flatMap(one => one.computed),
    chainProducts: needs.chains,
    oiLagSessions: spec.oiLagSessions,
    volatilityOf: new Set(books.flatMap(book => volatilityOf(book, facts))),
    due: timeline(
      new Map(products.map(product => [product, facts.market.sessions(product)])),
      needs.chains.flatMap(facts.seriesBeforehand),
      span.after,
      span.until,
    ),
    after: span.after,
    warmUp(product) {
      const until = startOf(facts, product, spec.from)
      return { bars: spec.warmup, after: sessionsBefore(facts, product, until, spec.warmup), until }
    },
    session: facts.session,
    seriesOf: facts.knownBeforehand,
  })
}

/** Ends the streams and values what stays open; a strategy that is not done by then has an answer on its way that would come too late. */
function finish({ book, answers }: Running, time: EpochMs): void {
  if (!answers.failure) book.bus.complete()
  if (answers.failure) throw answers.errorAt(time)
  if (!answers.isComplete) {
    throw new StrategyError(
      `strategy ${book.strategy} still had work pending when its streams ended; answer within the slice, without delays or promises`,
    )
  }
  const { equityTold, portfolio } = book
  invariant(
    equityTold === null || equityTold === portfolio.equity(),
    `the account's last line, ${equityTold}, is the end of its ledger, ${portfolio.equity()}`,
  )
  for (const group of portfolio.groups()) {
    book.record({ kind: 'open', time, group: group.id, value: portfolio.openValue(group) })
  }
}
