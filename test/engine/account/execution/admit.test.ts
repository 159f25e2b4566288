/** The gate: every reason for which an intent is refused, and what becomes of one that is not. */

import { describe, expect, it } from 'vitest'
import { admit, closeOrder, type Gate } from '../../../../engine/account/execution/admit.ts'
import { type Minor, minor, ZERO } from '../../../../engine/model/money.ts'
import type { CloseIntent, Leg, OpenIntent, Order, OrderLeg } from '../../../../engine/model/order.ts'
import type { GroupView } from '../../../../engine/model/snapshot.ts'
import { CALL, FUTURE, leg, orderOf, PUT } from './slices.ts'

const reason = { rule: 'Z6', text: 'a test' }

const strangle: readonly Leg[] = [
  { instrument: CALL, side: 'sell', ratio: 1 },
  { instrument: PUT, side: 'sell', ratio: 1 },
]

const open = (parts: Partial<OpenIntent> = {}): OpenIntent => ({
  kind: 'open',
  tag: 'gold',
  legs: strangle,
  lots: 2,
  reason,
  ...parts,
})

const close = (parts: Partial<CloseIntent> = {}): CloseIntent => ({
  kind: 'close',
  group: 4,
  reason,
  ...parts,
})

const group: GroupView = {
  id: 4,
  tag: 'held',
  openedAt: 1,
  lots: 2,
  creditPoints: 11.6,
  closingPoints: 11.6,
  legs: [CALL, PUT].map(instrument => ({
    instrument,
    quantity: -2,
    priceEntry: 6,
    mark: 6,
    multiplier: 100,
    assigned: false,
    promised: 0,
    borrowed: ZERO,
  })),
}

const working = (parts: Partial<Order> = {}): Order =>
  orderOf({ id: 9, group: 4, tag: 'held', purpose: 'close', legs: [leg(CALL, 2)], ...parts })

/** What the account holds and has at work. */
interface Account {
  readonly groups?: readonly GroupView[]
  readonly working?: readonly Order[]
  readonly equity?: Minor
}

function gate(account: Account = {}, parts: Partial<Gate> = {}): Gate {
  const { groups = [group], working: orders = [], equity = minor(15_000_000) } = account
  return {
    time: 10,
    bankrupt: false,
    restricted: false,
    equity: () => equity,
    group: id => groups.find(one => one.id === id) ?? null,
    workingOf: id => orders.filter(order => order.group === id),
    isWorking: id => orders.some(order => order.id === id),
    isTagInUse: tag => groups.some(one => one.tag === tag) || orders.some(order => order.tag === tag),
    nextId: () => 17,
    latest: () => Number.NaN,
    untradable: () => null,
    mayBeShort: ({ instrument }) => instrument.kind !== 'bond',
    undeliverable: () => null,
    initialAbove: worth => (worth < 700_000 ? minor(700_000) : null),
    ...parts,
  }
}

describe('an opening', () => {
  it('becomes an order of whole contracts and a group of its own', () => {
    const stop = { loss: { points: 12 }, test: 'settlement' as const }
    expect(admit(open({ limit: 11, stop }), gate())).toEqual({
      kind: 'order',
      order: {
        id: 17,
        group: 17,
        tag: 'gold',
        purpose: 'open',
        origin: 'strategy',
        placedAt: 10,
        legs: [leg(CALL, -2), leg(PUT, -2)],
        lots: 2,
        limit: 11,
        stop,
        reason,
      },
    })
    expect(admit(open(), gate())).toMatchObject({ order: { limit: null, stop: null } })
  })

  it('buys and sells by side and ratio', () => {
    const legs: Leg[] = [
      { instrument: CALL, side: 'buy', ratio: 1 },
      { instrument: PUT, side: 'sell', ratio: 3 },
    ]
    expect(admit(open({ legs, lots: 4 }), gate())).toMatchObject({
      order: { legs: [leg(CALL, 4), leg(PUT, -12)] },
    })
  })

  it.each<[string, OpenIntent, Gate, string]>([
    ['bankrupt', open(), gate({}, { bankrupt: true }), 'the account is bankrupt'],
    ['margin call', open(), gate({}, { restricted: true }), 'only orders that reduce risk'],
    ['tag in use', open({ tag: 'held' }), gate(), 'the tag held is there already'],
    ['tag in use', open({ tag: 'x' }), gate({ working: [working({ tag: 'x' })] }), 'the tag x'],
    [
      'not tradable',
      open(),
      gate({}, { untradable: one => (one.instrument === PUT ? 'the put is not quoted now' : null) }),
      'the put is not quoted now',
    ],
    [
      'initial margin',
      open(),
      gate({ equity: minor(699_999) }),
      'the initial margin with this order is more than the account is worth',
    ],
  ])('is refused: %s', (rule, intent, at, text) => {
    const admission = admit(intent, at)
    expect(admission).toMatchObject({ kind: 'refusal', by: 'engine', reason: { rule } })
    expect(admission.kind === 'refusal' && admission.reason.text).toContain(text)
  })

  it('may use all of the account as margin, and says what it would need when that is not enough', () => {
    expect(admit(open(), gate({ equity: minor(700_000) })).kind).toBe('order')
    expect(admit(open(), gate({ equity: minor(699_999) }))).toMatchObject({
      reason: { evidence: { initial: 700_000, equity: 699_999 } },
    })
  })

  it('is margined with its whole quantities', () => {
    const asked: (readonly OrderLeg[])[] = []
    const initialAbove = (_: Minor, legs: readonly OrderLeg[]): null => {
      asked.push(legs)
      return null
    }
    admit(open({ lots: 5 }), gate({}, { initialAbove }))
    expect(asked).toEqual([[leg(CALL, -5), leg(PUT, -5)]])
  })

  it('may take a tag again whose group is gone', () => {
    expect(admit(open({ tag: 'gone' }), gate()).kind).toBe('order')
  })

  it('takes no number of an order when it is refused', () => {
    const nextId = (): number => {
      throw new Error('a number was taken')
    }
    expect(admit(open({ tag: 'held' }), gate({}, { nextId })).kind).toBe('refusal')
  })
})

