/** Warm-up: from which bar on a signal computes. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WarmUp, type WarmUpTerms } from '../../../engine/universe/warm-up.ts'
import { anyCuts, barsOf, cutInto } from './columns.ts'

const bars = barsOf(
  'GC',
  [3, 6, 9, 12, 15, 18, 21].map(time => ({ time, close: time })),
)
const NONE = barsOf('GC', [])

/** The times that pass, over blocks that end at the cuts; the run begins after 12. */
function passed(terms: WarmUpTerms, cuts: readonly number[]): number[] {
  const warmUp = new WarmUp(terms)
  return cutInto(cuts, 30, [bars], []).flatMap(block => {
    const rows = warmUp.pass(block.bars.get('GC') ?? NONE, block.until > 12)
    return rows ? [...rows.time] : []
  })
}

describe('a warm-up', () => {
  it.each([
    [0, 0, [15, 18, 21]],
    [2, 0, [9, 12, 15, 18, 21]],
    [9, 0, [3, 6, 9, 12, 15, 18, 21]],
    [9, 6, [9, 12, 15, 18, 21]],
  ])('of %i bars later than %i lets through %j, however the blocks are cut', (count, after, expected) => {
    fc.assert(
      fc.property(anyCuts(30), cuts => {
        expect(passed({ bars: count, after, until: 12, begins: 12 }, cuts)).toEqual(expected)
      }),
      { seed: 42 },
    )
  })

  it('counts up to its own end, which may lie before the run begins', () => {
    expect(passed({ bars: 2, after: 0, until: 7, begins: 12 }, [12])).toEqual([3, 6, 9, 12, 15, 18, 21])
  })
})
