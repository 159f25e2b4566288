import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Right } from '../../../../engine/model/instrument.ts'
import { black76 } from '../../../../engine/pricing/options/black76.ts'
import { bsm, bsmGreeks } from '../../../../engine/pricing/options/bsm.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds, moneyness, rate, right, sigma, underlying, years } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'

describe('Black-Scholes-Merton', () => {
  it("prices Hull's call at 4.76 and his put at 0.81", () => {
    expect(bsm('call', 42, 40, 0.5, 0.2, 0.1)).toBeCloseTo(4.7594, 4)
    expect(bsm('put', 42, 40, 0.5, 0.2, 0.1)).toBeCloseTo(0.8086, 4)
  })

  it('obeys put-call parity', () => {
    holds(
      fc.property(underlying, moneyness, years, sigma, rate, rate, (spot, m, t, vol, r, q) => {
        const strike = spot * m
        const gap = bsm('call', spot, strike, t, vol, r, q) - bsm('put', spot, strike, t, vol, r, q)
        const parity = spot * Math.exp(-q * t) - strike * Math.exp(-r * t)
        expect(Math.abs(gap - parity)).toBeLessThan(4e-15 * (spot + strike))
      }),
    )
  })

  it('is Black-76 on the forward', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, rate, rate, (side, spot, m, t, vol, r, q) => {
        const onForward = black76(side, spot * Math.exp((r - q) * t), spot * m, t, vol, r)
        expect(Math.abs(bsm(side, spot, spot * m, t, vol, r, q) - onForward)).toBeLessThan(1e-14 * spot)
      }),
    )
  })

  it('never falls as volatility rises', () => {
    holds(
      fc.property(
        right,
        underlying,
        moneyness,
        years,
        sigma,
        sigma,
        rate,
        (side, spot, m, t, one, two, r) => {
          const [low, high] = one < two ? [one, two] : [two, one]
          const rise = bsm(side, spot, spot * m, t, high, r) - bsm(side, spot, spot * m, t, low, r)
          expect(rise).toBeGreaterThanOrEqual(-1e-15 * spot)
        },
      ),
    )
  })

  it('has the Greeks that its differences show', () => {
    const price = (s: number, t: number, r: number, q: number) => bsm('call', s, 105, t, 0.3, r, q)
    const g = bsmGreeks('call', 100, 105, 0.5, 0.3, 0.04, 0.02)
    const h = 1e-4
    const slope = (at: (step: number) => number) => (at(h) - at(-h)) / (2 * h)
    expect(g.delta).toBeCloseTo(
      slope(d => price(100 + d, 0.5, 0.04, 0.02)),
      8,
    )
    expect(g.theta).toBeCloseTo(-slope(d => price(100, 0.5 + d, 0.04, 0.02)), 5)
    expect(g.rho).toBeCloseTo(
      slope(d => price(100, 0.5, 0.04 + d, 0.02)),
      5,
    )
    expect(g.rhoQ).toBeCloseTo(
      slope(d => price(100, 0.5, 0.04, 0.02 + d)),
      5,
    )
  })

  it('is certain at expiry', () => {
    expect(bsmGreeks('put', 90, 100, 0, 0.2, 0.05)).toMatchObject({ price: 10, delta: -1, gamma: 0, vega: 0 })
  })

  it('names the input that is no use', () => {
    expect(() => bsm('call', Number.NaN, 20, 0.1, 0.5)).toThrow('field spot: "NaN"')
    expect(() => bsm('call', 100, 20, 0.1, 0.5, 0, Infinity)).toThrow('field dividendYield: "Infinity"')
    expect(() => bsmGreeks('call', 100, -20, 0.1, 0.5)).toThrow('field strike: "-20"')
  })
})

interface In {
  readonly type: Right
  readonly S: number
  readonly K: number
  readonly T: number
  readonly r: number
  readonly q: number
  readonly sigma: number
}

withOracle<OracleFamily<In>>('bsm', ({ cases }) => {
  itAgrees(
    cases,
    vector => vector.tag ?? '',
    ({ type, S, K, T, r, q, sigma: vol }) => ({ ...bsmGreeks(type, S, K, T, vol, r, q) }),
  )

  it('gives the same price with and without Greeks', () => {
    for (const { in: x } of cases) {
      expect(bsm(x.type, x.S, x.K, x.T, x.sigma, x.r, x.q)).toBe(
        bsmGreeks(x.type, x.S, x.K, x.T, x.sigma, x.r, x.q).price,
      )
    }
  })
})
