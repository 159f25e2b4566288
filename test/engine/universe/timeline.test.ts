/** Ends of sessions and expiries, in the order of time. */

import { describe, expect, it } from 'vitest'
import type { Series, Session } from '../../../engine/model/market.ts'
import { timeline } from '../../../engine/universe/timeline.ts'

const session = (day: number, close = 10 * day): Session => ({ day, close })
const series = (product: string, expiry: number, lastSession: Session): Series => ({
  product,
  expiry,
  lastSession,
  underlying: 'GC 2009-12',
  settlement: null,
})

describe('the timeline', () => {
  it('joins the sessions of products that end together', () => {
    const due = timeline(
      new Map([
        ['OG', [session(1), session(2)]],
        ['GC', [session(1), session(2)]],
        ['ODAX', [session(1, 7)]],
      ]),
      [],
      0,
      100,
    )
    expect(due).toEqual([
      { time: 7, closes: [{ session: session(1, 7), products: ['ODAX'] }], expiring: [] },
      { time: 10, closes: [{ session: session(1), products: ['OG', 'GC'] }], expiring: [] },
      { time: 20, closes: [{ session: session(2), products: ['OG', 'GC'] }], expiring: [] },
    ])
  })

  it('keeps sessions of different days apart that end at one instant', () => {
    const [due] = timeline(
      new Map([
        ['A', [session(1, 10)]],
        ['B', [session(2, 10)]],
      ]),
      [],
      0,
      100,
    )
    expect(due?.closes.map(end => [end.session.day, end.products])).toEqual([
      [1, ['A']],
      [2, ['B']],
    ])
  })

  it('takes what ends after the start up to and including the end', () => {
    const due = timeline(new Map([['OG', [1, 2, 3, 4].map(day => session(day))]]), [], 10, 30)
    expect(due.map(({ time }) => time)).toEqual([20, 30])
  })

  it('lets each series expire with its last session, not with its listed day', () => {
    const due = timeline(
      new Map([['OG', [session(1), session(2), session(3)]]]),
      [series('OG', 1, session(1)), series('OG', 3, session(2)), series('OG', 2, session(2))],
      0,
      100,
    )
    expect(due.map(({ time, expiring }) => [time, expiring.map(one => one.expiry)])).toEqual([
      [10, [1]],
      [20, [3, 2]],
      [30, []],
    ])
  })

  it('is in the order of time for calendars that are not', () => {
    const due = timeline(
      new Map([
        ['A', [session(5), session(6)]],
        ['B', [session(1), session(2)]],
      ]),
      [],
      0,
      100,
    )
    expect(due.map(({ time }) => time)).toEqual([10, 20, 50, 60])
  })
})
