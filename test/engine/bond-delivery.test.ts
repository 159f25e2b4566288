/** Bonds into futures: when a delivery may be declared, what it brings, and what becomes of shorts and longs at the end. */

import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../engine/calendar/contracts.ts'
import {
  type BondIssue,
  bondOf,
  fixedMargin,
  futureOf,
  parseDay,
  type RunRecord,
} from '../../engine/index.ts'
import { AUGUST_2024 } from '../fixtures/basis-market.ts'
import { equityEnd, only } from '../fixtures/run-book.ts'
import {
  accrued,
  adjust,
  cents,
  dayOf,
  deliver,
  equities,
  FACTOR,
  FUTURE,
  fills,
  flows,
  lentAt,
  loans,
  marginBy,
  NOTE,
  open,
  type Play,
  play,
  refusals,
  rowsOf,
  type Script,
} from './bond-script.ts'

const LOTS = 10
/** At these prices the invoice is worth what the bond is: nothing is won or lost by delivering. */
const PRICE = 125
const CLEAN = PRICE * FACTOR

const flat = rowsOf('2017-10-02', '2018-01-05', () => ({ note: CLEAN, future: PRICE, fixing: 1.8 }))

/** Bonds for ten contracts, and a short. */
const hedged = (contracts = LOTS, lots = LOTS): Script => ({
  '2017-10-10': () => [
    open({ instrument: NOTE, quantity: lots * 1000 }, { instrument: FUTURE, quantity: -contracts }),
  ],
})

const run = (script: Script, more: Partial<Play> = {}) => play({ rows: flat, script, ...more })

const steps = (records: readonly RunRecord[]) =>
  only(records, 'delivery').map(({ time, step, contracts }) => [dayOf(time), step, contracts])

/** Cents of one contract's invoice, rounded for price and interest apart. */
const invoice = (contracts: number, price: number, day: string): number =>
  contracts * (cents(1000 * price * FACTOR) + cents(1000 * accrued(day)))

