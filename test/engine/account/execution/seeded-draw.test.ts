/** Chance by seed and name. */

import { describe, expect, it } from 'vitest'
import { seededDraw } from '../../../../engine/account/execution/seeded-draw.ts'

const COUNT = 20_000
const draws = (of: (i: number) => number) => Array.from({ length: COUNT }, (_, i) => of(i))
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length

describe('a seeded draw', () => {
  it('is the hash that another language computes', () => {
    expect(seededDraw(1, 14_500, 'OG 2009-10-27 C 1110', 1) * 4_294_967_296).toBe(1_625_081_164)
    expect(seededDraw(7, 'a') * 4_294_967_296).toBe(1_193_544_742)
  })

  it('depends on every part and on where one ends', () => {
    const same = seededDraw(1, 14_500, 'OG', 12)
    for (const other of [
      seededDraw(2, 14_500, 'OG', 12),
      seededDraw(1, 14_501, 'OG', 12),
      seededDraw(1, 14_500, 'OH', 12),
      seededDraw(1, 14_500, 'OG', 13),
      seededDraw(1, 14_500, 'OG1', 2),
      seededDraw(11, 4500, 'OG', 12),
    ])
      expect(other).not.toBe(same)
  })

  it.each([
    ['seeds', (i: number) => seededDraw(i, 14_500, 'OG 2009-10-27 C 1110', 1)],
    ['days', (i: number) => seededDraw(1, i, 'OG 2009-10-27 C 1110', 1)],
    ['strikes', (i: number) => seededDraw(1, 14_500, `OG 2009-10-27 C ${i}`, 1)],
    ['contracts', (i: number) => seededDraw(1, 14_500, 'OG 2009-10-27 C 1110', i)],
  ])('is uniform and unrelated over %s', (_, of) => {
    const list = draws(of)
    expect(Math.min(...list)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...list)).toBeLessThan(1)
    expect(Math.abs(mean(list) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * COUNT))
    expect(Math.abs(mean(list.map(x => x * x)) - 1 / 3)).toBeLessThan(0.01)
    const pairs = list.slice(1).map((x, i) => 12 * (x - 0.5) * ((list[i] ?? 0) - 0.5))
    expect(Math.abs(mean(pairs))).toBeLessThan(4 / Math.sqrt(COUNT))
    const tenths = Array.from({ length: 10 }, (_, k) => list.filter(x => Math.floor(10 * x) === k).length)
    const chiSquare = tenths.reduce((sum, n) => sum + ((n - COUNT / 10) * (n - COUNT / 10)) / (COUNT / 10), 0)
    expect(chiSquare).toBeLessThan(28)
  })
})
