/** What lenders give on bonds, day by day: overnight and for a term, by price, haircut, rate and date. */

import { describe, expect, it } from 'vitest'
import { DataError, type Funding } from '../../engine/index.ts'
import { equityEnd, only } from '../fixtures/run-book.ts'
import {
  accrued,
  adjust,
  businessDays,
  cents,
  dayOf,
  equities,
  flows,
  lentAt,
  loans,
  NOTE,
  open,
  openAs,
  overnight,
  type Play,
  play,
  rowsOf,
  type Script,
} from './bond-script.ts'

const UNITS = 10_000
/** Decided on Tuesday, bought on Wednesday the 4th, paid for on Thursday the 5th. */
const PAID = '2017-10-05'
const script: Script = { '2017-10-03': () => [open({ instrument: NOTE, quantity: UNITS })] }

const DAYS = businessDays('2017-10-02', '2017-10-31')
/** Up by a 64th a day: no two days alike. */
const price = (day: string): number => 100 + DAYS.indexOf(day) / 64
const rows = rowsOf('2017-10-02', '2017-10-31', day => ({ note: price(day), fixing: 1.5 }))

const run = (funding: Funding, more: Partial<Play> = {}) => play({ rows, script, funding, ...more })

const dayBefore = (day: string): string => DAYS[DAYS.indexOf(day) - 1] ?? ''
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000
const held = DAYS.filter(day => day >= PAID)
const purchase = UNITS * (price('2017-10-04') + accrued(PAID))
const dirty = (quoted: string, day: string): number => UNITS * (price(quoted) + accrued(day))

describe('an overnight loan', () => {
  it.each([
    ['the price of its own close', 0, (day: string) => day],
    [
      'the price of the close before, with the interest of its day, by a lender who looks a day late',
      1,
      dayBefore,
    ],
  ] as const)('is what was paid on the first day, then %s', async (_, repoLag, quoted) => {
    const borrowed = loans(await run({ ...overnight, repoLag }))
    expect(held.map(day => [day, borrowed[day]])).toEqual(
      held.map(day => [day, day === PAID ? cents(purchase) : cents(dirty(quoted(day), day))]),
    )
  })

  it('pays interest each business day for the calendar days since the last, actual/360', async () => {
    const records = await run(overnight)
    const borrowed = loans(records)
    expect(flows(records, 'repoInterest')).toEqual(
      held.slice(1).map(day => {
        const since = dayBefore(day)
        return [day, -cents(((borrowed[since] ?? 0) * 1.8 * daysBetween(since, day)) / 36_000)]
      }),
    )
    expect(only(records, 'bond').map(line => line.repoPercent)).toEqual([
      null,
      null,
      ...held.slice(1).map(() => 1.8),
    ])
  })

  it('changes hands as one flow of the difference', async () => {
    const records = await run(overnight)
    const borrowed = loans(records)
    expect(flows(records, 'repo')).toEqual(
      held.map(day => [
        day,
        cents((borrowed[day] ?? 0) - (day === PAID ? 0 : (borrowed[dayBefore(day)] ?? 0))),
      ]),
    )
  })

  it('is of each group alone', async () => {
    const records = await run(overnight, {
      script: {
        '2017-10-03': () => [
          open({ instrument: NOTE, quantity: UNITS }),
          openAs('other', { instrument: NOTE, quantity: 3 }),
        ],
      },
    })
    expect(new Set(only(records, 'bond').map(({ group }) => group)).size).toBe(2)
    const [first = 0, second = 0] = only(records, 'bond')
      .filter(({ time }) => dayOf(time) === '2017-10-31')
      .map(({ borrowed }) => borrowed / 100)
    expect([first, second]).toEqual([
      cents(dirty('2017-10-31', '2017-10-31')),
      cents((dirty('2017-10-31', '2017-10-31') / UNITS) * 3),
    ])
  })

  it('on some units bought today and some held is what was paid and what is quoted, each for its own', async () => {
    const more: Script = {
      ...script,
      '2017-10-16': (_, group) => [adjust(group, { instrument: NOTE, quantity: 500 })],
    }
    const borrowed = loans(await run(overnight, { script: more }))
    const day = '2017-10-18'
    expect(borrowed[day]).toBe(cents(dirty(day, day) + 500 * (price('2017-10-17') + accrued(day))))
  })
})

