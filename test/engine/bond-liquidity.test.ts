/** Cash of a levered account: margin posted, variation margin before the lender's cash, the credit line, calls, the end. */

import { describe, expect, it } from 'vitest'
import {
  bondOf,
  DataError,
  parseDay,
  type Rules,
  type RunRecord,
  SCAN_DEFAULTS,
  scanMargin,
} from '../../engine/index.ts'
import { futuresMargin } from '../../engine/margin/futures-margin.ts'
import { AUGUST_2024 } from '../fixtures/basis-market.ts'
import { cashByKind, equityEnd, only } from '../fixtures/run-book.ts'
import {
  adjust,
  cents,
  creditLine,
  dayOf,
  equities,
  FUTURE,
  fills,
  flows,
  lentAt,
  marginBy,
  NOTE,
  open,
  openAs,
  overnight,
  type Play,
  play,
  rowsOf,
  type Script,
} from './bond-script.ts'

const LOTS = 10
const CONTRACTS = 8
const legs = [
  { instrument: NOTE, quantity: LOTS * 1000 },
  { instrument: FUTURE, quantity: -CONTRACTS },
]
const basis = open(...legs)
const script: Script = { '2017-10-03': () => [basis] }

/** Bond and future at 100.9 and 125, each moved by points from a day on. */
const moved = (day: string, note: number, future: number, last = '2017-10-31') =>
  rowsOf('2017-10-02', last, at => ({
    note: 100.9 + (at >= day ? note : 0),
    future: 125 + (at >= day ? future : 0),
    fixing: 1.8,
  }))
const still = moved('2018', 0, 0)

const lines = (records: readonly RunRecord[]) =>
  Object.fromEntries(
    only(records, 'liquidity').map(({ time, cashFree, marginPosted, creditDrawn }) => [
      dayOf(time),
      { free: cashFree / 100, posted: marginPosted / 100, drawn: creditDrawn / 100 },
    ]),
  )

const calls = (records: readonly RunRecord[]) =>
  only(records, 'call').map(({ time, step }) => [dayOf(time), step])

const run = (cash: number, more: Partial<Play> = {}) => play({ rows: still, script, cash, ...more })

/** Interest of a night on all that the bonds are worth; a few dollars that the tests round away. */
const FEW_DOLLARS = 400

describe('margin', () => {
  it('is posted in the slice of the decision where that is where orders fill, and told with its cash', async () => {
    const records = await run(100_000, { rules: { fill: 'same', commissionPerContract: 2 } })
    expect(flows(records, 'margin')[0]).toEqual(['2017-10-03', -CONTRACTS * 1000])
    for (const { time, cash } of only(records, 'day'))
      expect(lines(records)[dayOf(time)]?.free).toBe(cash / 100)
  })

  it('is posted on the day of the trade, and comes back on the day it is closed', async () => {
    const close: Script = {
      ...script,
      '2017-10-16': (_, group) => [{ kind: 'close', group, reason: { rule: 'test', text: 'out' } }],
    }
    const records = await run(100_000, { script: close })
    expect(flows(records, 'margin')).toEqual([
      ['2017-10-04', -CONTRACTS * 1000],
      ['2017-10-17', CONTRACTS * 1000],
    ])
    expect(only(records, 'liquidity').at(-1)).toMatchObject({ marginPosted: 0, borrowed: 0, bondValue: 0 })
  })

  it('follows its rate by date', async () => {
    const margin = marginBy(
      { from: null, value: 1000 },
      { from: '2017-10-16', value: 1500 },
      { from: '2017-10-20', value: 900 },
    )
    const records = await run(100_000, { rules: { margin } })
    expect(flows(records, 'margin').map(([day, cash]) => [day, cash / CONTRACTS])).toEqual([
      ['2017-10-04', -1000],
      ['2017-10-16', -500],
      ['2017-10-20', 600],
    ])
  })

  it('is the initial one as far as cash reaches, and never less than maintenance', async () => {
    const margin = futuresMargin(() => ({ initial: 1100, maintenance: 1000 }), {
      holder: 'speculator',
      crossMarginFactor: 1,
    })
    const rules = { margin }
    const posted = async (note: number, future: number) =>
      lines(await run(10_000, { rules, rows: moved('2017-10-10', note, future) }))['2017-10-10']
    expect(await posted(0, 0)).toMatchObject({ posted: 8800 })
    // 1,300 gone, and 8,700 left: more than maintenance, less than the initial margin.
    const between = await posted(0, 0.1625)
    expect(between?.posted).toBeGreaterThan(8000)
    expect(between?.posted).toBeLessThan(8800)
    expect(between?.free).toBe(0)
    // 4,000 gone: maintenance is posted with cash that is not there.
    const short = await posted(0, 0.5)
    expect(short?.posted).toBe(8000)
    expect(short?.free).toBeLessThan(0)
  })

  it('can be scanned by the volatility of a future that is only read', async () => {
    const wavy = rowsOf('2017-08-01', '2017-10-31', (_, at) => ({ note: 100.9, future: 125 + (at % 3) / 8 }))
    const margin = scanMargin({ ...SCAN_DEFAULTS, psr: {} }, () => null)
    const records = await run(100_000, { rows: wavy, rules: { margin } })
    expect(only(records, 'day').at(-1)?.initial ?? 0).toBeGreaterThan(0)
  })

  it('does not touch accounts that no lender finances', async () => {
    const records = await run(2_000_000, { funding: null })
    expect(flows(records, 'margin')).toEqual([])
    expect(only(records, 'liquidity')).toEqual([])
  })
})

