/** Open interest that clusters on round strikes, follows the price, and builds up towards expiry. */

import type { Right } from '../../engine/model/instrument.ts'
import { type ProductTerms, spreadOf } from './product-terms.ts'
import type { Random } from './random.ts'

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
