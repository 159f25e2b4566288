import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Right } from '../../../../engine/model/instrument.ts'
import { black76 } from '../../../../engine/pricing/options/black76.ts'
import { bsm } from '../../../../engine/pricing/options/bsm.ts'
import {
  type Black76Quote,
  type BsmQuote,
  type ImpliedVol,
  impliedVol,
} from '../../../../engine/pricing/options/implied-vol.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds, moneyness, rate, right, sigma, underlying, years } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'

const quote = (side: Right, forward: number, strike: number, price: number, t = 1): Black76Quote => ({
  model: 'black76',
  right: side,
  forward,
  strike,
  years: t,
  price,
})

describe('implied volatility', () => {
  it("is 24.16 % and 20.40 % for the gold strangle of October 2009 (the deck's premiums)", () => {
    expect(impliedVol(quote('call', 1056.3, 1110, 6, 19 / 365)).sigma).toBeCloseTo(0.2416, 4)
    expect(impliedVol(quote('put', 1057.5, 1025, 5.6, 15 / 365)).sigma).toBeCloseTo(0.204, 4)
  })

  it.each<[string, Black76Quote, ImpliedVol]>([
    ['of no value', quote('call', 100, 120, 0), { status: 'atIntrinsic', sigma: 0 }],
    ['at intrinsic value', quote('put', 100, 120, 20), { status: 'atIntrinsic', sigma: 0 }],
    ['below intrinsic value', quote('put', 100, 120, 19.99), { status: 'belowIntrinsic', sigma: null }],
    ['at the forward', quote('call', 100, 120, 100), { status: 'aboveMax', sigma: null }],
    ['at the strike', quote('put', 100, 120, 120), { status: 'aboveMax', sigma: null }],
    ['above intrinsic value at expiry', quote('put', 100, 120, 21, 0), { status: 'aboveMax', sigma: null }],
  ])('says what is wrong with an option %s', (_what, option, answer) => {
    expect(impliedVol(option)).toEqual(answer)
  })

  it.each([
    ['one in 1e290', 'call', 4000, 8000, 0.0191],
    ['at the money to the last digit', 'put', 100, 100, 1e-12],
    ['within rounding of the money', 'call', 100, 100 + 1e-13, 1e-15],
    ['of strike 1e259', 'call', 1, 1e259, 30],
    ['close to its bound', 'call', 100, 90, 6],
  ] as const)('comes back from an option %s', (_what, side, forward, strike, vol) => {
    const { sigma: found } = impliedVol(quote(side, forward, strike, black76(side, forward, strike, 1, vol)))
    expect((found ?? 0) / vol).toBeCloseTo(1, 12)
  })

  it('gives back the price of an option on a future', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, rate, (side, forward, m, t, vol, r) => {
        const strike = forward * m
        const price = black76(side, forward, strike, t, vol, r)
        const answer = impliedVol({
          model: 'black76',
          right: side,
          forward,
          strike,
          years: t,
          rate: r,
          price,
        })
        const isOut = strike > forward === (side === 'call')
        const again = black76(side, forward, strike, t, answer.sigma ?? 0, r)
        expect(Math.abs(again - price)).toBeLessThanOrEqual(
          isOut ? 2e-12 * price : 4e-15 * (forward + strike),
        )
      }),
      2000,
    )
  })

  it('gives back the price of an option on a spot', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, rate, rate, (side, spot, m, t, vol, r, q) => {
        const strike = spot * m
        const price = bsm(side, spot, strike, t, vol, r, q)
        const option: BsmQuote = {
          model: 'bsm',
          right: side,
          spot,
          strike,
          years: t,
          rate: r,
          dividendYield: q,
          price,
        }
        const again = bsm(side, spot, strike, t, impliedVol(option).sigma ?? 0, r, q)
        expect(Math.abs(again - price)).toBeLessThanOrEqual(4e-15 * (spot + strike))
      }),
      2000,
    )
  })

  it('rises with the price', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, (side, forward, m, t, vol) => {
        const price = black76(side, forward, forward * m, t, vol)
        const low = impliedVol(quote(side, forward, forward * m, price, t)).sigma
        const high = impliedVol(quote(side, forward, forward * m, price * (1 + 1e-6), t)).sigma
        if (low !== null && high !== null) expect(high).toBeGreaterThanOrEqual(low)
      }),
    )
  })

  it('names the input that is no use', () => {
    expect(() => impliedVol(quote('call', 100, 120, Number.NaN))).toThrow('field price: "NaN"')
    expect(() => impliedVol(quote('call', -1, 120, 2))).toThrow('field forward: "-1"')
  })
})

interface In {
  readonly model: 'black76' | 'bsm'
  readonly type: Right
  readonly F: number
  readonly S: number
  readonly K: number
  readonly T: number
  readonly r: number
  readonly q: number
  readonly price: number
}

const STATUS = {
  ok: 'ok',
  belowIntrinsic: 'below_intrinsic',
  atIntrinsic: 'at_intrinsic',
  aboveMax: 'above_max',
} as const

withOracle<OracleFamily<In>>('implied_vol', ({ cases }) => {
  itAgrees(
    cases,
    vector => vector.tag ?? '',
    ({ model, type, F, S, K, T, r, q, price }) => {
      const terms = { right: type, strike: K, years: T, rate: r, price }
      const answer = impliedVol(
        model === 'bsm' ? { model, spot: S, dividendYield: q, ...terms } : { model, forward: F, ...terms },
      )
      return { status: STATUS[answer.status], sigma: answer.sigma }
    },
  )
})
