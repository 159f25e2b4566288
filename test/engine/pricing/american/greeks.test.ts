import { describe, expect, it } from 'vitest'
import type { AmericanOption } from '../../../../engine/pricing/american/terms.ts'
import { american, americanGreeks } from '../../../../engine/pricing/american/value.ts'
import { european } from './european.ts'
import { exerciseBoundary } from './exercise-boundary.ts'

type SpotOption = Extract<AmericanOption, { underlying: 'spot' }>

const FUTURE = {
  underlying: 'future',
  right: 'call',
  forward: 100,
  strike: 95,
  years: 0.5,
  sigma: 0.2,
  rate: 0.08,
} as const

describe('the Greeks of American options', () => {
  it.each([
    ['call', 100, 0.05, 0.05],
    ['put', 100, 0.05, 0.05],
    ['put', 85, 0.06, 0],
    ['call', 112, 0.01, 0.07],
    ['put', 130, 0.03, 0.08],
    ['put', 100, -0.01, -0.03],
  ] as const)(
    'of a %s at %d with rate %d and yield %d are what differences show',
    (right, spot, rate, dividendYield) => {
      const option = {
        underlying: 'spot',
        right,
        spot,
        strike: 100,
        years: 0.8,
        sigma: 0.25,
        rate,
        dividendYield,
      } as const
      const greeks = americanGreeks(option)
      const at = (change: Partial<SpotOption>) => american({ ...option, ...change })
      const h = 0.02
      const [up, down] = [at({ spot: spot + h }), at({ spot: spot - h })]
      expect(greeks.delta).toBeCloseTo((up - down) / (2 * h), 6)
      expect(greeks.gamma).toBeCloseTo((up + down - 2 * greeks.price) / (h * h), 5)
      expect(greeks.vega).toBeCloseTo((at({ sigma: 0.2501 }) - at({ sigma: 0.2499 })) / 0.0002, 4)
      expect(greeks.theta).toBeCloseTo((at({ years: 0.799 }) - at({ years: 0.801 })) / 0.002, 4)
    },
  )

  it('are those of the European option where exercise never pays', () => {
    const option = { ...FUTURE, rate: 0 }
    const { price, delta, gamma, vega, theta } = european(option)
    const greeks = americanGreeks(option)
    expect(greeks).toMatchObject({ price, delta, gamma, theta })
    expect(greeks.vega).toBeCloseTo(vega, 6)
  })

  it('are those of the underlying itself where it ought to be exercised', () => {
    expect(americanGreeks({ ...FUTURE, forward: 140 })).toMatchObject({
      price: 45,
      delta: 1,
      gamma: 0,
      vega: 0,
      theta: 0,
    })
    expect(americanGreeks({ ...FUTURE, right: 'put', forward: 50 })).toMatchObject({
      price: 45,
      delta: -1,
      gamma: 0,
      vega: 0,
      theta: 0,
    })
  })

  it('reach the edge with a delta of one, no vega, no theta, and a gamma that jumps', () => {
    const edge = exerciseBoundary(FUTURE) ?? Number.NaN
    const { delta, gamma, vega, theta } = americanGreeks({ ...FUTURE, forward: edge * (1 - 1e-6) })
    expect(delta).toBeCloseTo(1, 4)
    expect(vega).toBeCloseTo(0, 1)
    expect(theta).toBeCloseTo(0, 2)
    // With theta 0 the equation of Black and Scholes leaves r (F - K) = sigma^2 F^2 gamma / 2.
    expect(gamma).toBeCloseTo((0.08 * (edge - 95)) / (0.5 * 0.04 * edge * edge), 4)
  })

  it('are certain without volatility', () => {
    expect(americanGreeks({ ...FUTURE, sigma: 0 })).toMatchObject({
      price: 5,
      delta: 1,
      gamma: 0,
      vega: 0,
      theta: 0,
    })
    expect(americanGreeks({ ...FUTURE, sigma: 0, forward: 90 })).toMatchObject({
      price: 0,
      gamma: 0,
      vega: 0,
    })
  })
})
