/** Strategy-based margin: naked options, strangles, spreads, and what of it equity owes already. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyOf } from '../../../engine/margin/carving.ts'
import { legClasses } from '../../../engine/margin/option-leg.ts'
import { pairedByExpiry } from '../../../engine/margin/paired-carving.ts'
import { nakedMargin, type StrategyRates, strategyMargin } from '../../../engine/margin/strategy-based.ts'
import type { StrategyRule } from '../../../engine/margin/strategy-rule.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { type Contract, leastByPartition } from './partition.ts'
import { DAY, EXPIRY, future, type Held, option } from './positions.ts'

/** A day of the universal rule. */
const TODAY = parseDay('2024-01-19')

const RATES: StrategyRates = {
  share: 0.15,
  shareLeast: 0.1,
  futures: {
    GC: [
      { from: null, value: { initial: 5399, maintenance: 3999 } },
      { from: '2009-10-13', value: { initial: 6000, maintenance: 4444 } },
    ],
  },
}

/** An option on an index of 1090. */
const index = (held: Held): MarginPosition => option({ underlyingPrice: 1090, ...held })
const call = (strike: number, price: number, quantity = -1) =>
  index({ right: 'call', strike, price, quantity })
const put = (strike: number, price: number, quantity = -1) => index({ right: 'put', strike, price, quantity })

function of(positions: readonly MarginPosition[], rates = RATES, day = DAY) {
  const [one] = strategyMargin(rates).requirement(positions, day)
  if (!one) throw new Error('no requirement')
  return {
    initial: one.initial / 100,
    maintenance: one.maintenance / 100,
    premium: one.premiumIncluded / 100,
    structures: one.structures.map(({ structure, lots }) => `${lots} ${structure}`).join(', '),
  }
}

describe('a naked option', () => {
  it.each<[string, MarginPosition, number]>([
    ['a call out of the money', call(1150, 8), 11_700],
    ['a call at the money', call(1090, 20), 100 * (20 + 163.5)],
    ['a call in the money owes no more for that', call(1000, 95), 100 * (95 + 163.5)],
    ['a call far out of the money is at its least', call(1500, 0.1), 100 * (0.1 + 109)],
    ['a put out of the money', put(1030, 9), 11_250],
    ['a put far out of the money is at its least, by the strike', put(600, 0.1), 100 * (0.1 + 60)],
    ['a put in the money', put(1150, 65), 100 * (65 + 163.5)],
  ])('%s', (_, position, expected) => {
    expect(nakedMargin(position, RATES)).toBeCloseTo(expected, 8)
    expect(of([position]).initial).toBeCloseTo(expected, 8)
  })

  it('needs the same at first and later, and says what of it is premium', () => {
    expect(of([call(1150, 8, -3)])).toEqual({
      initial: 35_100,
      maintenance: 35_100,
      premium: 2400,
      structures: '3 nakedCall',
    })
  })

  it('needs nothing when it is long, and its value covers nothing else', () => {
    expect(of([call(1150, 8, 2)])).toEqual({ initial: 0, maintenance: 0, premium: -1600, structures: '' })
  })
})

describe('a strangle', () => {
  it('needs the greater side and the premium of the other', () => {
    expect(of([call(1150, 8), put(1030, 9)])).toMatchObject({
      initial: 12_600,
      premium: 1700,
      structures: '1 strangle',
    })
    expect(of([call(1250, 1), put(1085, 30)]).initial).toBeCloseTo(100 * (30 + 158.5 + 1), 8)
  })

  it('leaves the rest naked', () => {
    expect(of([call(1150, 8, -2), put(1030, 9)])).toMatchObject({
      initial: 12_600 + 11_700,
      structures: '1 strangle, 1 nakedCall',
    })
    expect(of([call(1150, 8), put(1030, 9, -3)])).toMatchObject({
      initial: 12_600 + 2 * 11_250,
      structures: '1 strangle, 2 nakedPut',
    })
  })

  // The dearer call and the put need 12,600, the other call 11,200.
  it('is of the call that saves most, not of the dearest', () => {
    expect(of([call(1200, 3), call(1150, 8), put(1030, 9)])).toMatchObject({
      initial: 11_250 + 300 + 11_700,
      structures: '1 strangle, 1 nakedCall',
    })
  })

  it('may be of two expiries, unless the house says otherwise', () => {
    const held = [call(1150, 8), index({ right: 'put', strike: 1030, price: 9, expiry: EXPIRY + 28 })]
    expect(of(held)).toMatchObject({ initial: 12_600, structures: '1 strangle' })
    expect(of(held, { ...RATES, strangleAcrossExpiries: false })).toMatchObject({
      initial: 11_700 + 11_250,
      structures: '1 nakedCall, 1 nakedPut',
    })
  })
})

