/** Volatilities that American prices imply. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exercisePrices } from '../../../../engine/pricing/american/exercise.ts'
import { americanImpliedVol } from '../../../../engine/pricing/american/implied.ts'
import { american } from '../../../../engine/pricing/american/value.ts'
import { impliedVol } from '../../../../engine/pricing/options/implied-vol.ts'
import { holds, rate, right } from '../arbitrary.ts'

const PUT = {
  underlying: 'future',
  right: 'put',
  forward: 1056,
  strike: 1110,
  years: 0.25,
  rate: 0.04,
} as const

describe('the volatility that an American price implies', () => {
  it('is the one that the price was made with, from 3 to 150 percent, on futures and spot prices', () => {
    const times = fc.double({ min: 0.005, max: 3, noNaN: true })
    const vols = fc.double({ min: Math.log(0.03), max: Math.log(1.5), noNaN: true })
    const distance = fc.double({ min: -3, max: 3, noNaN: true })
    holds(
      fc.property(
        fc.boolean(),
        right,
        distance,
        times,
        vols,
        rate,
        rate,
        (isFuture, side, z, t, log, r, q) => {
          const vol = Math.exp(log)
          const price = 100 * Math.exp(z * vol * Math.sqrt(t))
          const terms = { right: side, strike: 100, years: t, rate: r } as const
          const series = isFuture
            ? ({ ...terms, underlying: 'future', forward: price } as const)
            : ({ ...terms, underlying: 'spot', spot: price, dividendYield: q } as const)
          const worth = american({ ...series, sigma: vol })
          const floor = american({ ...series, sigma: 0 })
          const found = americanImpliedVol({ ...series, price: worth })
          // Where time value is rounding, so is the volatility.
          if (worth - floor < 1e-4) return
          expect(found.status).toBe('ok')
          expect(Math.abs((found.sigma ?? 0) / vol - 1)).toBeLessThan(1e-5)
          expect(Math.abs(american({ ...series, sigma: found.sigma ?? 0 }) - worth)).toBeLessThan(
            1e-6 * vol * Math.max(100, price),
          )
        },
      ),
      120,
    )
  })

  it('comes with the value there: a delta costs no more', () => {
    const price = american({ ...PUT, sigma: 0.24 })
    const found = americanImpliedVol({ ...PUT, price })
    expect(found.status === 'ok' && found.value.delta).toBeCloseTo(
      (american({ ...PUT, forward: 1056.01, sigma: 0.24 }) -
        american({ ...PUT, forward: 1055.99, sigma: 0.24 })) /
        0.02,
      5,
    )
  })

  it("is Black-76's without interest, and above it with interest", () => {
    const european = impliedVol({ model: 'black76', ...PUT, rate: 0, price: 72 }).sigma ?? Number.NaN
    expect(americanImpliedVol({ ...PUT, rate: 0, price: 72 }).sigma).toBeCloseTo(european, 9)
    expect(americanImpliedVol({ ...PUT, price: 72 }).sigma).toBeGreaterThan(european)
  })

  it('does not exist at or below what exercise brings, nor at the strike of a put', () => {
    expect(american({ ...PUT, forward: 800, sigma: 0.1 })).toBe(310)
    expect(exercisePrices({ ...PUT, sigma: 0.1 })?.to).toBeGreaterThan(800)
    const deep = { ...PUT, forward: 800 }
    expect(americanImpliedVol({ ...deep, price: 310 })).toEqual({ status: 'atIntrinsic', sigma: null })
    expect(americanImpliedVol({ ...deep, price: 309.9 })).toEqual({ status: 'belowIntrinsic', sigma: null })
    expect(americanImpliedVol({ ...deep, price: 1110 })).toEqual({ status: 'aboveMax', sigma: null })
    expect(americanImpliedVol({ ...PUT, years: 0, price: 60 })).toEqual({ status: 'aboveMax', sigma: null })
    expect(americanImpliedVol({ ...PUT, forward: 1200, price: 0 })).toEqual({
      status: 'atIntrinsic',
      sigma: null,
    })
  })

  it('names the input that is no use', () => {
    expect(() => americanImpliedVol({ ...PUT, forward: -1, price: 3 })).toThrow('field forward: "-1"')
  })
})
