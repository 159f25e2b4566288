/** Open interest that clusters on round strikes, follows the price, and builds up towards expiry. */

import type { Right } from '../../engine/model/instrument.ts'
import type { Random } from './random.ts'

/** How much rounder strikes draw: the first step that divides the strike counts. */
const ROUND: readonly (readonly [step: number, pull: number])[] = [
  [100, 4],
  [50, 2.6],
  [25, 1.6],
  [10, 1.2],
]

const pullOf = (strike: number): number => ROUND.find(([step]) => strike % step === 0)?.[1] ?? 0.6

/** Contracts that a series would settle at today. */
export function targetOpenInterest(right: Right, strike: number, forward: number, days: number): number {
  const away = (strike - forward) / forward
  const centre = right === 'call' ? 0.04 : -0.045
  const width = 0.05
  const distance = (away - centre) / width
  const life = Math.exp(-Math.abs(days - 20) / 45)
  return 900 * pullOf(strike) * Math.exp(-0.5 * distance * distance) * life
}

/** Tomorrow's open interest: a part of the way to the target, with noise; whole contracts, never negative. */
export function nextOpenInterest(today: number, target: number, random: Random): number {
  const moved = today + 0.12 * (target - today) + 0.03 * Math.sqrt(Math.max(today, target)) * random.normal()
  return Math.max(0, Math.round(moved))
}