describe('a spread', () => {
  it('of puts 1030 and 1000 needs 3,000, less the 500 received', () => {
    expect(of([put(1030, 9), put(1000, 4, 1)])).toEqual({
      initial: 3000,
      maintenance: 3000,
      premium: 500,
      structures: '1 spread',
    })
  })

  it.each<[string, readonly MarginPosition[], number, string]>([
    ['calls', [call(1150, 8), call(1160, 6, 1)], 1000, '1 spread'],
    ['a long call below the short one covers it whole', [call(1150, 8), call(1140, 11, 1)], 0, '1 spread'],
    ['a long put above the short one covers it whole', [put(1030, 9), put(1050, 14, 1)], 0, '1 spread'],
    ['too wide to save anything is none', [call(1150, 8), call(1400, 0.2, 1)], 11_700, '1 nakedCall'],
    ['more shorts than longs', [put(1030, 9, -3), put(1000, 4, 2)], 6000 + 11_250, '2 spread, 1 nakedPut'],
    ['more longs than shorts', [put(1030, 9, -1), put(1000, 4, 5)], 3000, '1 spread'],
    ['two longs share one short', [put(1030, 9, -3), put(1010, 5, 1), put(1000, 4, 2)], 8000, '3 spread'],
    ['a long of the other right covers nothing', [put(1030, 9), call(1150, 8, 1)], 11_250, '1 nakedPut'],
    [
      'covered contracts do not make strangles',
      [call(1150, 8, -2), call(1160, 6, 1), put(1030, 9)],
      1000 + 12_600,
      '1 spread, 1 strangle',
    ],
    [
      'the long covers the short that saves most, not the dearest',
      [call(1150, 8), call(1200, 3), call(1210, 2, 1)],
      1000 + 11_700,
      '1 spread, 1 nakedCall',
    ],
  ])('%s', (_, positions, initial, structures) => {
    expect(of(positions)).toMatchObject({ initial, structures })
  })

  it('is of a long option that ends with the short one or later', () => {
    const wing = (expiry: number) => index({ right: 'put', strike: 1000, price: 9, quantity: 1, expiry })
    expect(of([put(1030, 9), wing(EXPIRY + 28)])).toMatchObject({ initial: 3000, structures: '1 spread' })
    expect(of([put(1030, 9), wing(EXPIRY - 28)])).toMatchObject({ initial: 11_250, structures: '1 nakedPut' })
  })

  it('is of one underlying and one multiplier', () => {
    const wing = put(1000, 4, 1)
    for (const other of [{ multiplier: 50 }, { underlying: 'GC 2009-12' }])
      expect(of([put(1030, 9), { ...wing, ...other }])).toMatchObject({ structures: '1 nakedPut' })
    const both = [put(1030, 9), wing].map(one => ({ ...one, underlying: 'GC 2009-12' }))
    expect(of(both)).toMatchObject({ structures: '1 spread' })
  })
})

