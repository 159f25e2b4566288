/** Phase 3: stops, the standing orders that close a group. */

import { invariant } from '../../model/errors.ts'
import { type LossStop, type PlacedLevel, type Reason, stopPoints } from '../../model/order.ts'
import type { StopRecord } from '../../model/record.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import type { Feed } from '../../universe/feed.ts'
import type { Account } from '../account.ts'
import { closeOrder, isPassed } from '../execution/admit.ts'
import { closingPoints, type Group, type HeldLeg } from '../ledger/group.ts'
import { withdraw } from './withdraw.ts'

/** A stop whose moment has come: what it closes, and why. */
interface Fired {
  readonly legs: readonly HeldLeg[]
  readonly valuePoints: number
  readonly watched: StopRecord['watched']
  readonly reason: Reason
}

/** Fires the stops that the slice has reached. */
export function testStops(account: Account, slice: Feed): void {
  for (const group of account.portfolio.groups()) {
    if (!group.stop) continue
    const fired =
      'loss' in group.stop
        ? testLoss(account, slice, group, group.stop)
        : testLevel(slice, group, moveLevel(account, slice, group, group.stop))
    if (fired && !isClosing(account, group, fired.legs)) fire(account, slice, group, fired)
  }
}

/** Losses are sums of decimals: a hair less than the stop is the stop. */
const HAIR = 1e-9

/** A loss is tested on settlements at a session's end, or on every slice. */
function testLoss(account: Account, slice: Slice, group: Group, stop: LossStop): Fired | null {
  if (stop.test === 'settlement' && !sessionEnds(group, slice)) return null
  const legs = [...group.legs.values()].filter(leg => leg.hasPremium)
  const seenWhole = group.openedAt < slice.time || account.rules.fill === 'nextOpen'
  const valuePoints =
    stop.test === 'intraday' && seenWhole ? worstPoints(account, group, slice) : closingPoints(group)
  const limit = stopPoints(stop, group.creditPoints)
  if (legs.length === 0 || valuePoints - group.creditPoints < limit - HAIR) return null
  return {
    legs,
    valuePoints,
    watched: null,
    reason: {
      rule: 'stop',
      text: 'closing costs more than the credit by the stop',
      evidence: { valuePoints, creditPoints: group.creditPoints, stopPoints: limit },
    },
  }
}

/** Moves the level along with the signal that it follows; a trailing one never away from the price. */
function moveLevel(account: Account, slice: Feed, group: Group, stop: PlacedLevel): PlacedLevel {
  const value = stop.follows ? slice.at(stop.follows) : Number.NaN
  if (Number.isNaN(value)) return stop
  const closer = stop.fires === 'below' ? Math.max : Math.min
  invariant(Number.isFinite(value), 'a level is a number')
  const moved = { ...stop, level: stop.trailing ? closer(stop.level, value) : value }
  account.portfolio.moveStop(group, moved)
  return moved
}

function testLevel(slice: Feed, group: Group, stop: PlacedLevel): Fired | null {
  const price = slice.at(stop.watch)
  if (Number.isNaN(price) || !isPassed(stop, price)) return null
  return {
    legs: [...group.legs.values()],
    valuePoints: closingPoints(group),
    watched: { signal: stop.watch.key, price, level: stop.level },
    reason: {
      rule: 'stop',
      text: `${stop.watch.key} is ${stop.fires} the level of the stop`,
      evidence: { price, level: stop.level },
    },
  }
}

function fire(account: Account, slice: Slice, group: Group, fired: Fired): void {
  const { time } = slice
  for (const order of account.broker.cancelGroup(group.id)) {
    withdraw(account, time, order, 'the stop closes all of it')
  }
  invariant(fired.legs.length > 0, 'a stop that fires closes something')
  const order = closeOrder(group, fired.legs, time, account.broker.nextId(), 'stop', fired.reason)
  account.record({
    kind: 'stop',
    time,
    group: group.id,
    valuePoints: fired.valuePoints,
    creditPoints: group.creditPoints,
    lossPoints: fired.valuePoints - group.creditPoints,
    watched: fired.watched,
  })
  account.record({ kind: 'order', time, order })
  account.broker.place(order)
}

/** Whether orders at work close all of these legs already. */
const isClosing = (account: Account, group: Group, legs: readonly HeldLeg[]): boolean => {
  const closing = account.broker.workingOf(group.id).filter(order => order.purpose === 'close')
  return legs.every(leg =>
    closing.some(order => order.legs.some(one => one.instrument.id === leg.instrument.id)),
  )
}

const sessionEnds = (group: Group, slice: Slice): boolean =>
  [...group.legs.values()].some(leg => endOf(slice, leg.instrument.product) !== undefined)

/** What closing one lot would cost in all at the worst of this slice: highs for what is short, lows for what is long. */
function worstPoints({ facts }: Account, group: Group, slice: Slice): number {
  let points = group.paidPoints
  for (const leg of group.legs.values()) {
    if (!leg.hasPremium) continue
    const row = facts.kindOf(leg.instrument).row(slice, leg.instrument)
    const extreme = leg.quantity < 0 ? row?.high : row?.low
    const price = extreme === undefined || Number.isNaN(extreme) ? (leg.mark ?? leg.priceEntry) : extreme
    points -= (leg.quantity / group.lots) * price
  }
  return points
}
