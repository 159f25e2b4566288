/** Random lives of bonds, futures and loans: what the journal says is what equity is, and nothing moves it but prices, coupons and interest. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BondIssue,
  bondOf,
  type Funding,
  type Intent,
  type LedgerAccount,
  parseDay,
  type RunRecord,
  type Wake,
} from '../../engine/index.ts'
import {
  adjust,
  businessDays,
  creditLine,
  dayOf,
  deliver,
  FUTURE,
  marginBy,
  open,
  play,
  rowsOf,
  type Script,
} from '../engine/bond-script.ts'
import { AUGUST_2024 } from '../fixtures/basis-market.ts'
import { only } from '../fixtures/run-book.ts'

/** Its coupon of 15 November falls into every run. */
const ISSUE: BondIssue = {
  ...AUGUST_2024,
  id: 'UST 2.25 2024-11-15 10Y',
  couponPercent: 2.25,
  issued: parseDay('2014-11-15'),
  maturity: parseDay('2024-11-15'),
}
const NOTE = bondOf(ISSUE)
const FACTOR = 0.7943
const FIRST = '2017-10-16'
const LAST = '2018-01-05'
const DAYS = businessDays(FIRST, LAST)

/** Interest per 100 face, counted from the coupon of May on, that of November not taken out. */
const earned = (day: string): number => {
  const at = parseDay(day)
  const coupon = parseDay('2017-11-15')
  return at <= coupon ? (1.125 * (at - parseDay('2017-05-15'))) / 184 : 1.125 + (1.125 * (at - coupon)) / 181
}
const accrued = (day: string): number => earned(day) - (day < '2017-11-15' ? 0 : 1.125)

const nights = (from: string, to: string): number => parseDay(to) - parseDay(from)

/** What is tried on a day; what cannot be done is refused. */
interface Move {
  readonly kind: 'buy' | 'sell' | 'short' | 'cover' | 'deliver' | 'wait'
  readonly lots: number
}

const moves = (kinds: readonly Move['kind'][]): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.record({ kind: fc.constantFrom(...kinds, 'wait' as const), lots: fc.integer({ min: 1, max: 6 }) }),
    { minLength: DAYS.length, maxLength: DAYS.length },
  )

/** Sells and covers no more than is held. */
function scriptOf(plan: readonly Move[], lots: number): Script {
  const answer = (wake: Wake, group: number, at: number): Intent[] => {
    const legs = wake.snapshot.groups[0]?.legs ?? []
    const bonds = legs.find(({ instrument }) => instrument.kind === 'bond')
    const short = -(legs.find(({ instrument }) => instrument.kind === 'future')?.quantity ?? 0)
    const free = (bonds?.quantity ?? 0) - (bonds?.promised ?? 0)
    const move = plan[at]
    if (!move || legs.length === 0) return []
    switch (move.kind) {
      case 'buy':
        return [adjust(group, { instrument: NOTE, quantity: move.lots * 1000 })]
      case 'sell': {
        const units = Math.min(free, move.lots * 777)
        return units > 0 ? [adjust(group, { instrument: NOTE, quantity: -units })] : []
      }
      case 'short':
        return [adjust(group, { instrument: FUTURE, quantity: -move.lots })]
      case 'cover':
        return short > 0 ? [adjust(group, { instrument: FUTURE, quantity: Math.min(short, move.lots) })] : []
      case 'deliver':
        return [deliver(group, move.lots, { bond: NOTE.id })]
      case 'wait':
        return []
    }
  }
  const opening = [
    { instrument: NOTE, quantity: lots * 1000 },
    { instrument: FUTURE, quantity: -lots },
  ]
  return Object.fromEntries(
    DAYS.map((day, at) => [
      day,
      (wake: Wake, group: number) => (at === 0 ? [open(...opening)] : answer(wake, group, at)),
    ]),
  )
}

/** The books by the records alone. */
class Books {
  private readonly balances = new Map<LedgerAccount, number>()
  private trades: { units: number; price: number; day: string }[] = []
  settled = 0

  take(record: RunRecord): void {
    if (record.kind === 'entry')
      for (const { account, amount } of record.entry.postings)
        this.balances.set(account, this.balance(account) + amount)
    if (record.kind === 'fill' && record.fill.instrument.id === NOTE.id)
      this.trades.push({
        units: record.fill.quantity,
        price: record.fill.price,
        day: dayOf(record.time),
      })
    if (record.kind === 'delivery' && record.step === 'delivered') this.settled -= record.contracts * 1000
  }

  /** Trades of earlier days are paid for. */
  settle(day: string): void {
    for (const { units } of this.trades.filter(trade => trade.day < day)) this.settled += units
    this.trades = this.trades.filter(trade => trade.day >= day)
  }

  balance(account: LedgerAccount): number {
    return this.balances.get(account) ?? 0
  }

  /** Cash and what was handed out, less what is owed, and bonds at the market: cents. */
  equity(day: string, clean: number): number {
    const gains = this.trades.reduce((sum, { units, price }) => sum + units * (clean - price), 0)
    const worth = this.settled * (clean + accrued(day))
    return (
      this.balance('cash') +
      this.balance('margin') +
      this.balance('creditLine') +
      this.balance('repo') +
      100 * (worth + gains)
    )
  }
}

/** Follows the records, and looks at each close. */
function audit(
  records: readonly RunRecord[],
  look: (books: Books, day: string, equity: number) => void,
): number {
  const books = new Books()
  let seen = 0
  for (const record of records) {
    books.take(record)
    if (record.kind !== 'day') continue
    const day = dayOf(record.time)
    books.settle(day)
    look(books, day, record.equity)
    seen++
  }
  return seen
}

