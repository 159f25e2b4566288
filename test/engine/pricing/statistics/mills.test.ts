import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mills, millsDrop } from '../../../../engine/pricing/statistics/mills.ts'
import { normalCdf, normalPdf } from '../../../../engine/pricing/statistics/normal.ts'
import { holds } from '../arbitrary.ts'

describe("Mills' ratio", () => {
  // 60-digit values of sqrt(pi/2) exp(z^2/2) erfc(z / sqrt 2)
  it.each([
    [0, 1.2533141373155003],
    [0.5, 0.8763644564536923],
    [1, 0.6556795424187984],
    [2.5, 0.35426511132979366],
    [4.999, 0.1928440706982449],
    [5, 0.19280810471531576],
    [20, 0.04987592598183679],
    [1e6, 9.99999999999e-7],
  ])('is right at %d', (z, ratio) => {
    expect(mills(z) / ratio).toBeCloseTo(1, 14)
  })

  it('is tail over density on both sides of zero', () => {
    holds(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), z => {
        expect((mills(z) * normalPdf(z)) / normalCdf(-z)).toBeCloseTo(1, 11)
      }),
    )
  })

  it('drops by its slope over a step too small to subtract', () => {
    for (const z of [0, 0.3, 1, 4, 9]) {
      expect(millsDrop(z, 1e-9) / (2e-9 * (1 - z * mills(z)))).toBeCloseTo(1, 12)
    }
  })

  it('drops alike by series and by difference where the one takes over', () => {
    for (const z of [0, 0.01, 0.1, 0.5, 1, 3, 9]) {
      const a = 0.05 - 1e-12
      expect(millsDrop(z, a) / (mills(z - a) - mills(z + a))).toBeCloseTo(1, 12)
    }
  })
})
