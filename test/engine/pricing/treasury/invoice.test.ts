/** Shows what is paid for a contract that is delivered. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invoiceOf } from '../../../../engine/pricing/treasury/invoice.ts'
import { holds } from '../arbitrary.ts'

const terms = {
  contracts: 1000,
  multiplier: 1000,
  settlementPrice: 124.265625,
  factor: 0.8072,
  accruedDelivery: 0.877717,
}

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
