/** Warm-up: from which bar on a signal computes. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinAcross } from '../../../engine/feed/join-blocks.ts'
import { WarmUp, type WarmUpTerms } from '../../../engine/feed/warm-up.ts'
import type { MarketBlock } from '../../../engine/model/block.ts'
import { anyCuts, barsOf, chainOf, cutInto } from './columns.ts'

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
        expect(passed({ bars: count, after, until: 12 }, cuts)).toEqual(expected)
      }),
      { seed: 42 },
    )
  })

  it('counts up to its own end, which may lie within the first block of the run', () => {
    expect(passed({ bars: 2, after: 0, until: 16 }, [12])).toEqual([12, 15, 18, 21])
  })
})

async function* stream(blocks: readonly MarketBlock[]): AsyncGenerator<MarketBlock> {
  yield* blocks
}

describe('joined blocks', () => {
  it('hold the same rows, and none ends between the two instants', async () => {
    const chain = chainOf(
      'OG',
      [4, 11, 13, 25].map(time => ({ time, expiry: 9, strike: 100, right: 'put' as const, bid: time })),
    )
    await fc.assert(
      fc.asyncProperty(anyCuts(30), async cuts => {
        const joined: MarketBlock[] = []
        for await (const block of joinAcross(stream(cutInto(cuts, 30, [bars], [chain])), 8, 17))
          joined.push(block)
        const ends = joined.map(block => block.until)
        expect(ends.filter(end => end > 8 && end < 17)).toEqual([])
        expect(joined.flatMap(block => [...(block.bars.get('GC')?.close ?? [])])).toEqual([...bars.close])
        expect(joined.flatMap(block => [...(block.chains.get('OG')?.bid ?? [])])).toEqual([...chain.bid])
        expect(joined.map(block => block.after)).toEqual([Number.NEGATIVE_INFINITY, ...ends.slice(0, -1)])
      }),
      { seed: 43 },
    )
  })
})
