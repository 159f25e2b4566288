/** Columns: cutting them, and finding a time in them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BAR_FIELDS,
  CHAIN_FLOATS,
  cutBars,
  cutChain,
  emptyBars,
  emptyChain,
  firstAfter,
} from '../../../engine/model/block.ts'

describe('the first row after a time', () => {
  it.each([
    [0, 0],
    [10, 1],
    [15, 1],
    [20, 4],
    [29, 4],
    [30, 5],
    [31, 5],
  ])('%i is row %i', (time, row) => {
    expect(firstAfter(Float64Array.of(10, 20, 20, 20, 30), time)).toBe(row)
  })

  it('is looked for between two rows when asked to', () => {
    const times = Float64Array.of(10, 20, 30, 40, 50)
    expect(firstAfter(times, 5, 2)).toBe(2)
    expect(firstAfter(times, 99, 1, 3)).toBe(3)
    expect(firstAfter(times, 35, 1, 3)).toBe(3)
    expect(firstAfter(new Float64Array(0), 1)).toBe(0)
  })

  it('is what a search from the front finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 })),
        fc.integer({ min: -1, max: 21 }),
        (list, time) => {
          const times = Float64Array.from(list).sort()
          const found = times.findIndex(one => one > time)
          expect(firstAfter(times, time)).toBe(found < 0 ? times.length : found)
        },
      ),
      { seed: 5 },
    )
  })
})

describe('an empty block', () => {
  it('has nothing in any column', () => {
    const bars = emptyBars('GC 2009-12', 3)
    for (const field of BAR_FIELDS) expect([...bars[field]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    const chain = emptyChain('OG', 2)
    for (const field of CHAIN_FLOATS) expect([...chain[field]]).toEqual([Number.NaN, Number.NaN])
    expect([bars.length, chain.length, chain.expiry.length, chain.right.length]).toEqual([3, 2, 2, 2])
  })
})

describe('a cut', () => {
  it('of bars takes the rows from the first to before the last, of every column', () => {
    const bars = emptyBars('GC 2009-12', 5)
    BAR_FIELDS.forEach((field, f) => {
      for (let row = 0; row < 5; row++) bars[field][row] = 10 * f + row
    })
    const cut = cutBars(bars, 1, 3)
    expect([cut.instrument, cut.length]).toEqual(['GC 2009-12', 2])
    BAR_FIELDS.forEach((field, f) => {
      expect([...cut[field]]).toEqual([10 * f + 1, 10 * f + 2])
    })
  })

  it('of a chain takes the rows of every column', () => {
    const chain = emptyChain('OG', 5)
    CHAIN_FLOATS.forEach((field, f) => {
      for (let row = 0; row < 5; row++) chain[field][row] = 10 * f + row
    })
    chain.expiry.set([1, 2, 3, 4, 5])
    chain.right.set([0, 1, 0, 1, 0])
    const cut = cutChain(chain, 2, 5)
    expect([cut.product, cut.length]).toEqual(['OG', 3])
    expect([...cut.expiry]).toEqual([3, 4, 5])
    expect([...cut.right]).toEqual([0, 1, 0])
    CHAIN_FLOATS.forEach((field, f) => {
      expect([...cut[field]]).toEqual([10 * f + 2, 10 * f + 3, 10 * f + 4])
    })
  })

  it('shares the memory and may be empty', () => {
    const bars = emptyBars('GC 2009-12', 3)
    const cut = cutBars(bars, 1, 3)
    bars.close[1] = 1056.3
    expect(cut.close[0]).toBe(1056.3)
    expect(cutBars(bars, 2, 2).length).toBe(0)
  })
})