describe('a rally that leaves a hedged account where it was', () => {
  const rally = moved('2017-10-16', 0.8, 1)

  it('takes variation margin at once; the lender’s cash comes the same day or a day later', async () => {
    for (const repoLag of [0, 1] as const) {
      const records = await run(100_000, { rows: rally, funding: { ...overnight, repoLag } })
      const days = lines(records)
      const lent = (day: string, next: string): number => (days[next]?.free ?? 0) - (days[day]?.free ?? 0)
      const fell = lent('2017-10-13', '2017-10-16')
      const came = lent('2017-10-16', '2017-10-17')
      expect(Math.abs(fell - (repoLag === 0 ? 0 : -8000))).toBeLessThan(FEW_DOLLARS)
      expect(Math.abs(came - (repoLag === 0 ? 0 : 8000))).toBeLessThan(FEW_DOLLARS)
      const equity = equities(records)
      expect(Math.abs((equity['2017-10-16'] ?? 0) - (equity['2017-10-13'] ?? 0))).toBeLessThan(FEW_DOLLARS)
    }
  })

  it('is a call where the cash is not there, cured by the lender’s cash of the next day', async () => {
    const records = await run(10_000, { rows: rally, funding: { ...overnight, repoLag: 1 } })
    expect(calls(records)).toEqual([
      ['2017-10-16', 'notice'],
      ['2017-10-17', 'cured'],
    ])
    const free = lines(records)['2017-10-16']?.free ?? 0
    expect(free).toBeLessThan(-5000)
    const [notice] = only(records, 'call')
    expect((notice?.amount ?? 0) / 100).toBe(-free)
    expect(equityEnd(records)).toBeGreaterThan(9000)
  })

  it('is no call for a lender without delay', async () => {
    expect(calls(await run(10_000, { rows: rally }))).toEqual([])
  })
})

