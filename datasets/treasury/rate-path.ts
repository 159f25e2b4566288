/** Paths of interest rates: a curve of level, slope and curvature, and an overnight rate that sometimes spikes. */

import type { Random } from '../synthetic/random.ts'

/** Yields of one session. */
export interface RateDay {
  /** Par yield of a tenor in years, percent. */
  yieldPercent(years: number): number
  /** Overnight rate of the session, percent. */
  overnightPercent: number
}

interface Factor {
  /** Percent. */
  readonly start: number
  readonly mean: number
  /** Speed at which it returns to its mean, a year. */
  readonly reversion: number
  /** Percent a root year. */
  readonly deviation: number
}

const LEVEL: Factor = { start: 3.2, mean: 3.2, reversion: 0.3, deviation: 0.75 }
const SLOPE: Factor = { start: -1.2, mean: -1.2, reversion: 0.5, deviation: 0.5 }
const CURVATURE: Factor = { start: -0.6, mean: -0.6, reversion: 1, deviation: 0.8 }

const DT = 1 / 252
const JUMPS_A_YEAR = 3
const JUMP_DEVIATION = 0.12
/** By how much the whole curve lies lower where yields may be negative. */
const NEGATIVE_SHIFT = -2.2
const LEAST_NEGATIVE = -1.5
const MOST = 6
/** Years at which curvature is felt most. */
const HUMP_YEARS = 2
const OVERNIGHT_DEVIATION = 0.03
/** At the end of a quarter, when cash may run short. */
const SPIKE_CHANCE = 0.25
const SPIKE_LEAST = 1
const SPIKE_RANGE = 2
/** What is left of a spike a session later. */
const SPIKE_LEFT = 0.3

/**
 * Successive sessions; `next` is told whether the session is the last of a quarter. Every session draws the same count
 * of numbers, so that a longer path begins as a shorter one.
 */
export function ratePath(random: Random, negative: boolean): { next(quarterEnds: boolean): RateDay } {
  const shift = negative ? NEGATIVE_SHIFT : 0
  const within = (percent: number): number =>
    Math.min(MOST, Math.max(negative ? LEAST_NEGATIVE : 0, percent + shift))
  let [level, slope, curvature, spike] = [LEVEL.start, SLOPE.start, CURVATURE.start, 0]
  const step = (factor: Factor, value: number): number =>
    value + factor.reversion * (factor.mean - value) * DT + factor.deviation * Math.sqrt(DT) * random.normal()
  return {
    next(quarterEnds) {
      level = step(LEVEL, level)
      slope = step(SLOPE, slope)
      curvature = step(CURVATURE, curvature)
      const [jumps, jump] = [random.uniform(), random.normal()]
      if (jumps < JUMPS_A_YEAR * DT) level += JUMP_DEVIATION * jump
      const [spikes, size, noise] = [random.uniform(), random.uniform(), random.normal()]
      spike = quarterEnds && spikes < SPIKE_CHANCE ? SPIKE_LEAST + SPIKE_RANGE * size : SPIKE_LEFT * spike
      const [l, s, c] = [level, slope, curvature]
      return {
        yieldPercent: years => within(l + s * fading(years) + c * hump(years)),
        overnightPercent: within(l + s + OVERNIGHT_DEVIATION * noise) + spike,
      }
    },
  }
}

/** From 1 at no term towards 0: the mean of exp(-t) up to the term (C. Nelson, A. Siegel 1987). */
const fading = (years: number): number => (1 - Math.exp(-years / HUMP_YEARS)) / (years / HUMP_YEARS)

const hump = (years: number): number => fading(years) - Math.exp(-years / HUMP_YEARS)
