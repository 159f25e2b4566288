/** What a report says of bonds: legs, exits, liquidity, findings, assumptions; and nothing where there are none. */

import { describe, expect, it } from 'vitest'
import { type BondIssue, bondOf, fixedMargin, minor, parseDay, type Rules } from '../../../engine/index.ts'
import { canonicalJson, type Report, reportSchema, summarise } from '../../../reports/index.ts'
import { only } from '../../fixtures/run-book.ts'
import {
  basisInput,
  DECEMBER,
  FUNDING,
  MARCH,
  NOTE,
  NOVEMBER_2025,
  openBasis,
  reason,
  runBasis,
  type Script,
  sessionsOf,
} from '../basis-runs.ts'
import { pageOf } from '../html/pages.ts'
import { LIFE, LIFE_CASH, lifeRows, runLife } from '../whole-life.ts'

const reportOf = async (script: Script, rules: Partial<Rules> = {}, cash = LIFE_CASH): Promise<Report> =>
  summarise(basisInput(await runBasis({ rows: lifeRows(1), script, cash, rules }), cash, rules))

const life = await reportOf(LIFE)

describe('a report of a basis trade', () => {
  it('is what its schema says, and can be written', () => {
    expect(reportSchema.parse(life)).toEqual(life)
    expect(() => canonicalJson(life)).not.toThrow()
  })

  it('gives every leg its average prices in and out, through roll, hedge anew and delivery', async () => {
    const fills = only(await runLife(lifeRows(1)), 'fill').filter(({ fill }) => fill.group === 1)
    const priceOf = (day: string, id: string): number =>
      fills.find(
        ({ time, fill }) => new Date(time).toISOString().slice(0, 10) === day && fill.instrument.id === id,
      )?.fill.price ?? Number.NaN
    const [bond, december, march] = life.trades[0]?.legs ?? []
    expect(bond).toMatchObject({ instrument: NOTE.id, kind: 'bond', quantity: 50_000, right: null })
    expect(bond?.priceEntry).toBe(Number(priceOf('2017-10-06', NOTE.id).toPrecision(12)))
    expect(december).toMatchObject({ instrument: DECEMBER.id, kind: 'future', quantity: -39 })
    const left = (8 * priceOf('2017-10-26', DECEMBER.id) + 31 * priceOf('2017-11-21', DECEMBER.id)) / 39
    expect(december?.priceExit).toBeCloseTo(left, 9)
    expect(march).toMatchObject({ instrument: MARCH.id, quantity: -40 })
    const settled = lifeRows(1).find(({ day }) => day === '2018-03-20')?.prices[MARCH.id] ?? 0
    expect(march?.priceExit).toBe(settled)
    const sold = 10_000 * priceOf('2017-10-26', NOTE.id) + 40_000 * settled * 0.7762
    expect(bond?.priceExit).toBeCloseTo(sold / 50_000, 9)
    expect(life.trades[1]?.legs.map(leg => leg.priceExit)).toEqual([null, null])
  })

  it('tells orders, fills and deliveries as sentences with faces and contracts', () => {
    const told = life.trades[0]?.events.map(({ text }) => text) ?? []
    expect(told[0]).toBe(`buy 5000000 face of ${NOTE.id}, sell 39 ${DECEMBER.id}: as the test has it`)
    expect(told.at(-2)).toMatch(/^declared for delivery: 40 ZN 2018-03 at [\d.]+, with UST 2\.25/)
    expect(told.at(-1)).toMatch(/^UST 2\.25 2025-11-15 10Y delivered into 40 ZN 2018-03 for USD \d+\.\d\d$/)
    expect(life.trades[0]?.closedAt).toBe('2018-03-29')
  })

  it('shows the gross basis until the future stops trading', () => {
    const days = life.trades[0]?.basis?.days ?? []
    const at = (session: string) => days.find(day => day.session === session)
    const day = at('2018-03-20')
    expect(day?.grossBasis).toBeCloseTo((day?.cleanPrice ?? 0) - 0.7762 * (day?.hedges[0]?.price ?? 0), 9)
    expect(at('2018-03-21')?.grossBasis).toBeNull()
    expect(at('2018-03-29')).toMatchObject({ units: 0, borrowed: 0 })
  })

  it('has no gap of data while a contract that stopped trading waits for its delivery', () => {
    expect(life.findings.map(({ id }) => id)).not.toContain('data-gaps')
  })

  it('says so when a bond had no price of its own', async () => {
    const rows = lifeRows(1).map(row =>
      row.day === '2018-01-17' ? { ...row, prices: { [MARCH.id]: row.prices[MARCH.id] ?? 0 } } : row,
    )
    const report = summarise(basisInput(await runLife(rows), LIFE_CASH))
    expect(report.findings.find(({ id }) => id === 'data-gaps')).toMatchObject({ value: 1 })
  })

  it('gives liquidity, leverage and the distance to a call at every close', () => {
    const { basis, days } = life
    const i = days.session.indexOf('2018-01-05')
    const at = <T>(values: readonly T[] | undefined): T | undefined => values?.[i]
    const [equity, bonds] = [days.equity[i] ?? 0, at(basis?.days.bondValue) ?? 0]
    expect(basis?.days.cashFree).toHaveLength(days.session.length)
    expect((at(basis?.days.cashFree) ?? 0) + (at(basis?.days.marginPosted) ?? 0) + bonds).toBeCloseTo(
      equity + (at(basis?.days.borrowed) ?? 0),
      1,
    )
    expect(at(basis?.days.leverage)).toBeCloseTo(bonds / equity, 9)
    expect(at(basis?.days.distanceToCall)).toBeCloseTo((equity - (days.maintenance[i] ?? 0)) / bonds, 9)
    expect(at(basis?.days.repoPercent)).toBe(1.55)
    expect(basis?.days.leverage[0]).toBeNull()
  })
})

