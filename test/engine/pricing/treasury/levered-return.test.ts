import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  approximateLeveredReturn,
  distanceToCall,
  greatestLeverage,
  leveredReturn,
  spreadForReturn,
} from '../../../../engine/pricing/treasury/levered-return.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds } from '../arbitrary.ts'

const bare = { haircutFraction: 0, marginFraction: 0.0175 }

describe('a levered basis trade', () => {
  it('earns the spread as many times as it is levered, and what cash earns', () => {
    const rates = { impliedRepo: 0.046, repo: 0.043, cash: 0.043 }
    expect(leveredReturn({ ...bare, leverage: 50 }, rates)).toBeCloseTo(0.193, 12)
    expect(approximateLeveredReturn(50, 0.003, 0.043)).toBeCloseTo(0.193, 12)
    // A haircut of 1 % ties up a tenth of the equity at ten times, which bears the implied rate and no repo.
    const haircut = { leverage: 10, haircutFraction: 0.01, marginFraction: 0.01 }
    expect(leveredReturn(haircut, { impliedRepo: 0.05, repo: 0.04, cash: 0.03 })).toBeCloseTo(
      0.5 - 9.9 * 0.04 + 0.9 * 0.03,
      12,
    )
  })

  it('is the approximation where one rate rules', () => {
    const fraction = fc.double({ min: 0, max: 0.02, noNaN: true })
    holds(
      fc.property(
        fc.double({ min: 1, max: 25, noNaN: true }),
        fraction,
        fraction,
        fc.double({ min: -0.01, max: 0.1, noNaN: true }),
        fc.double({ min: -0.01, max: 0.01, noNaN: true }),
        (leverage, haircutFraction, marginFraction, rate, spread) => {
          const capital = { leverage, haircutFraction, marginFraction }
          const rates = { impliedRepo: rate + spread, repo: rate, cash: rate }
          expect(leveredReturn(capital, rates)).toBeCloseTo(
            approximateLeveredReturn(leverage, spread, rate),
            12,
          )
          const needed = spreadForReturn(0.15, leverage, rate)
          expect(approximateLeveredReturn(leverage, needed, rate)).toBeCloseTo(0.15, 12)
        },
      ),
    )
  })

  it.each([
    [20, 0, 75],
    [20, 0.043, 53.5],
    [50, 0, 30],
    [56, 0, 26.8],
  ])('of %d times needs, with cash at %d, %d bp for 15 %', (leverage, cash, basisPoints) => {
    expect(1e4 * spreadForReturn(0.15, leverage, cash)).toBeCloseTo(basisPoints, 1)
  })

  it('is called after a move that shrinks with leverage, and at once at the greatest', () => {
    expect(distanceToCall({ ...bare, leverage: 20 })).toBeCloseTo(0.0325, 12)
    expect(distanceToCall({ ...bare, leverage: 50 })).toBeCloseTo(0.0025, 12)
    expect(distanceToCall({ ...bare, leverage: 100 })).toBeLessThan(0)
    const most = greatestLeverage({ haircutFraction: 0.02, marginFraction: 0.005 })
    expect(most).toBeCloseTo(40, 12)
    expect(distanceToCall({ leverage: most ?? 0, haircutFraction: 0.02, marginFraction: 0.005 })).toBeCloseTo(
      0,
      12,
    )
    expect(greatestLeverage({ haircutFraction: 0, marginFraction: 0 })).toBeNull()
  })

  it('needs equity for haircut and margin', () => {
    const rates = { impliedRepo: 0.05, repo: 0.04, cash: 0.04 }
    expect(() => leveredReturn({ ...bare, leverage: 60 }, rates)).toThrow('field leverage: "60"')
    expect(() => leveredReturn({ ...bare, leverage: 0 }, rates)).toThrow('field leverage: "0"')
    expect(() => spreadForReturn(0.15, -1, 0)).toThrow('field leverage: "-1"')
  })

  it('may use all of its equity', () => {
    const full = { leverage: 40, haircutFraction: 0.02, marginFraction: 0.005 }
    const rates = { impliedRepo: 0.05, repo: 0.04, cash: 0.04 }
    expect(leveredReturn(full, rates)).toBeCloseTo(0.44, 12)
  })
})

type Row = {
  readonly rf: number
  readonly L: number
  readonly netSpread_bp: number
  readonly roeExcess_pct: number
  readonly roeTotal_pct: number
}

withOracle<readonly Row[]>('leverage-return', rows => {
  it('agrees with the table of leverage and spread', () => {
    expect(rows.length).toBeGreaterThan(50)
    for (const { rf, L, netSpread_bp, roeExcess_pct, roeTotal_pct } of rows) {
      const spread = netSpread_bp / 1e4
      expect(100 * approximateLeveredReturn(L, spread, 0)).toBeCloseTo(roeExcess_pct, 9)
      expect(100 * approximateLeveredReturn(L, spread, rf)).toBeCloseTo(roeTotal_pct, 9)
      const capital = { leverage: L, haircutFraction: 0, marginFraction: 0.01 }
      const rates = { impliedRepo: rf + spread, repo: rf, cash: rf }
      expect(100 * leveredReturn(capital, rates)).toBeCloseTo(roeTotal_pct, 9)
    }
  })
})
