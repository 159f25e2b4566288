/** Profit with names: against the ledger to the cent on any path, and against a count by hand. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedMargin, minor, parseDay, type Rules, type RunRecord } from '../../../engine/index.ts'
import { accruedInterest } from '../../../engine/pricing/bonds/accrued.ts'
import { conversionFactor } from '../../../engine/pricing/treasury/conversion-factor.ts'
import { PROFIT_NAMES, type ProfitNames } from '../../../reports/attribution/profit-names.ts'
import type { Report } from '../../../reports/schema/report.ts'
import { summarise } from '../../../reports/summary/summarise.ts'
import { AUGUST_2024, type BasisRow } from '../../fixtures/basis-market.ts'
import { only } from '../../fixtures/run-book.ts'
import { withOracle } from '../../fixtures/shared.ts'
import {
  AUGUST,
  basisInput,
  DECEMBER,
  FUNDING,
  JUNE,
  MARCH,
  NOTE,
  NOVEMBER_2025,
  openBasis,
  reason,
  runBasis,
  sessionsOf,
} from '../basis-runs.ts'
import { LIFE, LIFE_CASH, LIFE_DAYS, lifeRows } from '../whole-life.ts'

type Trade = Report['trades'][number]

const cents = (amount: number): number => Math.round(amount * 100)

const namesOf = (trade: Trade | undefined): ProfitNames => {
  if (!trade?.basis) throw new Error('this trade has no names')
  return trade.basis.names
}

const sumOf = (names: Readonly<Record<string, number>>): number =>
  Object.values(names).reduce((sum, amount) => sum + cents(amount), 0)

/** Half a cent for each payment, each valuation at the end and each name, in cents. */
const centsMost = (trade: Trade): number =>
  (trade.cash.filter(({ kind }) => kind === 'bond').length +
    2 *
      trade.events.filter(({ kind, instrument }) => kind === 'fill' && instrument?.startsWith('UST')).length +
    PROFIT_NAMES.length) /
  2

/** Margin of a contract until the middle of January, and after. */
const marginOf = (later: number) => {
  const each = (amount: number) => ({ future: { initial: amount, maintenance: amount } })
  return fixedMargin(
    {
      ZN: [
        { from: null, value: each(1150) },
        { from: '2018-01-16', value: each(later) },
      ],
    },
    () => null,
  )
}

/** What must hold of every report of a basis run. */
function expectWhole(report: Report, overnight = true): void {
  for (const trade of report.trades) {
    expect(sumOf(namesOf(trade))).toBe(cents(trade.profit))
    expect(Math.abs(cents(namesOf(trade).rounding))).toBeLessThanOrEqual(centsMost(trade))
    const paid = (kind: string): number =>
      trade.cash.filter(flow => flow.kind === kind).reduce((sum, flow) => sum + cents(flow.amount), 0)
    expect(cents(namesOf(trade).fees)).toBe(paid('commission'))
    // Loans that run on have cost interest that is not paid yet.
    if (overnight || trade.status === 'closed')
      expect(cents(namesOf(trade).financing)).toBe(paid('repoInterest'))
  }
  // An account that cannot afford the bonds makes no trade.
  expect(report.basis === undefined).toBe(report.trades.length === 0)
  if (!report.basis) return
  expect(sumOf(report.basis.names)).toBe(cents(report.headline.profit))
  // Fills after the last close are not in the equity of that close.
  if (
    report.trades.some(({ events }) =>
      events.some(({ kind, session }) => kind === 'fill' && session === report.run.lastSession),
    )
  )
    return
  const rounding = report.trades.reduce((sum, trade) => sum + cents(namesOf(trade).rounding), 0)
  expect(cents(report.basis.names.rounding)).toBe(rounding)
}

const lifeOf = async (rows: readonly BasisRow[], rules: Partial<Rules> = {}, cash = LIFE_CASH, to?: string) =>
  summarise(
    basisInput(await runBasis({ rows, script: LIFE, cash, rules, ...(to ? { to } : {}) }), cash, rules),
  )

