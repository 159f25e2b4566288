import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exercisePrices } from '../../../../engine/pricing/american/exercise.ts'
import type { AmericanFutureSeries, AmericanSpotSeries } from '../../../../engine/pricing/american/terms.ts'
import { americanValue } from '../../../../engine/pricing/american/value.ts'
import { holds, moneyness, rate, right, sigma, years } from '../arbitrary.ts'
import { exerciseBoundary } from './exercise-boundary.ts'

const FUTURE: AmericanFutureSeries = {
  underlying: 'future',
  right: 'put',
  strike: 100,
  years: 0.5,
  sigma: 0.2,
  rate: 0.05,
}
const SPOT: AmericanSpotSeries = { ...FUTURE, underlying: 'spot' }

describe('the exercise boundary', () => {
  it('is the perpetual one when there is time without end', () => {
    const perpetual = (r: number, q: number, vol: number) => {
      const half = 0.5 - (r - q) / (vol * vol)
      const root = half - Math.sqrt(half * half + (2 * r) / (vol * vol))
      return (100 * root) / (root - 1)
    }
    for (const [r, q, vol] of [
      [0.05, 0.02, 0.3],
      [0.05, 0.05, 0.2],
      [0.03, 0, 0.15],
      [0.02, 0.06, 0.25],
    ] as const) {
      const edge = exerciseBoundary({ ...SPOT, years: 500, sigma: vol, rate: r, dividendYield: q }) ?? 0
      expect(Math.abs(edge / perpetual(r, q, vol) - 1)).toBeLessThan(2e-4)
    }
  })

  it('starts at the strike, or where the interest is worth the yield', () => {
    const soon = { ...SPOT, years: 1e-7 }
    expect(exerciseBoundary({ ...soon, dividendYield: 0.02 })).toBeCloseTo(100, 1)
    expect(exerciseBoundary({ ...soon, dividendYield: 0.1 })).toBeCloseTo(50, 1)
    expect(exerciseBoundary({ ...soon, right: 'call', dividendYield: 0.02 })).toBeCloseTo(250, 1)
    expect(exerciseBoundary({ ...soon, right: 'call', dividendYield: 0.1 })).toBeCloseTo(100, 1)
  })

  it('is the strike at expiry', () => {
    expect(exercisePrices({ ...FUTURE, years: 0 })).toEqual({ from: 0, to: 100 })
    expect(exercisePrices({ ...FUTURE, right: 'call', years: 0 })).toEqual({ from: 100, to: Infinity })
  })

  it('is where the interest is worth the yield when nothing is uncertain', () => {
    expect(exerciseBoundary({ ...FUTURE, sigma: 0 })).toBe(100)
    expect(exerciseBoundary({ ...SPOT, sigma: 0, dividendYield: 0.1 })).toBe(50)
    expect(exerciseBoundary({ ...FUTURE, sigma: 0, rate: 0 })).toBeNull()
  })

  it.each([
    [{ ...FUTURE, rate: 0 }],
    [{ ...FUTURE, rate: -0.01 }],
    [{ ...FUTURE, right: 'call', rate: 0 }],
    [{ ...SPOT, right: 'call' }],
    [{ ...SPOT, right: 'call', dividendYield: -0.01 }],
    [{ ...SPOT, rate: -0.01, dividendYield: 0.01 }],
    [{ ...SPOT, rate: -0.01, dividendYield: -0.005 }],
  ] as const)('is null where exercise never pays: %o', series => {
    expect(exerciseBoundary(series)).toBeNull()
  })

  it('of a call and a put on a future are mirror images', () => {
    holds(
      fc.property(years, sigma, fc.double({ min: 0.001, max: 0.15, noNaN: true }), (t, vol, r) => {
        const terms = { ...FUTURE, years: t, sigma: vol, rate: r }
        const put = exerciseBoundary(terms) ?? Number.NaN
        const call = exerciseBoundary({ ...terms, right: 'call' }) ?? Number.NaN
        expect(put * call).toBeCloseTo(10_000, 6)
      }),
      40,
    )
  })

  it('moves away from the strike with time and with volatility', () => {
    holds(
      fc.property(
        right,
        years,
        sigma,
        rate.filter(r => r > 0.001),
        fc.boolean(),
        (side, t, vol, r, longer) => {
          const near = exerciseBoundary({ ...FUTURE, right: side, years: t, sigma: vol, rate: r }) ?? 0
          const far =
            exerciseBoundary({
              ...FUTURE,
              right: side,
              years: longer ? 1.5 * t : t,
              sigma: longer ? vol : 1.5 * vol,
              rate: r,
            }) ?? 0
          if (side === 'put') expect(far).toBeLessThan(near)
          else expect(far).toBeGreaterThan(near)
        },
      ),
      60,
    )
  })

  it('is where the value becomes the intrinsic one', () => {
    const yields = fc.double({ min: -0.05, max: 0.15, noNaN: true })
    holds(
      fc.property(right, moneyness, years, sigma, rate, yields, (side, m, t, vol, r, q) => {
        const series: AmericanSpotSeries = {
          ...SPOT,
          right: side,
          years: t,
          sigma: vol,
          rate: r,
          dividendYield: q,
        }
        const prices = exercisePrices(series)
        const spot = 100 * m
        const inside = prices !== null && spot >= prices.from && spot <= prices.to
        expect(americanValue({ ...series, spot }).exercised).toBe(inside)
      }),
      100,
    )
  })

  it('has a second edge when the yield is below a negative rate', () => {
    const series = { ...SPOT, years: 1, sigma: 0.2, rate: -0.01, dividendYield: -0.03 }
    const put = exercisePrices(series) ?? { from: Number.NaN, to: Number.NaN }
    expect(put.from).toBeGreaterThan(100 / 3)
    expect(put.to).toBeGreaterThan(put.from)
    expect(put.to).toBeLessThan(100)
    const call = exercisePrices({ ...series, right: 'call', rate: -0.03, dividendYield: -0.01 })
    expect(call?.from).toBeCloseTo(10_000 / put.to, 9)
    expect(call?.to).toBeCloseTo(10_000 / put.from, 9)
  })

  it('is null again when two edges have met, for the lack of time is over', () => {
    const series = { ...SPOT, sigma: 0.25, rate: -0.05, dividendYield: -0.06 }
    expect(exerciseBoundary({ ...series, years: 0.04 })).toBeCloseTo(86.04, 1)
    expect(exerciseBoundary({ ...series, years: 0.041 })).toBeNull()
    expect(exerciseBoundary({ ...series, years: 5 })).toBeNull()
  })

  it('names the input that is no use', () => {
    expect(() => exerciseBoundary({ ...FUTURE, strike: -1 })).toThrow('field strike: "-1"')
    expect(() => exerciseBoundary({ ...SPOT, dividendYield: Number.NaN })).toThrow(
      'field dividendYield: "NaN"',
    )
  })
})
