/** Options on a board. */

import { describe, expect, it } from 'vitest'
import { Board } from '../../../engine/model/board.ts'
import type { StatedInterest } from '../../../engine/pricing/american/valuation.ts'
import {
  type PricedOption,
  pricedExpiry,
  pricedOption,
  rowOf,
} from '../../../strategies/chain/priced-option.ts'
import { demoMarket } from '../../fixtures/demo.ts'
import { runBook, scripted } from '../../fixtures/run-book.ts'

describe('the row of an option', () => {
  const board = new Board(
    Float64Array.from([...[100, 0, 0, 1, 2], ...[105, 0, 0, -1, 3], ...[110, 0, 0, 4, -1]]),
  )

  it.each([
    ['call', 110, 4],
    ['put', 110, -1],
    ['call', 111, -1],
  ] as const)('of the %s at %d is %d', (right, strike, row) => {
    expect(rowOf(board, right, strike)).toBe(row)
  })
})

describe('a priced option', async () => {
  const market = demoMarket(60)
  const product = market.option('OG')
  const deltas = async (interest: StatedInterest | null): Promise<Map<string, PricedOption>> => {
    const found = new Map<string, PricedOption>()
    const strategy = scripted('OG', wake => {
      const chain = wake.chain('OG')
      for (const rows of chain?.expiries.slice(1, 3) ?? []) {
        const expiry = chain && pricedExpiry(chain, rows, interest && { product, interest })
        for (const strike of expiry?.board.strikes().slice(4, 12) ?? []) {
          for (const right of ['call', 'put'] as const) {
            const one = chain && expiry && pricedOption(chain, expiry, right, strike)
            if (one) found.set(`${wake.time} ${one.option.id}`, one)
          }
        }
      }
      return []
    })
    await runBook({ market, strategy, from: '2009-02-02', to: '2009-02-03' })
    return found
  }

  it('has the delta of an American option where an interest is stated, and else the one without', async () => {
    const [plain, nothing, american] = [
      await deltas(null),
      await deltas({ ratePercent: 0, yieldPercent: 0 }),
      await deltas({ ratePercent: 5, yieldPercent: 0 }),
    ]
    expect(plain.size).toBeGreaterThan(20)
    expect(nothing).toEqual(plain)
    let moved = 0
    for (const [key, one] of american) {
      const other = plain.get(key)
      expect(one.price).toBe(other?.price)
      expect(Math.abs(one.delta - (other?.delta ?? 9))).toBeLessThan(0.02)
      if (one.delta !== other?.delta) moved++
    }
    expect(moved).toBeGreaterThan(20)
  })
})