describe('profit with names', () => {
  it('adds up to the ledger on any path, under any terms, whenever the run ends', async () => {
    const terms = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      end: fc.integer({ min: 1, max: LIFE_DAYS.length - 1 }),
      fill: fc.constantFrom('nextClose', 'nextOpen', 'same'),
      callPolicy: fc.constantFrom('fcm', 'instant'),
      slippageTicks: fc.constantFrom(0, 1, 3),
      commissionPerContract: fc.constantFrom(0, 1.37),
      // Where margin rises the smaller accounts are called and reduced by force.
      marginLater: fc.constantFrom(1150, 4000),
      cash: fc.constantFrom(900_000, 160_000, 60_000),
      haircutPercent: fc.constantFrom(0, 1.5, 3),
      termDays: fc.constantFrom(1, 9, 30),
      repoLag: fc.constantFrom<0 | 1>(0, 1),
      deliveryMark: fc.constantFrom<'invoice' | 'market'>('invoice', 'market'),
    })
    let forced = 0
    await fc.assert(
      fc.asyncProperty(
        terms,
        async ({
          seed,
          end,
          cash,
          haircutPercent,
          termDays,
          repoLag,
          marginLater,
          deliveryMark,
          ...costs
        }) => {
          const value = { haircutPercent, spreadPercent: 0.05, termDays }
          const rules: Partial<Rules> = {
            ...costs,
            margin: marginOf(marginLater),
            funding: {
              ...FUNDING,
              repoLag,
              deliveryMark,
              lender: [{ from: null, value }],
              creditLine: { limit: minor(2_000_000), spreadPercent: 1 },
            },
          }
          const report = await lifeOf(lifeRows(seed), rules, cash, LIFE_DAYS[end])
          forced += report.trades.filter(trade => trade.exit === 'liquidation').length
          expectWhole(report, termDays === 1)
        },
      ),
      { numRuns: 60 },
    )
    expect(forced).toBeGreaterThan(0)
  })

  it('is what a count by hand says, through unwind, coupon, roll, tail and delivery', async () => {
    for (const seed of [1, 2, 3]) {
      const rows = lifeRows(seed)
      const names = namesOf((await lifeOf(rows)).trades[0])
      const hand = byHand(rows)
      // A cent a contract is what whole cents of one contract can differ by, twice at the delivery.
      for (const [name, amount] of Object.entries(hand))
        expect([name, Math.abs(names[name as keyof typeof hand] - amount) < 0.9]).toEqual([name, true])
      expect(hand.convergence).not.toBe(0)
    }
  })

  it('gives up the choice of bond with the delivery, and keeps it over a roll', async () => {
    const names = namesOf((await lifeOf(lifeRows(1))).trades[0])
    // December: 0.04 points on 50 000 units, 0.01 on 40 000; what March brought is gone with the delivery.
    expect(names.deliveryOption).toBe(2400)
    const before = namesOf((await lifeOf(lifeRows(1), {}, LIFE_CASH, '2018-03-28')).trades[0])
    expect(before.deliveryOption).toBe(3200)
  })

  it('counts the invoice as soon as it is fixed, or the market until the delivery, as the ledger does', async () => {
    const at = async (deliveryMark: 'invoice' | 'market', to: string) =>
      namesOf((await lifeOf(lifeRows(1), { funding: { ...FUNDING, deliveryMark } }, LIFE_CASH, to)).trades[0])
    const whole = await at('invoice', '2018-03-29')
    const fixed = await at('invoice', '2018-03-22')
    const lastTrade = await at('invoice', '2018-03-20')
    const market = await at('market', '2018-03-22')
    // The delivery gives up the choice of bond, and pays in whole cents a contract.
    expect(Math.abs(fixed.convergence + 800 - whole.convergence)).toBeLessThan(0.5)
    expect(Math.abs(lastTrade.convergence - fixed.convergence)).toBeLessThan(0.02)
    expect(Math.abs(market.convergence - fixed.convergence)).toBeGreaterThan(10_000)
    expect(await at('market', '2018-03-29')).toEqual(whole)
  })

  it('has its execution to name where the run ends with the fill, which the ledger values at the close', async () => {
    const report = await lifeOf(lifeRows(1), { fill: 'same' }, LIFE_CASH, '2017-10-05')
    expect(report.trades).toHaveLength(1)
    const { fees, execution, ...names } = namesOf(report.trades[0])
    expect(fees).toBe(-46.8)
    // A 256th on each unit of the bond, and a tick in whole cents on each contract.
    expect(execution).toBeCloseTo(-50_000 / 256 - 39 * 15.63, 2)
    expect(Object.values(names).every(amount => amount === 0)).toBe(true)
  })

  it('calls all price changes curve where the bond is outside the basket', async () => {
    // The note of August 2024 has left the basket of March 2018.
    const rows = lifeRows(5).filter(({ day }) => day <= '2017-12-15')
    const script = { '2017-10-05': () => [openBasis('odd', AUGUST, 50_000, MARCH, 40)] }
    const records = await runBasis({ rows, script, cash: LIFE_CASH })
    const [trade] = summarise(basisInput(records, LIFE_CASH)).trades
    const names = namesOf(trade)
    const [first, last] = [rows[1]?.prices, rows.at(-1)?.prices]
    const bond = 50_000 * ((last?.[AUGUST.id] ?? 0) - (first?.[AUGUST.id] ?? 0))
    const future = -40_000 * ((last?.[MARCH.id] ?? 0) - (first?.[MARCH.id] ?? 0))
    expect(names.convergence).toBe(0)
    expect(Math.abs(names.curve - bond - future)).toBeLessThan(0.4)
    expect(sumOf(names)).toBe(cents(trade?.profit ?? 0))
  })

  it('counts interest on cash and on the credit line for the account, and trades without bonds apart', async () => {
    const rows = lifeRows(7)
    const script = {
      ...LIFE,
      '2017-10-11': () => [
        {
          kind: 'open' as const,
          tag: 'outright',
          legs: [{ instrument: JUNE, side: 'buy' as const, ratio: 3 }],
          lots: 1,
          reason,
        },
      ],
    }
    const cash = 56_000
    const funding = {
      ...FUNDING,
      lender: [{ from: null, value: { haircutPercent: 0, spreadPercent: 0.05, termDays: 1 } }],
      creditLine: { limit: minor(50_000_000), spreadPercent: 1 },
    }
    const records = await runBasis({ rows, script, cash, rules: { funding } })
    const report = summarise(basisInput(records, cash, { funding }))
    const { basis, trades, headline } = report
    const outright = trades.find(trade => trade.tag === 'outright')
    expect(outright?.basis).toBeUndefined()
    expect(basis?.names.otherTrades).toBe(outright?.profit)
    expect(cents(basis?.names.interestCredit ?? 0)).toBe(cents(headline.interest))
    expect(basis?.names.interestCredit).toBeLessThan(0)
    expect(sumOf(basis?.names ?? {})).toBe(cents(headline.profit))
  })
})

