/** The numerical tools under the American method. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  gaussLegendre,
  gridOf,
  interpolate,
  sharesAt,
} from '../../../../engine/pricing/american/quadrature.ts'
import { solveLinear } from '../../../../engine/pricing/american/solve-linear.ts'
import { holds } from '../arbitrary.ts'

const sum = (list: Float64Array) => list.reduce((total, x) => total + x, 0)

describe('a Gauss-Legendre rule', () => {
  it('has the known nodes and weights of five points', () => {
    const { nodes, weights } = gaussLegendre(5)
    expect(Array.from(nodes, x => 2 * x - 1)[4]).toBeCloseTo(0.906179845938664, 14)
    expect(Array.from(weights, w => 2 * w)[0]).toBeCloseTo(0.2369268850561891, 14)
    expect(Array.from(weights, w => 2 * w)[2]).toBeCloseTo(0.5688888888888889, 14)
  })

  it.each([1, 2, 7, 16, 32])('with %d nodes integrates powers below twice as many exactly', count => {
    const { nodes, weights } = gaussLegendre(count)
    let powers = Float64Array.from(weights)
    for (let power = 0; power < 2 * count; power++) {
      expect(sum(powers)).toBeCloseTo(1 / (power + 1), 13)
      powers = powers.map((x, k) => x * (nodes[k] ?? Number.NaN))
    }
  })
})

describe('interpolation at the collocation points', () => {
  const cubic = (x: number) => x * (2 - x * (3 - 5 * x))

  it('reproduces polynomials that vanish at 0', () => {
    for (const { points } of [gridOf(6, 4), gridOf(7, 4), gridOf(16, 4)]) {
      const values = points.map(cubic)
      for (const x of [1e-6, 0.1, 0.5, 0.77, 0.9999, points[0] ?? 0, points[5] ?? 0]) {
        expect(interpolate(points, values, x)).toBeCloseTo(cubic(x), 13)
        const parts = sharesAt(points, x).map((share, j) => share * (values[j] ?? Number.NaN))
        expect(sum(parts)).toBeCloseTo(cubic(x), 13)
      }
    }
  })

  it('runs from 1 down and leaves out 0', () => {
    const { points } = gridOf(16, 4)
    expect(points.length).toBe(16)
    expect(points[0]).toBe(1)
    expect(Math.min(...points)).toBeGreaterThan(0)
  })
})

describe('a system of linear equations', () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true })

  it('is solved', () => {
    holds(
      fc.property(
        fc.array(entry, { minLength: 16, maxLength: 16 }),
        fc.array(entry, { minLength: 4, maxLength: 4 }),
        (entries, x) => {
          const matrix = Float64Array.from(entries, (value, i) => value + (i % 5 === 0 ? 50 : 0))
          const right = Float64Array.from({ length: 4 }, (_, i) =>
            x.reduce((total, value, j) => total + value * (matrix[4 * i + j] ?? Number.NaN), 0),
          )
          Array.from(solveLinear(matrix, right)).forEach((value, i) => {
            expect(value).toBeCloseTo(x[i] ?? Number.NaN, 10)
          })
        },
      ),
      100,
    )
  })

  it('is solved with a zero on the diagonal', () => {
    expect([...solveLinear(Float64Array.of(0, 2, 4, 0), Float64Array.of(6, 8))]).toEqual([2, 3])
  })
})
