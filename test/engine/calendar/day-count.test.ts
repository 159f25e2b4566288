/** Shows the day-count conventions on month ends, leap years and swapped dates. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { act360, act365f, actActISDA, days, thirty360BondBasis } from '../../../engine/calendar/day-count.ts'
import { dayOf, parseDay } from '../../../engine/model/time.ts'

describe('a day count', () => {
  it('is a simple fraction of a fixed year', () => {
    const [start, end] = [parseDay('2008-03-20'), parseDay('2009-03-21')]
    expect([days(start, end), act360(start, end), act365f(start, end)]).toEqual([366, 366 / 360, 366 / 365])
  })

  it('weighs the days of a leap year less (ISDA)', () => {
    // The example of ISDA's own paper: 61 days of 2003 and 121 days of 2004.
    const fraction = actActISDA(parseDay('2003-11-01'), parseDay('2004-05-01'))
    expect(fraction).toBeCloseTo(61 / 365 + 121 / 366, 15)
  })

  it.each([
    ['2009-01-31', '2009-02-28', 28 / 360],
    ['2009-01-30', '2009-03-31', 60 / 360],
    ['2009-01-15', '2009-03-31', 76 / 360],
    ['2008-02-29', '2009-02-28', 359 / 360],
  ])('of thirty-day months from %s to %s is %f', (start, end, fraction) => {
    expect(thirty360BondBasis(parseDay(start), parseDay(end))).toBe(fraction)
  })

  it('adds up over any cut, and whole years are whole', () => {
    const anyDay = fc.integer({ min: dayOf(1990, 1, 1), max: dayOf(2040, 1, 1) })
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        expect(actActISDA(a, b) + actActISDA(b, c)).toBeCloseTo(actActISDA(a, c), 11)
        expect(actActISDA(a, b)).toBe(0 - actActISDA(b, a))
      }),
    )
    expect(actActISDA(dayOf(2003, 1, 1), dayOf(2009, 1, 1))).toBe(6)
  })
})
