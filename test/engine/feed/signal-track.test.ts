/** The cursor over the rows that signals have values on. */

import { describe, expect, it } from 'vitest'
import { SignalTrack } from '../../../engine/feed/signal-track.ts'

const TIMES = Float64Array.from([10, 20, 30])
const rows = (...indices: readonly number[]) => Int32Array.from(indices)

describe('a track of signals', () => {
  it('waits for the rows at which a signal speaks', () => {
    const track = new SignalTrack()
    track.load(TIMES, rows(1, 2))
    expect(track.nextWake()).toBe(20)
    track.moveTo(20)
    expect(track.nextWake()).toBe(30)
    track.moveTo(30)
    expect(track.nextWake()).toBe(Infinity)
  })

  it('skips speaking rows that it was moved past', () => {
    const track = new SignalTrack()
    track.load(TIMES, rows(0, 1))
    track.moveTo(25)
    expect(track.nextWake()).toBe(Infinity)
  })

  it.each([
    [9, -1, -1],
    [10, 0, 0],
    [19, 0, -1],
    [99, 2, -1],
  ])('at %i knows the latest row and whether one is of this instant', (time, latest, now) => {
    const track = new SignalTrack()
    track.load(TIMES, rows())
    track.moveTo(time)
    expect([track.row(), track.rowAt(time)]).toEqual([latest, now])
  })
})