describe('a close', () => {
  it('becomes an order against everything the group holds', () => {
    expect(admit(close(), gate())).toEqual({
      kind: 'order',
      order: {
        id: 17,
        group: 4,
        tag: 'held',
        purpose: 'close',
        origin: 'strategy',
        placedAt: 10,
        legs: [leg(CALL, 2), leg(PUT, 2)],
        lots: 2,
        limit: null,
        stop: null,
        reason,
      },
    })
  })

  it('may name legs', () => {
    expect(admit(close({ legs: [PUT.id] }), gate())).toMatchObject({ order: { legs: [leg(PUT, 2)] } })
  })

  it('is taken during a margin call and in bankruptcy', () => {
    expect(admit(close(), gate({}, { restricted: true })).kind).toBe('order')
    expect(admit(close(), gate({}, { bankrupt: true })).kind).toBe('order')
  })

  it.each<[string, CloseIntent, Gate, string]>([
    ['unknown group', close({ group: 5 }), gate(), 'there is no open group 5'],
    ['nothing to close', close({ legs: [FUTURE.id] }), gate(), 'the group holds none of the legs'],
    ['nothing to close', close({ legs: [] }), gate(), 'the group holds none of the legs'],
    ['already closing', close({ legs: [CALL.id] }), gate({ working: [working()] }), 'is at work'],
    [
      'already closing',
      close(),
      gate({ working: [working(), working({ id: 10, legs: [leg(PUT, 2)] })] }),
      'is at work',
    ],
  ])('is refused: %s', (rule, intent, at, text) => {
    const admission = admit(intent, at)
    expect(admission).toMatchObject({ kind: 'refusal', by: 'engine', reason: { rule } })
    expect(admission.kind === 'refusal' && admission.reason.text).toContain(text)
  })

  it('is taken while another leg, or another group, is being closed', () => {
    expect(admit(close(), gate({ working: [working()] })).kind).toBe('order')
    expect(admit(close({ legs: [PUT.id] }), gate({ working: [working()] })).kind).toBe('order')
    expect(admit(close({ legs: [CALL.id] }), gate({ working: [working({ group: 5 })] })).kind).toBe('order')
  })
})

describe('a cancellation', () => {
  it('is of an order at work', () => {
    const at = gate({ working: [working()] })
    expect(admit({ kind: 'cancel', order: 9, reason }, at)).toEqual({ kind: 'cancel', order: 9 })
    expect(admit({ kind: 'cancel', order: 8, reason }, at)).toMatchObject({
      kind: 'refusal',
      by: 'engine',
      reason: { rule: 'unknown order', text: 'there is no working order 8' },
    })
  })
})

describe('an entry that the strategy declined', () => {
  it('is a refusal by the strategy, with its own reason', () => {
    expect(admit({ kind: 'decline', tag: 'gold', reason }, gate())).toEqual({
      kind: 'refusal',
      by: 'strategy',
      reason,
    })
  })
})

describe('an order that closes', () => {
  it('is the opposite of what is held', () => {
    const order = closeOrder(group, [leg(CALL, -2), leg(FUTURE, 3)], 10, 5, 'stop', reason)
    expect(order.legs).toEqual([leg(CALL, 2), leg(FUTURE, -3)])
    expect(order).toMatchObject({ id: 5, origin: 'stop', group: 4, lots: 2, placedAt: 10 })
  })
})
