/**
 * Which strikes are listed, and the open interest that clusters on round ones, follows the price and builds up towards expiry.
 */

import type { Right } from '../../engine/model/instrument.ts'
import type { Day } from '../../engine/model/time.ts'
import { type ProductTerms, spreadOf } from './product-terms.ts'
import type { Random } from './random.ts'

/** Every so many steps up to so far from the forward price, at gold's volatility. */
const REACHES = [
  [1, 0.07],
  [2, 0.15],
  [10, 0.35],
] as const

/** The n-th multiple of a step, without float dust: a step below one is a whole part of it. */
export const multipleOf = (step: number, n: number): number =>
  step >= 1 ? n * step : n / Math.round(1 / step)

export interface Strikes {
  /** Listed strikes of an expiry, ascending, after those that the forward price makes new. */
  listed(expiry: Day, forward: number): readonly number[]
}

interface Listed {
  readonly strikes: Set<number>
  sorted: readonly number[]
}

export function strikesOf(terms: ProductTerms): Strikes {
  const byExpiry = new Map<Day, Listed>()
  const spread = spreadOf(terms)
  return {
    listed(expiry, forward) {
      const known = byExpiry.get(expiry) ?? { strikes: new Set(), sorted: [] }
      byExpiry.set(expiry, known)
      for (const [steps, share] of REACHES) {
        const step = steps * terms.strikeStep
        const reach = share * spread
        for (let n = Math.ceil((forward * (1 - reach)) / step); ; n++) {
          const strike = multipleOf(step, n)
          if (strike > forward * (1 + reach)) break
          if (strike > 0) known.strikes.add(strike)
        }
      }
      if (known.sorted.length < known.strikes.size) known.sorted = [...known.strikes].sort((a, b) => a - b)
      return known.sorted
    },
  }
}

/** How much rounder strikes draw: the first number that divides the strike, counted in steps. */
const ROUND: readonly (readonly [steps: number, pull: number])[] = [
  [20, 4],
  [10, 2.6],
  [5, 1.6],
  [2, 1.2],
]

function pullOf(strike: number, strikeStep: number): number {
  const steps = Math.round(strike / strikeStep)
  return ROUND.find(([each]) => steps % each === 0)?.[1] ?? 0.6
}

/** Contracts that a series would settle at today. */
export function targetOpenInterest(
  terms: ProductTerms,
  right: Right,
  strike: number,
  forward: number,
  days: number,
): number {
  const spread = spreadOf(terms)
  const away = (strike - forward) / forward
  const centre = (right === 'call' ? 0.04 : -0.045) * spread
  const width = 0.05 * spread
  const distance = (away - centre) / width
  const life = Math.exp(-Math.abs(days - 20) / 45)
  return 900 * pullOf(strike, terms.strikeStep) * Math.exp(-0.5 * distance * distance) * life
}

/** Tomorrow's open interest: a part of the way to the target, with noise; whole contracts, never negative. */
export function nextOpenInterest(today: number, target: number, random: Random): number {
  const moved = today + 0.12 * (target - today) + 0.03 * Math.sqrt(Math.max(today, target)) * random.normal()
  return Math.max(0, Math.round(moved))
}