describe('what a day counts as one structure', () => {
  const condor = (low: number, high: number) => [
    put(1030, 9),
    put(low, 4, 1),
    call(1150, 8),
    call(high, 6, 1),
  ]
  const butterfly = [call(1100, 20, 1), call(1120, 14, -2), call(1140, 10, 1)]
  const on = (day: string, held: readonly MarginPosition[]) => of(held, RATES, parseDay(day))

  it('is pairs before 2000, butterflies and boxes from then on', () => {
    const short = butterfly.map(one => ({ ...one, quantity: -one.quantity }))
    const box = [call(1100, 20), call(1120, 14, 1), put(1100, 18, 1), put(1120, 25)]
    expect(on('1999-12-31', butterfly)).toMatchObject({ initial: 2000, structures: '2 spread' })
    expect(on('2000-01-03', butterfly)).toMatchObject({ initial: 0, structures: '1 butterfly' })
    expect(on('2000-01-03', short)).toMatchObject({ initial: 2000 })
    expect(on('1999-12-31', box)).toMatchObject({ initial: 4000 })
    expect(on('2000-01-03', box)).toMatchObject({ initial: 2000, structures: '1 box' })
  })

  it('is an iron condor of equal wings from 14 December 2005, of any from 26 October 2012', () => {
    expect(on('2005-12-13', condor(1020, 1160))).toMatchObject({ initial: 2000, structures: '2 spread' })
    expect(on('2005-12-14', condor(1020, 1160))).toMatchObject({ initial: 1000, structures: '1 ironCondor' })
    expect(on('2012-10-25', condor(1020, 1155))).toMatchObject({ initial: 1500, structures: '2 spread' })
    expect(on('2012-10-26', condor(1020, 1155))).toMatchObject({ initial: 1000, structures: '1 ironCondor' })
  })

  it('is what the house says where it says so', () => {
    const rates: StrategyRates = { ...RATES, rule: 'universal' }
    expect(of(condor(1020, 1155), rates)).toMatchObject({ initial: 1000 })
    expect(of([call(1150, 8)], { ...RATES, minimumPerContract: 20_000 })).toMatchObject({ initial: 20_800 })
  })

  // Put 35/40 and call 50/52.50 at 45: 500 once, 977 twice, and ten times five naked puts with narrow call wings doubled.
  it('is not linear in lots', () => {
    const share = (right: 'call' | 'put', strike: number, price: number, quantity: number) =>
      option({ right, strike, price, quantity, underlyingPrice: 45 })
    const lots = (n: number) =>
      of(
        [
          share('put', 35, 0.11, n),
          share('put', 40, 0.77, -n),
          share('call', 50, 0.99, -n),
          share('call', 52.5, 0.5, n),
        ],
        { share: 0.2, shareLeast: 0.1, futures: {} },
        TODAY,
      ).initial
    expect([lots(1), lots(2), lots(10)]).toEqual([500, 977, 4885])
  })

  it('may need more once a short is bought back', () => {
    const fly = [put(1100, 30, -1), put(1080, 20, 2), put(1060, 12, -1)]
    const held = [...fly, call(1060, 40, 1)]
    expect(of(held, RATES, TODAY).initial).toBe(2000)
    expect(of([...held, call(1080, 28)], RATES, TODAY).initial).toBe(0)
  })
})

describe('a future', () => {
  it('needs its dated money, long or short', () => {
    expect(of([future('GC', -2)])).toMatchObject({
      initial: 10_798,
      maintenance: 7998,
      structures: '2 future',
    })
    expect(of([future('GC', 1)], RATES, DAY + 1)).toMatchObject({ initial: 6000, maintenance: 4444 })
  })

  it('without a rate is an error that names it', () => {
    expect(() => of([future('CL', 1)])).toThrow(
      'field margin.futures: "CL": no margin for this future; add it',
    )
  })
})

describe('an option that is margined like a future', () => {
  const styles = (positions: readonly MarginPosition[]) =>
    [true, false].map(paidUpFront => {
      const { initial, premium } = of(positions.map(one => ({ ...one, paidUpFront })))
      return initial - premium
    })

  it('owes no premium', () => {
    expect(of([{ ...call(1150, 8), paidUpFront: false }]).premium).toBe(0)
  })

  // Fault: its price stays in the requirement although the account never received it, so the same risk needs more
  // equity by the whole premium. The value of an option that is settled daily does not enter.
  it('needs of equity what the same option paid up front needs', () => {
    const [upFront, futuresStyle] = styles([call(1150, 8), put(1030, 9)])
    expect(futuresStyle).toBe(upFront)
  })
})

