/** The session that an instant belongs to. */

import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { sessionAt, sessionIndexAt } from '../../../engine/model/market.ts'

const sessions = [
  { day: 1, close: 100 },
  { day: 2, close: 200 },
  { day: 5, close: 500 },
]

describe('the session of an instant', () => {
  it.each([
    [-1, 0],
    [99, 0],
    [100, 0],
    [101, 1],
    [200, 1],
    [201, 2],
    [500, 2],
    [501, 3],
  ])('%i is number %i: the first that closes no earlier', (time, index) => {
    expect(sessionIndexAt(sessions, time)).toBe(index)
  })

  it('is given whole', () => {
    expect(sessionAt(sessions, 150)).toEqual({ day: 2, close: 200 })
  })

  it('beyond the calendar is an error that names the instant', () => {
    expect(() => sessionAt(sessions, 501)).toThrow(DataError)
    expect(() => sessionAt([], Date.UTC(2009, 9, 27))).toThrow('"2009-10-27T00:00:00.000Z"')
  })
})
