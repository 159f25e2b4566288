/** Whole numbers that earn most: what every way to choose them earns at best. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { mostOf, type Programme } from '../../../engine/margin/integer-programme.ts'

const CELLS = 1e9

/** Small programmes in which every number has a ceiling of its own. */
const anyProgramme: fc.Arbitrary<Programme> = fc.integer({ min: 1, max: 4 }).chain(width =>
  fc
    .record({
      earns: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: width, maxLength: width }),
      more: fc.array(
        fc.tuple(
          fc.array(fc.integer({ min: -4, max: 5 }), { minLength: width, maxLength: width }),
          fc.integer({ min: 0, max: 12 }),
        ),
        { maxLength: 5 },
      ),
    })
    .map(({ earns, more }) => ({
      earns,
      rows: [...earns.map((_, i) => earns.map((__, j) => Number(i === j))), ...more.map(([row]) => row)],
      limits: [...earns.map(() => 5), ...more.map(([, limit]) => limit)],
      whole: earns.map(() => true),
    })),
)

const dot = (row: readonly number[], x: readonly number[]): number =>
  row.reduce((sum, one, i) => sum + one * (x[i] ?? 0), 0)

function mostByTrying({ earns, rows, limits }: Programme): number {
  let best = 0
  for (let code = 0; code < 6 ** earns.length; code++) {
    const x = earns.map((_, i) => Math.floor(code / 6 ** i) % 6)
    if (rows.every((row, r) => dot(row, x) <= (limits[r] ?? 0))) best = Math.max(best, dot(earns, x))
  }
  return best
}

describe('the most of whole numbers under ceilings', () => {
  test.prop([anyProgramme], { numRuns: 500 })('is that of the best way to choose them', programme => {
    const found = mostOf(programme, CELLS)
    const x = (found?.x ?? []).map(Math.round)
    expect(found?.isMost).toBe(true)
    for (const [r, row] of programme.rows.entries())
      expect(dot(row, x)).toBeLessThanOrEqual(programme.limits[r] ?? 0)
    expect(dot(programme.earns, x)).toBe(mostByTrying(programme))
  })

  test.prop([anyProgramme])('is none where it was earned already', programme => {
    expect(mostOf(programme, CELLS, mostByTrying(programme))).toBeNull()
  })

  it('may be the best known when the search is cut short', () => {
    const knapsack: Programme = {
      earns: [5, 4, 3],
      rows: [
        [2, 3, 1],
        [4, 1, 2],
        [3, 4, 2],
      ],
      limits: [5, 11, 8],
      whole: [true, true, true],
    }
    expect(mostOf(knapsack, 1)?.isMost).toBeDefined()
    expect(mostOf(knapsack, 0)).toEqual({ x: [], isMost: false })
  })
})
