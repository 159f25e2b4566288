/** One basis trade day by day through the engine, in whole cents, against an independent ledger. */

import { concatMap, from } from 'rxjs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  bondOf,
  defineStrategy,
  fixedMargin,
  futureOf,
  type Intent,
  type RunRecord,
  type Strategy,
  type Wake,
} from '../../engine/index.ts'
import { parseDay } from '../../engine/model/time.ts'
import { basisOf } from '../../engine/pricing/treasury/basis.ts'
import { AUGUST_2024, basisMarket } from '../fixtures/basis-market.ts'
import { cashByKind, only, runBook } from '../fixtures/run-book.ts'
import { withOracle } from '../fixtures/shared.ts'

interface Row {
  readonly date: string
  readonly F: number
  readonly P: number
  readonly pos: number
  readonly flows: Readonly<Record<string, number>>
  readonly cash: number
  readonly im: number
  readonly repo: number
  readonly bondMV: number
  readonly equity: number
}

interface Summary {
  readonly E0: number
  readonly pnl: number
  readonly interest: number
  readonly vm: number
  readonly minCash: number
  readonly minEquity: number
}

interface Ledger {
  readonly rows: readonly Row[]
  readonly all_summaries: Readonly<Record<string, Summary>>
  readonly closed_form: {
    readonly purchase: number
    readonly invoice_at_F0: number
    readonly IRR: number
    readonly locked_pnl_term_repo: number
  }
}

const BOND = bondOf(AUGUST_2024)
const FUTURE = futureOf('ZN', '2017-12')
const ENTRY = '2017-10-06'
const reason = { rule: 'test', text: 'as the ledger has it' }

/** Buys the bond against 807 contracts, sells the tail on the last trading day, delivers on the last day. */
const trade: Strategy = defineStrategy({
  name: 'tyz7',
  about: 'The trade of the ledger.',
  params: z.strictObject({}),
  run: ({ bus }) => {
    bus.read('ZN', 'UST')
    return bus.closes.pipe(concatMap(wake => from(answer(wake))))
  },
})

function answer(wake: Wake): Intent[] {
  const day = new Date(wake.time).toISOString().slice(0, 10)
  const group = wake.snapshot.groups[0]?.id ?? 0
  if (day === ENTRY) {
    const legs = [
      { instrument: BOND, side: 'buy', ratio: 1_000_000 },
      { instrument: FUTURE, side: 'sell', ratio: 807 },
    ] as const
    return [{ kind: 'open', tag: 'basis', legs, lots: 1, reason }]
  }
  if (day === '2017-12-18')
    return [{ kind: 'adjust', group, legs: [{ instrument: FUTURE, quantity: -193 }], reason }]
  if (day === '2017-12-27')
    return [{ kind: 'deliver', group, future: FUTURE.id, bond: BOND.id, contracts: 1000, reason }]
  return []
}

function run(
  ledger: Ledger,
  capital: number,
  haircutPercent: number,
  repoLag: 0 | 1,
  termDays = 1,
): Promise<RunRecord[]> {
  const rows = ledger.rows.map(({ date, F, P }) => ({
    day: date,
    prices: date <= '2017-12-19' ? { [FUTURE.id]: F, [BOND.id]: P } : { [BOND.id]: P },
  }))
  const [first] = rows
  const market = basisMarket([{ day: ENTRY, prices: first?.prices ?? {} }, ...rows])
  const perContract = (amount: number) => ({ future: { initial: amount, maintenance: amount } })
  return runBook({
    market,
    strategy: trade,
    from: ENTRY,
    to: '2017-12-29',
    cash: capital,
    rules: {
      fill: 'nextClose',
      slippageTicks: 0,
      commissionPerContract: 0,
      margin: fixedMargin(
        {
          ZN: [
            { from: null, value: perContract(1150) },
            { from: '2017-10-20', value: perContract(1050) },
          ],
        },
        () => null,
      ),
      funding: {
        rate: 1.499,
        lender: [{ from: null, value: { haircutPercent, spreadPercent: 0, termDays } }],
        repoLag,
        crossMarginFactor: 1,
        creditLine: null,
        // The ledger marks bonds by the market to the last.
        deliveryMark: 'market',
      },
    },
  })
}