describe('a declaration', () => {
  const tenderOn = (day: string, contracts = LOTS, terms = {}): Script => ({
    [day]: (_, group) => [deliver(group, contracts, terms)],
  })

  it.each([
    [
      'before the first day of intention',
      '2017-11-28',
      LOTS,
      {},
      'is declared from 2017-11-29 to 2017-12-27',
    ],
    [
      'for a future that is not held',
      '2017-12-05',
      LOTS,
      { future: 'ZN 2018-03' },
      'is not short ZN 2018-03',
    ],
    ['with a bond that is not held', '2017-12-05', LOTS, { bond: 'UST 9' }, 'holds no bond UST 9'],
    ['with the future itself', '2017-12-05', LOTS, { bond: FUTURE.id }, `holds no bond ${FUTURE.id}`],
    ['of more contracts than are short', '2017-12-05', LOTS + 1, {}, 'from 1 to the 10 that are short'],
  ])('%s is refused', async (_, day, contracts, terms, why) => {
    const records = await run({ ...hedged(), ...tenderOn(day, contracts, terms) })
    expect(refusals(records)).toEqual([['delivery', expect.stringContaining(why)]])
    expect(steps(records)[0]?.[0]).toBe('2017-12-27')
  })

  it('of a group that is not there is refused', async () => {
    const records = await run({ '2017-12-05': () => [deliver(7, 1)] })
    expect(refusals(records)).toEqual([['delivery', 'there is no open group 7']])
  })

  it('of a long future is refused', async () => {
    const long: Script = {
      '2017-10-10': () => [open({ instrument: NOTE, quantity: 1000 }, { instrument: FUTURE, quantity: 1 })],
    }
    const records = await run({ ...long, ...tenderOn('2017-12-05', 1) })
    expect(refusals(records)[0]?.[1]).toContain('is not short')
  })

  it('with a bond outside the basket is refused, with the bound that it breaks', async () => {
    const short: BondIssue = { ...AUGUST_2024, id: 'UST 2 2020-08-15', maturity: parseDay('2020-08-15') }
    const records = await run(
      {
        '2017-10-10': () => [
          open({ instrument: bondOf(short), quantity: 1000 }, { instrument: FUTURE, quantity: -1 }),
        ],
        ...tenderOn('2017-12-05', 1, { bond: short.id }),
      },
      {
        issues: [short, AUGUST_2024],
        rows: rowsOf('2017-10-02', '2018-01-05', () => ({ future: PRICE, more: { [short.id]: 100 } })),
      },
    )
    expect(refusals(records)[0]?.[1]).toMatch(
      /outside the basket: it matures on 2020-08-15, .* from 2024-06-01/,
    )
  })

  it('of more than the bonds that are paid for is refused', async () => {
    const records = await run({ ...hedged(12), ...tenderOn('2017-12-05', 11) })
    expect(refusals(records)[0]?.[1]).toBe(
      `11 contracts take 11000 units of ${NOTE.id}; 10000 are paid for and free`,
    )
  })

  it('of bonds that were bought today is refused: they are paid for tomorrow', async () => {
    const records = await run({
      ...hedged(12),
      '2017-12-04': (_, group) => [adjust(group, { instrument: NOTE, quantity: 2000 })],
      ...tenderOn('2017-12-05', 12),
      '2017-12-06': (_, group) => [deliver(group, 12)],
    })
    expect(refusals(records)).toHaveLength(1)
    expect(steps(records)).toEqual([
      ['2017-12-06', 'tender', 12],
      ['2017-12-08', 'delivered', 12],
    ])
  })

  it('of bonds that were sold today is refused: they leave tomorrow', async () => {
    const records = await run({
      ...hedged(),
      '2017-12-04': (_, group) => [adjust(group, { instrument: NOTE, quantity: -4000 })],
      ...tenderOn('2017-12-05', LOTS),
    })
    expect(refusals(records)[0]?.[1]).toContain('6000 are paid for and free')
  })

  it('can be made for a part, twice on one day, and no more than is left', async () => {
    const records = await run({
      ...hedged(),
      '2017-12-05': (_, group) => [deliver(group, 4), deliver(group, 3), deliver(group, 4)],
      '2017-12-12': (_, group) => [deliver(group, 3)],
    })
    expect(steps(records)).toEqual([
      ['2017-12-05', 'tender', 4],
      ['2017-12-05', 'tender', 3],
      ['2017-12-07', 'delivered', 4],
      ['2017-12-07', 'delivered', 3],
      ['2017-12-12', 'tender', 3],
      ['2017-12-14', 'delivered', 3],
    ])
    expect(refusals(records)[0]?.[1]).toContain('1 to the 3 that are short')
  })

  it('is made at the end of a session, not in its morning', async () => {
    const records = await run(
      {
        ...hedged(),
        '2017-12-05': (_, group) => [deliver(group, LOTS)],
      },
      { listen: 'fixings' },
    )
    expect(refusals(records)).toEqual([['delivery', 'delivery is declared at the end of a session']])
  })

  it('is refused to who is bankrupt, for whom the exchange declares', async () => {
    const rows = rowsOf('2017-10-02', '2018-01-05', day => ({
      note: day < '2017-12-20' ? CLEAN : CLEAN - 2,
      future: PRICE,
      fixing: 1.8,
    }))
    const records = await run(
      { ...hedged(), '2017-12-21': (_, group) => [deliver(group, LOTS)] },
      { rows, cash: 15_000, funding: lentAt({}, { deliveryMark: 'market' }) },
    )
    expect(only(records, 'call')[0]?.step).toBe('bankruptcy')
    expect(refusals(records)).toEqual([['delivery', 'the account is bankrupt']])
    expect(steps(records)).toEqual([
      ['2017-12-27', 'tender', LOTS],
      ['2017-12-29', 'delivered', LOTS],
    ])
    // The invoice is fixed: what the market took from the bonds comes back.
    expect(equityEnd(records)).toBeGreaterThan(14_000)
  })
})

