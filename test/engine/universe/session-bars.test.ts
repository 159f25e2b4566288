/** Bars of whole sessions: what they are made of, and when they are known. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BAR_FIELDS, type BarColumns } from '../../../engine/model/block.ts'
import { SessionBars } from '../../../engine/universe/session-bars.ts'
import { anyCuts, barsOf, cutInto } from './columns.ts'

/** Sessions of 10 units of time. */
const sessionOf = (time: number) => ({ day: Math.ceil(time / 10), close: 10 * Math.ceil(time / 10) })

const rowsOf = (bars: BarColumns) =>
  Array.from({ length: bars.length }, (_, row) =>
    Object.fromEntries(BAR_FIELDS.map(field => [field, bars[field][row]])),
  )

describe('bars by session', () => {
  it('take the first open, the extremes, the last close and settlement, and all the volume', () => {
    const bars = barsOf('GC', [
      { time: 11, open: 5, high: 7, low: 4, close: 6, volume: 10 },
      { time: 14, open: 6, high: 9, low: 5, close: 8, volume: 20, settlement: 8.5 },
      { time: 20, open: 8, high: 8, low: 3, close: 4, volume: 30 },
    ])
    expect(rowsOf(new SessionBars('GC', sessionOf).take(bars, 20))).toEqual([
      { time: 20, open: 5, high: 9, low: 3, close: 4, settlement: 8.5, volume: 60 },
    ])
  })

  it('pass over what a bar does not say', () => {
    const bars = barsOf('GC', [
      { time: 11, close: 6 },
      { time: 12, high: 7, volume: 2 },
      { time: 13, open: 5 },
    ])
    expect(rowsOf(new SessionBars('GC', sessionOf).take(bars, 20))).toEqual([
      { time: 20, open: 5, high: 7, low: Number.NaN, close: 6, settlement: Number.NaN, volume: 2 },
    ])
  })

  it('are known when the session ends, not when its last bar does, and not for sessions without bars', () => {
    const source = new SessionBars('GC', sessionOf)
    expect(rowsOf(source.take(barsOf('GC', [{ time: 12, close: 1 }]), 19))).toEqual([])
    expect(rowsOf(source.take(barsOf('GC', []), 20)).map(row => row.time)).toEqual([20])
    expect(rowsOf(source.take(barsOf('GC', [{ time: 45, close: 1 }]), 60)).map(row => row.time)).toEqual([50])
  })

  it('are the same however the bars are cut into blocks', () => {
    const anyBars = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }).map(times =>
      barsOf(
        'GC',
        times
          .sort((a, b) => a - b)
          .map(time => ({ time, open: time, high: time % 7, low: -(time % 5), close: time, volume: time })),
      ),
    )
    fc.assert(
      fc.property(anyBars, anyCuts(60), (bars, cuts) => {
        const source = new SessionBars('GC', sessionOf)
        const seen = cutInto(cuts, 60, [bars], []).flatMap(block =>
          rowsOf(source.take(block.bars.get('GC') ?? barsOf('GC', []), block.until)),
        )
        expect(seen).toEqual(rowsOf(new SessionBars('GC', sessionOf).take(bars, 60)))
      }),
      { seed: 41 },
    )
  })
})