describe('the end of a basis trade', () => {
  const opened: Script = { '2017-10-05': () => [openBasis('first', NOTE, 50_000, DECEMBER, 39)] }
  const close: Script = { '2017-11-06': ([group = 0]) => [{ kind: 'close', group, reason }] }
  const part: Script = {
    '2017-10-25': ([group = 0]) => [
      {
        kind: 'adjust',
        group,
        legs: [
          { instrument: NOTE, quantity: -10_000 },
          { instrument: DECEMBER, quantity: 8 },
        ],
        reason,
      },
    ],
  }
  const rises = fixedMargin(
    {
      ZN: [
        { from: null, value: { future: { initial: 1150, maintenance: 1150 } } },
        { from: '2017-11-01', value: { future: { initial: 2600, maintenance: 2600 } } },
      ],
    },
    () => null,
  )
  const lend = {
    ...FUNDING,
    lender: [{ from: null, value: { haircutPercent: 0, spreadPercent: 0, termDays: 1 } }],
  }

  it.each([
    ['delivered', LIFE, {}, LIFE_CASH],
    ['strategy', { ...opened, ...close }, {}, LIFE_CASH],
    ['unwound', { ...opened, ...part, ...close }, {}, LIFE_CASH],
    ['open', { ...opened }, {}, LIFE_CASH],
    ['liquidation', { ...opened }, { margin: rises, funding: lend }, 60_000],
  ] as const)('is called %s', async (exit, script, rules, cash) => {
    const rows = exit === 'open' ? lifeRows(1).filter(({ day }) => day < '2017-12-01') : lifeRows(1)
    const report = summarise(basisInput(await runBasis({ rows, script, cash, rules }), cash, rules))
    expect(report.trades[0]?.exit).toBe(exit)
    if (exit !== 'liquidation') expect(report.trades[0]?.status).toBe(exit === 'open' ? 'open' : 'closed')
  })

  it('is a redemption where the bond matures, at its face', async () => {
    const issue: BondIssue = {
      ...NOVEMBER_2025,
      id: 'UST 1 2017-11-15 3Y',
      couponPercent: 1,
      maturity: parseDay('2017-11-15'),
      issued: parseDay('2014-11-15'),
      originalMonths: 36,
    }
    const bond = bondOf(issue)
    const rows = sessionsOf('2017-10-05', '2017-11-20').map((day, i) => ({
      day,
      prices: { [bond.id]: 99.5 + i / 64, [DECEMBER.id]: 125 },
    }))
    const script: Script = {
      '2017-10-05': () => [
        { kind: 'open', tag: 'b', legs: [{ instrument: bond, side: 'buy', ratio: 1000 }], lots: 1, reason },
      ],
    }
    const records = await runBasis({ rows, issues: [issue], script, cash: 200_000, paidInFull: true })
    const input = basisInput(records, 200_000)
    const { funding: _, ...run } = input.run
    const report = summarise({ ...input, run })
    const [trade] = report.trades
    expect(report.assumptions).toContain('Nothing was borrowed against bonds.')
    expect(report.basis?.days.borrowed[10]).toBe(0)
    expect(trade).toMatchObject({ exit: 'redeemed', closedAt: '2017-11-15', status: 'closed' })
    expect(trade?.legs[0]).toMatchObject({ quantity: 1000, priceExit: 100 })
    expect(trade?.events.at(-1)).toMatchObject({
      kind: 'ended',
      quantity: 1000,
      text: `${bond.id} was redeemed at 100`,
    })
    // The last coupon, half of a percent, less what was paid for of it.
    expect(trade?.basis?.names.carry).toBeCloseTo(1000 * (0.5 - (0.5 * 148) / 184), 1)
    expect(trade?.basis?.names.curve).toBeCloseTo(
      1000 * (100 - (trade?.legs[0]?.priceEntry ?? 0) + 1 / 256),
      1,
    )
  })
})