describe('any short options', () => {
  const strikes = fc.integer({ min: 60, max: 160 }).map(tens => 10 * tens)
  const prices = fc.integer({ min: 1, max: 999 }).map(tenths => tenths / 10)
  const anyPosition = fc
    .record({
      right: fc.constantFrom('call' as const, 'put' as const),
      strike: strikes,
      price: prices,
      lots: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ right, strike, price, lots }) => index({ right, strike, price, quantity: -lots }))

  it('need no more together than one by one, and at least the dearest of them', () => {
    fc.assert(
      fc.property(fc.array(anyPosition, { minLength: 1, maxLength: 6 }), positions => {
        const together = of(positions).initial
        const alone = positions.map(position => of([position]).initial)
        expect(together).toBeLessThanOrEqual(alone.reduce((sum, one) => sum + one, 0) + 0.005)
        expect(together).toBeGreaterThanOrEqual(Math.max(...alone) - 0.005)
      }),
      { seed: 62 },
    )
  })

  it('need the same in any order and split into single contracts', () => {
    fc.assert(
      fc.property(fc.array(anyPosition, { minLength: 1, maxLength: 5 }), positions => {
        const whole = of(positions).initial
        expect(of([...positions].reverse()).initial).toBeCloseTo(whole, 6)
        const singles = positions.flatMap(position =>
          Array.from({ length: -position.quantity }, () => ({ ...position, quantity: -1 })),
        )
        expect(of(singles).initial).toBeCloseTo(whole, 6)
      }),
      { seed: 63 },
    )
  })

  it('need no more with a long option beside them', () => {
    const strangle = [call(1150, 8), put(1030, 9)]
    for (const wing of [1160, 1180, 1250, 1400])
      expect(of([...strangle, call(wing, 1, 1)]).initial).toBeLessThanOrEqual(of(strangle).initial)
  })
})

function contractsOf(accounts: readonly (Contract['held'] & { readonly quantity: number })[]): Contract[] {
  return accounts.flatMap(held =>
    Array.from({ length: Math.abs(held.quantity) }, () => ({
      held,
      short: held.quantity < 0,
      alone: held.quantity < 0 ? nakedMargin(index({ ...held, quantity: -1 }), RATES) : 0,
    })),
  )
}

describe('any book of options', () => {
  const anyHeld = fc.record({
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc.oneof(
      fc.integer({ min: 96, max: 122 }).map(tens => 10 * tens),
      fc.constantFrom(1080, 1090, 1100, 1110),
    ),
    price: fc.integer({ min: 1, max: 400 }).map(tenths => tenths / 10),
    expiry: fc.constantFrom(EXPIRY, EXPIRY, EXPIRY, EXPIRY + 28),
    quantity: fc.constantFrom(-3, -2, -1, -1, 1, 2),
  })
  const anyBook = fc
    .array(anyHeld, { minLength: 1, maxLength: 7 })
    .filter(account => contractsOf(account).length <= 8)
  const anyOrder = fc
    .array(anyHeld, { minLength: 2, maxLength: 9 })
    .chain(account =>
      fc.tuple(fc.constant(account), fc.shuffledSubarray(account, { minLength: account.length })),
    )

  it.each<StrategyRule>(['pairs', 'listed2000', 'listed2005', 'universal'])(
    'needs the least that any partition of its contracts needs, to the cent, by the rule %s',
    rule => {
      fc.assert(
        fc.property(anyBook, account => {
          const cents = Math.round(100 * leastByPartition(contractsOf(account), rule))
          const [one] = strategyMargin({ ...RATES, rule }).requirement(account.map(index), DAY)
          expect(one?.initial).toBe(cents)
          expect(one?.maintenance).toBe(cents)
          expect(one?.carving?.isLeast).toBe(true)
        }),
        { seed: 64, numRuns: 600 },
      )
    },
  )

  it('needs the same, of the same structures, in any order', () => {
    fc.assert(
      fc.property(anyOrder, ([account, shuffled]) => {
        for (const day of [DAY, TODAY])
          expect(of(shuffled.map(index), RATES, day)).toEqual(of(account.map(index), RATES, day))
      }),
      { seed: 65 },
    )
  })

  it('needs no more than the pairs of each expiry, and has each short in one structure', () => {
    fc.assert(
      fc.property(fc.array(anyHeld, { minLength: 1, maxLength: 14 }), account => {
        const positions = account.map(index)
        for (const day of [DAY, TODAY]) {
          const [one] = strategyMargin(RATES).requirement(positions, day)
          const legs = legClasses(positions, position => nakedMargin(position, RATES))
          const paired = legs.flatMap(some => pairedByExpiry(some, { strangleAcrossExpiries: true }))
          expect(one?.initial).toBeLessThanOrEqual(Math.round(100 * moneyOf(paired)))
          const left = new Map<string, number>()
          const side = (id: string, quantity: number) => `${id} ${Math.sign(quantity)}`
          const add = (key: string, lots: number) => left.set(key, (left.get(key) ?? 0) + lots)
          for (const { instrument, quantity } of positions)
            add(side(instrument.id, quantity), Math.abs(quantity))
          const parts = one?.carving?.parts ?? []
          for (const { instrument, quantity } of parts.flatMap(part => part.legs))
            add(side(instrument, quantity), -Math.abs(quantity))
          for (const [key, lots] of left) {
            if (key.endsWith('-1')) expect(lots).toBe(0)
            expect(lots).toBeGreaterThanOrEqual(0)
          }
          const money = parts.reduce((sum, part) => sum + part.money, 0)
          expect(one?.initial).toBe(Math.round(100 * money))
        }
      }),
      { seed: 66, numRuns: 300 },
    )
  })

  it('needs no more than in proportion when every position is 100,000 times as large', () => {
    fc.assert(
      fc.property(fc.array(anyHeld, { minLength: 1, maxLength: 8 }), account => {
        const large = account.map(held => ({ ...held, quantity: 100_000 * held.quantity }))
        for (const day of [DAY, TODAY])
          expect(of(large.map(index), RATES, day).initial).toBeLessThanOrEqual(
            100_000 * of(account.map(index), RATES, day).initial + 0.01,
          )
      }),
      { seed: 67 },
    )
  })

  it('needs no more with a long option beside it', () => {
    const anyLong = anyHeld.map(held => ({ ...held, quantity: Math.abs(held.quantity) }))
    fc.assert(
      fc.property(fc.array(anyHeld, { minLength: 1, maxLength: 7 }), anyLong, (account, long) => {
        for (const day of [DAY, TODAY])
          expect(of([...account, long].map(index), RATES, day).initial).toBeLessThanOrEqual(
            of(account.map(index), RATES, day).initial,
          )
      }),
      { seed: 68, numRuns: 300 },
    )
  })
})

