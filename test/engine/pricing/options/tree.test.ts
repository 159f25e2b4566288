import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import type { Right } from '../../../../engine/model/instrument.ts'
import { black76 } from '../../../../engine/pricing/options/black76.ts'
import { bsm } from '../../../../engine/pricing/options/bsm.ts'
import {
  binomialTree,
  type FutureTreeOption,
  type SpotTreeOption,
} from '../../../../engine/pricing/options/tree.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds, moneyness, rate, right, sigma, underlying, years } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'

const HULL: SpotTreeOption = {
  underlying: 'spot',
  right: 'put',
  exercise: 'american',
  spot: 50,
  strike: 50,
  years: 5 / 12,
  sigma: 0.4,
  rate: 0.1,
  steps: 5,
}

describe('the binomial tree', () => {
  it("prices Hull's American put at 4.49, with p = 0.5073", () => {
    const { price, p } = binomialTree(HULL)
    expect(price).toBeCloseTo(4.488, 3)
    expect(p).toBeCloseTo(0.5073, 4)
  })

  it('approaches the closed formulas', () => {
    const terms = {
      exercise: 'european',
      strike: 55,
      years: 0.5,
      sigma: 0.3,
      rate: 0.06,
      steps: 1000,
    } as const
    for (const side of ['call', 'put'] as const) {
      const onSpot = binomialTree({
        ...terms,
        right: side,
        underlying: 'spot',
        spot: 50,
        dividendYield: 0.02,
      })
      const onFuture = binomialTree({ ...terms, right: side, underlying: 'future', forward: 50 })
      expect(onSpot.price).toBeCloseTo(bsm(side, 50, 55, 0.5, 0.3, 0.06, 0.02), 2)
      expect(onFuture.price).toBeCloseTo(black76(side, 50, 55, 0.5, 0.3, 0.06), 2)
    }
  })

  it('never values the American option below the European one or its exercise', () => {
    const steps = fc.integer({ min: 1, max: 40 })
    holds(
      fc.property(
        right,
        underlying,
        moneyness,
        years,
        sigma,
        rate,
        rate,
        steps,
        (side, spot, m, t, vol, r, q, n) => {
          const strike = spot * m
          const terms = { right: side, strike, years: t, sigma: vol, rate: r, steps: n } as const
          const value = (exercise: 'american' | 'european', on: 'spot' | 'future') =>
            on === 'spot'
              ? binomialTree({ ...terms, exercise, underlying: on, spot, dividendYield: q })
              : binomialTree({ ...terms, exercise, underlying: on, forward: spot })
          for (const on of ['spot', 'future'] as const) {
            const american = value('american', on)
            if (american.p === null || american.p < 0 || american.p > 1) continue
            expect(american.price).toBeGreaterThanOrEqual(value('european', on).price)
            expect(american.price).toBeGreaterThanOrEqual(side === 'call' ? spot - strike : strike - spot)
          }
        },
      ),
    )
  })

  it('never exercises a call early that costs interest and pays nothing', () => {
    const call: SpotTreeOption = { ...HULL, right: 'call', steps: 60 }
    expect(binomialTree(call).price).toBeCloseTo(binomialTree({ ...call, exercise: 'european' }).price, 12)
  })

  it('is a line without volatility: the best date of an American option, the last of a European one', () => {
    const still: SpotTreeOption = { ...HULL, sigma: 0, strike: 60, years: 1 }
    expect(binomialTree(still)).toEqual({ price: 10, p: null })
    const last = binomialTree({ ...still, exercise: 'european' }).price
    expect(last).toBeCloseTo(60 * Math.exp(-0.1) - 50, 12)
    expect(binomialTree({ ...still, years: 0 })).toEqual({ price: 10, p: null })
  })

  it.each([0, 2.5, -1, Number.NaN])('refuses %d steps', steps => {
    expect(() => binomialTree({ ...HULL, steps })).toThrow(DataError)
  })

  it('names the input that is no use', () => {
    expect(() => binomialTree({ ...HULL, spot: -1 })).toThrow('field spot: "-1"')
    expect(() => binomialTree({ ...HULL, rate: Number.NaN })).toThrow('field rate: "NaN"')
  })
})

interface In {
  readonly style: 'european' | 'american'
  readonly type: Right
  readonly underlying: 'spot' | 'future'
  readonly S: number
  readonly K: number
  readonly T: number
  readonly r: number
  readonly q: number
  readonly sigma: number
  readonly steps: number
}

withOracle<OracleFamily<In>>('crr_binomial', ({ cases }) => {
  itAgrees(
    cases,
    vector => `${vector.in.style} on ${vector.in.underlying}`,
    ({ style, type, S, K, T, r, q, sigma: vol, steps, underlying: on }) => {
      const terms = { right: type, exercise: style, strike: K, years: T, sigma: vol, rate: r, steps } as const
      const option: SpotTreeOption | FutureTreeOption =
        on === 'spot'
          ? { ...terms, underlying: on, spot: S, dividendYield: q }
          : { ...terms, underlying: on, forward: S }
      return { ...binomialTree(option) }
    },
  )
})
