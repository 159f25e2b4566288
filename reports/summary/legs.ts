/** Each instrument that a group ever held, with its average prices in and out. */

import type { Instrument } from '../../engine/model/instrument.ts'
import type { DeliveryRecord, ExpiryRecord, RunRecord } from '../../engine/model/record.ts'
import { formatDay } from '../../engine/model/time.ts'
import type { Trade } from '../schema/report.ts'

interface LegSum {
  readonly instrument: Instrument
  /** Units of 100 face that a future takes. */
  readonly unitsPerContract: number
  held: number
  /** All that was ever opened, signed as the first of it. */
  opened: number
  openedAt: number
  closed: number
  closedAt: number
}

/** The legs in the order in which they were first traded. */
export function legsOf(records: readonly RunRecord[]): Trade['legs'] {
  const legs = new Map<string, LegSum>()
  for (const record of records) {
    if (record.kind === 'fill') {
      const { instrument, quantity, price, multiplier } = record.fill
      take(legOf(legs, instrument, multiplier), quantity, price)
    } else if (record.kind === 'expiry') addExpiry(legs.get(record.instrument), record)
    else if (record.kind === 'assignment') {
      const [product = '', month = ''] = record.instrument.split(' ')
      const future = { kind: 'future', id: record.instrument, product, month } as const
      take(legOf(legs, future, 0), record.quantity, record.price)
    } else if (record.kind === 'delivery') addDelivery(legs, record)
    else if (record.kind === 'ended') {
      const leg = legs.get(record.instrument)
      if (leg) take(leg, -record.quantity, record.price)
    }
  }
  return [...legs.values()].map(lineOf)
}

function lineOf({ instrument, opened, openedAt, closed, closedAt }: LegSum): Trade['legs'][number] {
  const option = instrument.kind === 'option' ? instrument : null
  return {
    instrument: instrument.id,
    kind: instrument.kind,
    right: option?.right ?? null,
    strike: option?.strike ?? null,
    expiry: option ? formatDay(option.expiry) : null,
    quantity: opened,
    priceEntry: tidy(openedAt / opened),
    priceExit: closed === 0 ? null : tidy(closedAt / closed),
  }
}

/** Twelve significant digits: sums of decimals without their float dust. */
const tidy = (value: number): number => Number(value.toPrecision(12))

function legOf(legs: Map<string, LegSum>, instrument: Instrument, unitsPerContract: number): LegSum {
  const leg = legs.get(instrument.id) ?? {
    instrument,
    unitsPerContract,
    held: 0,
    opened: 0,
    openedAt: 0,
    closed: 0,
    closedAt: 0,
  }
  legs.set(instrument.id, leg)
  return leg
}

/** What is on the side of the position opens; what is against it closes, up to what is held, and the rest opens anew. */
function take(leg: LegSum, quantity: number, price: number): void {
  const closing = leg.held * quantity < 0 ? Math.min(Math.abs(quantity), Math.abs(leg.held)) : 0
  const opening = Math.sign(leg.opened || quantity) * (Math.abs(quantity) - closing)
  leg.closed += closing
  leg.closedAt += closing * price
  leg.opened += opening
  leg.openedAt += opening * price
  leg.held += quantity
}

function addExpiry(leg: LegSum | undefined, record: ExpiryRecord): void {
  if (leg?.instrument.kind !== 'option') return
  const { right, strike } = leg.instrument
  const depth = right === 'call' ? record.settlement - strike : strike - record.settlement
  take(leg, -record.quantity, record.outcome === 'worthless' ? 0 : Math.max(0, depth))
}

/** Bonds leave at the invoice without its interest, futures at the settlement that it takes. */
function addDelivery(
  legs: ReadonlyMap<string, LegSum>,
  { step, future, bond, contracts, price, factor }: DeliveryRecord,
): void {
  const short = legs.get(future)
  if (step === 'tender' || !short) return
  take(short, contracts, price)
  const delivered = bond === null ? undefined : legs.get(bond)
  if (delivered && factor !== null) take(delivered, -contracts * short.unitsPerContract, price * factor)
}