/** The flows of a day by the names of the ledger. */
function flowsOf(records: readonly RunRecord[], day: string): Record<string, number> {
  const names: Record<string, string> = { bond: 'bondPurchase', variation: 'VM', delivery: 'invoice' }
  const sums: Record<string, number> = {}
  for (const { entry } of only(records, 'entry')) {
    if (new Date(entry.time).toISOString().slice(0, 10) !== day || entry.kind === 'deposit') continue
    const name = names[entry.kind] ?? entry.kind
    const cash = entry.postings.find(({ account }) => account === 'cash')?.amount ?? 0
    sums[name] = (sums[name] ?? 0) + cash
  }
  return sums
}

/** What the ledger calls by two names is one kind of flow. */
function expectedFlows({ flows }: Row): Record<string, number> {
  const names: Record<string, string> = {
    IMpost: 'margin',
    IMrelease: 'margin',
    IMreturn: 'margin',
    repoPrincipal: 'repo',
    repoRepay: 'repo',
  }
  const sums: Record<string, number> = {}
  for (const [name, amount] of Object.entries(flows)) {
    if (['tailSold', 'invoicePerContract', 'aiPerContract'].includes(name)) continue
    const key = names[name] ?? name
    sums[key] = (sums[key] ?? 0) + amount
  }
  return sums
}

withOracle<Ledger>('ledger-tyz7', ledger => {
  it('reproduces every row: flows, free cash, margin, loan, value and equity', async () => {
    const records = await run(ledger, ledger.all_summaries['20x h=0 repoLag=0']?.E0 ?? 0, 0, 0)
    const lines = new Map(only(records, 'liquidity').map(line => [dayOf(line.time), line]))
    const equities = new Map(only(records, 'day').map(line => [dayOf(line.time), line.equity]))
    for (const row of ledger.rows) {
      const line = lines.get(row.date)
      expect([row.date, flowsOf(records, row.date)]).toEqual([row.date, expectedFlows(row)])
      expect({
        date: row.date,
        cash: line?.cashFree,
        im: line?.marginPosted,
        repo: line?.borrowed,
        bondMV: line?.bondValue,
        equity: equities.get(row.date),
      }).toEqual({
        date: row.date,
        cash: row.cash,
        im: row.im,
        repo: row.repo,
        bondMV: row.bondMV,
        equity: row.equity,
      })
    }
  })

  it('locks in what the closed form says, with a loan for the whole term', async () => {
    const { closed_form: form } = ledger
    const basis = basisOf(
      AUGUST_2024,
      parseDay('2017-10-11'),
      parseDay('2017-12-29'),
      101.2266,
      125.265625,
      0.8072,
      0.01499,
    )
    expect(basis.impliedRepo).toBeCloseTo(form.IRR, 12)
    expect(basis.invoicePrice * 1e6).toBeCloseTo(form.invoice_at_F0, 4)
    const days = only(await run(ledger, 5_079_723.34, 0, 0, 79), 'day')
    const profit = (days.at(-1)?.equity ?? 0) / 100 - 5_079_723.34
    // 807 contracts for 807.2: a fifth of a contract is not hedged while the future falls by a point. The rest are cents.
    expect(Math.abs(profit - (form.locked_pnl_term_repo - 200))).toBeLessThan(0.5)
  })

  for (const [label, summary] of Object.entries(ledger.all_summaries)) {
    it(`sums up as ${label}`, async () => {
      const haircut = label.includes('h=2%') ? 2 : 0
      const records = await run(ledger, summary.E0, haircut, label.endsWith('repoLag=1') ? 1 : 0)
      const cash = cashByKind(records)
      const days = only(records, 'day')
      const start = Math.round(summary.E0 * 100)
      expect(((days.at(-1)?.equity ?? 0) - start) / 100).toBe(summary.pnl)
      expect(cash.repoInterest).toBeCloseTo(-summary.interest, 6)
      expect(cash.variation).toBeCloseTo(summary.vm, 6)
      expect(Math.min(...only(records, 'liquidity').map(line => line.cashFree)) / 100).toBe(summary.minCash)
      expect(Math.min(...days.map(line => line.equity)) / 100).toBe(summary.minEquity)
    })
  }
})

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
