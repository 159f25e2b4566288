/** Each instrument that a group ever held, with what went in and out of it. */

import type { Instrument } from '../engine/model/instrument.ts'
import type { Fill } from '../engine/model/order.ts'
import type { AssignmentRecord, DeliveryRecord, EndedRecord, ExpiryRecord } from '../engine/model/record.ts'

/** Quantities are contracts, or units of 100 face; the average price of a side is its points over its quantity. */
export interface TradeLeg {
  readonly instrument: Instrument
  readonly held: number
  /** All that was ever opened, signed as the first of it; and that times its prices. */
  readonly opened: number
  readonly openedPoints: number
  readonly closed: number
  readonly closedPoints: number
}

interface LegSum extends TradeLeg {
  /** Units of 100 face that a future takes. */
  readonly unitsPerContract: number
  held: number
  opened: number
  openedPoints: number
  closed: number
  closedPoints: number
}

/** The legs of a group, one an instrument, in the order in which they were first traded. */
export type Legs = LegSum[]

export const heldIn = (legs: Legs, instrument: string): number => find(legs, instrument)?.held ?? 0

/** Those that trade now are the last. */
const find = (legs: Legs, id: string): LegSum | undefined => legs.findLast(leg => leg.instrument.id === id)

export const addFill = (legs: Legs, { instrument, quantity, price, multiplier }: Fill): void =>
  take(legOf(legs, instrument, multiplier), quantity, price)

/** A future appears at the strike of the option that was assigned. */
export function addAssignment(legs: Legs, { instrument: id, quantity, price }: AssignmentRecord): void {
  const [product = '', month = ''] = id.split(' ')
  take(legOf(legs, { kind: 'future', id, product, month }, 0), quantity, price)
}

export function addEnd(legs: Legs, { instrument, quantity, price }: EndedRecord): void {
  const leg = find(legs, instrument)
  if (leg) take(leg, -quantity, price)
}

function legOf(legs: Legs, instrument: Instrument, unitsPerContract: number): LegSum {
  const known = find(legs, instrument.id)
  if (known) return known
  const leg = {
    instrument,
    unitsPerContract,
    held: 0,
    opened: 0,
    openedPoints: 0,
    closed: 0,
    closedPoints: 0,
  }
  legs.push(leg)
  return leg
}

/** What is on the side of the position opens; what is against it closes, up to what is held, and the rest opens anew. */
function take(leg: LegSum, quantity: number, price: number): void {
  const closing = leg.held * quantity < 0 ? Math.min(Math.abs(quantity), Math.abs(leg.held)) : 0
  const opening = Math.sign(leg.opened || quantity) * (Math.abs(quantity) - closing)
  leg.closed += closing
  leg.closedPoints += closing * price
  leg.opened += opening
  leg.openedPoints += opening * price
  leg.held += quantity
}

export function addExpiry(legs: Legs, record: ExpiryRecord): void {
  const leg = find(legs, record.instrument)
  if (leg?.instrument.kind !== 'option') return
  const { right, strike } = leg.instrument
  const depth = right === 'call' ? record.settlement - strike : strike - record.settlement
  take(leg, -record.quantity, record.outcome === 'worthless' ? 0 : Math.max(0, depth))
}

/** Bonds leave at the invoice without its interest, futures at the settlement that it takes. */
export function addDelivery(
  legs: Legs,
  { step, future, bond, contracts, price, factor }: DeliveryRecord,
): void {
  const short = find(legs, future)
  if (step === 'tender' || !short) return
  take(short, contracts, price)
  const delivered = bond === null ? undefined : find(legs, bond)
  if (delivered && factor !== null) take(delivered, -contracts * short.unitsPerContract, price * factor)
}
