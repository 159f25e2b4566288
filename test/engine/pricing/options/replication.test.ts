/** One binomial step: an option made of stock and debt. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import { replicate } from '../../../../engine/pricing/options/replication.ts'
import { holds, moneyness, right, underlying } from '../arbitrary.ts'
import { binomialTree } from '../reference-tree.ts'

/** J. Hull's first example: 20 goes to 22 or 18, a call at 21, 12 % continuous for three months. */
const HULL = {
  right: 'call',
  spot: 20,
  up: 22,
  down: 18,
  strike: 21,
  growth: Math.exp(0.12 * 0.25),
} as const

describe('a binomial step', () => {
  it("values Hull's call at 0.633 with a quarter of a share", () => {
    const { price, hedgeRatio, probabilityUp } = replicate(HULL)
    expect(price).toBeCloseTo(0.633, 3)
    expect(hedgeRatio).toBe(0.25)
    expect(probabilityUp).toBeCloseTo(0.6523, 4)
  })

  it('costs as a copy what it is worth by expectation, and the copy pays what the option pays', () => {
    const move = fc.double({ min: 1.01, max: 2, noNaN: true })
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true })
    holds(
      fc.property(right, underlying, moneyness, move, move, share, (side, spot, m, up, down, p) => {
        const step = { right: side, spot, up: spot * up, down: spot / down, strike: spot * m }
        const growth = (p * step.up + (1 - p) * step.down) / spot
        const copy = replicate({ ...step, growth })
        expect(copy.cost / spot).toBeCloseTo(copy.price / spot, 10)
        expect(copy.probabilityUp).toBeCloseTo(p, 9)
        for (const stock of [step.up, step.down]) {
          const owned = copy.hedgeRatio * stock - copy.debt * growth
          const paid = Math.max(side === 'call' ? stock - step.strike : step.strike - stock, 0)
          expect(owned / spot).toBeCloseTo(paid / spot, 9)
        }
      }),
    )
  })

  it('is the tree of one step when up and down are those of the tree', () => {
    const move = Math.exp(0.3 * Math.sqrt(0.5))
    const step = {
      right: 'put',
      spot: 50,
      up: 50 * move,
      down: 50 / move,
      strike: 52,
      growth: Math.exp(0.02),
    } as const
    const option = { right: 'put', exercise: 'european', spot: 50, strike: 52, years: 0.5 } as const
    const tree = binomialTree({ ...option, sigma: 0.3, rate: 0.04, dividendYield: 0 }, 1)
    expect(replicate(step).price).toBeCloseTo(tree.price, 12)
    expect(replicate(step).probabilityUp).toBeCloseTo(tree.p, 12)
  })

  it.each([
    ['money that beats the stock', { growth: 1.2 }],
    ['a stock that beats money', { growth: 0.8 }],
    ['up below down', { up: 18, down: 22 }],
    ['no number', { spot: Number.NaN }],
  ])('refuses %s', (_, change) => {
    expect(() => replicate({ ...HULL, ...change })).toThrow(DataError)
  })
})