describe('a credit line', () => {
  const rally = moved('2017-10-13', 0.8, 1)
  const lag: Rules['funding'] = { ...overnight, repoLag: 1, creditLine: creditLine(20_000, 1.2) }

  it('lends exactly what is missing, and is paid back with the first cash', async () => {
    const records = await run(10_000, { rows: rally, funding: lag })
    const days = lines(records)
    const drawn = days['2017-10-13']?.drawn ?? 0
    expect(days['2017-10-13']?.free).toBe(0)
    expect(drawn).toBeGreaterThan(5000)
    expect(flows(records, 'creditLine')).toEqual([
      ['2017-10-13', drawn],
      ['2017-10-16', -drawn],
    ])
    expect(calls(records)).toEqual([])
  })

  it('costs the fixing and its spread for the days it is drawn, actual/360', async () => {
    const records = await run(10_000, { rows: rally, funding: lag })
    const drawn = lines(records)['2017-10-13']?.drawn ?? 0
    // Friday to Monday at 1.8 and 1.2 %.
    expect(flows(records, 'interest')).toEqual([['2017-10-16', -cents((drawn * 3 * 3) / 36_000)]])
  })

  it('is no equity: the account is worth what it is worth without it', async () => {
    const [drawn, none] = [
      await run(10_000, { rows: rally, funding: lag }),
      await run(10_000, { rows: rally, funding: { ...lag, creditLine: null } }),
    ]
    expect(equities(drawn)['2017-10-13']).toBe(equities(none)['2017-10-13'])
  })

  it('stops at its limit: the rest is called', async () => {
    const records = await run(10_000, { rows: rally, funding: { ...lag, creditLine: creditLine(2000, 1.2) } })
    const on = lines(records)['2017-10-13']
    expect(on?.drawn).toBe(2000)
    expect(on?.free).toBeLessThan(-3000)
    const [notice] = only(records, 'call')
    expect(notice).toMatchObject({ step: 'notice', amount: Math.round(-(on?.free ?? 0) * 100) })
  })

  it('is drawn again and again up to its limit, and no further', async () => {
    const slide = rowsOf('2017-10-02', '2017-10-31', (_, at) => ({
      note: 100.9 - Math.max(0, at - 8) * 0.05,
      future: 125,
      fixing: 1.8,
    }))
    const records = await run(9000, { rows: slide, funding: { ...lag, creditLine: creditLine(1500) } })
    const drawn = Object.values(lines(records)).map(line => line.drawn)
    expect(Math.max(...drawn)).toBe(1500)
    expect(drawn.filter(amount => amount > 0 && amount < 1500).length).toBeGreaterThan(0)
    expect(calls(records)[0]?.[1]).toBe('notice')
  })

  it('counts for models beside the ruling one as it does for that', async () => {
    const margin = marginBy({ from: null, value: 1000 }, { from: '2017-10-16', value: 3000 })
    const records = await run(11_000, {
      rules: { margin, compared: [margin] },
      funding: { ...overnight, creditLine: creditLine(50_000) },
    })
    expect(calls(records)).toEqual([])
    expect(only(records, 'comparison').filter(({ called }) => called)).toEqual([])
  })
})

describe('interest on cash', () => {
  it('is earned on the cash that was free at the close before', async () => {
    const records = await run(20_000, { cashRatePercent: 36.5 })
    const free = lines(records)
    const days = Object.keys(free)
    const expected = days.slice(1).map((day, i) => {
      const since = days[i] ?? ''
      const nights = (Date.parse(day) - Date.parse(since)) / 86_400_000
      return [day, cents(((free[since]?.free ?? 0) * 36.5 * nights) / 36_500)]
    })
    expect(flows(records, 'interest').slice(1)).toEqual(expected)
  })
})