describe('a book of many legs', () => {
  const many = (count: number): MarginPosition[] =>
    Array.from({ length: count }, (_, i) =>
      index({
        right: i % 3 === 0 ? 'put' : 'call',
        strike: 900 + ((i * 70) % 390),
        price: 5 + ((i * 13) % 40),
        expiry: EXPIRY + 28 * (i % 4),
        quantity: i % 2 === 0 ? -(1 + (i % 7)) : 1 + (i % 5),
      }),
    )

  it('says where the search ended before the least was known', () => {
    const leastOf = (count: number) =>
      strategyMargin(RATES)
        .requirement(many(count), TODAY)
        .map(one => one.carving?.isLeast)
    expect(leastOf(8)).toEqual([true])
    expect(leastOf(160)).toEqual([false])
  })

  // Lots by the ten thousand, of which a spread takes them by threes: one lot at a time would never end.
  it('is searched as quickly where it has many lots', () => {
    const terms = { right: 'put', underlyingPrice: 1003.7 } as const
    const held = [
      option({ ...terms, strike: 1015, price: 27.86, quantity: -67_819 }),
      option({ ...terms, strike: 1045, price: 51.35, quantity: -85_293 }),
      option({ ...terms, strike: 1050, price: 55.57, quantity: 66_931 }),
      option({ ...terms, strike: 1000, price: 17, quantity: 27_797, expiry: EXPIRY + 28 }),
      option({ ...terms, strike: 1045, price: 61.4, quantity: -54_382, expiry: EXPIRY + 28 }),
    ]
    const [one] = strategyMargin(RATES).requirement(held, TODAY)
    expect(one?.carving?.isLeast).toBe(true)
  })

  it('needs the same each time it is asked', () => {
    const [one, other] = [many(24), many(24).reverse()].map(held =>
      strategyMargin(RATES).requirement(held, TODAY),
    )
    expect(other).toEqual(one)
  })
})

describe('strangles and spreads that compete for contracts', () => {
  // Dearest first fails in both orders. Strangles first: 15,650 for 1120 and 1030, and the long call lies idle over
  // 1200. Spreads first: nothing for 1120, 5,000 for 1030, and 11,200 for 1200 naked.
  it('are paired for the least sum', () => {
    const held = [call(1120, 14), call(1200, 3), put(1030, 9), call(1110, 17, 1), put(980, 3, 1)]
    expect(of(held)).toMatchObject({ initial: 0 + 11_250 + 300, structures: '1 spread, 1 strangle' })
  })

  // 1,350 for the spread and 11,250 for the put alone are the 12,600 of the strangle.
  it('are the same in any order where both need the same', () => {
    const [short, lower, wing] = [call(1150, 8), put(1030, 9), call(1163.5, 6, 1)]
    const one = of([short, lower, wing])
    expect(one.initial).toBe(12_600)
    expect(of([short, wing, lower])).toEqual(one)
    expect(of([lower, wing, short])).toEqual(one)
    expect(of([wing, lower, short])).toEqual(one)
  })
})

