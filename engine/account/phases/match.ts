/** Phase 1: working orders meet the slice, then what a margin call forces. */

import { invariant } from '../../model/errors.ts'
import { frozenCopy } from '../../model/frozen-copy.ts'
import type { Instrument } from '../../model/instrument.ts'
import type { Contract } from '../../model/kind.ts'
import type { Fill, Order, OrderLeg, Origin } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { mayTrade } from '../execution/broker.ts'
import type { PriceTerms } from '../execution/price.ts'
import { promisedUnits } from '../ledger/tender.ts'
import { RunningExposure } from './running-exposure.ts'
import { withdraw } from './withdraw.ts'

/** Tries every order that may trade now, the oldest first. */
export function matchOrders(account: Account, slice: Slice): void {
  if (account.broker.isIdle()) return
  const price: Omit<PriceTerms, 'since'> = {
    rule: account.rules.fill,
    slippageTicks: account.rules.slippageTicks,
    liquidation: false,
  }
  let exposure: RunningExposure | null = null
  for (const order of account.broker.working()) {
    if (!mayTrade(order, slice.time, price)) continue
    if (joinsGroup(order) && !account.portfolio.group(order.group)) {
      withdraw(account, slice.time, order, 'the group that its legs would join is gone')
      continue
    }
    const gone =
      order.purpose === 'open' ? order.legs.find(leg => isGone(account, order.group, leg)) : undefined
    if (gone) {
      withdraw(
        account,
        slice.time,
        order,
        `its group has less of ${gone.instrument.id} left than it would give up`,
      )
      continue
    }
    const [unpayable] = order.legs.flatMap(leg => whyUnpayable(account, slice, leg.instrument) ?? [])
    if (unpayable !== undefined) {
      withdraw(account, slice.time, order, unpayable)
      continue
    }
    const fills = account.broker.fill(
      order,
      slice,
      (group, id) => tradable(account, group, id),
      (group, instrument) => termsFor(account, slice, group, instrument),
      price,
    )
    if (fills && order.purpose === 'open') {
      exposure ??= new RunningExposure(account, slice)
      // Requirements can rise overnight.
      if (exposure.initialAbove(account.portfolio.equity(), fills) !== null) {
        withdraw(
          account,
          slice.time,
          order,
          'its initial margin at the fill is more than the account is worth',
        )
        continue
      }
    }
    for (const fill of fills ?? []) postFill(account, slice, fill, order.purpose, order.origin, order)
    if (fills) exposure?.takeGroup(order.group)
    if (fills?.length === 0) withdraw(account, slice.time, order, 'nothing of it was left to close')
  }
}

/** Whether an opening order adds legs to a group that another one opened. */
const joinsGroup = (order: Order): boolean => order.purpose === 'open' && order.group !== order.id

/** Terms of an instrument for a group: the multiplier it was opened at stays with what it holds. */
export function termsFor(account: Account, slice: Slice, group: number, instrument: Instrument): Contract {
  const terms = account.facts.terms(slice, instrument)
  const held = account.portfolio.group(group)?.legs.get(instrument.id)
  const same = !held || (held.multiplier === terms.multiplier && held.paidUpFront === terms.paidUpFront)
  return !same ? { ...terms, multiplier: held.multiplier, paidUpFront: held.paidUpFront } : terms
}

/** Posts one fill and records it. */
export function postFill(
  account: Account,
  slice: Slice,
  fill: Fill,
  purpose: Order['purpose'],
  origin: Origin,
  order: Order | null,
): void {
  const terms = termsFor(account, slice, fill.group, fill.instrument)
  const opening = purpose === 'open' && order ? { tag: order.tag, lots: order.lots, stop: order.stop } : null
  // One object for the record, the account and the strategy: none of them changes it.
  invariant(fill.time === slice.time, 'a fill is of the slice that it meets')
  invariant(purpose === 'open' || account.portfolio.group(fill.group) !== undefined, 'a close has its group')
  const made = Object.freeze({ ...fill, instrument: frozenCopy(fill.instrument) })
  account.record({ kind: 'fill', time: slice.time, origin, purpose, fill: made })
  account.portfolio.fill(
    made,
    commissionOn(account, fill.instrument),
    terms,
    opening,
    terms.kind.payment(account.facts, slice, fill.instrument),
  )
  account.news.fills.push(made)
}

/** Commission per contract, in the product's currency; bonds cost their spread alone, which is in the slippage. */
export const commissionOn = ({ rules, facts }: Account, instrument: Instrument): number =>
  facts.kindOf(instrument).hasCommission ? rules.commissionPerContract : 0

/** Why a trade of this instant could not be paid for; null = it could. */
export const whyUnpayable = ({ facts }: Account, { time }: Slice, instrument: Instrument): string | null =>
  facts.kindOf(instrument).whyUnpayable(facts, time, instrument, 0)

/** What may be closed of a leg: all that is held, less bonds that were declared for a delivery. */
export function tradable(account: Account, id: number, instrument: string): number {
  const group = account.portfolio.group(id)
  const held = group?.legs.get(instrument)?.quantity ?? 0
  return group ? held - promisedUnits(group.tenders, instrument) : 0
}

/** Whether a leg that gives something up finds less of it than it would. */
const isGone = (account: Account, group: number, { instrument, quantity, reduces }: OrderLeg): boolean =>
  reduces === true &&
  Math.abs(quantity) > Math.abs(Math.min(0, Math.sign(quantity) * tradable(account, group, instrument.id)))
