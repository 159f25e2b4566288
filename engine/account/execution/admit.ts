/** Turns an intent into a working order, or into a refusal with its reason. */

import type { Minor } from '../../model/money.ts'
import type {
  AdjustIntent,
  CloseIntent,
  DeliverIntent,
  Intent,
  ObserveIntent,
  OpenIntent,
  Order,
  OrderLeg,
  Origin,
  PlacedLevel,
  PlacedStop,
  Reason,
  StopRule,
} from '../../model/order.ts'
import type { SignalName } from '../../model/signal.ts'
import type { GroupView } from '../../model/snapshot.ts'
import type { EpochMs } from '../../model/time.ts'

export type Admission =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'cancel'; readonly order: number }
  | { readonly kind: 'deliver'; readonly intent: DeliverIntent }
  | { readonly kind: 'refusal'; readonly by: 'strategy' | 'engine'; readonly reason: Reason }

/** What the gate looks at: each in a time that does not depend on how many groups and orders there are. */
export interface Gate {
  readonly time: EpochMs
  readonly bankrupt: boolean
  readonly restricted: boolean
  /** Net liquidation value now. */
  readonly equity: () => Minor
  /** An open group; null when there is none of that id. */
  readonly group: (id: number) => GroupView | null
  /** The orders of a group that are at work. */
  readonly workingOf: (group: number) => readonly Pick<Order, 'purpose' | 'legs'>[]
  readonly isWorking: (order: number) => boolean
  /** Whether an open group or an order at work has the tag. */
  readonly isTagInUse: (tag: string) => boolean
  readonly nextId: () => number
  /** Null when the instrument can still be traded after this instant, else why not. */
  readonly untradable: (leg: OrderLeg) => string | null
  /** Whether an instrument may be sold without being held. */
  readonly mayBeShort: (leg: OrderLeg) => boolean
  /** Null when a declaration of delivery can be made now, else why not. */
  readonly undeliverable: (intent: DeliverIntent) => string | null
  /** The latest value of a signal; NaN = none yet. */
  readonly latest: (signal: SignalName) => number
  /** Initial margin of the account with these legs, less the premium equity already owes; null where equity has it. */
  readonly initialAbove: (equity: Minor, legs: readonly OrderLeg[]) => Minor | null
}

export function admit(intent: Exclude<Intent, ObserveIntent>, gate: Gate): Admission {
  switch (intent.kind) {
    case 'open':
      return admitOpen(intent, gate)
    case 'close':
      return admitClose(intent, gate)
    case 'adjust':
      return admitAdjust(intent, gate)
    case 'deliver': {
      const why = gate.bankrupt ? 'the account is bankrupt' : gate.undeliverable(intent)
      return why ? refuse('delivery', why) : { kind: 'deliver', intent }
    }
    case 'cancel':
      return gate.isWorking(intent.order)
        ? { kind: 'cancel', order: intent.order }
        : refuse('unknown order', `there is no working order ${intent.order}`)
    case 'decline':
      return { kind: 'refusal', by: 'strategy', reason: intent.reason }
  }
}

type Refused = Extract<Admission, { kind: 'refusal' }>

const refuse = (rule: string, text: string, evidence: NonNullable<Reason['evidence']> = {}): Refused => ({
  kind: 'refusal',
  by: 'engine',
  reason: { rule, text, evidence },
})

function admitOpen(intent: OpenIntent, gate: Gate): Admission {
  if (gate.bankrupt) return refuse('bankrupt', 'the account is bankrupt and does not trade any more')
  if (gate.restricted)
    return refuse('margin call', 'while a margin call is open only orders that reduce risk are taken')
  const joined = intent.group === undefined ? null : gate.group(intent.group)
  const misplaced = intent.group === undefined ? tagTaken(intent, gate) : cannotJoin(intent, joined, gate)
  if (misplaced) return misplaced
  const legs = intent.legs.map(leg => ({
    instrument: leg.instrument,
    quantity: (leg.side === 'buy' ? 1 : -1) * leg.ratio * intent.lots,
  }))
  const short = legs.find(leg => leg.quantity < 0 && !gate.mayBeShort(leg))
  if (short) return refuse('short sale', shortSale(short))
  for (const leg of legs) {
    const why = gate.untradable(leg)
    if (why) return refuse('not tradable', why)
  }
  const stop = intent.stop ? placeStop(intent.stop, gate) : null
  if (stop !== null && 'reason' in stop) return stop
  const unaffordable = beyondEquity(legs, gate)
  if (unaffordable) return unaffordable
  const id = gate.nextId()
  return {
    kind: 'order',
    order: {
      id,
      group: joined?.id ?? id,
      tag: joined?.tag ?? intent.tag,
      purpose: 'open',
      origin: 'strategy',
      placedAt: gate.time,
      legs,
      lots: intent.lots,
      limit: intent.limit ?? null,
      stop,
      reason: intent.reason,
    },
  }
}

function tagTaken({ tag }: OpenIntent, gate: Gate): Refused | null {
  return gate.isTagInUse(tag)
    ? refuse('tag in use', `a group or an order with the tag ${tag} is there already`)
    : null
}

function beyondEquity(legs: readonly OrderLeg[], gate: Gate): Refused | null {
  const equity = gate.equity()
  const initial = gate.initialAbove(equity, legs)
  return initial === null
    ? null
    : refuse('initial margin', 'the initial margin with this order is more than the account is worth', {
        initial,
        equity,
      })
}

