/** The cursors over the rows that signals have values on, and over those at which they speak. */

import { describe, expect, it } from 'vitest'
import { SignalTrack, SpeakingTrack } from '../../../engine/universe/signal-track.ts'

const TIMES = Float64Array.from([10, 20, 30])

const speaking = (...rows: readonly number[]): SpeakingTrack => {
  const track = new SpeakingTrack()
  track.load(TIMES, Int32Array.from(rows))
  return track
}

describe('a track of a stream', () => {
  it('waits for the rows at which a signal speaks', () => {
    const track = speaking(1, 2)
    expect([5, 20, 30].map(time => track.nextAfter(time))).toEqual([20, 30, Infinity])
  })

  it('skips speaking rows that lie behind', () => {
    expect(speaking(0, 1).nextAfter(25)).toBe(Infinity)
  })

  it('speaks at its rows and nowhere else', () => {
    const track = speaking(0, 2)
    expect([9, 10, 15, 20, 30, 31].map(time => track.speaksAt(time))).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ])
  })
})

describe('a track of signals', () => {
  it.each([
    [9, -1, -1],
    [10, 0, 0],
    [19, 0, -1],
    [99, 2, -1],
  ])('at %i knows the latest row and whether one is of this instant', (time, latest, now) => {
    const track = new SignalTrack()
    track.load(TIMES)
    track.moveTo(time)
    expect([track.row(), track.rowAt(time)]).toEqual([latest, now])
  })
})
