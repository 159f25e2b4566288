import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import type { Right } from '../../../../engine/model/instrument.ts'
import { black76, black76Greeks } from '../../../../engine/pricing/options/black76.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds, moneyness, rate, right, sigma, underlying, years } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'

describe('Black-76', () => {
  it("prices Hull's put on a future at 1.12", () => {
    expect(black76('put', 20, 20, 4 / 12, 0.25, 0.09)).toBeCloseTo(1.1166, 4)
  })

  it('charges no discount unless told a rate', () => {
    expect(black76('call', 100, 90, 1, 0.2)).toBe(black76('call', 100, 90, 1, 0.2, 0))
  })

  it('keeps its digits next to the money, where ln(F / K) loses them', () => {
    // 80-digit value
    expect(black76('call', 100, 100.00000001, 1, 1e-10) / 8.331557020397613e-10).toBeCloseTo(1, 12)
  })

  it('prices a call whose strike is 1e259 times the forward', () => {
    // 60-digit value; here N(d2) is below the smallest double and yet the strike times it is not
    expect(black76('call', 1, 1e259, 1, 13.8) / 1.28180010205407e-289).toBeCloseTo(1, 11)
  })

  it('obeys put-call parity', () => {
    holds(
      fc.property(underlying, moneyness, years, sigma, rate, (forward, m, t, vol, r) => {
        const strike = forward * m
        const gap = black76('call', forward, strike, t, vol, r) - black76('put', forward, strike, t, vol, r)
        const parity = Math.exp(-r * t) * (forward - strike)
        expect(Math.abs(gap - parity)).toBeLessThan(4e-15 * (forward + strike))
      }),
    )
  })

  it('lies between intrinsic value and bound', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, rate, (side, forward, m, t, vol, r) => {
        const price = black76(side, forward, forward * m, t, vol, r)
        expect(price).toBeGreaterThanOrEqual(black76(side, forward, forward * m, t, 0, r))
        expect(price).toBeLessThanOrEqual(Math.exp(-r * t) * (side === 'call' ? forward : forward * m))
      }),
    )
  })

  it('never falls as volatility rises', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, sigma, (side, forward, m, t, one, two) => {
        const [low, high] = one < two ? [one, two] : [two, one]
        const rise =
          black76(side, forward, forward * m, t, high) - black76(side, forward, forward * m, t, low)
        expect(rise).toBeGreaterThanOrEqual(-1e-15 * forward)
      }),
    )
  })

  it('has the Greeks that its differences show', () => {
    const price = (f: number, k: number, t: number, vol: number, r: number) => black76('put', f, k, t, vol, r)
    const g = black76Greeks('put', 100, 105, 0.5, 0.3, 0.04)
    const h = 1e-4
    const slope = (at: (step: number) => number) => (at(h) - at(-h)) / (2 * h)
    const curve = (at: (step: number) => number) => (at(10 * h) - 2 * at(0) + at(-10 * h)) / (100 * h * h)
    expect(g.price).toBe(price(100, 105, 0.5, 0.3, 0.04))
    expect(g.delta).toBeCloseTo(
      slope(d => price(100 + d, 105, 0.5, 0.3, 0.04)),
      8,
    )
    expect(g.gamma).toBeCloseTo(
      curve(d => price(100 + d, 105, 0.5, 0.3, 0.04)),
      6,
    )
    expect(g.vega).toBeCloseTo(
      slope(d => price(100, 105, 0.5, 0.3 + d, 0.04)),
      5,
    )
    expect(g.theta).toBeCloseTo(-slope(d => price(100, 105, 0.5 + d, 0.3, 0.04)), 5)
    expect(g.rho).toBeCloseTo(
      slope(d => price(100, 105, 0.5, 0.3, 0.04 + d)),
      5,
    )
    expect(g.dualDelta).toBeCloseTo(
      slope(d => price(100, 105 + d, 0.5, 0.3, 0.04)),
      8,
    )
    expect(g.vanna).toBeCloseTo(
      slope(d => black76Greeks('put', 100, 105, 0.5, 0.3 + d, 0.04).delta),
      6,
    )
    expect(g.volga).toBeCloseTo(
      slope(d => black76Greeks('put', 100, 105, 0.5, 0.3 + d, 0.04).vega),
      4,
    )
  })

  it.each<[string, Right, number, number, number, number, number, number]>([
    ['in the money at expiry', 'call', 110, 100, 0, 0.2, 10, 1],
    ['out of the money at expiry', 'put', 110, 100, 0, 0.2, 0, 0],
    ['at the money at expiry', 'put', 100, 100, 0, 0.2, 0, -0.5],
    ['in the money without volatility', 'put', 90, 100, 1, 0, 10, -1],
    ['of strike 0', 'call', 110, 0, 1, 0.2, 110, 1],
    ['of strike 0', 'put', 110, 0, 1, 0.2, 0, 0],
  ])('is certain %s (%s)', (_what, side, forward, strike, t, vol, price, delta) => {
    const g = black76Greeks(side, forward, strike, t, vol)
    expect(black76(side, forward, strike, t, vol)).toBe(price)
    expect([g.price, g.delta + 0, g.gamma, g.vega, g.vanna, g.volga]).toEqual([price, delta, 0, 0, 0, 0])
  })

  it('names the input that is no use', () => {
    expect(() => black76('call', -37.63, 20, 0.1, 0.5)).toThrow('field forward: "-37.63"')
    expect(() => black76('call', 100, 20, 0.1, Number.NaN)).toThrow('field sigma: "NaN"')
    expect(() => black76Greeks('call', 100, 20, Infinity, 0.2)).toThrow('field years: "Infinity"')
    expect(() => black76('call', 100, 20, 0.1, 0.2, Number.NaN)).toThrow(DataError)
  })
})

interface In {
  readonly type: Right
  readonly F: number
  readonly K: number
  readonly T: number
  readonly r: number
  readonly sigma: number
}

withOracle<OracleFamily<In>>('black76', ({ cases }) => {
  itAgrees(
    cases,
    vector => vector.tag ?? '',
    ({ type, F, K, T, r, sigma: vol }) => ({ ...black76Greeks(type, F, K, T, vol, r) }),
  )

  it('gives the same price with and without Greeks', () => {
    for (const { in: x } of cases) {
      expect(black76(x.type, x.F, x.K, x.T, x.sigma, x.r)).toBe(
        black76Greeks(x.type, x.F, x.K, x.T, x.sigma, x.r).price,
      )
    }
  })
})
