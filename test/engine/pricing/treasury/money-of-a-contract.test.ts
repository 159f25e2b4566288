/** Shows what is paid for a contract: the value of a settlement, and the invoice of a delivery. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invoiceOf } from '../../../../engine/pricing/treasury/invoice.ts'
import { settlementValue } from '../../../../engine/pricing/treasury/settlement-value.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds } from '../arbitrary.ts'

const terms = {
  contracts: 1000,
  multiplier: 1000,
  settlementPrice: 124.265625,
  factor: 0.8072,
  accruedDelivery: 0.877717,
}

describe('the value of a settlement', () => {
  it.each([
    [110.609375, 1000, 110_609_38],
    [110.6015625, 1000, 110_601_56],
    [103.12890625, 2000, 206_257_81],
    [118.03125, 1000, 118_031_25],
    [100.00390625, 2000, 200_007_81],
  ])('%d at %d dollars a point is %d cents', (price, multiplier, cents) => {
    expect(settlementValue(price, multiplier)).toBe(cents)
  })

  it('gives margin payments that add up', () => {
    holds(
      fc.property(fc.array(fc.integer({ min: 90 * 128, max: 140 * 128 }), { minLength: 2 }), parts => {
        const values = parts.map(part => settlementValue(part / 128, 1000))
        const paid = values.slice(1).map((value, i) => value - (values[i] ?? 0))
        const total = paid.reduce((sum, each) => sum + each, 0)
        expect(total).toBe((values.at(-1) ?? 0) - (values[0] ?? 0))
      }),
    )
  })
})

describe('an invoice', () => {
  it('rounds principal and interest of one contract, then multiplies', () => {
    // 124.265625 x 0.8072 x 1000 = 100307.2125 and 877.717
    expect(invoiceOf({ ...terms, contracts: 1 })).toEqual({
      principal: 100_307_21,
      accrued: 877_72,
      total: 101_184_93,
    })
    expect(invoiceOf(terms).total).toBe(101_184_930_00)
    expect(invoiceOf({ ...terms, contracts: 0 }).total).toBe(0)
  })

  it('grows with price, factor, interest and contracts', () => {
    const price = fc.integer({ min: 60 * 128, max: 160 * 128 }).map(parts => parts / 128)
    const factor = fc.integer({ min: 5000, max: 15_000 }).map(parts => parts / 10_000)
    const interest = fc.double({ min: 0, max: 5, noNaN: true })
    holds(
      fc.property(price, factor, interest, (settlementPrice, cf, accruedDelivery) => {
        const one = { ...terms, settlementPrice, factor: cf, accruedDelivery }
        const { total } = invoiceOf(one)
        expect(invoiceOf({ ...one, settlementPrice: settlementPrice + 1 / 128 }).total).toBeGreaterThan(total)
        expect(invoiceOf({ ...one, factor: cf + 0.0001 }).total).toBeGreaterThan(total)
        expect(invoiceOf({ ...one, accruedDelivery: accruedDelivery + 0.01 }).total).toBeGreaterThan(total)
        expect(invoiceOf({ ...one, contracts: 2000 }).total).toBe(2 * total)
      }),
    )
  })

  it('names what cannot be invoiced', () => {
    expect(() => invoiceOf({ ...terms, settlementPrice: 0 })).toThrow('field settlementPrice: "0"')
    expect(() => invoiceOf({ ...terms, factor: Number.NaN })).toThrow('field factor: "NaN"')
    expect(() => invoiceOf({ ...terms, accruedDelivery: -0.1 })).toThrow('field accruedDelivery: "-0.1"')
    expect(() => invoiceOf({ ...terms, contracts: 0.5 })).toThrow('field contracts: "0.5"')
  })
})

interface Published {
  readonly rounding: readonly {
    readonly price: number
    readonly pointValue: number
    readonly value: number
  }[]
}

withOracle<Published>('bonds-published', ({ rounding }) => {
  it('rounds settlements as the exchange does', () => {
    expect(rounding.length).toBeGreaterThan(2)
    for (const { price, pointValue, value } of rounding)
      expect(settlementValue(price, pointValue) / 100).toBe(value)
  })
})
