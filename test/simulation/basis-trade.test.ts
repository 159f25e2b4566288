/** Basis trades on random paths: every party's cash against an independent book, and the trade against its closed form. */

import fc from 'fast-check'
import { concatMap, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import {
  bondOf,
  defineStrategy,
  type EntryKind,
  fixedMargin,
  formatDay,
  futureOf,
  type Intent,
  parseDay,
  type Rules,
  type RunRecord,
  type Wake,
} from '../../engine/index.ts'
import { accruedInterest } from '../../engine/pricing/bonds/accrued.ts'
import { AUGUST_2024, type BasisRow, basisMarket } from '../fixtures/basis-market.ts'
import { only, runBook } from '../fixtures/run-book.ts'

const BOND = bondOf(AUGUST_2024)
const FUTURE = futureOf('ZN', '2017-12')
const SIFMA = exchangeOf('SIFMA')
/** From the decision on 6 October to the last delivery day; trading ends on 19 December. */
const DAYS = SIFMA.sessions(parseDay('2017-10-06'), parseDay('2017-12-29')).map(formatDay)
const LAST_TRADE = '2017-12-19'
const FACTOR = 0.8072
const reason = { rule: 'test', text: 'as the test has it' }

interface Plan {
  /** Whole contracts' worth of bonds, and contracts short against them. */
  readonly lots: number
  readonly contracts: number
  /** Lots that are given up on a day in between; 0 = none. */
  readonly unwound: number
  readonly unwindDay: string
}

/** Futures contracts that are short after the unwind, in proportion. */
const contractsAfter = ({ lots, contracts, unwound }: Plan): number =>
  Math.round((contracts * (lots - unwound)) / lots)

const strategyOf = (plan: Plan) =>
  defineStrategy({
    name: 'planned',
    about: 'Buys, unwinds a part, sells the tail and delivers.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('ZN', 'UST')
      return bus.closes.pipe(concatMap(wake => from(answer(plan, wake))))
    },
  })

function answer(plan: Plan, wake: Wake): Intent[] {
  const day = new Date(wake.time).toISOString().slice(0, 10)
  const group = wake.snapshot.groups[0]?.id ?? 0
  const left = plan.lots - plan.unwound
  if (day === DAYS[0]) {
    const legs = [
      { instrument: BOND, side: 'buy', ratio: plan.lots * 1000 },
      { instrument: FUTURE, side: 'sell', ratio: plan.contracts },
    ] as const
    return [{ kind: 'open', tag: 'basis', legs, lots: 1, reason }]
  }
  if (day === plan.unwindDay && plan.unwound > 0) {
    const bought = plan.contracts - contractsAfter(plan)
    const legs = [
      { instrument: BOND, quantity: -plan.unwound * 1000 },
      ...(bought > 0 ? [{ instrument: FUTURE, quantity: bought }] : []),
    ]
    return [{ kind: 'adjust', group, legs, reason }]
  }
  if (day === '2017-12-18') {
    const more = left - contractsAfter(plan)
    return more === 0
      ? []
      : [{ kind: 'adjust', group, legs: [{ instrument: FUTURE, quantity: -more }], reason }]
  }
  if (day === '2017-12-27')
    return [{ kind: 'deliver', group, future: FUTURE.id, bond: BOND.id, contracts: left, reason }]
  return []
}

interface Terms {
  readonly haircutPercent: number
  readonly repoLag: 0 | 1
  readonly fixings: readonly number[]
}

const MARGIN = 1150

const rulesOf = ({ haircutPercent, repoLag }: Terms): Partial<Rules> => ({
  fill: 'nextClose',
  slippageTicks: 0,
  commissionPerContract: 0,
  margin: fixedMargin(
    { ZN: [{ from: null, value: { future: { initial: MARGIN, maintenance: MARGIN } } }] },
    () => null,
  ),
  funding: {
    rate: 'SOFR',
    lender: [{ from: null, value: { haircutPercent, spreadPercent: 0.05, termDays: 1 } }],
    repoLag,
    crossMarginFactor: 1,
    creditLine: null,
  },
})

