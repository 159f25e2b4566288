/** Phase 1: working orders meet the slice, then what a margin call forces. */

import type { Book } from '../account.ts'
import { mayTrade } from '../execution/broker.ts'
import type { PriceTerms } from '../execution/price.ts'
import { promisedUnits } from '../ledger/tender.ts'
import { frozenCopy } from '../../model/frozen-copy.ts'
import type { Instrument, Terms } from '../../model/instrument.ts'
import type { Fill, Order, OrderLeg, Origin } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import { paymentOf, whyUnpayable } from './payment.ts'
import { RunningExposure } from './running-exposure.ts'
import { withdraw } from './withdraw.ts'

/** Tries every order that may trade now, the oldest first. */
export function matchOrders(book: Book, slice: Slice): void {
  if (book.broker.isIdle()) return
  const price: Omit<PriceTerms, 'since'> = {
    rule: book.rules.fill,
    slippageTicks: book.rules.slippageTicks,
    liquidation: false,
  }
  let exposure: RunningExposure | null = null
  for (const order of book.broker.working()) {
    if (!mayTrade(order, slice.time, price)) continue
    if (joinsGroup(order) && !book.portfolio.group(order.group)) {
      withdraw(book, slice.time, order, 'the group that its legs would join is gone')
      continue
    }
    const gone = order.purpose === 'open' ? order.legs.find(leg => isGone(book, order.group, leg)) : undefined
    if (gone) {
      withdraw(
        book,
        slice.time,
        order,
        `its group has less of ${gone.instrument.id} left than it would give up`,
      )
      continue
    }
    const unpayable = order.legs.find(leg => whyUnpayable(book, slice.time, leg.instrument, 0) !== null)
    if (unpayable) {
      withdraw(book, slice.time, order, whyUnpayable(book, slice.time, unpayable.instrument, 0) ?? '')
      continue
    }
    const fills = book.broker.fill(
      order,
      slice,
      (group, id) => tradable(book, group, id),
      (group, instrument) => termsFor(book, slice, group, instrument),
      price,
    )
    if (fills && order.purpose === 'open') {
      exposure ??= new RunningExposure(book, slice)
      // Requirements can rise overnight.
      if (exposure.initialAbove(book.portfolio.equity(), fills) !== null) {
        withdraw(book, slice.time, order, 'its initial margin at the fill is more than the account is worth')
        continue
      }
    }
    for (const fill of fills ?? []) postFill(book, slice, fill, order.purpose, order.origin, order)
    if (fills) exposure?.takeGroup(order.group)
    if (fills?.length === 0) withdraw(book, slice.time, order, 'nothing of it was left to close')
  }
}

/** Whether an opening order adds legs to a group that another one opened. */
const joinsGroup = (order: Order): boolean => order.purpose === 'open' && order.group !== order.id

/** Terms of an instrument for a group: the multiplier it was opened at stays with what it holds. */
export function termsFor(book: Book, slice: Slice, group: number, instrument: Instrument): Terms {
  const terms = book.facts.terms(slice, instrument)
  const held = book.portfolio.group(group)?.legs.get(instrument.id)
  return held ? { ...terms, multiplier: held.multiplier, paidUpFront: held.paidUpFront } : terms
}

/** Books one fill and tells of it. */
export function postFill(
  book: Book,
  slice: Slice,
  fill: Fill,
  purpose: Order['purpose'],
  origin: Origin,
  order: Order | null,
): void {
  const { paidUpFront } = termsFor(book, slice, fill.group, fill.instrument)
  const opening = purpose === 'open' && order ? { tag: order.tag, lots: order.lots, stop: order.stop } : null
  // One object for the record, the account and the strategy: none of them changes it.
  const made = Object.freeze({ ...fill, instrument: frozenCopy(fill.instrument) })
  book.record({ kind: 'fill', time: slice.time, origin, purpose, fill: made })
  book.portfolio.fill(
    made,
    commissionOn(book, fill.instrument),
    paidUpFront,
    opening,
    paymentOf(book, slice, fill),
  )
  book.news.fills.push(made)
}

/** Commission per contract, in the product's currency; bonds cost their spread alone, which is in the slippage. */
export const commissionOn = ({ rules }: Book, instrument: Instrument): number =>
  instrument.kind === 'bond' ? 0 : rules.commissionPerContract

/** What may be closed of a leg: all that is held, less bonds that were declared for a delivery. */
export function tradable(book: Book, id: number, instrument: string): number {
  const group = book.portfolio.group(id)
  const held = group?.legs.get(instrument)?.quantity ?? 0
  return group ? held - promisedUnits(group.tenders, instrument) : 0
}

/** Whether a leg that gives something up finds less of it than it would. */
const isGone = (book: Book, group: number, { instrument, quantity, reduces }: OrderLeg): boolean =>
  reduces === true &&
  Math.abs(quantity) > Math.abs(Math.min(0, Math.sign(quantity) * tradable(book, group, instrument.id)))
