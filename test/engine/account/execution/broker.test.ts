/** The broker: orders fill whole or wait, closes only reduce, and whatever leaves the book is gone. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Broker, type HeldQuantity, mayTrade } from '../../../../engine/account/execution/broker.ts'
import type { Order } from '../../../../engine/model/order.ts'
import type { Slice } from '../../../../engine/model/slice.ts'
import { kindOf } from '../../../fixtures/kinds.ts'
import { CALL, FUTURE, leg, NEXT_OPEN, orderOf, PUT, sliceAt, TERMS } from './slices.ts'

const both = sliceAt(7, [
  [CALL, { bid: 6, ask: 6.4 }],
  [PUT, { bid: 5.6, ask: 6 }],
])

const nothingHeld: HeldQuantity = () => 0
const holding =
  (quantities: Readonly<Record<string, number>>): HeldQuantity =>
  (_, id) =>
    quantities[id] ?? 0

function fill(order: Order, slice: Slice = both, held = nothingHeld) {
  const broker = new Broker()
  broker.place(order)
  const fills = broker.fill(
    order,
    slice,
    held,
    (_, instrument) => ({ ...TERMS, kind: kindOf(instrument) }),
    NEXT_OPEN,
  )
  return {
    fills: fills?.map(one => [one.instrument.id, one.quantity, one.price]) ?? null,
    working: broker.working().length,
    raw: fills,
  }
}

describe('an order', () => {
  it('fills whole, each leg at its own price, and leaves the book', () => {
    const { fills, working, raw } = fill(orderOf({ legs: [leg(CALL, -2), leg(PUT, 2)], lots: 2 }))
    expect(fills).toEqual([
      [CALL.id, -2, 6],
      [PUT.id, 2, 6],
    ])
    expect(working).toBe(0)
    expect(raw?.[0]).toMatchObject({
      order: 1,
      group: 1,
      time: 7,
      source: 'quote',
      multiplier: 100,
      currency: 'USD',
    })
  })

  it.each<[string, Slice]>([
    ['a leg has no row', sliceAt(7, [[CALL, { bid: 6, ask: 6.4 }]])],
    [
      'nobody bids for a leg',
      sliceAt(7, [
        [CALL, { bid: 6, ask: 6.4 }],
        [PUT, { bid: 0, ask: 0.1 }],
      ]),
    ],
    [
      'a leg had no volume',
      sliceAt(7, [
        [CALL, { open: 6, volume: 3 }],
        [PUT, { open: 5.6, volume: 0 }],
      ]),
    ],
  ])('does not fill at all, and stays, when %s', (_, slice) => {
    expect(fill(orderOf(), slice)).toMatchObject({ fills: null, working: 1 })
  })
})

describe('a limit', () => {
  it.each([
    [11.5, true],
    [11.6, true],
    [11.7, false],
    [null, true],
  ])('of a credit of %s points against 11.60 fills: %s', (limit, fills) => {
    expect(fill(orderOf({ limit })).fills !== null).toBe(fills)
  })

  it.each([
    [-12.5, true],
    [-12.4, true],
    [-12.3, false],
  ])('of %f points is the most that is paid, against 12.40', (limit, fills) => {
    expect(fill(orderOf({ limit, legs: [leg(CALL, 1), leg(PUT, 1)] })).fills !== null).toBe(fills)
  })

  it('is of one lot', () => {
    expect(fill(orderOf({ limit: 11.6, legs: [leg(CALL, -4), leg(PUT, -4)], lots: 4 })).fills).not.toBeNull()
    expect(fill(orderOf({ limit: 17.6, legs: [leg(CALL, -4), leg(PUT, -2)], lots: 2 })).fills).not.toBeNull()
    expect(fill(orderOf({ limit: 17.7, legs: [leg(CALL, -4), leg(PUT, -2)], lots: 2 })).fills).toBeNull()
  })

  it('is of premiums alone: what a future costs is none', () => {
    const slice = sliceAt(7, [
      [CALL, { bid: 6, ask: 6.4 }],
      [FUTURE, { open: 1056, close: 1056 }],
    ])
    const hedged = (limit: number) => fill(orderOf({ limit, legs: [leg(CALL, -2), leg(FUTURE, 1)] }), slice)
    expect([hedged(12).fills, hedged(12.1).fills]).toEqual([
      [
        [CALL.id, -2, 6],
        [FUTURE.id, 1, 1056],
      ],
      null,
    ])
  })

  // Fault: a credit added in floats misses the limit by a few ulps (3 x 0.35 / 3 + 0.46 is below 0.81), so an order at
  // exactly the market does not fill.
  it('that the market meets exactly is met, in binary floats too', () => {
    const euro = sliceAt(7, [
      [CALL, { bid: 0.35, ask: 0.36 }],
      [PUT, { bid: 0.46, ask: 0.47 }],
    ])
    for (const lots of [1, 2, 3, 6, 7])
      expect(
        fill(orderOf({ limit: 0.81, legs: [leg(CALL, -lots), leg(PUT, -lots)], lots }), euro).fills,
      ).not.toBeNull()
  })
})

describe('a closing order', () => {
  const close = (...legs: readonly [typeof CALL, number][]): Order =>
    orderOf({ purpose: 'close', legs: legs.map(([instrument, quantity]) => leg(instrument, quantity)) })

  it.each<[string, number, number, [string, number, number][]]>([
    ['closes what is held', 2, -2, [[CALL.id, 2, 6.4]]],
    ['closes less when less is left', 2, -1, [[CALL.id, 1, 6.4]]],
    ['closes no more than it says', 1, -3, [[CALL.id, 1, 6.4]]],
    ['sells a long', -2, 2, [[CALL.id, -2, 6]]],
    ['trades nothing when nothing is left', 2, 0, []],
  ])('%s', (_, quantity, held, fills) => {
    expect(fill(close([CALL, quantity]), both, holding({ [CALL.id]: held }))).toMatchObject({
      fills,
      working: 0,
    })
  })

  it('does not wait for a leg that is gone', () => {
    const slice = sliceAt(7, [[CALL, { bid: 6, ask: 6.4 }]])
    expect(fill(close([CALL, 1], [PUT, 1]), slice, holding({ [CALL.id]: -1 })).fills).toEqual([
      [CALL.id, 1, 6.4],
    ])
  })

  it('waits for a leg that is held and does not trade', () => {
    const slice = sliceAt(7, [[CALL, { bid: 6, ask: 6.4 }]])
    const held = holding({ [CALL.id]: -1, [PUT.id]: -1 })
    expect(fill(close([CALL, 1], [PUT, 1]), slice, held)).toMatchObject({ fills: null, working: 1 })
  })

  // Fault: the side of the order is taken from what is held, so an order to buy sells when the position has turned.
  it('to buy never sells', () => {
    expect(fill(close([CALL, 1]), both, holding({ [CALL.id]: 2 })).fills).toEqual([])
  })

  it('never adds to a position nor turns it', () => {
    const quantity = fc.integer({ min: -9, max: 9 })
    fc.assert(
      fc.property(quantity, quantity, (wanted, held) => {
        const { raw } = fill(close([CALL, wanted]), both, holding({ [CALL.id]: held }))
        const after = held + (raw?.[0]?.quantity ?? 0)
        expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(held))
        expect(after * held).toBeGreaterThanOrEqual(0)
      }),
      { seed: 72 },
    )
  })
})

describe('the book of orders', () => {
  it('numbers orders, finds them, shows them and forgets them', () => {
    const broker = new Broker()
    expect([broker.nextId(), broker.nextId(), broker.isIdle()]).toEqual([1, 2, true])
    broker.place(orderOf({ id: 1 }))
    broker.place(
      orderOf({
        id: 2,
        group: 2,
        tag: 'euro',
        purpose: 'close',
        placedAt: expect.any(Number),
        legs: [leg(FUTURE, 1)],
      }),
    )
    expect(broker.isIdle()).toBe(false)
    expect(broker.find(2)?.tag).toBe('euro')
    expect(broker.views()).toEqual([
      {
        order: 1,
        group: 1,
        tag: 'gold',
        purpose: 'open',
        placedAt: expect.any(Number),
        legs: [CALL.id, PUT.id],
      },
      { order: 2, group: 2, tag: 'euro', purpose: 'close', placedAt: expect.any(Number), legs: [FUTURE.id] },
    ])
    broker.cancel(1)
    expect(broker.working().map(order => order.id)).toEqual([2])
    expect(broker.find(1)).toBeUndefined()
  })

  it('gives up the orders of a group, or those that touch one instrument of it', () => {
    const filled = (): Broker => {
      const broker = new Broker()
      broker.place(orderOf({ id: 1, group: 1, legs: [leg(CALL, 1)] }))
      broker.place(orderOf({ id: 2, group: 1, legs: [leg(PUT, 1)] }))
      broker.place(orderOf({ id: 3, group: 1, legs: [leg(CALL, 1), leg(PUT, 1)] }))
      broker.place(orderOf({ id: 4, group: 2, legs: [leg(CALL, 1)] }))
      return broker
    }
    const one = filled()
    expect(one.cancelGroup(1, CALL.id).map(order => order.id)).toEqual([1, 3])
    expect(one.working().map(order => order.id)).toEqual([2, 4])
    const other = filled()
    expect(other.cancelGroup(1).map(order => order.id)).toEqual([1, 2, 3])
    expect(other.cancelGroup(3)).toEqual([])
    expect(other.working().map(order => order.id)).toEqual([4])
    expect(other.workingOf(1)).toEqual([])
    expect(other.workingOf(2).map(order => order.id)).toEqual([4])
  })

  it('knows the tags at work until the last order of one is gone, by fill or by cancellation', () => {
    const broker = new Broker()
    broker.place(orderOf({ id: 1, tag: 'gold' }))
    broker.place(orderOf({ id: 2, tag: 'gold' }))
    broker.cancel(1)
    broker.cancel(1)
    expect(broker.isTagAtWork('gold')).toBe(true)
    broker.cancel(2)
    expect(broker.isTagAtWork('gold')).toBe(false)
  })
})

describe('an order given in a slice', () => {
  it.each([
    ['nextOpen', 5, 5, false],
    ['nextOpen', 5, 6, true],
    ['nextClose', 5, 5, false],
    ['nextClose', 5, 6, true],
    ['same', 5, 5, true],
    ['same', 5, 6, true],
  ] as const)('with fill %s, placed at %i, may trade at %i: %s', (rule, placedAt, time, expected) => {
    expect(mayTrade(orderOf({ placedAt }), time, { ...NEXT_OPEN, rule })).toBe(expected)
  })
})