/** Prices on the grid of quotes, moving by up to half a point a day. */
const path = fc
  .record({
    future: fc.array(fc.integer({ min: -32, max: 32 }), { minLength: DAYS.length, maxLength: DAYS.length }),
    basis: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: DAYS.length, maxLength: DAYS.length }),
    fixings: fc.array(fc.integer({ min: -20, max: 500 }), {
      minLength: DAYS.length,
      maxLength: DAYS.length,
    }),
  })
  .map(({ future, basis, fixings }) => {
    let price = 125.265625
    const rows = DAYS.map((day, i) => {
      // After the last trading day the contract stands at its final settlement.
      if (day <= LAST_TRADE) price += (future[i] ?? 0) / 64
      const clean = Math.round((FACTOR * price + (basis[i] ?? 0) / 128) * 1e6) / 1e6
      const prices: Record<string, number> =
        day <= LAST_TRADE ? { [FUTURE.id]: price, [BOND.id]: clean } : { [BOND.id]: clean }
      const row: BasisRow = { day, prices, fixing: (fixings[i] ?? 0) / 100 }
      return row
    })
    return rows
  })

const plans = fc
  .record({
    lots: fc.integer({ min: 2, max: 400 }),
    unwoundShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
    unwindAt: fc.integer({ min: 3, max: 40 }),
    repoLag: fc.constantFrom<0 | 1>(0, 1),
    haircutPercent: fc.constantFrom(0, 0.5, 2, 5),
  })
  .map(({ lots, unwoundShare, unwindAt, ...terms }) => ({
    plan: {
      lots,
      contracts: Math.round(lots * FACTOR),
      unwound: Math.floor(lots * unwoundShare),
      unwindDay: DAYS[unwindAt] ?? '',
    },
    terms,
  }))

const CAPITAL = 50_000_000

const runPlan = (plan: Plan, terms: Terms, rows: readonly BasisRow[]): Promise<RunRecord[]> =>
  runBook({
    market: basisMarket(rows),
    strategy: strategyOf(plan),
    from: DAYS[0] ?? '',
    to: DAYS.at(-1) ?? '',
    cash: CAPITAL,
    rules: rulesOf(terms),
  })

/** Cash of everybody at a close, in cents, by whoever has it. */
interface Parties {
  fund: number
  clearingHouse: number
  lender: number
  dealer: number
  deliveree: number
}

const cents = (amount: number): number => Math.sign(amount) * Math.floor(Math.abs(amount) * 100 + 0.5 + 1e-7)

/** The same trade kept by hand, a close at a time; knows nothing of the engine but the price of accrued interest. */
function byHand(plan: Plan, terms: Terms, rows: readonly BasisRow[]): Map<string, Parties> {
  const parties: Parties = {
    fund: CAPITAL * 100,
    clearingHouse: 0,
    lender: -CAPITAL * 100,
    dealer: 0,
    deliveree: 0,
  }
  const move = (to: keyof Parties, amount: number): void => {
    parties.fund -= amount
    parties[to] += amount
  }
  const closes = new Map<string, Parties>()
  let units = 0
  let short = 0
  let posted = 0
  let loan = 0
  let price: number | null = null
  let cleanBefore = 0
  let dayBefore = 0
  let due: { units: number; clean: number }[] = []
  const left = plan.lots - plan.unwound
  for (const [i, row] of rows.entries()) {
    const day = parseDay(row.day)
    const clean = row.prices[BOND.id] ?? 0
    const future: number = row.prices[FUTURE.id] ?? price ?? 0
    const accrued = accruedInterest(AUGUST_2024, day)
    let paid = 0
    let fresh = 0
    for (const trade of due) {
      const amount = cents(trade.units * (trade.clean + accrued))
      move('dealer', amount)
      units += trade.units
      if (trade.units > 0) {
        paid += amount
        fresh += trade.units
      }
    }
    due = []
    if (row.day === DAYS.at(-1)) {
      move('deliveree', -left * (cents(1000 * (price ?? 0) * FACTOR) + cents(1000 * accrued)))
      units -= left * 1000
      short = 0
    }
    const fixing = (rows[i]?.fixing ?? 0) + 0.05
    if (loan !== 0) move('lender', cents(((loan / 100) * fixing * (day - dayBefore)) / 36_000))
    const dirty = (terms.repoLag === 0 ? clean : cleanBefore) + accrued
    const lent = cents((paid / 100 + (units - fresh) * dirty) * (1 - terms.haircutPercent / 100))
    move('lender', loan - lent)
    loan = lent
    if (price !== null) move('clearingHouse', -short * (cents(1000 * price) - cents(1000 * future)))
    price = future
    // Trades of the day are made at its close, so they have no variation margin of it.
    if (i === 1) {
      due.push({ units: plan.lots * 1000, clean })
      short = plan.contracts
    }
    if (plan.unwound > 0 && row.day === DAYS[DAYS.indexOf(plan.unwindDay) + 1]) {
      due.push({ units: -plan.unwound * 1000, clean })
      short = contractsAfter(plan)
    }
    if (row.day === LAST_TRADE) short = left
    move('clearingHouse', short * MARGIN * 100 - posted)
    posted = short * MARGIN * 100
    cleanBefore = clean
    dayBefore = day
    closes.set(row.day, { ...parties })
  }
  return closes
}