interface Leg {
  readonly U: number
  readonly mult: number
  readonly pct: number
  readonly min: number
  readonly cp: 1 | -1
  readonly K: number
  readonly prem: number
}

type StrategyCase =
  | { readonly id: string; readonly input: Leg; readonly output: number }
  | {
      readonly id: string
      readonly input: { readonly call: Leg; readonly put: Leg }
      readonly output: { readonly call: number; readonly put: number; readonly total: number }
    }

const positionOf = ({ U, mult, cp, K, prem }: Leg): MarginPosition =>
  option({ right: cp === 1 ? 'call' : 'put', strike: K, price: prem, underlyingPrice: U, multiplier: mult })
const ratesOf = ({ pct, min }: Leg): StrategyRates => ({ share: pct, shareLeast: min, futures: {} })

withOracle<{ cases: StrategyCase[] }>('option-margin', ({ cases }) => {
  it.each(cases.filter(one => one.id.startsWith('strategy.')))('strategy margin agrees with $id', one => {
    if ('K' in one.input) {
      expect(of([positionOf(one.input)], ratesOf(one.input)).initial).toBeCloseTo(one.output as number, 2)
      return
    }
    const { input, output } = one as Extract<StrategyCase, { input: { call: Leg } }>
    const rates = ratesOf(input.call)
    const [upper, lower] = [positionOf(input.call), positionOf(input.put)]
    expect(of([upper], rates).initial).toBeCloseTo(output.call, 2)
    expect(of([lower], rates).initial).toBeCloseTo(output.put, 2)
    expect(of([upper, lower], rates).initial).toBeCloseTo(output.total, 2)
  })
})

interface BookCase {
  readonly id: string
  readonly tag: string
  readonly in: {
    readonly asOf: string
    readonly underlying: {
      readonly price: number
      readonly share: number
      readonly least: number
      readonly multiplier: number
      readonly leverage?: number
    }
    readonly legs?: readonly {
      readonly right: 'call' | 'put'
      readonly strike: number
      readonly expiry: string
      readonly quantity: number
      readonly price: number
    }[]
    readonly params?: Omit<StrategyRates, 'share' | 'rule'> & { readonly rule?: string }
  }
  readonly out: {
    readonly initial: number
    readonly premiumIncluded: number
    readonly byRule?: Readonly<Record<'listed2005' | 'pairs' | 'pairsSameExpiry', number>>
  }
}

withOracle<{ cases: BookCase[] }>('strategy-margin', ({ cases }) => {
  const books = cases.filter(one => one.in.legs !== undefined)

  const positionsOf = ({ in: { underlying, legs = [] } }: BookCase) =>
    legs.map(leg =>
      option({
        ...leg,
        expiry: parseDay(leg.expiry),
        underlyingPrice: underlying.price,
        multiplier: underlying.multiplier,
      }),
    )
  const ratesFor = ({ in: { underlying, params } }: BookCase): StrategyRates => {
    const { share, least, leverage = 1 } = underlying
    const { rule: _, ...rest } = params ?? {}
    return { ...rest, share: Math.min(1, leverage * share), shareLeast: leverage * least, futures: {} }
  }
  const needs = (book: BookCase, rule: string): number => {
    const [positions, rates] = [positionsOf(book), ratesFor(book)]
    if (rule !== 'pairsSameExpiry')
      return of(positions, { ...rates, rule: rule as StrategyRule }, parseDay(book.in.asOf)).initial
    const legs = legClasses(positions, position => nakedMargin(position, rates))
    return moneyOf(legs.flatMap(some => pairedByExpiry(some, { strangleAcrossExpiries: false })))
  }

  it.each(books)('the least of $tag $id agrees', book => {
    expect(needs(book, book.in.params?.rule ?? 'auto')).toBeCloseTo(book.out.initial, 2)
    expect(of(positionsOf(book), ratesFor(book), TODAY).premium).toBeCloseTo(book.out.premiumIncluded, 2)
    for (const [rule, money] of Object.entries(book.out.byRule ?? {}))
      expect(needs(book, rule)).toBeCloseTo(money, 2)
  })
})
