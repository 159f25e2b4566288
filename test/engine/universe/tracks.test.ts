/** The cursors over bars and chains. */

import { describe, expect, it } from 'vitest'
import { optionOf } from '../../../engine/model/instrument.ts'
import { BarTrack, ChainTrack } from '../../../engine/universe/tracks.ts'
import { barsOf, chainOf } from './columns.ts'

describe('a track of bars', () => {
  const bars = barsOf('GC', [
    { time: 10, close: 1 },
    { time: 20, close: 2 },
    { time: 30, close: 3 },
  ])

  it('knows nothing before its first bar', () => {
    const track = new BarTrack('GC', 'GC')
    expect([track.latest(), track.nextBar(), track.rowAt(10)]).toEqual([null, Infinity, -1])
    track.load(bars)
    track.moveTo(9)
    expect([track.latest(), track.nextBar(), track.rowAt(10)]).toEqual([null, 10, -1])
  })

  it.each([
    [10, 1, 20, 0],
    [19, 1, 20, -1],
    [20, 2, 30, 1],
    [99, 3, Infinity, -1],
  ])('at %i shows the latest bar, the next and whether one is of this instant', (time, close, next, row) => {
    const track = new BarTrack('GC', 'GC')
    track.load(bars)
    track.moveTo(time)
    expect([track.latest()?.close, track.nextBar(), track.rowAt(time)]).toEqual([close, next, row])
  })

  it('carries the last bar over into a block that starts later', () => {
    const track = new BarTrack('GC', 'GC')
    track.load(bars)
    track.moveTo(30)
    track.load(barsOf('GC', [{ time: 50, close: 5 }]))
    track.moveTo(40)
    expect([track.latest()?.time, track.rowAt(40), track.rowAt(30)]).toEqual([30, -1, -1])
    // It is shown again and again, to all that ask.
    expect(Object.isFrozen(track.latest())).toBe(true)
    track.moveTo(50)
    expect(track.latest()?.time).toBe(50)
  })
})

describe('a track of bars that a block has none of', () => {
  it('keeps its last bar alone', () => {
    const track = new BarTrack('GC', 'GC')
    track.load(barsOf('GC', [{ time: 10, close: 1 }]))
    track.moveTo(10)
    track.load(null)
    track.moveTo(99)
    expect([track.latest()?.close, track.latestTime(), track.nextBar()]).toEqual([1, 10, Infinity])
    expect(track).toHaveProperty('columns', null)
  })

  it.each([
    [9, null],
    [10, null],
    [15, 10],
    [20, 10],
    [30, 20],
    [31, 30],
  ])('knows the bar before %i', (time, before) => {
    const track = new BarTrack('GC', 'GC')
    track.load(
      barsOf(
        'GC',
        [10, 20].map(at => ({ time: at })),
      ),
    )
    track.moveTo(Math.min(time, 20))
    if (time > 20) {
      track.load(barsOf('GC', [{ time: 30 }]))
      track.moveTo(time)
    }
    expect(track.before(time)?.time ?? null).toBe(before)
  })
})

describe('a track of a chain', () => {
  const quote = (time: number, expiry: number, strike: number, right: 'call' | 'put', bid: number) => ({
    time,
    expiry,
    strike,
    right,
    bid,
    ask: bid + 1,
  })
  const chain = chainOf('OG', [
    quote(10, 5, 100, 'call', 1),
    quote(10, 5, 100, 'put', 2),
    quote(10, 5, 105, 'call', 3),
    quote(10, 6, 100, 'put', 4),
    quote(20, 5, 100, 'call', 5),
  ])
  const load = (): ChainTrack => {
    const track = new ChainTrack('OG', [1], { dayOf: () => 1, oldestDay: () => 0, seriesOf: () => undefined })
    track.load(chain)
    return track
  }

  it('shows the rows of this very instant only', () => {
    const track = load()
    expect(track.rowsAt(10)).toBeNull()
    expect(track.nextChain()).toBe(10)
    track.moveTo(10)
    expect([track.rowsAt(10), track.nextChain()]).toEqual([{ from: 0, to: 4 }, 20])
    track.moveTo(15)
    expect(track.rowsAt(15)).toBeNull()
    track.moveTo(99)
    expect([track.rowsAt(99), track.nextChain()]).toEqual([null, Infinity])
  })

  it.each([
    [5, 'call', 100, 1],
    [5, 'put', 100, 2],
    [5, 'call', 105, 3],
    [6, 'put', 100, 4],
    [5, 'put', 105, null],
    [6, 'call', 100, null],
    [5, 'call', 99, null],
    [7, 'call', 100, null],
  ] as const)('finds the quote of expiry %i, %s %i: %s', (expiry, right, strike, bid) => {
    const track = load()
    track.moveTo(10)
    expect(track.quoteAt(10, optionOf('OG', expiry, right, strike))?.bid ?? null).toBe(bid)
  })

  it('has no quote at an instant without rows', () => {
    const track = load()
    track.moveTo(20)
    expect(track.quoteAt(20, optionOf('OG', 5, 'put', 100))).toBeNull()
    expect(track.quoteAt(20, optionOf('OG', 5, 'call', 100))?.ask).toBe(6)
    track.moveTo(21)
    expect(track.quoteAt(21, optionOf('OG', 5, 'call', 100))).toBeNull()
  })
})