describe('a delivery before the last trading day', () => {
  const rows = rowsOf('2017-10-02', '2018-01-05', day => ({
    note: CLEAN,
    future: day <= '2017-12-05' ? PRICE : PRICE + 2,
    fixing: 1.8,
  }))
  const early: Script = { ...hedged(), '2017-12-05': (_, group) => [deliver(group, 6)] }

  it('is invoiced at the settlement of the day of intention, two business days later', async () => {
    const records = await run(early, { rows })
    expect(flows(records, 'delivery')[0]).toEqual(['2017-12-07', invoice(6, PRICE, '2017-12-07')])
    expect(only(records, 'delivery')[0]).toMatchObject({
      step: 'tender',
      price: PRICE,
      factor: FACTOR,
      invoice: null,
    })
    expect(only(records, 'delivery')[1]).toMatchObject({
      invoice: Math.round(invoice(6, PRICE, '2017-12-07') * 100),
    })
  })

  it('ends variation margin for the contracts it takes', async () => {
    expect(flows(await run(early, { rows }), 'variation')).toEqual([['2017-12-06', -4 * 2000]])
  })

  it('keeps their initial margin until the bonds have changed hands', async () => {
    const margins = flows(await run(early, { rows }), 'margin')
    expect(margins).toEqual([
      ['2017-10-11', -10_000],
      ['2017-12-07', 6000],
      ['2017-12-29', 4000],
    ])
  })

  it('pays back the loan on the bonds that leave', async () => {
    const borrowed = loans(await run(early, { rows }))
    expect((borrowed['2017-12-07'] ?? 0) / (borrowed['2017-12-06'] ?? 1)).toBeCloseTo(0.4, 3)
  })

  it('over a weekend takes business days', async () => {
    const records = await run({ ...hedged(), '2017-12-07': (_, group) => [deliver(group, LOTS)] })
    expect(steps(records).at(-1)).toEqual(['2017-12-11', 'delivered', LOTS])
  })

  it('on a coupon day brings the coupon and no accrued interest', async () => {
    const issue: BondIssue = {
      ...AUGUST_2024,
      id: 'UST 2.375 2024-12-07 10Y',
      issued: parseDay('2014-12-07'),
      maturity: parseDay('2024-12-07'),
    }
    const records = await run(
      {
        '2017-10-10': () => [
          open({ instrument: bondOf(issue), quantity: 1000 }, { instrument: FUTURE, quantity: -1 }),
        ],
        '2017-12-05': (_, group) => [deliver(group, 1, { bond: issue.id })],
      },
      {
        issues: [issue],
        rows: rowsOf('2017-10-02', '2018-01-05', () => ({ future: PRICE, more: { [issue.id]: CLEAN } })),
      },
    )
    const [, done] = only(records, 'delivery')
    expect(flows(records, 'coupon')).toEqual([['2017-12-07', 1187.5]])
    expect(flows(records, 'delivery')).toEqual([['2017-12-07', cents(1000 * PRICE * (done?.factor ?? 0))]])
  })
})

