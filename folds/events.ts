/** The steps of a trade's life, each as one sentence with its numbers. */

import type { Instrument } from '../engine/model/instrument.ts'
import { toAmount } from '../engine/model/money.ts'
import type { Origin } from '../engine/model/order.ts'
import type { DeliveryRecord, RunRecord } from '../engine/model/record.ts'
import type { EpochMs } from '../engine/model/time.ts'

/** Kinds of records that are steps of a life. */
type StepKind = 'order' | 'fill' | 'cancel' | 'stop' | 'expiry' | 'assignment' | 'ended' | 'delivery'

export type StepRecord = Extract<RunRecord, { kind: StepKind }>

export interface LifeEvent {
  readonly time: EpochMs
  readonly kind: StepKind
  readonly text: string
  readonly origin: Origin | 'exchange'
  readonly instrument: string | null
  /** Contracts, or units of 100 face of a bond; negative = sold. */
  readonly quantity: number | null
  /** Points. */
  readonly price: number | null
  /** Rule of an order. */
  readonly rule: string | null
}

/** The record as a step of a life; `currency` is that of the trade. */
export const eventOf = (record: StepRecord, currency: string): LifeEvent => ({
  time: record.time,
  ...BLANK,
  ...(record.kind === 'delivery' ? tellDelivery(record, currency) : tell(record)),
})

const BLANK = { instrument: null, quantity: null, price: null, rule: null } as const

type Told = Pick<LifeEvent, 'kind' | 'text' | 'origin'> & Partial<Omit<LifeEvent, 'time'>>

function tell(record: Exclude<StepRecord, DeliveryRecord>): Told {
  switch (record.kind) {
    case 'order': {
      const { order } = record
      const what = order.legs
        .map(leg => `${verb(leg.quantity)} ${sized(leg.instrument, leg.quantity)}`)
        .join(', ')
      return {
        kind: 'order',
        origin: order.origin,
        rule: order.reason.rule,
        text: `${what}: ${order.reason.text}`,
      }
    }
    case 'fill': {
      const { fill } = record
      return {
        kind: 'fill',
        origin: record.origin,
        instrument: fill.instrument.id,
        quantity: fill.quantity,
        price: fill.price,
        text: `${fill.quantity < 0 ? 'sold' : 'bought'} ${sized(fill.instrument, fill.quantity)} at ${fill.price} (${SOURCE[fill.source]})`,
      }
    }
    case 'cancel':
      return { kind: 'cancel', origin: 'exchange', text: `order withdrawn: ${record.why}` }
    case 'stop':
      return {
        kind: 'stop',
        origin: 'stop',
        price: record.valuePoints,
        text: record.watched
          ? `the stop fired: ${record.watched.signal} at ${points(record.watched.price)} has passed ${points(record.watched.level)}`
          : `the stop fired: closing costs ${points(record.valuePoints)} against a credit of ${points(record.creditPoints)}`,
      }
    case 'expiry':
      return {
        kind: 'expiry',
        origin: 'exchange',
        instrument: record.instrument,
        quantity: record.quantity,
        price: record.settlement,
        text: `${record.instrument} ${OUTCOME[record.outcome]}${record.beforeExpiry ? ' before its expiry' : ''} at ${record.settlement}${record.delivers ? `, delivers ${record.delivers}` : ''}`,
      }
    case 'assignment':
      return {
        kind: 'assignment',
        origin: 'exchange',
        instrument: record.instrument,
        quantity: record.quantity,
        price: record.price,
        text: `${Math.abs(record.quantity)} ${record.instrument} ${record.quantity < 0 ? 'short' : 'long'} by assignment at ${record.price}`,
      }
    case 'ended':
      return {
        kind: 'ended',
        origin: 'exchange',
        instrument: record.instrument,
        quantity: record.quantity,
        price: record.price,
        text: `${record.instrument} ${ENDED[record.outcome]} ${record.price}`,
      }
  }
}

function tellDelivery(record: DeliveryRecord, currency: string): Told {
  const { step, future, bond, contracts, price, invoice } = record
  const told = {
    kind: 'delivery',
    origin: 'exchange',
    instrument: future,
    quantity: contracts,
    price,
  } as const
  if (step === 'failed')
    return { ...told, text: `${contracts} ${future} ended at ${price}: there were no bonds to deliver` }
  if (step === 'tender')
    return { ...told, text: `declared for delivery: ${contracts} ${future} at ${price}, with ${bond}` }
  const paid = invoice === null ? '' : ` for ${currency} ${toAmount(invoice, currency).toFixed(2)}`
  return { ...told, text: `${bond} delivered into ${contracts} ${future}${paid}` }
}

/** Contracts by their number, bonds by their face. */
const sized = (instrument: Instrument, quantity: number): string =>
  instrument.kind === 'bond'
    ? `${Math.abs(quantity) * 100} face of ${instrument.id}`
    : `${Math.abs(quantity)} ${instrument.id}`

const verb = (quantity: number): string => (quantity < 0 ? 'sell' : 'buy')
const points = (value: number): string => String(Number(value.toPrecision(6)))
const SOURCE = { quote: 'quoted', open: 'at the open', close: 'at the close', carried: 'carried in' } as const
const OUTCOME = {
  worthless: 'expired worthless',
  cash: 'was settled in cash',
  assigned: 'was assigned',
} as const
const ENDED = { expired: 'ended at', redeemed: 'was redeemed at' } as const