describe('the rate', () => {
  it('of a night is the fixing that comes out on the next business day, with the spread', async () => {
    const fixing = (day: string): number => 1 + DAYS.indexOf(day) / 10
    const records = await run(lentAt({ spreadPercent: 0.05 }, { rate: 'SOFR' }), {
      rows: rowsOf('2017-10-02', '2017-10-31', day => ({ note: price(day), fixing: fixing(day) })),
    })
    const borrowed = loans(records)
    expect(flows(records, 'repoInterest')).toEqual(
      held.slice(1).map(day => {
        const since = dayBefore(day)
        const rate = fixing(day) + 0.05
        return [day, -cents(((borrowed[since] ?? 0) * rate * daysBetween(since, day)) / 36_000)]
      }),
    )
  })

  it('below zero is income, on a bond whose own yield is below zero', async () => {
    const records = await run(lentAt({}, { rate: 'SOFR' }), {
      rows: rowsOf('2017-10-02', '2017-10-31', () => ({ note: 130, fixing: -0.5 })),
    })
    expect(flows(records, 'repoInterest').every(([, cash]) => cash > 0)).toBe(true)
    const accruing = UNITS * (accrued('2017-10-31') - accrued(PAID))
    expect(equityEnd(records) - 5_000_000 - accruing).toBeGreaterThan(0)
  })

  it('that is missing stops the run and names the day it is of', async () => {
    const gap = rowsOf('2017-10-02', '2017-10-31', day => ({
      note: price(day),
      ...(day === '2017-10-17' ? {} : { fixing: 1.5 }),
    }))
    const stopped = run(lentAt({}, { rate: 'SOFR' }), { rows: gap })
    await expect(stopped).rejects.toThrow(DataError)
    await expect(stopped).rejects.toThrow('there is no fixing of SOFR for 2017-10-16')
  })

  it('that is missing can be the one before', async () => {
    const gap = rowsOf('2017-10-02', '2017-10-31', day => ({
      note: price(day),
      ...(day === '2017-10-17' ? {} : { fixing: 1 + DAYS.indexOf(day) / 10 }),
    }))
    const records = await run(lentAt({}, { rate: 'SOFR', missingFixing: 'previous' }), { rows: gap })
    const line = only(records, 'bond').find(({ time }) => dayOf(time) === '2017-10-17')
    expect(line?.repoPercent).toBe(1 + DAYS.indexOf('2017-10-16') / 10)
  })

  it('is not asked for while nothing is borrowed', async () => {
    const none = rowsOf('2017-10-02', '2017-10-31', day => ({ note: price(day) }))
    await expect(run(lentAt({}, { rate: 'SOFR' }), { rows: none, script: {} })).resolves.toBeDefined()
  })
})

describe('the haircut', () => {
  it.each([
    ['2 % lends 98 of 100', { haircutPercent: 2 }, 1, 0.98],
    ['an initial margin of 2 % lends 100 of 102', { initialMarginPercent: 2 }, 1, 1 / 1.02],
    ['cleared with its future, half of it', { haircutPercent: 4 }, 0.5, 0.98],
    ['none lends all', {}, 1, 1],
  ])('of %s', async (_, terms, crossMarginFactor, share) => {
    const borrowed = loans(await run(lentAt(terms, { crossMarginFactor })))
    const [day = ''] = DAYS.slice(-1)
    expect(borrowed[PAID]).toBe(cents(cents(purchase) * share))
    expect(borrowed[day]).toBe(cents(dirty(day, day) * share))
  })

  it('is what the account must be worth to buy', async () => {
    const needed = UNITS * (price('2017-10-03') + accrued('2017-10-03')) * 0.02
    for (const [cash, traded] of [
      [needed + 400, 1],
      [needed - 400, 0],
    ] as const) {
      const records = await run(lentAt({ haircutPercent: 2 }), { cash })
      expect(only(records, 'fill')).toHaveLength(traded)
    }
  })

  it('is tied up from the trade on, before anything is paid', async () => {
    const days = only(await run(lentAt({ haircutPercent: 2 })), 'day')
    const on = (day: string) => days.find(({ time }) => dayOf(time) === day)
    const worth = UNITS * (price('2017-10-04') + accrued('2017-10-04'))
    expect(on('2017-10-04')?.initial).toBe(Math.round(worth * 2))
    const bond = on('2017-10-31')
    expect(bond?.initial).toBe(
      Math.round(dirty('2017-10-31', '2017-10-31') * 100) -
        Math.round(dirty('2017-10-31', '2017-10-31') * 98),
    )
  })

  it('is smaller to buy where both legs are cleared together', async () => {
    const needed = UNITS * (price('2017-10-03') + accrued('2017-10-03')) * 0.02
    const records = await run(lentAt({ haircutPercent: 4 }, { crossMarginFactor: 0.5 }), {
      cash: needed + 400,
    })
    expect(only(records, 'fill')).toHaveLength(1)
  })

  it('of what is sold is free from the trade on, though the loan ends a day later', async () => {
    const sell: Script = {
      ...script,
      '2017-10-16': (_, group) => [adjust(group, { instrument: NOTE, quantity: -UNITS / 4 })],
    }
    const days = only(await run(lentAt({ haircutPercent: 2 }), { script: sell }), 'day')
    const initial = (day: string): number =>
      (days.find(({ time }) => dayOf(time) === day)?.initial ?? Number.NaN) / 100
    expect(initial('2017-10-16')).toBeCloseTo(dirty('2017-10-16', '2017-10-16') * 0.02, 1)
    expect(initial('2017-10-17')).toBeCloseTo(dirty('2017-10-17', '2017-10-17') * 0.02 * 0.75, 1)
    expect(initial('2017-10-18')).toBeCloseTo(dirty('2017-10-18', '2017-10-18') * 0.02 * 0.75, 1)
  })

  it('is not all that a sale frees: its share of what the lender has not seen yet goes with it', async () => {
    const sell: Script = {
      ...script,
      '2017-10-16': (_, group) => [adjust(group, { instrument: NOTE, quantity: -UNITS / 4 })],
    }
    const days = only(await run({ ...overnight, repoLag: 1 }, { script: sell }), 'day')
    // The price rose by a 64th since the close by which the loan was struck.
    expect(days.find(({ time }) => dayOf(time) === '2017-10-17')?.initial).toBe(Math.round((UNITS * 75) / 64))
  })

  it('stated in both ways stops the run', async () => {
    await expect(run(lentAt({ haircutPercent: 2, initialMarginPercent: 2 }))).rejects.toThrow(
      'state a haircut or an initial margin, not both',
    )
  })
})

