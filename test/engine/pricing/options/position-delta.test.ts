import { describe, expect, it } from 'vitest'
import { positionDelta } from '../../../../engine/pricing/options/position-delta.ts'

describe('the delta of a position', () => {
  it('adds its legs by quantity, without float dust', () => {
    expect(
      positionDelta([
        { quantity: 1, delta: 0.17 },
        { quantity: 1, delta: -0.19 },
      ]),
    ).toBe(-0.02)
  })

  it('is the opposite for the writer', () => {
    expect(
      positionDelta([
        { quantity: -3, delta: 0.17 },
        { quantity: -3, delta: -0.2 },
      ]),
    ).toBe(0.09)
    expect(positionDelta([])).toBe(0)
  })
})
