/** Losses by scenario: what can be reckoned by hand, and which volatility a leg without one takes. */

import { describe, expect, it } from 'vitest'
import { scanLosses } from '../../../engine/margin/scan-losses.ts'
import { SCAN_DEFAULTS, type ScanTerms } from '../../../engine/margin/scan-rates.ts'
import { scanScenarios } from '../../../engine/margin/scan-scenarios.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { future, option } from './positions.ts'

const RANGE = { money: 3000, points: 30 }

const losses = (positions: readonly MarginPosition[], terms: ScanTerms = SCAN_DEFAULTS, range = RANGE) =>
  scanLosses(positions, range, terms).map(loss => Math.round(100 * loss) / 100 + 0)

const outright = (price: number, quantity = 1): MarginPosition => ({
  ...future('GC', quantity),
  price,
  underlyingPrice: price,
})

type Right = 'call' | 'put'
type Change = Partial<Pick<MarginPosition, 'price' | 'underlyingPrice' | 'daysToExpiry' | 'sigmaDaily'>>

/** One long option, 39 days before expiry, on a future of 1,000; priced at a volatility of 20 % unless told otherwise. */
function long(right: Right, strike: number, change: Change = {}): MarginPosition {
  const { underlyingPrice = 1000, daysToExpiry = 39 } = change
  return {
    ...option({ right, strike, quantity: 1 }),
    underlyingPrice,
    daysToExpiry,
    sigmaDaily: 0.01,
    price: change.price ?? black76(right, underlyingPrice, strike, daysToExpiry / 365, 0.2),
    ...change,
  }
}

const MOVES = [0, 0, 10, 10, -10, -10, 20, 20, -20, -20, 30, 30, -30, -30, 90, -90]
const WEIGHTS = MOVES.map((_, i) => (i < 14 ? 1 : 0.33))

/** Losses of one long contract of 100 whose price goes from `now` to what `then` makes of the future's move. */
const byHand = (now: number, then: (move: number, scenario: number) => number) =>
  MOVES.map((move, i) => Math.round(100 * (WEIGHTS[i] ?? 0) * 100 * (now - then(move, i + 1))) / 100 + 0)

/** By how much volatility changes in a scenario, in steps of its scan range. */
const direction = (scenario: number) => (scenario > 14 ? 0 : scenario % 2 === 1 ? 1 : -1)

describe('the scenarios', () => {
  it('are sixteen, numbered from 1, and take the extreme move as given', () => {
    const scenarios = scanScenarios({ moves: 2, weight: 0.35 })
    expect(scenarios.map(({ number }) => number)).toEqual(MOVES.map((_, i) => i + 1))
    expect(scenarios.slice(-2)).toEqual([
      { number: 15, priceMove: 2, volDirection: 0, weight: 0.35 },
      { number: 16, priceMove: -2, volDirection: 0, weight: 0.35 },
    ])
  })
})

describe('the losses', () => {
  it('of a future are its moves', () => {
    expect(losses([outright(1000, 1)])).toEqual(byHand(1000, move => 1000 + move))
    expect(losses([outright(1000, -1)])).toEqual(byHand(1000, move => 1000 - move))
  })

  it('of an option are those of its own volatility, a fifth higher and lower, a day later', () => {
    expect(losses([long('call', 1020)])).toEqual(
      byHand(black76('call', 1000, 1020, 39 / 365, 0.2), (move, scenario) =>
        black76('call', 1000 + move, 1020, 38 / 365, 0.2 * (1 + 0.2 * direction(scenario))),
      ),
    )
  })

  it('can move volatility by points', () => {
    const terms: ScanTerms = { ...SCAN_DEFAULTS, volScan: { kind: 'absolute', volatility: 0.05 } }
    expect(losses([long('put', 980)], terms)).toEqual(
      byHand(black76('put', 1000, 980, 39 / 365, 0.2), (move, scenario) =>
        black76('put', 1000 + move, 980, 38 / 365, 0.2 + 0.05 * direction(scenario)),
      ),
    )
  })

  it('take volatility no lower than nothing', () => {
    const terms: ScanTerms = { ...SCAN_DEFAULTS, volScan: { kind: 'absolute', volatility: 0.3 } }
    expect(losses([long('put', 980)], terms)).toEqual(
      byHand(black76('put', 1000, 980, 39 / 365, 0.2), (move, scenario) =>
        black76('put', 1000 + move, 980, 38 / 365, Math.max(0, 0.2 + 0.3 * direction(scenario))),
      ),
    )
  })

  it('move every month by the same points from its own price', () => {
    const near = long('call', 1020)
    const far = long('call', 1120, { underlyingPrice: 1100, daysToExpiry: 130 })
    const [a, b] = [near, far].map(one => losses([one]))
    expect(b).toEqual(
      byHand(far.price, (move, scenario) =>
        black76('call', 1100 + move, 1120, 129 / 365, 0.2 * (1 + 0.2 * direction(scenario))),
      ),
    )
    for (const [i, loss] of losses([near, far]).entries())
      expect(loss).toBeCloseTo((a?.[i] ?? 0) + (b?.[i] ?? 0), 1)
  })

  it('count contracts and multiplier', () => {
    const one = scanLosses([long('call', 1020)], RANGE, SCAN_DEFAULTS)
    const many = scanLosses([{ ...long('call', 1020), quantity: -4, multiplier: 25 }], RANGE, SCAN_DEFAULTS)
    for (const [i, loss] of many.entries()) expect(loss).toBeCloseTo(-(one[i] ?? Number.NaN), 8)
  })

  it('of nothing are nothing', () => {
    expect(losses([])).toEqual(MOVES.map(() => 0))
  })
})