describe('terms that change', () => {
  const dated: Funding = {
    ...overnight,
    rate: 1.5,
    lender: [
      { from: null, value: { haircutPercent: 0, spreadPercent: 0.1, termDays: 1 } },
      { from: '2017-10-16', value: { haircutPercent: 5, spreadPercent: 0.7, termDays: 1 } },
    ],
  }

  it('lend less from their day on, and take their spread for the nights that begin then', async () => {
    const records = await run(dated)
    const borrowed = loans(records)
    expect(borrowed['2017-10-13']).toBe(cents(dirty('2017-10-13', '2017-10-13')))
    expect(borrowed['2017-10-16']).toBe(cents(dirty('2017-10-16', '2017-10-16') * 0.95))
    const paid = new Map(only(records, 'bond').map(({ time, repoPercent }) => [dayOf(time), repoPercent]))
    expect(paid.get('2017-10-16')).toBeCloseTo(1.6, 12)
    expect(paid.get('2017-10-17')).toBeCloseTo(2.2, 12)
  })

  it('take cash out of the account on their day, and nothing else', async () => {
    const [changed, stayed] = [await run(dated), await run({ ...dated, lender: dated.lender.slice(0, 1) })]
    const cash = (records: typeof changed, day: string): number =>
      (only(records, 'liquidity').find(({ time }) => dayOf(time) === day)?.cashFree ?? Number.NaN) / 100
    expect(cash(stayed, '2017-10-16') - cash(changed, '2017-10-16')).toBeCloseTo(
      dirty('2017-10-16', '2017-10-16') * 0.05,
      1,
    )
    expect(equities(changed)['2017-10-16']).toBe(equities(stayed)['2017-10-16'])
  })

  it('let loans for a term run out before they hold', async () => {
    const records = await run({
      ...dated,
      lender: [
        { from: null, value: { haircutPercent: 0, spreadPercent: 0, termDays: 14 } },
        { from: '2017-10-16', value: { haircutPercent: 5, spreadPercent: 0, termDays: 1 } },
      ],
    })
    const borrowed = loans(records)
    expect(borrowed['2017-10-18']).toBe(cents(purchase))
    expect(borrowed['2017-10-19']).toBe(cents(dirty('2017-10-19', '2017-10-19') * 0.95))
    expect(flows(records, 'repoInterest').slice(0, 2)).toEqual([
      ['2017-10-19', -cents((cents(purchase) * 1.5 * 14) / 36_000)],
      ['2017-10-20', -cents(((borrowed['2017-10-19'] ?? 0) * 1.5) / 36_000)],
    ])
  })

  it('that begin after the first loan stop the run', async () => {
    const late: Funding = { ...dated, lender: dated.lender.slice(1) }
    await expect(run(late)).rejects.toThrow(
      /"2017-10-0\d".*no terms of the lender is known|terms of the lender/,
    )
  })
})

