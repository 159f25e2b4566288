/** Numbers, prose and pictures' points, one by one. */

import { describe, expect, it } from 'vitest'
import { rounded } from '../../../reports/html/charts/axes.ts'
import { binsOf } from '../../../reports/html/charts/bars.tsx'
import { lowHigh, type Point } from '../../../reports/html/charts/stack.ts'
import {
  fixed,
  percent,
  points,
  sessionTime,
  signed,
  typeset,
  valueText,
  words,
} from '../../../reports/html/parts/format.ts'
import { chance } from './chance.ts'

describe('numbers', () => {
  it.each([
    [1234567.891, 2, '1\u202f234\u202f567.89'],
    [-1234.5, 2, '\u22121\u202f234.50'],
    [-0.001, 2, '0.00'],
    [999, 0, '999'],
    [null, 2, '\u2013'],
    [Number.NaN, 2, '\u2013'],
    [Number.POSITIVE_INFINITY, 2, '\u2013'],
  ])('%s with %s decimals is %s', (value, decimals, text) => {
    expect(fixed(value, decimals)).toBe(text)
  })

  it('have a plus only above zero', () => {
    expect([signed(1, 0), signed(-1, 0), signed(0, 0), signed(0.001, 2)]).toEqual([
      '+1',
      '\u22121',
      '0',
      '0.00',
    ])
  })

  it('are shares with a thin blank and points as quoted', () => {
    expect(percent(0.4537)).toBe('45.4\u202f%')
    expect(points(0.1 + 0.2)).toBe('0.3')
    expect(points(995)).toBe('995')
  })
})

describe('prose', () => {
  it('sets numbers and leaves names and dates', () => {
    expect(typeset('gained USD 201367.50 on 2009-01-02, -3 of OG 2009-01-27 C 1100 at 45.4 %')).toBe(
      'gained USD\u00a0201\u202f367.50 on 2009-01-02, \u22123 of OG 2009-01-27 C 1100 at 45.4\u202f%',
    )
  })

  it('reads keys and values of any kind', () => {
    expect(words('callDelta')).toBe('call delta')
    expect(valueText({ anchor: 'near', steps: 0 })).toBe('anchor near, steps 0')
    expect(valueText([1, null, true])).toBe('1, \u2013, yes')
  })
})

describe('sessions', () => {
  it('are days or instants in UTC', () => {
    expect(sessionTime('2009-01-02')).toBe(Date.UTC(2009, 0, 2))
    expect(sessionTime('2009-01-02T14:31')).toBe(Date.UTC(2009, 0, 2, 14, 31))
    expect(sessionTime('2009-01-02T14:31:00.000Z')).toBe(Date.UTC(2009, 0, 2, 14, 31))
  })
})

describe('fewer points', () => {
  const random = chance(7)
  const many = Array.from(
    { length: 10_000 },
    (_, i): Point => [i, random() < 0.1 ? null : random() * 1000 - 500],
  )

  it('keep first, last, lowest and highest, in order', () => {
    const few = lowHigh(many, 100)
    const values = (some: readonly Point[]) => some.flatMap(([, value]) => (value === null ? [] : [value]))
    expect(few.length).toBeLessThanOrEqual(400)
    expect(Math.min(...values(few))).toBe(Math.min(...values(many)))
    expect(Math.max(...values(few))).toBe(Math.max(...values(many)))
    expect(few.map(([time]) => time)).toEqual(few.map(([time]) => time).sort((a, b) => a - b))
  })

  it('leave a short series alone', () => {
    expect(lowHigh(many.slice(0, 50), 100)).toEqual(many.slice(0, 50))
  })
})

describe('axes', () => {
  it('end at round values around the data', () => {
    expect(rounded(0, 451_000, 5)).toEqual({ min: 0, max: 500_000, step: 100_000 })
    expect(rounded(-0.4537, 0, 2)).toEqual({ min: -0.5, max: 0, step: 0.25 })
    expect(rounded(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3)).toEqual({
      min: 0,
      max: 1,
      step: 1,
    })
  })
})

describe('bins', () => {
  it('count every value once and never straddle zero', () => {
    const random = chance(3)
    const values = Array.from({ length: 500 }, () => random() * 90_000 - 40_000)
    const bins = binsOf(values)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(500)
    for (const { from, to } of bins) expect(from < -1e-6 && to > 1e-6).toBe(false)
    for (const { from, to, count } of bins)
      expect(values.filter(value => value >= from - 1e-6 && value < to - 1e-6)).toHaveLength(count)
  })

  it('exist for one value and for none', () => {
    expect(binsOf([7]).reduce((sum, { count }) => sum + count, 0)).toBe(1)
    expect(binsOf([])).toEqual([])
  })
})
