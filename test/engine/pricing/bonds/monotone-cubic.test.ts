import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monotoneCubic } from '../../../../engine/pricing/bonds/monotone-cubic.ts'
import { holds } from '../arbitrary.ts'

const points = fc
  .array(
    fc.tuple(fc.double({ min: 0.1, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map(steps => {
    let x = 0
    return steps.map(([width, y]) => {
      x += width
      return { x, y }
    })
  })

const through = (nodes: readonly { x: number; y: number }[]) =>
  monotoneCubic(
    nodes.map(({ x }) => x),
    nodes.map(({ y }) => y),
  )

describe('the monotone cubic', () => {
  it('has the slopes that its source gives', () => {
    const curve = monotoneCubic([1, 2, 4, 5], [1, 3, 4, 8])
    // slopes 2.5 and 9 / 10.5 at the ends of the first piece, by the cubic Hermite polynomials at 0.2 of it
    expect(curve(1.2)).toBeCloseTo(0.896 + 3 * 0.104 + 2.5 * 0.128 - (9 / 10.5) * 0.032, 14)
    // 9 / 10.5 and 9 / 9.25 in the middle of the second, twice as wide
    expect(curve(3)).toBeCloseTo(3.5 + 0.25 * (9 / 10.5 - 9 / 9.25), 14)
  })

  it('is level at a turn and at an end that overshoots', () => {
    const curve = monotoneCubic([0, 1, 2], [0, 1, 0])
    expect(curve(1 - 1e-6)).toBeCloseTo(1, 11)
    expect(monotoneCubic([0, 1, 2], [0, 0.1, 4])(0.01)).toBeCloseTo(0, 3)
  })

  it('goes through its points, and between two of them from one to the other', () => {
    holds(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), (nodes, at) => {
        const curve = through(nodes)
        nodes.forEach((node, i) => {
          expect(curve(node.x)).toBe(node.y)
          const next = nodes[i + 1]
          if (next === undefined) return
          const low = curve(node.x + 0.98 * at * (next.x - node.x))
          const high = curve(node.x + (0.98 * at + 0.02) * (next.x - node.x))
          expect((high - low) * Math.sign(next.y - node.y)).toBeGreaterThan(-1e-12)
          expect(low).toBeGreaterThan(Math.min(node.y, next.y) - 1e-12)
          expect(low).toBeLessThan(Math.max(node.y, next.y) + 1e-12)
        })
      }),
    )
  })

  it('moves with its points, keeps a line, and is level outside', () => {
    holds(
      fc.property(points, fc.double({ min: -20, max: 100, noNaN: true }), (nodes, x) => {
        expect(through(nodes.map(node => ({ ...node, y: node.y + 3 })))(x)).toBeCloseTo(
          through(nodes)(x) + 3,
          10,
        )
        const [first, last] = [nodes[0], nodes.at(-1)]
        const inside = Math.min(Math.max(x, first?.x ?? 0), last?.x ?? 0)
        expect(through(nodes.map(node => ({ ...node, y: 2 * node.x })))(x)).toBeCloseTo(2 * inside, 10)
      }),
    )
  })
})