describe('findings on levered bonds', () => {
  it('name the contracts that had no bond at their delivery', async () => {
    const report = await reportOf({
      '2017-10-05': () => [openBasis('first', NOTE, 39_000, DECEMBER, 39)],
      '2017-12-20': ([group = 0]) => [
        { kind: 'adjust', group, legs: [{ instrument: NOTE, quantity: -39_000 }], reason },
      ],
    })
    expect(report.findings.find(({ id }) => id === 'delivery-failed')).toMatchObject({
      severity: 'bad',
      unit: 'contracts',
      value: 39,
    })
  })

  it('name the days short of cash, the credit drawn, the nearest call and the constant rate', () => {
    const { report } = pageOf('basisCalled')
    const found = new Map(report.findings.map(finding => [finding.id, finding]))
    const days = report.basis?.days
    expect(found.get('free-cash-negative')).toMatchObject({
      severity: 'bad',
      value: days?.cashFree.filter(cash => cash < 0).length,
    })
    expect(found.get('credit-drawn')).toMatchObject({ value: 10_000, unit: 'USD' })
    const worst = Math.min(...(days?.distanceToCall.filter(distance => distance !== null) ?? []))
    expect(found.get('distance-to-call')).toMatchObject({
      severity: 'warn',
      value: Math.round(worst * 1e5) / 10,
    })
    expect(found.get('constant-rate')).toMatchObject({ value: 1.5, unit: '% a year' })
  })

  it('say nothing of a rate that is a fixing, of cash that was there, of a call far away', async () => {
    const funding = { ...FUNDING, rate: 'SOFR', creditLine: { limit: minor(1_000_000), spreadPercent: 1 } }
    const rows = lifeRows(1).map(row => ({ ...row, fixing: 1.4 }))
    const report = summarise(
      basisInput(await runBasis({ rows, script: LIFE, cash: LIFE_CASH, rules: { funding } }), LIFE_CASH, {
        funding,
      }),
    )
    const ids = report.findings.map(({ id }) => id)
    for (const id of ['constant-rate', 'free-cash-negative', 'credit-drawn', 'delivery-failed'])
      expect(ids).not.toContain(id)
    expect(report.findings.find(({ id }) => id === 'distance-to-call')?.severity).toBe('note')
    expect(report.assumptions.join(' ')).toContain('the fixing of SOFR of the day before')
    expect(report.assumptions.join(' ')).toContain('A credit line lends up to 10000')
  })
})

describe('a report without bonds', () => {
  it('has none of these parts, not even empty', () => {
    const { report } = pageOf('ordinary')
    expect(Object.keys(report)).not.toContain('basis')
    expect(report.trades.some(trade => 'basis' in trade)).toBe(false)
  })
})