describe('without time, or without a price of the future,', () => {
  it('an option that expires today is worth what it is in the money', () => {
    expect(losses([long('call', 1005, { daysToExpiry: 0, price: 3 })])).toEqual(
      byHand(0, move => Math.max(0, move - 5)),
    )
  })

  it('an option that expires tomorrow is so after the day, not before', () => {
    const put = long('put', 995, { daysToExpiry: 1 })
    expect(losses([put])).toEqual(byHand(put.price, move => Math.max(0, -5 - move)))
  })

  it('a future may fall below zero, and an option on it is worth what it is in the money', () => {
    const put = long('put', 15, { underlyingPrice: 20 })
    expect(losses([put])[15]).toBe(Math.round(33 * 100 * (put.price - 85)) / 100)
    const call = long('call', 15, { underlyingPrice: 20 })
    expect(losses([call])[15]).toBe(Math.round(33 * 100 * call.price) / 100)
  })

  it('a future may stand below zero', () => {
    const put = long('put', 15, { underlyingPrice: -37, price: 53 })
    const [, , up, , down] = losses([put])
    expect([up, down]).toEqual([1000, -1000])
    expect(losses([long('call', 15, { underlyingPrice: -37, price: 0.5 })])[10]).toBe(0)
    expect(losses([long('call', 15, { underlyingPrice: 0, price: 0, sigmaDaily: null })])[14]).toBeLessThan(
      -75 * 33,
    )
  })
})

describe('the volatility of an option whose price has none', () => {
  const yearly = (daily: number) => daily * Math.sqrt(252)
  const at = (right: Right, strike: number, vol: number) =>
    byHand(black76(right, 1000, strike, 39 / 365, vol), (move, scenario) =>
      black76(right, 1000 + move, strike, 38 / 365, vol * (1 + 0.2 * direction(scenario))),
    )

  it.each<[string, Right, number, number]>([
    ['worth nothing', 'call', 1020, 0],
    ['at intrinsic value', 'call', 980, 20],
    ['below intrinsic value', 'put', 1030, 29],
    ['dearer than the future', 'call', 980, 1000],
    ['dearer than the strike', 'put', 1020, 1020],
  ])('is that of the underlying, before and after: %s', (_, right, strike, price) => {
    expect(losses([long(right, strike, { price, sigmaDaily: 0.013 })])).toEqual(
      at(right, strike, yearly(0.013)),
    )
  })

  it('is that of the range where the underlying’s is not known', () => {
    const put = long('put', 1030, { price: 29, sigmaDaily: null })
    expect(losses([put])).toEqual(at('put', 1030, yearly(0.01)))
    expect(losses([put], { ...SCAN_DEFAULTS, psrSigmas: 2 })).toEqual(at('put', 1030, yearly(0.015)))
  })

  it('does not hang on the rounding of a price at intrinsic value', () => {
    const euro = (price: number) => ({
      ...option({
        right: 'put',
        strike: 1.46,
        quantity: -1,
        multiplier: 125_000,
        underlyingPrice: 1.432,
        price,
      }),
      daysToExpiry: 21,
    })
    const intrinsic = 1.46 - 1.432
    expect(intrinsic).not.toBe(0.028)
    const range = { money: 3375, points: 0.027 }
    const [above, exact, below] = [1e-16, 0, -1e-16].map(miss =>
      losses([euro(intrinsic + miss)], SCAN_DEFAULTS, range),
    )
    expect(above).toEqual(exact)
    expect(below).toEqual(exact)
  })

  it('is not asked of a future', () => {
    expect(losses([{ ...outright(1000), sigmaDaily: null }])).toEqual(losses([outright(1000)]))
  })
})