/** Legs join a group that is open and staying open, by the same number of lots. */
function cannotJoin(intent: OpenIntent, group: GroupView | null, gate: Gate): Refused | null {
  if (!group) return refuse('unknown group', `there is no open group ${intent.group}`)
  if (intent.lots !== group.lots)
    return refuse('malformed', `the group has ${group.lots} lots; legs that join it need as many`)
  if (intent.stop) return refuse('malformed', 'the stop is that of the group; legs that join it bring none')
  const held = intent.legs.find(leg => group.legs.some(one => one.instrument.id === leg.instrument.id))
  if (held)
    return refuse('malformed', `the group holds ${held.instrument.id} already; legs that join it are new`)
  return gate.workingOf(group.id).length > 0
    ? refuse('group at work', 'an order of this group is at work already')
    : null
}

/** A stop as plain data. One whose price or level is unknown, or has been passed already, would protect nothing. */
function placeStop(stop: StopRule, gate: Gate): PlacedStop | Refused {
  if ('loss' in stop) return stop
  const follows = typeof stop.level === 'number' ? null : nameOf(stop.level)
  const placed: PlacedLevel = {
    watch: nameOf(stop.watch),
    fires: stop.fires,
    level: typeof stop.level === 'number' ? stop.level : gate.latest(stop.level),
    follows,
    trailing: stop.trailing ?? false,
  }
  const price = gate.latest(stop.watch)
  const evidence = { price, level: placed.level }
  if (!Number.isFinite(price) || !Number.isFinite(placed.level)) {
    return refuse('stop', 'the price or the level of its stop is not known yet', {
      watch: stop.watch.key,
      price: Number.isFinite(price) ? price : null,
      level: Number.isFinite(placed.level) ? placed.level : null,
    })
  }
  return isPassed(placed, price)
    ? refuse('stop', 'the price has passed the level of its stop already', evidence)
    : placed
}

const nameOf = ({ key, grid }: SignalName): SignalName => ({ key, grid })

/** Whether a price lies beyond the level. */
export const isPassed = (stop: PlacedLevel, price: number): boolean =>
  stop.fires === 'below' ? price < stop.level : price > stop.level

function admitClose(intent: CloseIntent, gate: Gate): Admission {
  const group = gate.group(intent.group)
  if (!group) return refuse('unknown group', `there is no open group ${intent.group}`)
  const closing = gate.workingOf(group.id).filter(order => order.purpose === 'close')
  const wanted = intent.legs ?? group.legs.map(leg => leg.instrument.id)
  const legs = group.legs.filter(leg => wanted.includes(leg.instrument.id))
  if (legs.length === 0) return refuse('nothing to close', 'the group holds none of the legs')
  if (legs.every(leg => closing.some(order => touches(order, leg)))) {
    return refuse('already closing', 'an order that closes these legs is at work')
  }
  return {
    kind: 'order',
    order: closeOrder(group, legs, gate.time, gate.nextId(), 'strategy', intent.reason),
  }
}

const touches = (order: Pick<Order, 'legs'>, { instrument }: OrderLeg): boolean =>
  order.legs.some(leg => leg.instrument.id === instrument.id)

/** Legs of a group that grow need what an opening order needs; those that shrink trade no more than is held. */
function admitAdjust(intent: AdjustIntent, gate: Gate): Admission {
  const group = gate.group(intent.group)
  if (!group) return refuse('unknown group', `there is no open group ${intent.group}`)
  if (gate.bankrupt) return refuse('bankrupt', 'the account is bankrupt and does not trade any more')
  if (gate.workingOf(group.id).length > 0)
    return refuse('group at work', 'an order of this group is at work already')
  const short = intent.legs.find(leg => leg.quantity < 0 && !gate.mayBeShort(leg) && !isReduction(leg, group))
  if (short) return refuse('short sale', shortSale(short))
  const legs = intent.legs.map(
    (leg): OrderLeg => ({
      instrument: leg.instrument,
      quantity: leg.quantity,
      ...(isReduction(leg, group) ? { reduces: true } : {}),
    }),
  )
  const reduces = legs.every(leg => leg.reduces)
  if (gate.restricted && !reduces)
    return refuse('margin call', 'while a margin call is open only orders that reduce risk are taken')
  for (const leg of legs) {
    const why = gate.untradable(leg)
    if (why) return refuse('not tradable', why)
  }
  const unaffordable = reduces ? null : beyondEquity(legs, gate)
  if (unaffordable) return unaffordable
  return {
    kind: 'order',
    order: {
      id: gate.nextId(),
      group: group.id,
      tag: group.tag,
      purpose: reduces ? 'close' : 'open',
      origin: 'strategy',
      placedAt: gate.time,
      legs,
      lots: group.lots,
      limit: null,
      stop: null,
      reason: intent.reason,
    },
  }
}

/** Whether a trade leaves less of what a group holds, and nothing on the other side. */
function isReduction({ instrument, quantity }: OrderLeg, group: GroupView): boolean {
  const held = group.legs.find(leg => leg.instrument.id === instrument.id)?.quantity ?? 0
  return held * quantity < 0 && Math.abs(quantity) <= Math.abs(held)
}

const shortSale = ({ instrument }: OrderLeg): string =>
  `${instrument.id} is sold only by a group that holds as many`

/** An order that closes legs of a group whole. */
export const closeOrder = (
  group: Pick<GroupView, 'id' | 'tag' | 'lots'>,
  legs: readonly OrderLeg[],
  time: number,
  id: number,
  origin: Origin,
  reason: Reason,
): Order => ({
  id,
  group: group.id,
  tag: group.tag,
  purpose: 'close',
  origin,
  placedAt: time,
  legs: legs.map(leg => ({ instrument: leg.instrument, quantity: -leg.quantity })),
  lots: group.lots,
  limit: null,
  stop: null,
  reason,
})
