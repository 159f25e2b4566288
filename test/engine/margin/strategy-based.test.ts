/** Strategy-based margin: naked options, strangles, spreads, and what of it equity owes already. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nakedMargin, type StrategyRates, strategyMargin } from '../../../engine/margin/strategy-based.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { DAY, EXPIRY, future, type Held, option } from './positions.ts'

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

  it('is of one expiry', () => {
    const later = { expiry: EXPIRY + 28 }
    expect(of([call(1150, 8), index({ right: 'put', strike: 1030, price: 9, ...later })])).toMatchObject({
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

  it('is of one expiry', () => {
    const later = index({ right: 'put', strike: 1000, price: 9, quantity: 1, expiry: EXPIRY + 28 })
    expect(of([put(1030, 9), later])).toMatchObject({ initial: 11_250, structures: '1 nakedPut' })
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

/** One contract of a small book, and what it needs by itself; nothing when it is long. */
interface Contract {
  readonly held: Required<Pick<Held, 'right' | 'strike' | 'price' | 'expiry'>>
  readonly short: boolean
  readonly alone: number
}

function contractsOf(accounts: readonly (Contract['held'] & { readonly quantity: number })[]): Contract[] {
  return accounts.flatMap(held =>
    Array.from({ length: Math.abs(held.quantity) }, () => ({
      held,
      short: held.quantity < 0,
      alone: held.quantity < 0 ? nakedMargin(index({ ...held, quantity: -1 }), RATES) : 0,
    })),
  )
}

/** What two contracts of one expiry need as a pair; null when the rule knows no such pair. */
function pairNeeds(a: Contract, b: Contract): number | null {
  if (a.held.expiry !== b.held.expiry) return null
  if (a.short && b.short) {
    if (a.held.right === b.held.right) return null
    const [upper, lower] = a.held.right === 'call' ? [a, b] : [b, a]
    const other = upper.alone >= lower.alone ? lower : upper
    return Math.max(upper.alone, lower.alone) + 100 * other.held.price
  }
  if (a.short === b.short || a.held.right !== b.held.right) return null
  const [short, long] = a.short ? [a, b] : [b, a]
  const width = long.held.strike - short.held.strike
  return Math.min(short.alone, 100 * Math.max(0, short.held.right === 'call' ? width : -width))
}

/** The least of every way to pair the contracts: the first stays alone, or pairs with any of the others. */
function leastOf([first, ...rest]: readonly Contract[]): number {
  if (!first) return 0
  const ways = rest.map((other, i) => {
    const pair = pairNeeds(first, other)
    return pair === null ? Infinity : pair + leastOf(rest.toSpliced(i, 1))
  })
  return Math.min(first.alone + leastOf(rest), ...ways)
}

describe('any book of options', () => {
  const anyHeld = fc.record({
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc.integer({ min: 96, max: 122 }).map(tens => 10 * tens),
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

  it('needs the least that any pairing of its contracts needs, to the cent', () => {
    fc.assert(
      fc.property(anyBook, account => {
        const cents = Math.round(100 * leastOf(contractsOf(account)))
        const [one] = strategyMargin(RATES).requirement(account.map(index), DAY)
        expect(one?.initial).toBe(cents)
        expect(one?.maintenance).toBe(cents)
      }),
      { seed: 64, numRuns: 2000 },
    )
  })

  it('needs the same, of the same structures, in any order', () => {
    fc.assert(
      fc.property(anyOrder, ([account, shuffled]) => {
        expect(of(shuffled.map(index))).toEqual(of(account.map(index)))
      }),
      { seed: 65 },
    )
  })

  it('needs no more than its shorts naked, and counts each of them once', () => {
    fc.assert(
      fc.property(fc.array(anyHeld, { minLength: 1, maxLength: 9 }), account => {
        const [one] = strategyMargin(RATES).requirement(account.map(index), DAY)
        const shorts = contractsOf(account).filter(({ short }) => short)
        const naked = shorts.reduce((sum, { alone }) => sum + alone, 0)
        expect(one?.initial).toBeLessThanOrEqual(Math.round(100 * naked))
        const counted = (one?.structures ?? []).map(({ structure, lots }) =>
          structure === 'strangle' ? 2 * lots : lots,
        )
        expect(counted.reduce((sum, lots) => sum + lots, 0)).toBe(shorts.length)
      }),
      { seed: 66 },
    )
  })

  it('needs in proportion when every position is 100,000 times as large', () => {
    fc.assert(
      fc.property(fc.array(anyHeld, { minLength: 1, maxLength: 9 }), account => {
        const large = account.map(held => ({ ...held, quantity: 100_000 * held.quantity }))
        expect(of(large.map(index)).initial).toBeCloseTo(100_000 * of(account.map(index)).initial, 2)
      }),
      { seed: 67 },
    )
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
