/** Shows strikes without float dust, and premiums rounded to the tick of their band. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { productTermsOf } from '../../../datasets/synthetic/product-terms.ts'
import { multipleOf, strikesOf } from '../../../datasets/synthetic/strikes.ts'
import { toTick } from '../../../datasets/synthetic/tick-rounding.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { inForce, parseDay, tickAt } from '../../../engine/index.ts'
import { withOracle } from '../../fixtures/shared.ts'

describe('listed strikes', () => {
  it('lie densely near the money, round ones further out, and stay', () => {
    const strikes = strikesOf(productTermsOf('OG'))
    const first = strikes.listed(1, 1000)
    expect([first[0], first.at(-1)]).toEqual([650, 1350])
    expect(first.filter(strike => strike > 985 && strike < 1015)).toEqual([990, 995, 1000, 1005, 1010])
    expect(first).not.toContain(1075)
    const later = strikes.listed(1, 1100)
    expect(later).toEqual(expect.arrayContaining([...first, 1075]))
    expect(strikes.listed(2, 1000)).toEqual(first)
  })

  it('lie closer together where prices move less', () => {
    const reach = (id: string, forward: number): number => {
      const listed = strikesOf(productTermsOf(id)).listed(1, forward)
      return ((listed.at(-1) ?? 0) - (listed[0] ?? 0)) / forward
    }
    expect(reach('OGBL', 115)).toBeLessThan(0.3)
    expect(reach('LO', 98)).toBeGreaterThan(1)
  })

  it.each([
    [0.00005, 189, '0.00945'],
    [0.005, 283, '1.415'],
    [0.5, 231, '115.5'],
    [25, 121, '3025'],
  ])('of step %d read as people write them', (step, n, text) => {
    expect(String(multipleOf(step, n))).toBe(text)
  })
})

describe('a rounded premium', () => {
  const anyPremium = fc.double({ min: 0, max: 3, noNaN: true })

  test.prop([fc.constantFrom(...optionProducts), anyPremium])(
    'is the nearest price that its exchange allows',
    (product, size) => {
      const bands = inForce(product.ticks, parseDay('2020-01-02'), 'tick')
      const price = size * size * size * 20 * product.point
      const rounded = toTick(bands, price)
      const tick = tickAt(bands, price)
      expect(Math.abs(rounded - price)).toBeLessThanOrEqual(tick / 2 + 1e-12)
      expect(toTick(bands, rounded)).toBe(rounded)
      expect(String(rounded).length).toBeLessThan(14)
    },
  )
})

interface Contracts {
  readonly products: readonly {
    readonly id: string
    readonly strikeStep: {
      readonly '2009'?: number | string
      readonly all?: number
      readonly now?: number | string
    }
  }[]
}

withOracle<Contracts>('contracts', ({ products }) => {
  it.each(products)('gives $id its strike step', ({ id, strikeStep }) => {
    const stated = String(strikeStep['2009'] ?? strikeStep.all ?? strikeStep.now)
    expect(Number.parseFloat(stated)).toBe(productTermsOf(id).strikeStep)
  })
})
