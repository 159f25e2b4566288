/** Bonds and futures through whole runs: a strategy that does on each day what the test says, on prices that it states. */

import { concatMap, from } from 'rxjs'
import { z } from 'zod'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import {
  type BondIssue,
  bondOf,
  type CreditLine,
  type Dated,
  type DeliverIntent,
  defineStrategy,
  type EntryKind,
  type Funding,
  fixedMargin,
  formatDay,
  futureOf,
  type Intent,
  type LenderTerms,
  type Market,
  type OrderLeg,
  parseDay,
  type Rules,
  type RunRecord,
  type Strategy,
  type Wake,
} from '../../engine/index.ts'
import { AUGUST_2024, type BasisRow, basisMarket } from '../fixtures/basis-market.ts'
import { only, runBook } from '../fixtures/run-book.ts'

const SIFMA = exchangeOf('SIFMA')

export const NOTE = bondOf(AUGUST_2024)
export const FUTURE = futureOf('ZN', '2017-12')
export const FACTOR = 0.8072

const reason = { rule: 'test', text: 'as the test has it' }

/** What the strategy answers at the close of a day; `group` is that of its first trade. */
export type Script = Readonly<Record<string, (wake: Wake, group: number) => Intent[]>>

/** Opens one group; quantities are signed. */
export const open = (...legs: readonly OrderLeg[]): Intent => openAs('trade', ...legs)

/** The same under a tag of its own. */
export const openAs = (tag: string, ...legs: readonly OrderLeg[]): Intent => ({
  kind: 'open',
  tag,
  legs: legs.map(({ instrument, quantity }) => ({
    instrument,
    side: quantity > 0 ? 'buy' : 'sell',
    ratio: Math.abs(quantity),
  })),
  lots: 1,
  reason,
})

export const adjust = (group: number, ...legs: readonly OrderLeg[]): Intent => ({
  kind: 'adjust',
  group,
  legs,
  reason,
})

export const deliver = (
  group: number,
  contracts: number,
  terms: Partial<Pick<DeliverIntent, 'future' | 'bond'>> = {},
): Intent => ({ kind: 'deliver', group, future: FUTURE.id, bond: NOTE.id, contracts, reason, ...terms })

/** What wakes the strategy: the ends of sessions, or the morning's fixing. */
type Listen = 'closes' | 'fixings'

const scripted = (script: Script, listen: Listen, reads: readonly string[]): Strategy =>
  defineStrategy({
    name: 'scripted',
    about: 'Does on each day what the test says.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('ZN', 'UST', ...reads)
      return (listen === 'closes' ? bus.closes : bus.bars('SOFR')).pipe(
        concatMap(wake => from(script[dayOf(wake.time)]?.(wake, wake.snapshot.groups[0]?.id ?? 0) ?? [])),
      )
    },
  })

/** Interest accrued per 100 face of the note, from its coupon of 15 August 2017 on. */
export const accrued = (day: string): number => (1.1875 * (parseDay(day) - parseDay('2017-08-15'))) / 184

export const cents = (amount: number): number => Math.round(amount * 100) / 100

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Business days of the bond market from one to another. */
export const businessDays = (first: string, last: string): string[] =>
  SIFMA.sessions(parseDay(first), parseDay(last)).map(formatDay)

export interface Quotes {
  /** The bond, and the future until its last trading day; absent = it has no bar. */
  readonly note?: number
  readonly future?: number
  readonly fixing?: number
  readonly more?: Readonly<Record<string, number>>
}

const LAST_TRADE = '2017-12-19'

/** A row a business day. */
export const rowsOf = (
  first: string,
  last: string,
  quotes: (day: string, at: number) => Quotes,
): BasisRow[] =>
  businessDays(first, last).map((day, at) => {
    const { note, future, fixing, more = {} } = quotes(day, at)
    return {
      day,
      prices: {
        ...(future === undefined || day > LAST_TRADE ? {} : { [FUTURE.id]: future }),
        ...(note === undefined ? {} : { [NOTE.id]: note }),
        ...more,
      },
      ...(fixing === undefined ? {} : { fixing }),
    }
  })

