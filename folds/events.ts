/** The steps of a trade's life, each as one sentence with its numbers. */

import type { Instrument } from '../engine/model/instrument.ts'
import { toAmount } from '../engine/model/money.ts'
import type { Origin } from '../engine/model/order.ts'
import type {
  DeliveryRecord,
  ExpiryRecord,
  OrderRecord,
  RunRecord,
  StopRecord,
} from '../engine/model/record.ts'
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
export function eventOf(record: StepRecord, currency: string): LifeEvent {
  switch (record.kind) {
    case 'order':
      return step(record, orderText(record), record.order.origin, { rule: record.order.reason.rule })
    case 'fill': {
      const { instrument, quantity, price, source } = record.fill
      const text = `${quantity < 0 ? 'sold' : 'bought'} ${sized(instrument, quantity)} at ${price} (${SOURCE[source]})`
      return step(record, text, record.origin, { instrument: instrument.id, quantity, price })
    }
    case 'cancel':
      return step(record, `order withdrawn: ${record.why}`, 'exchange', {})
    case 'stop':
      return step(record, stopText(record), 'stop', { price: record.valuePoints })
    case 'expiry': {
      const { instrument, quantity, settlement: price } = record
      return step(record, expiryText(record), 'exchange', { instrument, quantity, price })
    }
    case 'assignment': {
      const { instrument, quantity, price } = record
      const text = `${Math.abs(quantity)} ${instrument} ${quantity < 0 ? 'short' : 'long'} by assignment at ${price}`
      return step(record, text, 'exchange', { instrument, quantity, price })
    }
    case 'ended': {
      const { instrument, quantity, price, outcome } = record
      const text = `${instrument} ${ENDED[outcome]} ${price}`
      return step(record, text, 'exchange', { instrument, quantity, price })
    }
    case 'delivery': {
      const { future: instrument, contracts: quantity, price } = record
      return step(record, deliveryText(record, currency), 'exchange', { instrument, quantity, price })
    }
  }
}

type Numbers = Partial<Pick<LifeEvent, 'instrument' | 'quantity' | 'price' | 'rule'>>

const step = (
  { time, kind }: StepRecord,
  text: string,
  origin: LifeEvent['origin'],
  { instrument = null, quantity = null, price = null, rule = null }: Numbers,
): LifeEvent => ({ time, kind, text, origin, instrument, quantity, price, rule })

const orderText = ({ order }: OrderRecord): string =>
  `${order.legs.map(leg => `${verb(leg.quantity)} ${sized(leg.instrument, leg.quantity)}`).join(', ')}: ${order.reason.text}`

const stopText = ({ watched, valuePoints, creditPoints }: StopRecord): string =>
  watched
    ? `the stop fired: ${watched.signal} at ${points(watched.price)} has passed ${points(watched.level)}`
    : `the stop fired: closing costs ${points(valuePoints)} against a credit of ${points(creditPoints)}`

function expiryText({ instrument, outcome, beforeExpiry, settlement, delivers }: ExpiryRecord): string {
  const when = beforeExpiry ? ' before its expiry' : ''
  return `${instrument} ${OUTCOME[outcome]}${when} at ${settlement}${delivers ? `, delivers ${delivers}` : ''}`
}

function deliveryText(record: DeliveryRecord, currency: string): string {
  const { step, future, bond, contracts, price, invoice } = record
  if (step === 'failed') return `${contracts} ${future} ended at ${price}: there were no bonds to deliver`
  if (step === 'tender') return `declared for delivery: ${contracts} ${future} at ${price}, with ${bond}`
  const paid = invoice === null ? '' : ` for ${currency} ${toAmount(invoice, currency).toFixed(2)}`
  return `${bond} delivered into ${contracts} ${future}${paid}`
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
