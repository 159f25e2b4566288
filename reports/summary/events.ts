/** The steps of a trade's life, each as one sentence with its numbers. */

import type { RunRecord } from '../../engine/model/record.ts'
import type { Trade } from '../schema/report.ts'
import type { ReportInput } from './input.ts'

type Event = Trade['events'][number]

/** The record as a step of a life; none for entries, marks and the like. */
export function eventOf(record: RunRecord, input: ReportInput): Event[] {
  const told = tell(record)
  return told
    ? [
        {
          time: new Date(record.time).toISOString(),
          session: input.sessionOf(record.time),
          ...BLANK,
          ...told,
        },
      ]
    : []
}

const BLANK = { instrument: null, quantity: null, price: null, rule: null } as const

type Told = Pick<Event, 'kind' | 'text' | 'origin'> & Partial<Omit<Event, 'time' | 'session'>>

function tell(record: RunRecord): Told | null {
  switch (record.kind) {
    case 'order': {
      const { order } = record
      const what = order.legs
        .map(leg => `${verb(leg.quantity)} ${Math.abs(leg.quantity)} ${leg.instrument.id}`)
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
        text: `${fill.quantity < 0 ? 'sold' : 'bought'} ${Math.abs(fill.quantity)} ${fill.instrument.id} at ${fill.price} (${SOURCE[fill.source]})`,
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
    default:
      return null
  }
}

const verb = (quantity: number): string => (quantity < 0 ? 'sell' : 'buy')
const points = (value: number): string => String(Number(value.toPrecision(6)))
const SOURCE = { quote: 'quoted', open: 'at the open', close: 'at the close', carried: 'carried in' } as const
const OUTCOME = {
  worthless: 'expired worthless',
  cash: 'was settled in cash',
  assigned: 'was assigned',
} as const
