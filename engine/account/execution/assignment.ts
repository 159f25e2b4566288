/** Three opinions on when the holders of American options exercise: never, when it is best, or by chance. */

import type { AssignmentFacts, AssignmentModel } from '../../model/assignment-model.ts'
import { DataError } from '../../model/errors.ts'
import { type ExercisePrices, exercisePrices } from '../../pricing/american/exercise.ts'
import { seededDraw } from './seeded-draw.ts'

/** Nobody exercises before expiry. */
export const neverAssigned: AssignmentModel = { name: 'never', assigned: () => 0 }

export interface OptimalExerciseTerms {
  /** Continuous interest in percent a year. */
  readonly ratePercent: number
  /** Continuous yield in percent a year of what a cash-settled option is on; 0 when absent. */
  readonly yieldPercent?: number
  /** Holders also exercise when the mark is worth no more than this above the intrinsic value; 0 when absent. */
  readonly minTimeValuePoints?: number
}

/**
 * Every holder exercises as soon as that is best: the underlying has passed the exercise boundary at the volatility
 * holders go by, or the mark shows no time value that is worth keeping. Where exercise never pays, as on a future
 * without positive interest, nobody does. Throws a DataError on terms that are no numbers, or points below 0.
 */
export function optimalExercise(terms: OptimalExerciseTerms): AssignmentModel {
  const { ratePercent, yieldPercent = 0, minTimeValuePoints = 0 } = terms
  requireNumber('ratePercent', ratePercent, -Infinity, Infinity)
  requireNumber('yieldPercent', yieldPercent, -Infinity, Infinity)
  requireNumber('minTimeValuePoints', minTimeValuePoints, 0, Infinity)
  return {
    name: 'optimal',
    assigned: facts =>
      isBest(facts, ratePercent / 100, yieldPercent / 100, minTimeValuePoints) ? facts.quantity : 0,
  }
}

export interface RandomAssignmentTerms {
  /** A whole number. */
  readonly seed: number
  /** Per contract and session, 0 to 1. */
  readonly dailyProbability: number
}

/**
 * Each contract in the money is assigned with the same probability at each session, whatever becomes of the others. The
 * draw belongs to seed, day, instrument and the contract's number within the position, and to nothing else. Throws a
 * DataError when the seed is no whole number or the probability is none.
 */
export function randomAssignment({ seed, dailyProbability }: RandomAssignmentTerms): AssignmentModel {
  if (!Number.isSafeInteger(seed))
    throw new DataError('a seed is a whole number', { field: 'seed', value: seed })
  requireNumber('dailyProbability', dailyProbability, 0, 1)
  return {
    name: 'random',
    assigned(facts) {
      if (!(intrinsicOf(facts) > 0)) return 0
      let assigned = 0
      for (let contract = 1; contract <= facts.quantity; contract++) {
        if (seededDraw(seed, facts.day, facts.instrument.id, contract) < dailyProbability) assigned++
      }
      return assigned
    },
  }
}

/** What exercise brings, in points; negative out of the money. */
const intrinsicOf = ({ instrument, underlyingPrice }: AssignmentFacts): number =>
  instrument.right === 'call' ? underlyingPrice - instrument.strike : instrument.strike - underlyingPrice

function isBest(facts: AssignmentFacts, rate: number, dividendYield: number, points: number): boolean {
  const { sigma, optionPrice, underlyingPrice } = facts
  const intrinsic = intrinsicOf(facts)
  const everPays = intrinsic > 0 && pricesOf(facts, 0, rate, dividendYield) !== null
  if (!everPays) return false
  if (optionPrice !== null && optionPrice - intrinsic <= points) return true
  const prices = sigma === null ? null : pricesOf(facts, sigma, rate, dividendYield)
  if (!prices) return false
  // An underlying below zero, as crude oil was in April 2020, is below every put's boundary too.
  return underlyingPrice <= prices.to && (prices.from === 0 || underlyingPrice >= prices.from)
}

function pricesOf(
  { instrument: { right, strike }, yearsToExpiry, settlement }: AssignmentFacts,
  sigma: number,
  rate: number,
  dividendYield: number,
): ExercisePrices | null {
  const series = { right, strike, years: yearsToExpiry, sigma, rate }
  return exercisePrices(
    settlement === 'future'
      ? { ...series, underlying: 'future' }
      : { ...series, underlying: 'spot', dividendYield },
  )
}

function requireNumber(field: string, value: number, least: number, most: number): void {
  if (Number.isFinite(value) && value >= least && value <= most) return
  const range =
    least === -Infinity ? '' : most === Infinity ? ` of at least ${least}` : ` from ${least} to ${most}`
  throw new DataError(`this must be a finite number${range}`, { field, value })
}
