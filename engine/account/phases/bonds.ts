/** Phase 2 of bonds, at the end of a session: coupons, payment of trades, redemption, and deliveries into futures. */

import { invariant } from '../../model/errors.ts'
import type { BondIssue } from '../../model/instrument.ts'
import { productIdOf } from '../../model/instrument.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from '../../pricing/bonds/accrued.ts'
import { couponsBetween } from '../../pricing/bonds/schedule.ts'
import { invoiceOf } from '../../pricing/treasury/invoice.ts'
import type { Account } from '../account.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import type { Group } from '../ledger/group.ts'
import type { Tender } from '../ledger/tender.ts'

/** Holders of the coupon's own day get it: coupons come before trades that are paid for today. */
export function settleBonds(account: Account, slice: Slice): void {
  if (slice.closes.length === 0 || account.portfolio.bonds.isIdle()) return
  for (const group of [...account.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      const issue = issueOf(leg)
      if (!isBondLeg(leg) || !issue) continue
      const end = endOf(slice, leg.instrument.product)
      if (!end) continue
      const { day } = end.session
      payCoupons(account, slice, group, leg, issue, day)
      account.portfolio.bonds.settle(group, leg, day, slice.time)
      if (issue.maturity <= day) redeem(account, slice, group, leg)
    }
    for (const tender of group.tenders) deliver(account, slice, group, tender)
  }
}

const issueOf = ({ instrument }: { readonly instrument: BondLeg['instrument'] }): BondIssue | null =>
  instrument.kind === 'bond' ? instrument.issue : null

function payCoupons(
  account: Account,
  slice: Slice,
  group: Group,
  leg: BondLeg,
  issue: BondIssue,
  day: Day,
): void {
  const before = account.facts.sessionAfter(leg.instrument.product, slice.time, -1)
  for (const { amount } of couponsBetween(issue, before?.day ?? day - 1, day)) {
    account.portfolio.bonds.coupon(group, leg, amount, slice.time)
  }
}

function redeem(account: Account, slice: Slice, group: Group, leg: BondLeg): void {
  const { quantity } = leg
  account.portfolio.bonds.redeem(group, leg, slice.time)
  account.record({
    kind: 'ended',
    time: slice.time,
    group: group.id,
    instrument: leg.instrument.id,
    quantity,
    outcome: 'redeemed',
    price: 100,
  })
}

/** On the day of delivery the bonds leave against the invoice; the loan on them ends when loans are rolled. */
function deliver(account: Account, slice: Slice, group: Group, tender: Tender): void {
  const day = endOf(slice, productIdOf(tender.bond))?.session.day
  if (day === undefined || day < tender.delivers) return
  const leg = group.legs.get(tender.bond)
  const issue = leg ? issueOf(leg) : null
  invariant(leg !== undefined && isBondLeg(leg) && issue !== null, 'a tender has its bond')
  const { total: invoice } = invoiceOf(
    {
      contracts: tender.contracts,
      multiplier: tender.multiplier,
      settlementPrice: tender.price,
      factor: tender.factor,
      accruedDelivery: accruedInterest(issue, day),
    },
    tender.currency,
  )
  account.portfolio.bonds.deliver(group, tender, leg, invoice, slice.time)
  account.record({
    kind: 'delivery',
    time: slice.time,
    group: group.id,
    step: 'delivered',
    future: tender.future.id,
    bond: tender.bond,
    contracts: tender.contracts,
    price: tender.price,
    factor: tender.factor,
    invoice,
  })
}
