import { describe, expect, it } from 'vitest'
import { conversionValue } from '../../../../engine/pricing/bonds/conversion-value.ts'

describe('the conversion value', () => {
  it('is that of the shares that the face buys at the conversion price', () => {
    expect(conversionValue(42, 1000, 50)).toBe(840)
    expect(conversionValue(50, 1000, 50)).toBe(1000)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a conversion price of %f', price => {
    expect(() => conversionValue(42, 1000, price)).toThrow('field conversionPrice')
  })
})
