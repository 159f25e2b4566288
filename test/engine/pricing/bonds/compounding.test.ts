/** Growth at a rate that compounds. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import { growthFactor, yearsToGrow } from '../../../../engine/pricing/bonds/compounding.ts'
import { holds, rate, underlying, years } from '../arbitrary.ts'

describe('compound growth', () => {
  it.each([
    [0.1, 2, 1.21],
    [0, 7, 1],
    [-0.5, 1, 0.5],
    [0.21, 0.5, 1.1],
    [0.1, -1, 1 / 1.1],
  ])('at %f over %f years makes %f of 1', (r, t, grown) => {
    expect(growthFactor(r, t)).toBeCloseTo(grown, 14)
  })

  it('reaches an amount in the years that it takes', () => {
    holds(
      fc.property(underlying, rate, years, (from, r, t) => {
        fc.pre(Math.abs(r) > 1e-4)
        expect(yearsToGrow(from, from * growthFactor(r, t), r)).toBeCloseTo(t, 8)
      }),
    )
  })

  it('reaches nothing at a rate of 0', () => {
    expect(yearsToGrow(100, 200, 0)).toBeNull()
  })

  it('refuses what cannot compound', () => {
    expect(() => growthFactor(-1, 1)).toThrow(DataError)
    expect(() => growthFactor(0.1, Number.NaN)).toThrow('field years')
    expect(() => yearsToGrow(0, 1, 0.1)).toThrow('field from: "0"')
  })
})