/** Positions after a close, from the script: orders of a day are filled at the close after it. */
const HELD = [
  { from: '2017-10-06', units: 50_000, future: DECEMBER, contracts: -39 },
  { from: '2017-10-26', units: 40_000, future: DECEMBER, contracts: -31 },
  { from: '2017-11-21', units: 40_000, future: MARCH, contracts: -31 },
  { from: '2018-01-11', units: 40_000, future: MARCH, contracts: -33 },
  { from: '2018-03-20', units: 40_000, future: MARCH, contracts: -40 },
]

function byHand(rows: readonly BasisRow[]): Pick<ProfitNames, 'carry' | 'curve' | 'execution'> & {
  readonly convergence: number
} {
  let last: Record<string, number> = {}
  const prices = rows.map(row => {
    last = { ...last, ...row.prices }
    return { day: row.day, prices: last }
  })
  const held = (day: string) => HELD.findLast(({ from }) => from <= day) ?? null
  const accrued = (day: string) => accruedInterest(NOVEMBER_2025, parseDay(day))
  const factor = (month: string) => conversionFactor(NOVEMBER_2025, month, 'long').factor
  const sums = { carry: 0, convergence: 0, curve: 0 }
  for (const [i, { day, prices: now }] of prices.entries()) {
    const before = prices[i - 1]
    const position = before ? held(before.day) : null
    if (!before || !position) continue
    const { units, future, contracts } = position
    const bond = (now[NOTE.id] ?? 0) - (before.prices[NOTE.id] ?? 0)
    const move = (now[future.id] ?? 0) - (before.prices[future.id] ?? 0)
    const f = factor(future.month)
    sums.convergence += units * (bond - f * move)
    sums.curve += (units * f + contracts * 1000) * move
    // Paid for a day later, so interest lags by a session; it was all sold or delivered on its day.
    const paid = held(prices[i - 2]?.day ?? '')?.units ?? 0
    sums.carry += paid * (accrued(day) - accrued(before.day) + (day === '2017-11-15' ? 1.125 : 0))
  }
  const end = prices.at(-1)?.prices ?? {}
  sums.convergence += 40_000 * (factor(MARCH.month) * (end[MARCH.id] ?? 0) - (end[NOTE.id] ?? 0))
  sums.convergence -= 2400
  const bonds = 50_000 + 10_000
  const contracts = 39 + 8 + 31 + 31 + 2 + 7
  return { ...sums, execution: -bonds / 256 - contracts * 15.625 }
}