/** All of the value is lent overnight at 1.8 %, at the price of the roll; no credit line. */
export const overnight: Funding = {
  rate: 1.8,
  lender: [{ from: null, value: { spreadPercent: 0, termDays: 1 } }],
  repoLag: 0,
  crossMarginFactor: 1,
  creditLine: null,
}

/** The same with other terms of the lender. */
export const lentAt = (terms: Partial<LenderTerms>, more: Partial<Funding> = {}): Funding => ({
  ...overnight,
  lender: [{ from: null, value: { spreadPercent: 0, termDays: 1, ...terms } }],
  ...more,
})

/** Money a contract, the same for initial and maintenance; by date. */
export const marginBy = (...rates: readonly Dated<number>[]): Rules['margin'] =>
  fixedMargin(
    {
      ZN: rates.map(({ from, value }) => ({
        from,
        value: { future: { initial: value, maintenance: value } },
      })),
    },
    () => null,
  )

export interface Play {
  readonly rows: readonly BasisRow[]
  readonly script: Script
  readonly listen?: Listen
  /** Products that are read besides. */
  readonly reads?: readonly string[]
  readonly issues?: readonly BondIssue[]
  /** Null = bonds are paid for in full. */
  readonly funding?: Funding | null
  readonly rules?: Partial<Rules>
  readonly cash?: number
  readonly reserve?: number
  readonly cashRatePercent?: number
  readonly currency?: string
  readonly from?: string
  readonly to?: string
  readonly market?: (market: Market) => Market
}

/** Trades at the next close without costs, overnight loans unless told otherwise. */
export function play(options: Play): Promise<RunRecord[]> {
  const { rows, script, listen = 'closes', issues = [AUGUST_2024], funding = overnight, ...more } = options
  const { rules, market = same, reads = [], ...account } = more
  return runBook({
    from: rows[0]?.day ?? '',
    to: rows.at(-1)?.day ?? '',
    cash: 5_000_000,
    ...account,
    market: market(basisMarket(rows, issues)),
    strategy: scripted(script, listen, reads),
    rules: {
      fill: 'nextClose',
      slippageTicks: 0,
      commissionPerContract: 0,
      margin: marginBy({ from: null, value: 1000 }),
      ...(funding === null ? {} : { funding }),
      ...rules,
    },
  })
}

const same = (market: Market): Market => market

export const creditLine = (limit: number, spreadPercent = 1): CreditLine => ({
  limit: Math.round(limit * 100) as CreditLine['limit'],
  spreadPercent,
})

/** Cash flows of a kind in currency: day and amount, in order. */
export const flows = (records: readonly RunRecord[], kind: EntryKind): [string, number][] =>
  only(records, 'entry').flatMap(({ entry }) =>
    entry.kind === kind ? [[dayOf(entry.time), cashOf(entry) / 100]] : [],
  )

const cashOf = ({ postings }: Extract<RunRecord, { kind: 'entry' }>['entry']): number =>
  postings.reduce((sum, { account, amount }) => (account === 'cash' ? sum + amount : sum), 0)

/** A field of the records of a kind by day, in order. */
const byDay = <T>(records: readonly { readonly time: number }[], of: (at: number) => T): [string, T][] =>
  records.map(({ time }, at) => [dayOf(time), of(at)])

/** What is borrowed at each close, in currency. */
export const loans = (records: readonly RunRecord[]): Record<string, number> => {
  const lines = only(records, 'liquidity')
  return Object.fromEntries(byDay(lines, at => (lines[at]?.borrowed ?? 0) / 100))
}

/** Equity at each close, in currency. */
export const equities = (records: readonly RunRecord[]): Record<string, number> => {
  const days = only(records, 'day')
  return Object.fromEntries(byDay(days, at => (days[at]?.equity ?? 0) / 100))
}

/** Fills as day, instrument, quantity. */
export const fills = (records: readonly RunRecord[]): [string, string, number][] =>
  only(records, 'fill').map(({ fill }) => [dayOf(fill.time), fill.instrument.id, fill.quantity])

/** Rules and texts of what was refused. */
export const refusals = (records: readonly RunRecord[]): [string, string][] =>
  only(records, 'refusal').map(({ reason: { rule, text } }) => [rule, text])