describe('at the end of the contract', () => {
  const rows = rowsOf('2017-10-02', '2018-01-05', day => ({
    note: day <= '2017-12-19' ? CLEAN : CLEAN - 1,
    future: PRICE,
    fixing: 1.8,
  }))

  it('the invoice is at the final settlement, whatever the bond does after it', async () => {
    const records = await run(
      { ...hedged(8), '2017-12-18': (_, group) => [adjust(group, { instrument: FUTURE, quantity: -2 })] },
      { rows },
    )
    expect(flows(records, 'delivery')).toEqual([['2017-12-29', invoice(LOTS, PRICE, '2017-12-29')]])
  })

  it('no more is traded in the future, and its margin stays until the delivery', async () => {
    const records = await run({
      ...hedged(),
      '2017-12-20': (_, group) => [adjust(group, { instrument: FUTURE, quantity: 1 })],
    })
    expect(refusals(records)).toEqual([['not tradable', `${FUTURE.id} stopped trading on 2017-12-19`]])
    expect(flows(records, 'margin').at(-1)).toEqual(['2017-12-29', 10_000])
  })

  it('a short that declared nothing is declared for by the exchange', async () => {
    const records = await run(hedged())
    expect(steps(records)).toEqual([
      ['2017-12-27', 'tender', LOTS],
      ['2017-12-29', 'delivered', LOTS],
    ])
    expect(only(records, 'open')).toEqual([])
  })

  it('a short without bonds fails to deliver and ends at its last settlement', async () => {
    const records = await run({ '2017-10-10': () => [open({ instrument: FUTURE, quantity: -3 })] }, { rows })
    expect(only(records, 'delivery')).toMatchObject([
      { step: 'failed', bond: null, contracts: 3, price: PRICE, factor: null, invoice: null },
    ])
    expect(flows(records, 'margin').at(-1)).toEqual(['2017-12-28', 3000])
    expect([only(records, 'open'), equityEnd(records)]).toEqual([[], 5_000_000])
  })

  it('a short with too few bonds delivers what there is', async () => {
    const records = await run(hedged(12))
    expect(steps(records)).toEqual([
      ['2017-12-27', 'tender', 10],
      ['2017-12-27', 'failed', 2],
      ['2017-12-29', 'delivered', 10],
    ])
  })

  it('bonds for less than a contract stay', async () => {
    const records = await run({
      '2017-10-10': () => [open({ instrument: NOTE, quantity: 1999 }, { instrument: FUTURE, quantity: -2 })],
    })
    expect(steps(records).map(([, step, contracts]) => [step, contracts])).toEqual([
      ['tender', 1],
      ['failed', 1],
      ['delivered', 1],
    ])
    expect(only(records, 'bond').at(-1)?.units).toBe(999)
  })

  it('a long future ends in cash on its last trading day', async () => {
    const records = await run(
      { '2017-10-10': () => [open({ instrument: FUTURE, quantity: 5 })] },
      {
        rows: rowsOf('2017-10-02', '2017-12-29', day => ({
          future: day < '2017-12-19' ? PRICE : PRICE + 1,
          note: CLEAN,
        })),
      },
    )
    expect(flows(records, 'variation')).toEqual([['2017-12-19', 5000]])
    expect(flows(records, 'margin').at(-1)).toEqual(['2017-12-19', 5000])
    expect([only(records, 'delivery'), only(records, 'open')]).toEqual([[], []])
  })

  it('a short of the next month is not declared', async () => {
    const next = futureOf('ZN', '2018-03')
    const records = await run(
      {
        '2017-10-10': () => [open({ instrument: NOTE, quantity: 1000 }, { instrument: next, quantity: -1 })],
      },
      { rows: rowsOf('2017-10-02', '2018-01-05', () => ({ note: CLEAN, more: { [next.id]: 124 } })) },
    )
    expect([only(records, 'delivery'), only(records, 'open')]).toEqual([[], [expect.anything()]])
  })

  it('a session that is missing on the last day of intention does not make the short immortal', async () => {
    const records = await run(hedged(), {
      rows: flat.filter(row => row.day !== '2017-12-27'),
      market: market => ({
        ...market,
        sessions: id => market.sessions(id).filter(session => session.day !== parseDay('2017-12-27')),
      }),
    })
    expect(steps(records).map(([, step]) => step)).toEqual(['tender', 'delivered'])
  })
})

