/** Phase 3: marks, and at the end of a session variation margin, the end of futures, interest and orders that have lapsed. */

import { endOf, type Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { isBondLeg } from '../ledger/bond-desk.ts'
import { closingPoints, type Group } from '../ledger/group.ts'
import { committedBonds } from './committed.ts'
import { endLeg } from './lifecycle.ts'
import { withdraw } from './withdraw.ts'

/** Marks what has a newer price: options by the quote of this instant, futures and bonds by the latest bar. */
export function mark(account: Account, slice: Slice): void {
  for (const group of account.portfolio.groups()) {
    for (const leg of group.legs.values()) {
      const found = account.facts.kindOf(leg.instrument).mark(slice, leg.instrument)
      if (found !== null) account.portfolio.mark(leg, found.price, found.time)
    }
    // A bond's worth may hang on what its future ended at: futures are marked first.
    if (!account.portfolio.bonds.isIdle()) markBonds(account, slice, group)
  }
}

/** Interest that has accrued, and what of the bonds is on its way into futures that trade no more. */
function markBonds(account: Account, slice: Slice, group: Group): void {
  const bonds = [...group.legs.values()].filter(isBondLeg)
  if (bonds.length === 0) return
  const atInvoice = account.rules.funding?.deliveryMark !== 'market'
  const committed = atInvoice ? committedBonds(account, slice, group) : null
  for (const { instrument, bond } of bonds) {
    const { day } = account.facts.session(instrument.product, slice.time)
    bond.accrued = account.facts.kindOf(instrument).accrued(instrument, day)
    bond.committed = committed?.get(instrument.id) ?? []
  }
}

/** The end of a session for the products it ends for. */
export function closeSession(account: Account, slice: Slice): void {
  if (slice.closes.length === 0) return
  exchangeVariation(account, slice)
  for (const group of [...account.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      if (endOf(slice, leg.instrument.product)) endLeg(account, slice, group, leg)
    }
    recordMark(account, slice, group)
  }
  account.portfolio.money.accrueInterest(slice.time)
  lapse(account, slice)
}

/** Exchanges the variation margin of the products whose session ends. */
export function exchangeVariation(account: Account, slice: Slice): void {
  for (const group of account.portfolio.groups()) {
    for (const leg of group.legs.values()) {
      if (endOf(slice, leg.instrument.product)) account.portfolio.settleVariation(group, leg, slice.time)
    }
  }
}

/** A mark for the trade's life: what closing costs, and how old the oldest price in it is. */
function recordMark(account: Account, slice: Slice, group: Group): void {
  const legs = [...group.legs.values()].filter(leg => endOf(slice, leg.instrument.product))
  const [first] = legs
  if (!first) return
  const oldest = Math.min(...legs.map(leg => leg.markedAt ?? group.openedAt))
  account.record({
    kind: 'mark',
    time: slice.time,
    group: group.id,
    valuePoints: closingPoints(group),
    staleSessions: account.facts.sessionsSince(first.instrument.product, oldest, slice.time),
  })
}

/** Opening orders live for the first session in which a leg had a price from after they were placed. */
function lapse(account: Account, slice: Slice): void {
  for (const order of account.broker.working()) {
    if (order.purpose !== 'open' || order.placedAt >= slice.time) continue
    const had = order.legs.some(
      ({ instrument }) =>
        endOf(slice, instrument.product) &&
        account.facts.kindOf(instrument).begins(slice, instrument) >= order.placedAt,
    )
    if (!had) continue
    const why =
      order.limit === null
        ? 'a leg did not trade in its session'
        : 'a leg did not trade, or the limit was not reached'
    withdraw(account, slice.time, order, why)
  }
}