/** Whom an entry is with. */
const PARTY: Partial<Record<EntryKind, keyof Parties>> = {
  variation: 'clearingHouse',
  margin: 'clearingHouse',
  repo: 'lender',
  repoInterest: 'lender',
  deposit: 'lender',
  bond: 'dealer',
  delivery: 'deliveree',
}

/** The parties' cash by the engine's own entries, a close at a time. */
function byEntries(records: readonly RunRecord[]): Map<string, Parties> {
  const parties: Parties = { fund: 0, clearingHouse: 0, lender: 0, dealer: 0, deliveree: 0 }
  const closes = new Map<string, Parties>()
  for (const record of records) {
    if (record.kind === 'entry') {
      const { kind, postings } = record.entry
      const cash = postings.find(({ account }) => account === 'cash')?.amount ?? 0
      const party = PARTY[kind]
      expect([kind, party]).not.toContain(undefined)
      parties.fund += cash
      if (party) parties[party] -= cash
      expect(Object.values(parties).reduce((sum, one) => sum + one, 0)).toBe(0)
    }
    if (record.kind === 'day') closes.set(new Date(record.time).toISOString().slice(0, 10), { ...parties })
  }
  return closes
}

describe('a basis trade on any path', () => {
  it('moves the cash of fund, lender, clearing house, dealer and deliveree as a book kept by hand does', async () => {
    await fc.assert(
      fc.asyncProperty(path, plans, async (rows, { plan, terms: { haircutPercent, repoLag } }) => {
        const terms: Terms = { haircutPercent, repoLag, fixings: [] }
        const records = await runPlan(plan, terms, rows)
        const hand = byHand(plan, terms, rows)
        const entries = byEntries(records)
        for (const [day, parties] of entries) expect({ day, ...parties }).toEqual({ day, ...hand.get(day) })
        expect(entries.size).toBe(rows.length)
      }),
      { numRuns: 40 },
    )
  })

  it('earns the basis that it locked in, less its financing, whatever prices do', async () => {
    await fc.assert(
      fc.asyncProperty(path, plans, async (rows, { terms: { haircutPercent, repoLag } }) => {
        // So many lots make the hedge a whole number of contracts.
        const plan: Plan = { lots: 1250, contracts: 1009, unwound: 0, unwindDay: '' }
        const records = await runPlan(plan, { haircutPercent, repoLag, fixings: [] }, rows)
        const [, first] = rows
        const settle = accruedInterest(AUGUST_2024, parseDay('2017-10-11'))
        const delivered = accruedInterest(AUGUST_2024, parseDay(DAYS.at(-1) ?? ''))
        const locked =
          plan.lots *
          1000 *
          (FACTOR * (first?.prices[FUTURE.id] ?? 0) + delivered - (first?.prices[BOND.id] ?? 0) - settle)
        const interest = only(records, 'entry')
          .filter(({ entry }) => entry.kind === 'repoInterest')
          .reduce((sum, { entry }) => sum + (entry.postings[0]?.amount ?? 0), 0)
        const equity = only(records, 'day').at(-1)?.equity ?? 0
        // A cent a contract for what is rounded a contract, twice.
        expect(Math.abs(equity / 100 - CAPITAL - locked - interest / 100)).toBeLessThan(0.02 * plan.lots)
      }),
      { numRuns: 25 },
    )
  })
})