describe('bonds that are on their way into a delivery', () => {
  /** The bond falls a point after trading in the future has ended. */
  const rows = rowsOf('2017-10-02', '2018-01-05', day => ({
    note: day <= '2017-12-19' ? CLEAN - 0.5 : CLEAN - 1.5,
    future: PRICE,
    fixing: 0,
  }))
  const units = LOTS * 1000
  const equityOn = async (deliveryMark: 'invoice' | 'market') => {
    const records = await run(hedged(), { rows, funding: lentAt({}, { rate: 0, deliveryMark }) })
    return { equity: equities(records), end: equityEnd(records) }
  }
  const move = (equity: Record<string, number>, from: string, to: string): number =>
    (equity[to] ?? 0) - (equity[from] ?? 0) - units * (accrued(to) - accrued(from))

  it('are worth the invoice from the last trading day on: the market moves them no more', async () => {
    const { equity } = await equityOn('invoice')
    expect(move(equity, '2017-12-18', '2017-12-19')).toBeCloseTo(0.5 * units, 1)
    expect(move(equity, '2017-12-19', '2017-12-20')).toBeCloseTo(0, 1)
    expect(move(equity, '2017-12-28', '2017-12-29')).toBeCloseTo(0, 1)
  })

  it('or what the market says, until the invoice is paid', async () => {
    const { equity } = await equityOn('market')
    expect(move(equity, '2017-12-18', '2017-12-19')).toBeCloseTo(0, 1)
    expect(move(equity, '2017-12-19', '2017-12-20')).toBeCloseTo(-units, 1)
    expect(move(equity, '2017-12-28', '2017-12-29')).toBeCloseTo(1.5 * units, 1)
  })

  it('end in the same equity either way', async () => {
    expect((await equityOn('invoice')).end).toBe((await equityOn('market')).end)
  })

  it('are worth their invoice for as many contracts as there are, the rest what the market says', async () => {
    const records = await run(hedged(6), { rows, funding: lentAt({}, { rate: 0 }) })
    expect(move(equities(records), '2017-12-19', '2017-12-20')).toBeCloseTo(-0.4 * units, 1)
  })

  it('are no more than the contracts take, of all bonds together', async () => {
    const other: BondIssue = {
      ...AUGUST_2024,
      id: 'UST 2.25 2024-11-15 10Y',
      couponPercent: 2.25,
      issued: parseDay('2014-11-15'),
      maturity: parseDay('2024-11-15'),
    }
    const records = await run(
      {
        '2017-10-10': () => [
          open(
            { instrument: NOTE, quantity: 1000 },
            { instrument: bondOf(other), quantity: 1000 },
            { instrument: FUTURE, quantity: -1 },
          ),
        ],
      },
      {
        issues: [AUGUST_2024, other],
        funding: lentAt({}, { rate: 0 }),
        rows: rowsOf('2017-10-02', '2018-01-05', () => ({
          note: CLEAN,
          future: PRICE,
          more: { [other.id]: PRICE * 0.7943 - 1 },
        })),
      },
    )
    const equity = equities(records)
    const jump = (equity['2017-12-19'] ?? 0) - (equity['2017-12-18'] ?? 0)
    // The first bond is worth its invoice in the market; the second will not be delivered.
    expect(jump).toBeLessThan(100)
  })

  it('go into one future, not into two', async () => {
    const ultra = futureOf('TN', '2017-12')
    const long: BondIssue = {
      ...AUGUST_2024,
      id: 'UST 2.25 2027-08-15 10Y',
      couponPercent: 2.25,
      issued: parseDay('2017-08-15'),
      maturity: parseDay('2027-08-15'),
    }
    const rate = [{ from: null, value: { future: { initial: 1000, maintenance: 1000 } } }]
    const asZn = (id: string): string => id.replace(/^TN/, 'ZN')
    const records = await run(
      {
        '2017-10-10': () => [
          open(
            { instrument: bondOf(long), quantity: 1000 },
            { instrument: FUTURE, quantity: -1 },
            { instrument: ultra, quantity: -1 },
          ),
        ],
      },
      {
        issues: [long],
        reads: ['TN'],
        funding: lentAt({}, { rate: 0 }),
        rules: { margin: fixedMargin({ ZN: rate, TN: rate }, () => null) },
        rows: rowsOf('2017-10-02', '2018-01-05', day => ({
          future: PRICE,
          more: { [long.id]: 95, ...(day <= '2017-12-19' ? { [ultra.id]: 134 } : {}) },
        })),
        market: market => ({
          ...market,
          product: id => (id === 'TN' ? futureProductOf('TN') : market.product(id)),
          sessions: id => market.sessions(asZn(id)),
          zoneOf: id => market.zoneOf(asZn(id)),
          lastSessionOf: id => market.lastSessionOf(asZn(id)),
        }),
      },
    )
    expect(steps(records).map(([, step]) => step)).toEqual(['tender', 'failed', 'delivered'])
    const equity = equities(records)
    // Which of the two was known from the last trading day on.
    expect(Math.abs((equity['2017-12-28'] ?? 0) - (equity['2017-12-27'] ?? 0))).toBeLessThan(20)
  })

  describe('cannot be sold', () => {
    const tendered: Script = { ...hedged(), '2017-12-05': (_, group) => [deliver(group, 6)] }
    const bondFills = (records: readonly RunRecord[]) =>
      fills(records).filter(([day, id]) => id === NOTE.id && day > '2017-12-05')

    it('by closing the group: what is not promised goes', async () => {
      const records = await run({
        ...tendered,
        '2017-12-05': (_, group) => [
          deliver(group, 6),
          { kind: 'close', group, reason: { rule: 'test', text: 'out' } },
        ],
      })
      expect(bondFills(records)).toEqual([['2017-12-06', NOTE.id, -4000]])
      expect(steps(records).at(-1)).toEqual(['2017-12-07', 'delivered', 6])
    })

    it('by an adjustment that sells', async () => {
      const records = await run({
        ...tendered,
        '2017-12-05': (_, group) => [
          deliver(group, 6),
          adjust(group, { instrument: NOTE, quantity: -LOTS * 1000 }),
        ],
      })
      expect(bondFills(records)).toEqual([['2017-12-06', NOTE.id, -4000]])
    })

    it('by an adjustment that sells and opens', async () => {
      const records = await run({
        ...tendered,
        '2017-12-05': (_, group) => [
          deliver(group, 6),
          adjust(group, { instrument: NOTE, quantity: -LOTS * 1000 }, { instrument: FUTURE, quantity: -1 }),
        ],
      })
      expect(bondFills(records).every(([, , quantity]) => quantity >= -4000)).toBe(true)
    })

    it('by a margin call, when all contracts are declared', async () => {
      const records = await run(
        { ...hedged(), '2017-12-27': (_, group) => [deliver(group, LOTS)] },
        {
          cash: 20_000,
          rules: { margin: marginBy({ from: null, value: 1000 }, { from: '2017-12-27', value: 9000 }) },
        },
      )
      expect(only(records, 'call').map(({ step }) => step)).toEqual(['notice', 'unmet', 'cured'])
      expect(fills(records).filter(([day]) => day > '2017-12-01')).toEqual([])
      expect(steps(records).at(-1)).toEqual(['2017-12-29', 'delivered', LOTS])
    })

    it('nor are declared contracts bought back by an order that moves the short', async () => {
      const next = futureOf('ZN', '2018-03')
      const records = await run(
        {
          ...hedged(),
          '2017-12-05': (_, group) => [
            adjust(group, { instrument: FUTURE, quantity: LOTS }, { instrument: next, quantity: -LOTS }),
            deliver(group, LOTS),
          ],
        },
        {
          rows: rowsOf('2017-10-02', '2018-01-05', () => ({
            note: CLEAN,
            future: PRICE,
            more: { [next.id]: 124 },
          })),
        },
      )
      const bought = fills(records).filter(([, id, quantity]) => id === FUTURE.id && quantity > 0)
      expect(bought.length === 0 || refusals(records).length > 0).toBe(true)
    })

    it('by a margin call, when some are', async () => {
      const records = await run(
        { ...hedged(), '2017-12-06': (_, group) => [deliver(group, 6)] },
        {
          cash: 20_000,
          rules: { margin: marginBy({ from: null, value: 1000 }, { from: '2017-12-05', value: 3000 }) },
        },
      )
      expect(steps(records).slice(0, 2)).toEqual([
        ['2017-12-06', 'tender', 6],
        ['2017-12-08', 'delivered', 6],
      ])
    })
  })
})
