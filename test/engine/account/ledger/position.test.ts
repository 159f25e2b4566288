/** The four ways in which a fill meets what is held. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFill, type Holding } from '../../../../engine/account/ledger/position.ts'

describe('a fill', () => {
  it.each([
    ['opens a long', [0, 0], [2, 10], 'increase', [2, 10]],
    ['opens a short', [0, 0], [-2, 10], 'increase', [-2, 10]],
    ['increases a long at the average price', [2, 10], [1, 13], 'increase', [3, 11]],
    ['increases a short at the average price', [-1, 10], [-3, 6], 'increase', [-4, 7]],
    ['reduces a long and leaves its price', [3, 10], [-1, 99], 'reduce', [2, 10]],
    ['reduces a short and leaves its price', [-3, 10], [2, 99], 'reduce', [-1, 10]],
    ['closes a long', [3, 10], [-3, 99], 'close', [0, 0]],
    ['closes a short', [-3, 10], [3, 99], 'close', [0, 0]],
    ['flips a long into a short at its own price', [1, 10], [-3, 12], 'flip', [-2, 12]],
    ['flips a short into a long at its own price', [-1, 10], [3, 8], 'flip', [2, 8]],
    ['increases at a price of zero', [-1, 0.4], [-1, 0], 'increase', [-2, 0.2]],
    ['increases at a price below zero', [1, -30], [1, -40], 'increase', [2, -35]],
  ] as const)('%s', (_, [quantity, priceEntry], [traded, price], kind, [after, entry]) => {
    expect(applyFill({ quantity, priceEntry }, traded, price)).toEqual({
      kind,
      after: { quantity: after, priceEntry: entry },
    })
  })

  it('leaves what was held as it was', () => {
    const held: Holding = Object.freeze({ quantity: 1, priceEntry: 10 })
    applyFill(held, 1, 12)
    expect(held).toEqual({ quantity: 1, priceEntry: 10 })
  })

  it('never loses a contract, and enters between the prices it was increased at', () => {
    const anyFill = fc.record({
      quantity: fc.integer({ min: -9, max: 9 }).filter(quantity => quantity !== 0),
      price: fc.integer({ min: 1, max: 100 }),
    })
    fc.assert(
      fc.property(fc.array(anyFill, { maxLength: 20 }), fills => {
        let held: Holding = { quantity: 0, priceEntry: 0 }
        let total = 0
        for (const { quantity, price } of fills) {
          held = applyFill(held, quantity, price).after
          total += quantity
          expect(held.quantity).toBe(total)
          if (total === 0) expect(held.priceEntry).toBe(0)
          else {
            expect(held.priceEntry).toBeGreaterThanOrEqual(Math.min(...fills.map(fill => fill.price)) - 1e-9)
            expect(held.priceEntry).toBeLessThanOrEqual(Math.max(...fills.map(fill => fill.price)) + 1e-9)
          }
        }
      }),
      { seed: 41 },
    )
  })
})