interface Ledger {
  readonly rows: readonly { readonly date: string; readonly F: number; readonly P: number }[]
  readonly all_summaries: Readonly<Record<string, { readonly E0: number; readonly pnl: number }>>
}

withOracle<Ledger>('ledger-tyz7', ledger => {
  it('divides the profit of the ledger of December 2017', async () => {
    const summary = ledger.all_summaries['20x h=0 repoLag=0']
    const rows: BasisRow[] = ledger.rows.map(({ date, F, P }) => ({
      day: date,
      prices: date <= '2017-12-19' ? { [DECEMBER.id]: F, [AUGUST.id]: P } : { [AUGUST.id]: P },
    }))
    const cash = summary?.E0 ?? 0
    const rules: Partial<Rules> = {
      slippageTicks: 0,
      commissionPerContract: 0,
      funding: {
        ...FUNDING,
        rate: 1.499,
        repoLag: 0,
        lender: [{ from: null, value: { haircutPercent: 0, spreadPercent: 0, termDays: 1 } }],
      },
    }
    const records: RunRecord[] = await runBasis({
      rows: [{ day: '2017-10-06', prices: rows[0]?.prices ?? {} }, ...rows],
      cash,
      rules,
      script: {
        '2017-10-06': () => [openBasis('basis', AUGUST, 1_000_000, DECEMBER, 807)],
        '2017-12-18': ([group = 0]) => [
          { kind: 'adjust', group, legs: [{ instrument: DECEMBER, quantity: -193 }], reason },
        ],
        '2017-12-27': ([group = 0]) => [
          { kind: 'deliver', group, future: DECEMBER.id, bond: AUGUST.id, contracts: 1000, reason },
        ],
      },
    })
    const report = summarise(basisInput(records, cash, rules))
    const [trade] = report.trades
    const names = namesOf(trade)
    expectWhole(report)
    expect(trade?.exit).toBe('delivered')
    expect(trade?.profit).toBe(summary?.pnl)
    expect(sumOf(report.basis?.names ?? {})).toBe(cents(summary?.pnl ?? 0))

    const accrued = (day: string): number => accruedInterest(AUGUST_2024, parseDay(day))
    const [first, last] = [ledger.rows[0], ledger.rows.at(-1)]
    // Interest from payment to delivery on 100 million face; the invoice rounds it up to a cent a contract.
    const interest = 1_000_000 * (accrued('2017-12-29') - accrued('2017-10-11'))
    expect(Math.abs(names.carry - interest)).toBeLessThan(5)
    expect(names.financing).toBe(-333_264.89)
    // 807.2 contracts would have hedged the bonds: a fifth of one lost a point that the future fell.
    expect(names.curve).toBe(-200)
    // The basis that was bought, less nothing: at the delivery it is gone. The invoice rounds it a contract.
    const bought = (first?.P ?? 0) - 0.8072 * (first?.F ?? 0)
    expect(Math.abs(names.convergence + 1_000_000 * bought)).toBeLessThan(5)
    expect(last?.date).toBe('2017-12-29')
    expect([names.deliveryOption, names.execution, names.fees]).toEqual([0, 0, 0])
    expect(Math.abs(names.rounding)).toBeLessThanOrEqual(0.02)
    expect(only(records, 'refusal')).toEqual([])
    expect(sessionsOf('2017-12-29', '2017-12-29')).toHaveLength(1)
  })
})