const lender = fc
  .record({
    haircut: fc.constantFrom(0, 0.5, 2, 4),
    later: fc.constantFrom(0, 1, 6),
    repoLag: fc.constantFrom<0 | 1>(0, 1),
    spread: fc.constantFrom(0, 0.25),
    limit: fc.constantFrom(0, 5000, 100_000),
  })
  .map(
    ({ haircut, later, repoLag, spread, limit }): Funding => ({
      rate: 'SOFR',
      lender: [
        { from: null, value: { haircutPercent: haircut, spreadPercent: 0, termDays: 1 } },
        { from: '2017-11-20', value: { initialMarginPercent: later, spreadPercent: spread, termDays: 1 } },
      ],
      repoLag,
      crossMarginFactor: 1,
      creditLine: limit === 0 ? null : creditLine(limit),
      deliveryMark: 'market',
    }),
  )

const walk = fc
  .record({
    future: fc.array(fc.integer({ min: -24, max: 24 }), { minLength: DAYS.length, maxLength: DAYS.length }),
    basis: fc.array(fc.integer({ min: -16, max: 16 }), { minLength: DAYS.length, maxLength: DAYS.length }),
    fixing: fc.integer({ min: -100, max: 500 }),
  })
  .map(({ future, basis, fixing }) => {
    let price = 125
    return rowsOf(FIRST, LAST, (_, at) => {
      price += (future[at] ?? 0) / 64
      const note = Math.round((FACTOR * price + (basis[at] ?? 0) / 64) * 256) / 256
      return { future: price, more: { [NOTE.id]: note }, fixing: fixing / 100 }
    })
  })

describe('the books of bonds', () => {
  it('at every close: cash, margin, less credit and loans, and bonds at the market are equity', async () => {
    const stops = { call: 0, deliveries: 0 }
    await fc.assert(
      fc.asyncProperty(
        walk,
        lender,
        fc.constantFrom(9_000, 30_000, 5_000_000),
        moves(['buy', 'sell', 'short', 'cover', 'deliver']),
        fc.constantFrom('fcm' as const, 'instant' as const),
        async (rows, funding, cash, plan, callPolicy) => {
          const records = await play({
            rows,
            issues: [ISSUE],
            cash,
            funding,
            script: scriptOf(plan, 6),
            // An instant reduction leaves what it did not close marked at what closing would have brought.
            rules: {
              commissionPerContract: 1.37,
              slippageTicks: callPolicy === 'instant' ? 0 : 1,
              callPolicy,
            },
          })
          const prices = new Map(rows.map(row => [row.day, row.prices[NOTE.id] ?? 0]))
          const seen = audit(records, (books, day, equity) => {
            expect([day, Math.abs(equity - books.equity(day, prices.get(day) ?? 0)) < 3]).toEqual([day, true])
          })
          expect(seen).toBe(DAYS.length)
          for (const line of only(records, 'liquidity')) {
            expect(line.creditDrawn).toBeGreaterThanOrEqual(0)
            expect(line.creditDrawn).toBeLessThanOrEqual(funding.creditLine?.limit ?? 0)
            expect(line.marginPosted).toBeGreaterThanOrEqual(0)
            expect(line.borrowed).toBeGreaterThanOrEqual(0)
            // Nobody draws who has cash.
            expect(Math.min(line.creditDrawn, Math.max(0, line.cashFree))).toBe(0)
          }
          stops.call += only(records, 'call').length > 0 ? 1 : 0
          stops.deliveries += only(records, 'delivery').filter(({ step }) => step === 'delivered').length
        },
      ),
      { numRuns: 60 },
    )
    // The draws reach what they are meant to.
    expect(stops.call).toBeGreaterThan(5)
    expect(stops.deliveries).toBeGreaterThan(5)
  })

  it('on prices that stand still equity moves by the interest that bonds earn and loans cost, whatever is done', async () => {
    const RATE = 1.8
    // The invoice is worth what the bond is.
    const rows = rowsOf(FIRST, LAST, () => ({ future: 125, more: { [NOTE.id]: 125 * FACTOR }, fixing: RATE }))
    let deliveries = 0
    await fc.assert(
      fc.asyncProperty(
        moves(['buy', 'sell', 'short', 'cover', 'deliver']),
        fc.integer({ min: 1, max: 45 }),
        fc.constantFrom<0 | 1>(0, 1),
        fc.constantFrom('invoice' as const, 'market' as const),
        async (plan, termDays, repoLag, deliveryMark) => {
          const records = await play({
            rows,
            issues: [ISSUE],
            script: scriptOf(plan, 6),
            rules: { margin: marginBy({ from: null, value: 1000 }, { from: '2017-11-20', value: 1700 }) },
            funding: {
              rate: 'SOFR',
              lender: [{ from: null, value: { haircutPercent: 1, spreadPercent: 0, termDays } }],
              repoLag,
              deliveryMark,
              crossMarginFactor: 1,
              creditLine: null,
            },
          })
          let before: { day: string; equity: number; units: number; owed: number } | null = null
          audit(records, (books, day, equity) => {
            if (before) {
              const interest = before.units * (earned(day) - earned(before.day)) * 100
              const cost = (before.owed * RATE * nights(before.day, day)) / 36_000
              const miss = equity - before.equity - (interest - cost)
              expect([day, Math.abs(miss) < 8 ? 0 : miss]).toEqual([day, 0])
            }
            before = { day, equity, units: books.settled, owed: -books.balance('repo') }
          })
          deliveries += only(records, 'delivery').filter(({ step }) => step === 'delivered').length
        },
      ),
      { numRuns: 60 },
    )
    expect(deliveries).toBeGreaterThan(10)
  })
})
