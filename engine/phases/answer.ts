/** Phase 6: each intent becomes a working order or a refusal, and both are recorded. */

import type { Book } from '../book/book.ts'
import { type Admission, admit, type Gate } from '../execution/admit.ts'
import type { Feed } from '../feed/feed.ts'
import { restricted } from '../margin/call.ts'
import { equityFor } from '../margin/requirement.ts'
import type { Intent, ObserveIntent, OrderLeg } from '../model/order.ts'
import type { Slice } from '../model/slice.ts'
import { type EpochMs, formatDay } from '../model/time.ts'
import { tender, whyNotNow } from './deliver.ts'
import { committed, indicativePrice, requirementOf, withLegs } from './exposure.ts'
import { whyUnpayable } from './payment.ts'
import { SliceSnapshot } from './wake.ts'
import { withdraw } from './withdraw.ts'

/** An intent that wants something. */
type Wish = Exclude<Intent, ObserveIntent>

export function answer(book: Book, slice: Feed): void {
  if (book.inbox.length === 0) return
  for (const intent of book.inbox.splice(0)) {
    if (intent.kind === 'observe') {
      book.record({ kind: 'observation', time: slice.time, name: intent.name, values: intent.values })
      continue
    }
    const gate: Gate = {
      snapshot: new SliceSnapshot(book, slice),
      restricted: restricted(book.call),
      nextId: () => book.broker.nextId(),
      latest: signal => slice.latest(signal),
      untradable: leg => untradable(book, slice, leg) ?? otherCurrency(book, intent, leg),
      undeliverable: delivery => whyNotNow(book, slice, delivery),
      initialWith: legs =>
        equityFor(
          requirementOf(
            book,
            slice,
            withLegs(book, slice, [...committed(book, slice), ...legs.map(priced(slice))]),
          ),
          'initial',
        ),
    }
    take(book, slice, intent, admit(intent, gate))
  }
}

const priced =
  (slice: Slice) =>
  (leg: OrderLeg): OrderLeg & { price: number } => ({ ...leg, price: indicativePrice(slice, leg.instrument) })

function take(book: Book, slice: Slice, intent: Wish, admission: Admission): void {
  const { time } = slice
  if (admission.kind === 'order') {
    if (intent.kind === 'close' && intent.legs === undefined) withdrawJoins(book, time, intent.group)
    book.record({ kind: 'order', time, order: admission.order })
    book.broker.place(admission.order)
  } else if (admission.kind === 'deliver') {
    tender(book, slice, admission.intent)
  } else if (admission.kind === 'cancel') {
    const order = book.broker.find(admission.order)
    book.broker.cancel(admission.order)
    book.record({
      kind: 'cancel',
      time,
      order: admission.order,
      group: order?.group ?? 0,
      why: intent.kind === 'cancel' ? intent.reason.text : '',
    })
  } else {
    const refusal = {
      kind: 'refusal',
      time,
      by: admission.by,
      intent: intent.kind,
      tag: tagOf(book, intent),
      reason: admission.reason,
    } as const
    book.record(refusal)
    book.refusals.push(refusal)
  }
}

/** A group that is closed whole takes no more legs. */
function withdrawJoins(book: Book, time: EpochMs, group: number): void {
  for (const order of book.broker.working()) {
    if (order.group === group && order.purpose === 'open')
      withdraw(book, time, order, 'its group is being closed')
  }
}

function tagOf(book: Book, intent: Wish): string {
  if (intent.kind === 'open' || intent.kind === 'decline') return intent.tag
  return intent.kind === 'cancel'
    ? (book.broker.find(intent.order)?.tag ?? '')
    : (book.portfolio.group(intent.group)?.tag ?? '')
}

/** An instrument can be traded while its last session is still to come and its market shows it. */
function untradable(book: Book, slice: Slice, leg: OrderLeg): string | null {
  const { instrument } = leg
  if (instrument.kind !== 'option') {
    const ended = instrument.kind === 'future' ? book.facts.market.lastSessionOf(instrument.id) : null
    if (ended && ended.close <= slice.time)
      return `${instrument.id} stopped trading on ${formatDay(ended.day)}`
    const unpayable = whyUnpayable(book, slice.time, instrument, book.rules.fill === 'same' ? 0 : 1)
    if (unpayable) return unpayable
    return slice.bar(instrument.id) ? null : `${instrument.id} has no price yet`
  }
  const series = book.facts.series(instrument.product, instrument.expiry)
  if (!series) return `${instrument.id} is not listed`
  const last = series.lastSession
  if (last.close <= slice.time) return `${instrument.id} stopped trading on ${formatDay(last.day)}`
  return slice.quote(instrument) ? null : `${instrument.id} is not quoted now`
}

/** The profit of a group is counted in one currency, which is that of its first leg. */
function otherCurrency(book: Book, intent: Wish, { instrument }: OrderLeg): string | null {
  if (intent.kind !== 'open' && intent.kind !== 'adjust') return null
  const [held] = book.portfolio.group(intent.group ?? 0)?.legs.values() ?? []
  const first = held ?? intent.legs[0]
  const own = first && book.facts.product(first.instrument.product).currency
  const { currency } = book.facts.product(instrument.product)
  return own === currency
    ? null
    : `${instrument.id} trades in ${currency}, its group in ${own}; open a group for each currency`
}
