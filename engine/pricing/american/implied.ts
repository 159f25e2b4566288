/** The volatility that the price of an American option implies. */

import { impliedVol } from '../options/implied-vol.ts'
import type { Region } from './region.ts'
import { type AmericanOption, putTermsOf } from './terms.ts'
import { type AmericanValue, americanValue } from './value.ts'

type WithoutSigma<Option> = Option extends unknown ? Omit<Option, 'sigma'> : never
type Unvalued = WithoutSigma<AmericanOption>

/** A quoted American option: all of it but its volatility, and its price. */
export type AmericanQuote = Unvalued & { readonly price: number }

/**
 * `sigma` per root year, and what the option is worth at it. Null where the price is no more than what exercise brings,
 * now or at the best date of a certain path: a whole range of volatilities gives that price. Null too where no total
 * deviation up to 8 reaches it.
 */
export type AmericanImpliedVol =
  | { readonly status: 'ok'; readonly sigma: number; readonly value: AmericanValue }
  | { readonly status: 'atIntrinsic' | 'belowIntrinsic' | 'aboveMax'; readonly sigma: null }

/** Time value below this share of the strike is what rounding leaves of a price at intrinsic value. */
const ROUNDING = 1e-12
/** Of sigma: where a secant steps no further, its next step would be no digit of a price. */
const LAST_CHANGE = 1e-6
const MOST_STEPS = 60
/** From here on secants that have led nowhere give way to halving. */
const PATIENCE = 20
/** Sigma times the root of the years at which an option is worth nearly all it can be. */
const MOST_DEVIATION = 8

/**
 * The volatility at which `americanValue` gives a price, to about a millionth of itself.
 *
 * Secants within a bracket, along the volatility that Black-76 implies without interest: to that of an American price
 * the one looked for is nearly in proportion. Takes three or four values, each near the last: 0.5 ms. Throws a DataError that names the input that
 * is negative or no number.
 *
 * @example americanImpliedVol({ underlying: 'future', right: 'put', forward: 1056, strike: 1110, years: 0.25, rate: 0.02, price: 72 })
 */
export function americanImpliedVol({ price, ...option }: AmericanQuote): AmericanImpliedVol {
  const timeValue = price - valueAt(option, 0, null).price
  if (timeValue < -ROUNDING * option.strike) return { status: 'belowIntrinsic', sigma: null }
  if (!(timeValue > ROUNDING * option.strike)) return { status: 'atIntrinsic', sigma: null }
  return solve(option, price) ?? { status: 'aboveMax', sigma: null }
}

const valueAt = (option: Unvalued, sigma: number, like: Region | null): AmericanValue =>
  americanValue({ ...option, sigma }, like)

/** Null where even the most deviation does not reach the price. */
function solve(option: Unvalued, price: number): AmericanImpliedVol | null {
  const most = MOST_DEVIATION / Math.sqrt(putTermsOf({ ...option, sigma: 1 }).years)
  if (!(most < Infinity)) return null
  const measure = measureOf(option, price)
  const target = measure(price)
  let [low, high] = [0, most]
  let before: { readonly sigma: number; readonly at: number } | null = null
  let region: Region | null = null
  let sigma = Math.min(europeanVol(option, price) ?? 1, most)
  for (let step = 0; step < MOST_STEPS; step++) {
    const value = valueAt(option, sigma, region)
    const at = measure(value.price)
    if (sigma === most && at < target) return null
    if (at < target) low = sigma
    else high = sigma
    const slope = before ? (at - before.at) / (sigma - before.sigma) : at / sigma
    const wanted = sigma + (target - at) / slope
    const next =
      step < PATIENCE && wanted > low && wanted < high ? wanted : nextWithin(low, high, sigma, most)
    if (Math.abs(next - sigma) <= LAST_CHANGE * sigma) return { status: 'ok', sigma: next, value }
    // At the exercise itself a value says nothing about the slope beyond.
    before = at > 0 && at < Infinity ? { sigma, at } : null
    region = value.region
    sigma = next
  }
  return null
}

/** Halves the bracket; while nothing bounds it above, doubles. */
const nextWithin = (low: number, high: number, sigma: number, most: number): number =>
  high < most ? 0.5 * (low + high) : Math.min(2 * sigma, most)

/** Black-76's volatility without interest; null beyond what an undiscounted option can be worth. */
const europeanVol = (option: Unvalued, price: number): number | null =>
  impliedVol({
    model: 'black76',
    right: option.right,
    forward: option.underlying === 'future' ? option.forward : option.spot,
    strike: option.strike,
    years: option.years,
    price,
  }).sigma

/** What rises with the price and is easy to follow: that volatility, or, where a price has none, the price itself. */
function measureOf(option: Unvalued, price: number): (price: number) => number {
  return europeanVol(option, price) === null ? one => one : one => europeanVol(option, one) ?? Infinity
}