describe('a loan for a term', () => {
  const week = lentAt({ termDays: 7 })

  it('stays as it is while it runs, pays its interest at its end, and is struck anew at the price of then', async () => {
    const records = await run(week)
    const borrowed = loans(records)
    for (const day of ['2017-10-05', '2017-10-06', '2017-10-10', '2017-10-11'])
      expect([day, borrowed[day]]).toEqual([day, cents(purchase)])
    expect(borrowed['2017-10-12']).toBe(cents(dirty('2017-10-12', '2017-10-12')))
    expect(flows(records, 'repoInterest')[0]).toEqual([
      '2017-10-12',
      -cents((cents(purchase) * 1.8 * 7) / 36_000),
    ])
  })

  it('that ends on a day without business ends on the next, with the interest of all its days', async () => {
    // Four days from Thursday are Monday, 9 October, Columbus Day.
    const records = await run(lentAt({ termDays: 4 }))
    expect(flows(records, 'repoInterest')[0]).toEqual([
      '2017-10-10',
      -cents((cents(purchase) * 1.8 * 5) / 36_000),
    ])
  })

  it('owes its interest day by day: equity does not wait for its end', async () => {
    const still = rowsOf('2017-10-02', '2017-10-31', () => ({ note: 100 }))
    const [term, night] = [await run(week, { rows: still }), await run(overnight, { rows: still })]
    const [byTerm, byNight] = [equities(term), equities(night)]
    // Interest on interest is what the two differ by: nights are struck anew on what has accrued.
    for (const day of DAYS)
      expect([day, Math.abs((byTerm[day] ?? 0) - (byNight[day] ?? 0)) < 0.2]).toEqual([day, true])
  })

  it('is at the rate of its first day', async () => {
    const fixing = (day: string): number => 1 + DAYS.indexOf(day) / 10
    const records = await run(lentAt({ termDays: 7 }, { rate: 'SOFR' }), {
      rows: rowsOf('2017-10-02', '2017-10-31', day => ({ note: price(day), fixing: fixing(day) })),
    })
    expect(flows(records, 'repoInterest')[0]?.[1]).toBe(-cents((cents(purchase) * fixing(PAID) * 7) / 36_000))
  })

  it('ends in part, with its interest, where some of its bonds are sold', async () => {
    const sell: Script = {
      ...script,
      '2017-10-05': (_, group) => [adjust(group, { instrument: NOTE, quantity: -UNITS / 4 })],
    }
    const records = await run(week, { script: sell })
    // Sold on Friday, paid for on Tuesday the 10th.
    const [early, atEnd] = flows(records, 'repoInterest')
    expect(early).toEqual(['2017-10-10', -cents((cents(purchase) * 0.25 * 1.8 * 5) / 36_000)])
    expect(atEnd).toEqual(['2017-10-12', -cents((cents(purchase) * 0.75 * 1.8 * 7) / 36_000)])
    expect(loans(records)['2017-10-10']).toBeCloseTo(purchase * 0.75, 1)
  })

  it('ends whole where all of its bonds are', async () => {
    const sell: Script = {
      ...script,
      '2017-10-05': (_, group) => [adjust(group, { instrument: NOTE, quantity: -UNITS })],
    }
    const records = await run(week, { script: sell })
    expect(flows(records, 'repoInterest')).toEqual([
      ['2017-10-10', -cents((cents(purchase) * 1.8 * 5) / 36_000)],
    ])
    expect(loans(records)['2017-10-10']).toBe(0)
    expect(only(records, 'open')).toEqual([])
  })

  it('does not grow with a purchase, which gets its own', async () => {
    const more: Script = {
      ...script,
      '2017-10-05': (_, group) => [adjust(group, { instrument: NOTE, quantity: 1000 })],
    }
    const records = await run(week, { script: more })
    const second = cents(1000 * (price('2017-10-06') + accrued('2017-10-10')))
    const borrowed = loans(records)
    expect(borrowed['2017-10-10']).toBe(cents(cents(purchase) + second))
    expect(flows(records, 'repoInterest').slice(0, 2)).toEqual([
      ['2017-10-12', -cents((cents(purchase) * 1.8 * 7) / 36_000)],
      ['2017-10-17', -cents((second * 1.8 * 7) / 36_000)],
    ])
  })

  it('needs no fixing while it runs', async () => {
    const gap = rowsOf('2017-10-02', '2017-10-31', day => ({
      note: price(day),
      ...(day === '2017-10-10' ? {} : { fixing: 1.5 }),
    }))
    const records = await run(lentAt({ termDays: 7 }, { rate: 'SOFR' }), { rows: gap })
    expect(flows(records, 'repoInterest').length).toBeGreaterThan(0)
  })

  it('tells its rate when it ends', async () => {
    const lines = only(await run(week), 'bond')
    expect(lines.find(({ time }) => dayOf(time) === '2017-10-12')?.repoPercent).toBe(1.8)
  })
})
