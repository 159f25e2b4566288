/** What Black-76 and Black-Scholes-Merton share: an option to exchange a strike for a lognormal price. */

import { DataError } from '../../model/errors.ts'
import type { Right } from '../../model/instrument.ts'
import { mills, millsDrop } from '../statistics/mills.ts'
import { normalCdf, normalPdf } from '../statistics/normal.ts'

/**
 * ln(above / below) for positive numbers, with full relative accuracy also where they nearly agree
 * (W. Kahan's log1p: ln(1 + t) t / ((1 + t) - 1)) and where their ratio is no double.
 */
export function logRatio(above: number, below: number): number {
  const excess = (above - below) / below
  if (Math.abs(excess) < 0.25) {
    const rounded = 1 + excess
    return rounded === 1 ? excess : (Math.log(rounded) * excess) / (rounded - 1)
  }
  const ratio = above / below
  return ratio > 1e-300 && ratio < 1e300 ? Math.log(ratio) : Math.log(above) - Math.log(below)
}

/**
 * The value of an option at or out of the money, as a share of the lesser of discounted forward and strike: 0 to 1.
 * `distance` is |ln(forward / strike)|, `deviation` is sigma times the root of the years; both finite, the latter > 0.
 *
 * With d1 = deviation/2 - distance/deviation and d2 = d1 - deviation this is N(d1) - exp(distance) N(d2), written with
 * Mills' ratios, since exp(distance) n(d2) = n(d1): no digit is lost far from the money, and nothing underflows early.
 */
function timeValue(distance: number, deviation: number): number {
  const z = distance / deviation
  const a = 0.5 * deviation
  const d1 = a - z
  const density = normalPdf(d1)
  if (density === 0) return d1 < 0 ? 0 : 1
  return d1 < 1 ? density * millsDrop(z, a) : 1 - density * (mills(d1) + mills(z + a))
}

/** The parts of which both models' prices and Greeks are made; see `exchange`. */
export interface Exchange {
  readonly price: number
  /** N(d1) and N(d2) of a call, -N(-d1) and -N(-d2) of a put: price = held * shareHeld - owed * shareOwed. */
  readonly shareHeld: number
  readonly shareOwed: number
  /** n(d1); 0 where there is no uncertainty left. */
  readonly density: number
  readonly d1: number
  readonly d2: number
}

/** What a call, the right to `held` against `owed`, or a put, the reverse, is worth if nothing is uncertain. */
export function intrinsicValue(right: Right, held: number, owed: number): number {
  return Math.max(right === 'call' ? held - owed : owed - held, 0)
}

/**
 * Price of the right to exchange one for the other. `held` and `owed` are the discounted forward and strike, `log`
 * is ln(held / owed) (any value where one of them is 0), `deviation` is sigma times the root of the years.
 */
export function exchangePrice(
  right: Right,
  held: number,
  owed: number,
  log: number,
  deviation: number,
): number {
  const intrinsic = intrinsicValue(right, held, owed)
  const lesser = Math.min(held, owed)
  return deviation === 0 || lesser === 0
    ? intrinsic
    : intrinsic + lesser * timeValue(Math.abs(log), deviation)
}

/**
 * The same with the parts of the Greeks. Without uncertainty (no deviation, or nothing held or owed) the shares are
 * those of the intrinsic value: 1 in the money, 0 out of it, and one half at the kink itself.
 */
export function exchange(right: Right, held: number, owed: number, log: number, deviation: number): Exchange {
  const price = exchangePrice(right, held, owed, log, deviation)
  const sign = right === 'call' ? 1 : -1
  if (deviation === 0 || held === 0 || owed === 0) {
    const share = held === owed ? 0.5 * sign : sign * (held - owed) > 0 ? sign : 0
    return { price, shareHeld: share, shareOwed: share, density: 0, d1: 0, d2: 0 }
  }
  const d1 = log / deviation + 0.5 * deviation
  const d2 = log / deviation - 0.5 * deviation
  return {
    price,
    shareHeld: sign * normalCdf(sign * d1),
    shareOwed: sign * normalCdf(sign * d2),
    density: normalPdf(d1),
    d1,
    d2,
  }
}

/** The error for the first of the named inputs that is no finite number or, rates and yields aside, negative. */
export function inputError(inputs: Readonly<Record<string, number>>): DataError {
  const signed = (field: string) => field === 'rate' || field === 'dividendYield'
  const bad = Object.entries(inputs).find(([field, x]) => !(Number.isFinite(x) && (signed(field) || x >= 0)))
  const [field, value] = bad ?? []
  return new DataError(`this must be a finite number${field && signed(field) ? '' : ' of at least 0'}`, {
    field,
    value,
  })
}
