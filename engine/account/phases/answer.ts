/** Phase 6: each intent becomes a working order or a refusal, and both are recorded. */

import { restricted } from '../../margin/call.ts'
import type { Intent, ObserveIntent, OrderLeg } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import type { Feed } from '../../universe/feed.ts'
import type { Account } from '../account.ts'
import { type Admission, admit, type Gate } from '../execution/admit.ts'
import { groupView } from '../ledger/legs.ts'
import { tender, whyNotNow } from './deliver.ts'
import { RunningExposure } from './running-exposure.ts'
import { withdraw } from './withdraw.ts'

/** An intent that wants something. */
type Wish = Exclude<Intent, ObserveIntent>

export function answer(account: Account, slice: Feed): void {
  if (account.inbox.length === 0) return
  const desk = deskOf(account, slice)
  const gate = gateOf(desk)
  for (const intent of account.inbox.splice(0)) {
    if (intent.kind === 'observe') {
      account.record({ kind: 'observation', time: slice.time, name: intent.name, values: intent.values })
      continue
    }
    desk.intent = intent
    take(desk, intent, admit(intent, gate))
  }
}

/** A account in a slice, with the margin that its orders need; null until the first of them asks. */
interface Desk {
  readonly account: Account
  readonly slice: Feed
  exposure: RunningExposure | null
  /** What is being looked at. */
  intent: Wish | null
}

const deskOf = (account: Account, slice: Feed): Desk => ({ account, slice, exposure: null, intent: null })

function exposureOf(desk: Desk): RunningExposure {
  const { account, slice } = desk
  if (desk.exposure) return desk.exposure
  desk.exposure = new RunningExposure(account, slice)
  for (const order of account.broker.working()) desk.exposure.takeOrder(order)
  return desk.exposure
}

function gateOf(desk: Desk): Gate {
  const { account, slice } = desk
  const { broker, portfolio } = account
  return {
    time: slice.time,
    bankrupt: account.call.bankrupt,
    restricted: restricted(account.call),
    equity: () => portfolio.equity(),
    group(id) {
      const group = portfolio.group(id)
      return group ? groupView(group) : null
    },
    workingOf: group => broker.workingOf(group),
    isWorking: order => broker.find(order) !== undefined,
    isTagInUse: tag => portfolio.isTagOpen(tag) || broker.isTagAtWork(tag),
    nextId: () => broker.nextId(),
    latest: signal => slice.latest(signal),
    untradable: leg => untradable(account, slice, leg) ?? otherCurrency(account, desk.intent, leg),
    mayBeShort: ({ instrument }) => account.facts.kindOf(instrument).mayBeShort,
    undeliverable: delivery => whyNotNow(account, slice, delivery),
    initialAbove: (equity, legs) => exposureOf(desk).initialAbove(equity, legs),
  }
}

function take(desk: Desk, intent: Wish, admission: Admission): void {
  const { account, slice } = desk
  const { time } = slice
  if (admission.kind === 'order') {
    if (intent.kind === 'close' && intent.legs === undefined) withdrawJoins(desk, intent.group)
    account.record({ kind: 'order', time, order: admission.order })
    account.broker.place(admission.order)
    desk.exposure?.takeOrder(admission.order)
  } else if (admission.kind === 'deliver') {
    tender(account, slice, admission.intent)
    desk.exposure?.takeGroup(admission.intent.group)
  } else if (admission.kind === 'cancel') {
    const order = account.broker.find(admission.order)
    account.broker.cancel(admission.order)
    desk.exposure?.dropOrder(admission.order)
    account.record({
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
      tag: tagOf(account, intent),
      reason: admission.reason,
    } as const
    account.record(refusal)
    account.refusals.push(refusal)
  }
}

/** A group that is closed whole takes no more legs. */
function withdrawJoins({ account, slice, exposure }: Desk, group: number): void {
  for (const order of account.broker.workingOf(group)) {
    if (order.purpose !== 'open') continue
    withdraw(account, slice.time, order, 'its group is being closed')
    exposure?.dropOrder(order.id)
  }
}

function tagOf(account: Account, intent: Wish): string {
  if (intent.kind === 'open' || intent.kind === 'decline') return intent.tag
  return intent.kind === 'cancel'
    ? (account.broker.find(intent.order)?.tag ?? '')
    : (account.portfolio.group(intent.group)?.tag ?? '')
}

/** An instrument can be traded while its last session is still to come and its market shows it. */
function untradable(account: Account, slice: Slice, { instrument }: OrderLeg): string | null {
  const { facts, rules } = account
  const kind = facts.kindOf(instrument)
  return (
    kind.whyUnpayable(facts, slice.time, instrument, rules.fill === 'same' ? 0 : 1) ??
    kind.whyUntradable(facts, slice, instrument)
  )
}

/** The profit of a group is counted in one currency, which is that of its first leg. */
function otherCurrency(account: Account, intent: Wish | null, { instrument }: OrderLeg): string | null {
  if (intent?.kind !== 'open' && intent?.kind !== 'adjust') return null
  const [held] = account.portfolio.group(intent.group ?? 0)?.legs.values() ?? []
  const first = held ?? intent.legs[0]
  const own = first && account.facts.product(first.instrument.product).currency
  const { currency } = account.facts.product(instrument.product)
  return own === currency
    ? null
    : `${instrument.id} trades in ${currency}, its group in ${own}; open a group for each currency`
}
