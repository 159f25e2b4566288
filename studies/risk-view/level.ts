/** A move of the market, and the prices to which it takes the underlyings. */

import { flips } from './flips.ts'
import { type StickyLeg, underlyingOf } from './sticky-leg.ts'

export interface UnderlyingPrice {
  /** Product of a future or index. */
  readonly underlying: string
  readonly price: number
}

export interface Level {
  /** Against now: 5 = 5 % up. */
  readonly movePercent: number
  /** The underlyings there; contract months at different prices each have their own. */
  readonly prices: readonly UnderlyingPrice[]
}

/** How far it is, either way, to where something begins, or, where it holds already, ceases. */
export interface Distance {
  /** Whether it holds at today's prices. */
  readonly reached: boolean
  /** The nearest level below and above; null = none within 50 %. */
  readonly down: Level | null
  readonly up: Level | null
}

/** The underlyings of the legs at today's prices, each once, in the order of the legs. */
export function underlyingsOf(legs: readonly StickyLeg[]): UnderlyingPrice[] {
  const found = new Map<string, UnderlyingPrice>()
  for (const { position } of legs) {
    const one = { underlying: underlyingOf(position), price: position.underlyingPrice }
    found.set(`${one.underlying} ${one.price}`, one)
  }
  return [...found.values()]
}

/** The level of a move (0.01 = 1 % up). */
export const levelAt = (move: number, underlyings: readonly UnderlyingPrice[]): Level => ({
  movePercent: tidy(100 * move),
  prices: underlyings.map(({ underlying, price }) => ({ underlying, price: tidy(price * (1 + move)) })),
})

/** Ten digits: finer than any tick, coarser than what a search leaves behind. */
const tidy = (x: number): number => Number(x.toPrecision(10))

const FURTHEST = 0.5
const STEPS = 200

/** Looks outwards in steps of 0.25 %; `holds` takes a move. */
export function distanceTo(
  holds: (move: number) => boolean,
  underlyings: readonly UnderlyingPrice[],
): Distance {
  const first = (furthest: number): Level | null => {
    const [move] = flips(steps(0, furthest, STEPS), holds)
    return move === undefined ? null : levelAt(move, underlyings)
  }
  return { reached: holds(0), down: first(-FURTHEST), up: first(FURTHEST) }
}

/** `count` equal steps from one number to another, both included. */
export const steps = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count)
