/** The account's requirement: the products' in its own currency. */

import { describe, expect, it } from 'vitest'
import { accountRequirement, equityFor } from '../../../engine/margin/requirement.ts'
import type { ProductRequirement } from '../../../engine/model/margin-model.ts'
import { type Minor, minor } from '../../../engine/model/money.ts'

const product = (
  id: string,
  currency: string,
  amounts: readonly [number, number, number],
): ProductRequirement => ({
  product: id,
  currency,
  initial: minor(amounts[0]),
  maintenance: minor(amounts[1]),
  premiumIncluded: minor(amounts[2]),
  structures: [{ structure: 'strangle', lots: 1 }],
  scenario: null,
})

const rates: Readonly<Record<string, number>> = { USD: 1, EUR: 1.5 }
const inDollars = (amount: Minor, currency: string): Minor =>
  minor(Math.round(amount * (rates[currency] ?? 0)))

describe('the requirement of an account', () => {
  const products = [product('ODAX', 'EUR', [1000, 800, 100]), product('OG', 'USD', [3500, 2500, 0])]

  it('adds the products up in its currency and keeps each in its own', () => {
    expect(accountRequirement(products, inDollars)).toEqual({
      initial: 5000,
      maintenance: 3700,
      premiumIncluded: 150,
      products,
    })
  })

  it('is nothing for nothing', () => {
    expect(accountRequirement([], inDollars)).toMatchObject({
      initial: 0,
      maintenance: 0,
      premiumIncluded: 0,
    })
  })

  it('asks of equity what is not owed as premium already', () => {
    const requirement = accountRequirement(products, inDollars)
    expect(equityFor(requirement, 'initial')).toBe(4850)
    expect(equityFor(requirement, 'maintenance')).toBe(3550)
  })

  it('asks of equity the value of long options besides, which lies in it but covers nothing', () => {
    const paid = accountRequirement([product('OG', 'USD', [0, 0, -1600])], inDollars)
    expect(equityFor(paid, 'initial')).toBe(1600)
  })
})
