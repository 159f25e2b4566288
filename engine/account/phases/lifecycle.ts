/** How positions end, unconditionally: in phase 2 what falls due of them, in phase 3 early exercise and the end of futures. */

import { DataError, invariant } from '../../model/errors.ts'
import type { Instrument } from '../../model/instrument.ts'
import type { Due, Ending } from '../../model/kind.ts'
import type { Session } from '../../model/market.ts'
import type { SubstituteRecord } from '../../model/record.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import { type EpochMs, formatDay } from '../../model/time.ts'
import type { Account } from '../account.ts'
import { isBondLeg } from '../ledger/bond-desk.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { deliverTenders } from './deliver.ts'
import { withdrawEmptied } from './withdraw.ts'

export function settleDue(account: Account, slice: Slice): void {
  deliverAssigned(account, slice)
  if (slice.closes.length === 0 && slice.expiring.length === 0) return
  for (const group of [...account.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      const { instrument } = leg
      for (const due of account.facts.kindOf(instrument).due(account.facts, slice, instrument, account.rules))
        carryOut(account, slice, group, leg, due)
    }
    deliverTenders(account, slice, group)
  }
}

/** A future appears on the first session after its option was assigned. */
function deliverAssigned(account: Account, slice: Slice): void {
  for (const delivery of [...account.portfolio.deliveries()]) {
    if (!endOf(slice, delivery.instrument.product) || slice.time <= delivery.expiredAt) continue
    account.portfolio.deliver(delivery, slice.time)
    account.record({
      kind: 'assignment',
      time: slice.time,
      group: delivery.group,
      instrument: delivery.instrument.id,
      quantity: delivery.quantity,
      price: delivery.strike,
    })
  }
}

function carryOut(account: Account, slice: Slice, group: Group, leg: HeldLeg, due: Due): void {
  if (due.kind === 'expiry') {
    endOption(account, slice, group, leg, Math.abs(leg.quantity), due.ending, false)
    return
  }
  const { bonds } = account.portfolio
  invariant(isBondLeg(leg), 'what is not financed has no coupons, payments and redemption')
  if (due.kind === 'coupon') bonds.coupon(group, leg, due.amount, slice.time)
  else if (due.kind === 'payment') bonds.settle(group, leg, due.day, slice.time)
  else {
    const { quantity } = leg
    bonds.redeem(group, leg, due.price, slice.time)
    account.record({
      kind: 'ended',
      time: slice.time,
      group: group.id,
      instrument: leg.instrument.id,
      quantity,
      outcome: 'redeemed',
      price: due.price,
    })
  }
}

/** Ends contracts of a leg, at their expiry or before it. */
function endOption(
  account: Account,
  slice: Slice,
  group: Group,
  leg: HeldLeg,
  contracts: number,
  ending: Ending,
  beforeExpiry: boolean,
): void {
  const { time } = slice
  const { outcome, settlement, source, worth, delivers, early } = ending
  const { id } = leg.instrument
  const quantity = Math.sign(leg.quantity) * contracts
  invariant(contracts > 0 && contracts <= Math.abs(leg.quantity), 'no more contracts end than are held')
  invariant((delivers !== null) === (outcome === 'assigned'), 'what is assigned delivers, and nothing else')
  if (delivers) account.portfolio.assign(group, leg, { delivers, settlement, worth }, time, contracts)
  else account.portfolio.expire(group, leg, worth, time, contracts)
  account.record({
    kind: 'expiry',
    time,
    group: group.id,
    instrument: id,
    quantity,
    outcome,
    settlement,
    source,
    early,
    beforeExpiry,
    delivers: delivers?.instrument.id ?? null,
  })
  if (source === 'underlyingInstead' || source === 'underlyingEarlier')
    recordSubstitute(account, time, 'settlement', leg.instrument, ending.pricedAt ?? time)
  withdrawEmptied(account, time, group, beforeExpiry ? `${id} was exercised` : `${id} expired`)
}

/** A leg ends at a price of its last session, or at what `missingSettlement` says. Throws a DataError without either. */
function requireLastPrice(account: Account, { time }: Slice, leg: HeldLeg, last: Session): void {
  const { instrument, markedAt } = leg
  const { facts, rules } = account
  if (markedAt !== null && facts.session(instrument.product, markedAt).day >= last.day) return
  if (rules.missingSettlement === 'error')
    throw new DataError(
      `there is no settlement for ${instrument.id} on ${formatDay(last.day)}, its last session; import the missing session, or set missingSettlement: underlying to take its last price before`,
      { field: 'settlement', value: instrument.id },
    )
  recordSubstitute(account, time, 'lastPrice', instrument, markedAt ?? time)
}

function recordSubstitute(
  account: Account,
  time: EpochMs,
  of: SubstituteRecord['of'],
  instrument: Instrument,
  pricedAt: EpochMs,
): void {
  const staleSessions = account.facts.sessionsSince(instrument.product, pricedAt, time)
  account.record({ kind: 'substitute', time, of, name: instrument.id, staleSessions })
}

/** A future after its last session is gone, at the price of its last variation margin, unless its short waits to deliver. */
export function endLeg(account: Account, slice: Slice, group: Group, leg: HeldLeg): void {
  const { instrument, quantity, priceSettled: price } = leg
  const { facts } = account
  const kind = facts.kindOf(instrument)
  const last = kind.lastSession(facts, instrument)
  if (last === null || last.close > slice.time) return
  if (quantity < 0 && kind.delivery(facts, instrument)) return
  requireLastPrice(account, slice, leg, last)
  account.portfolio.retire(group, leg)
  account.record({
    kind: 'ended',
    time: slice.time,
    group: group.id,
    instrument: instrument.id,
    quantity,
    outcome: 'expired',
    price,
  })
  withdrawEmptied(account, slice.time, group, `${instrument.id} ended`)
}

/** Phase 3, after the marks: what holders exercise of short options at the end of a session, as the assignment model has it. */
export function assignEarly(account: Account, slice: Slice): void {
  const { assignment } = account.rules
  if (slice.closes.length === 0 || !assignment) return
  for (const group of [...account.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      const { instrument, quantity, mark, markedAt } = leg
      if (quantity >= 0 || !endOf(slice, instrument.product)) continue
      const short = { contracts: -quantity, price: markedAt === slice.time ? mark : null }
      const { facts } = account
      const exercise = facts.kindOf(instrument).exercisedEarly(facts, slice, instrument, short, assignment)
      if (exercise) endOption(account, slice, group, leg, exercise.contracts, exercise.ending, true)
    }
  }
}
