/** The option positions that margin nets, as legs: one for each series, side and price. */

import type { Right } from '../model/instrument.ts'
import type { MarginPosition } from '../model/margin-model.ts'
import type { Day } from '../model/time.ts'

/** Contracts of one series on one side. Money is in the product's currency. */
export interface OptionLeg {
  /** Id of the instrument. */
  readonly id: string
  readonly right: Right
  readonly short: boolean
  readonly strike: number
  readonly expiry: Day
  readonly contracts: number
  readonly multiplier: number
  /** What one contract needs by itself, premium included; a long one is paid for and needs nothing. */
  readonly alone: number
  /** Premium of one contract that equity owes. */
  readonly premium: number
}

/**
 * The legs of options that may offset each other: those on one underlying at one multiplier, as an adjusted contract is
 * another class. Classes and legs are in an order that does not depend on that of the positions. `aloneOf` is the money that one contract
 * written needs by itself.
 */
export function legClasses(
  positions: readonly MarginPosition[],
  aloneOf: (position: MarginPosition) => number,
): OptionLeg[][] {
  const classes = new Map<string, OptionLeg[]>()
  for (const position of positions) {
    if (!position.option || position.quantity === 0) continue
    const key = `${position.multiplier} ${position.underlying ?? ''}`
    const legs = classes.get(key)
    const leg = legOf(position, aloneOf)
    if (legs) legs.push(leg)
    else classes.set(key, [leg])
  }
  if (classes.size <= 1) return [...classes.values()].map(inOrder)
  return [...classes].sort(([a], [b]) => compare(a, b)).map(([, legs]) => inOrder(legs))
}

function legOf(position: MarginPosition, aloneOf: (position: MarginPosition) => number): OptionLeg {
  const { instrument, option, quantity, multiplier, price, paidUpFront } = position
  return {
    id: instrument.id,
    right: option?.right ?? 'call',
    short: quantity < 0,
    strike: option?.strike ?? 0,
    expiry: option?.expiry ?? 0,
    contracts: Math.abs(quantity),
    multiplier,
    alone: quantity < 0 ? aloneOf(position) : 0,
    premium: paidUpFront ? multiplier * price : 0,
  }
}

/** Sorted, and what is alike in all that margin looks at as one leg. */
function inOrder(legs: OptionLeg[]): OptionLeg[] {
  legs.sort(byLook)
  const merged: OptionLeg[] = []
  for (const leg of legs) {
    const last = merged.at(-1)
    if (last && byLook(last, leg) === 0)
      merged[merged.length - 1] = { ...last, contracts: last.contracts + leg.contracts }
    else merged.push(leg)
  }
  return merged
}

/** A long option is paid for: its price does not tell it from another of its series. */
const byLook = (a: OptionLeg, b: OptionLeg): number =>
  compare(a.id, b.id) ||
  Number(a.short) - Number(b.short) ||
  (a.short ? a.alone - b.alone || a.premium - b.premium : 0)

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
