import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bsm } from '../../../../engine/pricing/options/bsm.ts'
import { callByParity } from '../../../../engine/pricing/options/put-call-parity.ts'
import { holds, moneyness, rate, sigma, underlying, years } from '../arbitrary.ts'

describe('put-call parity', () => {
  it('holds between the prices of Black-Scholes-Merton', () => {
    holds(
      fc.property(underlying, moneyness, years, sigma, rate, (spot, m, t, vol, r) => {
        const strike = spot * m
        const call = callByParity(spot, bsm('put', spot, strike, t, vol, r), strike, r, t)
        expect(call / spot).toBeCloseTo(bsm('call', spot, strike, t, vol, r) / spot, 10)
      }),
    )
  })

  it('names the input that is no use', () => {
    expect(() => callByParity(-1, 1, 1, 0, 1)).toThrow('field spot: "-1"')
    expect(() => callByParity(1, 1, 1, Number.NaN, 1)).toThrow('field rate: "NaN"')
  })
})