describe('a call that is not met', () => {
  const margin = marginBy({ from: null, value: 1000 }, { from: '2017-10-16', value: 2000 })

  it('is paid from the reserve first', async () => {
    const records = await run(10_000, { reserve: 50_000, rules: { margin } })
    expect(calls(records)).toEqual([
      ['2017-10-16', 'notice'],
      ['2017-10-17', 'deposit'],
      ['2017-10-17', 'cured'],
    ])
    expect(only(records, 'fill')).toHaveLength(2)
  })

  it('closes bonds and contracts in proportion until the rest is carried', async () => {
    const records = await run(10_000, { rules: { margin } })
    expect(calls(records).map(([day, step]) => `${day} ${step}`)).toEqual([
      '2017-10-16 notice',
      '2017-10-17 unmet',
      '2017-10-18 reduction',
      '2017-10-18 cured',
    ])
    // Some 10,000 carry 5 contracts of 2,000; every contract stands for 1,250 units.
    expect(fills(records).slice(2)).toEqual([
      ['2017-10-18', NOTE.id, -3750],
      ['2017-10-18', FUTURE.id, 3],
    ])
    expect(only(records, 'liquidity').at(-1)?.cashFree ?? -1).toBeGreaterThanOrEqual(0)
  })

  it('counts the haircut that leaves with the bonds: no more is closed than that and the margin ask for', async () => {
    const records = await run(30_000, { rules: { margin }, funding: lentAt({ haircutPercent: 2 }) })
    // 1,250 units tie up 2,540, a contract 2,000: 30,000 carry six of eight.
    expect(fills(records).slice(2)).toEqual([
      ['2017-10-18', NOTE.id, -2500],
      ['2017-10-18', FUTURE.id, 2],
    ])
  })

  it('ends in default when equity is gone: all is closed, debts stay, and nothing more is traded', async () => {
    // The bond loses two points that the future does not: 20,000 of 15,000.
    const again: Script = { ...script, '2017-10-24': () => [openAs('again', ...legs)] }
    const records = await run(15_000, { rows: moved('2017-10-16', -2, 0), script: again })
    expect(calls(records)[0]).toEqual(['2017-10-16', 'bankruptcy'])
    const sum = (id: string) =>
      fills(records).reduce((all, [, one, quantity]) => all + (one === id ? quantity : 0), 0)
    expect([sum(NOTE.id), sum(FUTURE.id)]).toEqual([0, 0])
    expect(only(records, 'refusal').at(-1)?.reason.rule).toBe('bankrupt')
    expect(only(records, 'liquidity').at(-1)).toMatchObject({ marginPosted: 0, borrowed: 0, bondValue: 0 })
    expect(only(records, 'open')).toEqual([])
    expect(equityEnd(records)).toBeLessThan(-4000)
    expect(equityEnd(records)).toBeGreaterThan(-6000)
  })

  it('waits where one of the two does not trade: nothing is sold away from under the other', async () => {
    const rows = rowsOf('2017-10-02', '2017-10-31', day => ({
      note: 100.9,
      ...(day >= '2017-10-18' && day <= '2017-10-20' ? {} : { future: 125 }),
      fixing: 1.8,
    }))
    const records = await run(10_000, { rules: { margin }, rows })
    expect(
      fills(records)
        .slice(2)
        .map(([day]) => day),
    ).toEqual(['2017-10-23', '2017-10-23'])
  })

  it('closes a short that has lost nearly all of its bonds too', async () => {
    const thin: Script = {
      ...script,
      '2017-10-11': (_, group) => [adjust(group, { instrument: NOTE, quantity: -(LOTS * 1000 - 5) })],
    }
    const records = await run(10_000, { script: thin, rows: moved('2017-10-16', 0, 0.5) })
    expect(calls(records).some(([, step]) => step === 'unmet')).toBe(true)
    expect(fills(records).some(([, id, quantity]) => id === FUTURE.id && quantity > 0)).toBe(true)
  })

  it('leaves a bond alone that would be paid for on its last day', async () => {
    const issue = {
      ...AUGUST_2024,
      id: 'UST 2.375 2017-11-15 3Y',
      issued: parseDay('2014-11-15'),
      maturity: parseDay('2017-11-15'),
    }
    const records = await play({
      rows: rowsOf('2017-11-01', '2017-11-30', day => ({
        future: 125,
        more: day < '2017-11-15' ? { [issue.id]: day < '2017-11-13' ? 100 : 98 } : {},
      })),
      issues: [issue],
      cash: 15_000,
      script: { '2017-11-01': () => [open({ instrument: bondOf(issue), quantity: 10_000 })] },
    })
    expect(calls(records)).toEqual([['2017-11-13', 'bankruptcy']])
    expect(flows(records, 'bond').at(-1)).toEqual(['2017-11-15', 1_000_000])
    expect(fills(records)).toHaveLength(1)
  })
})

describe('an account in another currency', () => {
  const inEuro = (more: Partial<Play> = {}) => run(1_000_000, { currency: 'EUR', ...more })

  it('turns flows and values at the rate of the day', async () => {
    const records = await inEuro({ rules: { fx: { USD: 0.5 } } })
    expect(only(records, 'liquidity').at(-1)?.marginPosted).toBe(CONTRACTS * 1000 * 50)
    expect(Math.abs(equityEnd(records) - 1_000_000)).toBeLessThan(FEW_DOLLARS)
    expect(cashByKind(records).bond).toBeLessThan(-1_000_000)
  })

  it('tells of bonds in its own currency', async () => {
    const [euro, dollar] = [await inEuro({ rules: { fx: { USD: 0.5 } } }), await run(1_000_000)]
    const worth = (records: readonly RunRecord[]) => only(records, 'liquidity').at(-1)?.bondValue ?? 0
    expect(worth(euro) / worth(dollar)).toBeCloseTo(0.5, 4)
  })

  it('without a rate is told so before it begins', async () => {
    await expect(inEuro()).rejects.toThrow(DataError)
  })
})
