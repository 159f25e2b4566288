/** Every answer of a strategy is read whole before it is looked at: a clean copy of it goes on, or its fault is told. */

import type {
  AdjustIntent,
  CancelIntent,
  CloseIntent,
  DeclineIntent,
  DeliverIntent,
  Intent,
  Leg,
  ObserveIntent,
  OpenIntent,
  OrderLeg,
  Reason,
} from '../../model/order.ts'
import {
  anyText,
  count,
  evidenceOf,
  type Fields,
  faultOf,
  fieldsOf,
  finite,
  IntentFault,
  itemsOf,
  MOST_CONTRACTS,
  oneOf,
  requireOnly,
  text,
  whole,
} from '../../model/read-fields.ts'
import { type InstrumentFacts, readInstrument } from './read-instrument.ts'
import { readStop, type SignalOf } from './read-stop.ts'

/** What an intent is held against besides itself. */
export interface IntentFacts {
  readonly facts: InstrumentFacts
  readonly signalOf: SignalOf
}

const KINDS = ['open', 'close', 'adjust', 'deliver', 'cancel', 'decline', 'observe'] as const
const SIDES = ['buy', 'sell'] as const
const FIELDS = {
  open: new Set(['kind', 'tag', 'group', 'legs', 'lots', 'limit', 'stop', 'reason']),
  close: new Set(['kind', 'group', 'legs', 'reason']),
  adjust: new Set(['kind', 'group', 'legs', 'reason']),
  deliver: new Set(['kind', 'group', 'future', 'bond', 'contracts', 'reason']),
  cancel: new Set(['kind', 'order', 'reason']),
  decline: new Set(['kind', 'tag', 'reason']),
  observe: new Set(['kind', 'name', 'values']),
}
const LEG = new Set(['instrument', 'side', 'ratio'])
const ADJUSTED_LEG = new Set(['instrument', 'quantity'])
const REASON = new Set(['rule', 'text', 'evidence'])

/**
 * A copy of an intent that shares nothing with the strategy's own object; what strategies see again is frozen. A field
 * that may be left out may be undefined too. Throws an IntentFault at the first field that is missing, wrong or unknown;
 * never anything else, whatever the value is.
 */
export function readIntent(value: unknown, facts: IntentFacts): Intent {
  const fields = fieldsOf(value, '')
  const kind = oneOf(fields, 'kind', KINDS)
  requireOnly(fields, FIELDS[kind], `the intent ${kind}`)
  switch (kind) {
    case 'open':
      return readOpen(fields, facts)
    case 'close':
      return readClose(fields)
    case 'adjust':
      return readAdjust(fields, facts)
    case 'deliver':
      return readDeliver(fields)
    case 'cancel':
      return readCancel(fields)
    case 'decline':
      return readDecline(fields)
    case 'observe':
      return readObserve(fields)
  }
}

function readOpen(fields: Fields, facts: IntentFacts): OpenIntent {
  const { group, limit, stop } = fields.values
  const lots = count(fields, 'lots')
  return {
    kind: 'open',
    tag: text(fields, 'tag'),
    ...(group === undefined ? {} : { group: whole(fields, 'group') }),
    legs: legsOf(fields, (leg, at) => readLeg(leg, at, lots, facts.facts)),
    lots,
    ...(limit === undefined ? {} : { limit: finite(fields, 'limit') }),
    ...(stop === undefined ? {} : { stop: readStop(stop, 'stop', facts.signalOf) }),
    reason: readReason(fields),
  }
}

function readLeg(value: unknown, at: string, lots: number, facts: InstrumentFacts): Leg {
  const fields = fieldsOf(value, at)
  requireOnly(fields, LEG, 'a leg')
  const ratio = count(fields, 'ratio')
  if (ratio * lots > MOST_CONTRACTS)
    throw faultOf(fields, 'ratio', `times ${lots} lots must be at most ${MOST_CONTRACTS}`)
  return {
    instrument: readInstrument(fields.values.instrument, `${at}.instrument`, facts),
    side: oneOf(fields, 'side', SIDES),
    ratio,
  }
}

function readClose(fields: Fields): CloseIntent {
  const { legs } = fields.values
  return {
    kind: 'close',
    group: whole(fields, 'group'),
    ...(legs === undefined ? {} : { legs: itemsOf(fields, 'legs', readId) }),
    reason: readReason(fields),
  }
}

function readId(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new IntentFault(at, value, 'must be the id of an instrument')
  return value
}

function readAdjust(fields: Fields, facts: IntentFacts): AdjustIntent {
  return {
    kind: 'adjust',
    group: whole(fields, 'group'),
    legs: legsOf(fields, (leg, at) => readAdjustedLeg(leg, at, facts.facts)),
    reason: readReason(fields),
  }
}

function readAdjustedLeg(
  value: unknown,
  at: string,
  facts: InstrumentFacts,
): Pick<OrderLeg, 'instrument' | 'quantity'> {
  const fields = fieldsOf(value, at)
  requireOnly(fields, ADJUSTED_LEG, 'a leg that is adjusted')
  const quantity = whole(fields, 'quantity')
  if (quantity === 0 || Math.abs(quantity) > MOST_CONTRACTS)
    throw faultOf(fields, 'quantity', `must be a whole number other than 0, of at most ${MOST_CONTRACTS}`)
  return { instrument: readInstrument(fields.values.instrument, `${at}.instrument`, facts), quantity }
}

/** At least one leg, and none twice. */
function legsOf<T extends Pick<OrderLeg, 'instrument'>>(
  fields: Fields,
  read: (leg: unknown, at: string) => T,
): T[] {
  const legs = itemsOf(fields, 'legs', read)
  if (legs.length === 0) throw faultOf(fields, 'legs', 'must have at least one leg')
  const ids = legs.map(({ instrument }) => instrument.id)
  if (new Set(ids).size === ids.length) return legs
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i)
  throw new IntentFault(`legs.${twice}.instrument.id`, ids[twice], 'must not be that of an earlier leg')
}

const readDeliver = (fields: Fields): DeliverIntent => ({
  kind: 'deliver',
  group: whole(fields, 'group'),
  future: text(fields, 'future'),
  bond: text(fields, 'bond'),
  contracts: count(fields, 'contracts'),
  reason: readReason(fields),
})

const readCancel = (fields: Fields): CancelIntent => ({
  kind: 'cancel',
  order: whole(fields, 'order'),
  reason: readReason(fields),
})

const readDecline = (fields: Fields): DeclineIntent => ({
  kind: 'decline',
  tag: text(fields, 'tag'),
  reason: readReason(fields),
})

const readObserve = (fields: Fields): ObserveIntent => ({
  kind: 'observe',
  name: text(fields, 'name'),
  values: evidenceOf(fields, 'values'),
})

function readReason(intent: Fields): Reason {
  const fields = fieldsOf(intent.values.reason, 'reason')
  requireOnly(fields, REASON, 'a reason')
  const reason = { rule: anyText(fields, 'rule'), text: anyText(fields, 'text') }
  return Object.freeze(
    fields.values.evidence === undefined ? reason : { ...reason, evidence: evidenceOf(fields, 'evidence') },
  )
}
