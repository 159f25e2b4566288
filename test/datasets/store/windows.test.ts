import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { type SessionRows, windowEnds } from '../../../datasets/store/windows.ts'

const day = (number: number, rows: number): SessionRows => ({ day: number, close: number * 100, rows })

describe('windows of time', () => {
  it('hold as many whole days as fit', () => {
    const days = [day(1, 40), day(2, 40), day(3, 40), day(4, 120), day(5, 10), day(6, 10)]
    expect(windowEnds(days, 0, 650, 100)).toEqual([200, 300, 400, 650])
  })

  it('are one when all rows fit, or when there are none', () => {
    expect(windowEnds([day(1, 1), day(2, 1)], 0, 200, 100)).toEqual([200])
    expect(windowEnds([], 5, 10, 100)).toEqual([10])
  })

  it('do not count days outside the stretch', () => {
    expect(windowEnds([day(1, 90), day(2, 90), day(3, 90), day(4, 90)], 100, 300, 100)).toEqual([200, 300])
  })

  it('end a day with the last of its closes', () => {
    const closes = [
      { day: 1, close: 100, rows: 60 },
      { day: 1, close: 130, rows: 60 },
      { day: 2, close: 200, rows: 60 },
    ]
    expect(windowEnds(closes, 0, 900, 100)).toEqual([130, 900])
  })

  const rows = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 30 })

  test.prop([rows, fc.integer({ min: 1, max: 150 })])(
    'hold more rows than allowed only where a single day does',
    (counts, limit) => {
      const days = counts.map((count, index) => day(index + 1, count))
      const until = (counts.length + 1) * 100
      const ends = windowEnds(days, 0, until, limit)
      expect(ends.at(-1)).toBe(until)
      ends.forEach((end, index) => {
        const inside = days.filter(({ close }) => close > (ends[index - 1] ?? 0) && close <= end)
        const held = inside.filter(one => one.rows > 0)
        const total = held.reduce((sum, one) => sum + one.rows, 0)
        expect(total <= limit || held.length === 1).toBe(true)
      })
    },
  )
})
