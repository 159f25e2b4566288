/** Which strikes a session lists: round ones around the price, and all that were listed before. */

import { DataError } from '../../engine/model/errors.ts'
import type { Day } from '../../engine/model/time.ts'
import type { ModelledTerms } from './modelled-terms.ts'

type StrikeTerms = ModelledTerms['strikes']

/** More strikes of one expiry are taken for a step that is too small. */
const MOST_STRIKES = 2000

/** The strikes of each expiry by now. */
interface StrikeBoard {
  /** Lists what this session adds to an expiry and gives all its strikes, ascending. */
  list(expiry: Day, price: number, deviation: number): readonly number[]
}

export function strikeBoard(terms: StrikeTerms): StrikeBoard {
  const listed = new Map<Day, readonly number[]>()
  return {
    list(expiry, price, deviation) {
      const before = listed.get(expiry) ?? []
      const known = new Set(before)
      const added = strikesAround(terms, price, deviation).filter(strike => !known.has(strike))
      const strikes = added.length === 0 ? before : [...before, ...added].sort((a, b) => a - b)
      listed.set(expiry, strikes)
      return strikes
    },
  }
}

/**
 * The multiples of the step around a price, ascending, none at or below zero. `deviation` is one standard deviation
 * of the log price to the expiry. Throws a DataError when the step is so small that there are thousands.
 */
export function strikesAround(terms: StrikeTerms, price: number, deviation: number): number[] {
  const step = typeof terms.step === 'number' ? terms.step : roundDown(price * terms.step.share)
  const nearest = Math.max(1, Math.round(price / step))
  const [low, high] = reachOf(terms.each, price, deviation, step, nearest)
  if (high - low >= MOST_STRIKES) {
    throw new DataError(`this makes ${high - low + 1} strikes of one expiry; take a larger step`, {
      field: 'data.modelled.strikes.step',
      value: step,
    })
  }
  return Array.from({ length: high - low + 1 }, (_, i) => tidy((low + i) * step))
}

/** The first and the last strike in steps; the nearest is always among them. */
function reachOf(
  each: StrikeTerms['each'],
  price: number,
  deviation: number,
  step: number,
  nearest: number,
): [low: number, high: number] {
  if (typeof each === 'number') return [Math.max(1, nearest - each), nearest + each]
  const factor = Math.exp(each.deviations * deviation)
  return [
    Math.min(nearest, Math.max(1, Math.ceil(price / factor / step))),
    Math.max(nearest, Math.floor((price * factor) / step)),
  ]
}

/** The largest of 1, 2 and 5 times a power of ten that is not above `value`, which must be above zero. */
export function roundDown(value: number): number {
  let power = 1
  while (power > value) power /= 10
  while (power * 10 <= value) power *= 10
  const digit = value / power
  return tidy((digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power)
}

/** The nearest multiple of a step. */
export const toStep = (value: number, step: number): number => tidy(Math.round(value / step) * step)

/** Nine decimals are more than any exchange quotes. */
const tidy = (value: number): number => Math.round(value * 1e9) / 1e9
