/** Implied volatility: the sigma at which Black-76 or Black-Scholes-Merton gives a quoted price. */

import type { Right } from '../../model/instrument.ts'
import { mills, millsDrop } from '../statistics/mills.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { inputError, intrinsicValue, logRatio } from './lognormal.ts'

/** A quoted option on a future; `years` to expiry, `rate` continuous (0 when absent). */
export interface Black76Quote {
  readonly model: 'black76'
  readonly right: Right
  readonly forward: number
  readonly strike: number
  readonly years: number
  readonly rate?: number
  readonly price: number
}

/** A quoted option on a spot price; `rate` and `dividendYield` continuous (0 when absent). */
export interface BsmQuote {
  readonly model: 'bsm'
  readonly right: Right
  readonly spot: number
  readonly strike: number
  readonly years: number
  readonly rate?: number
  readonly dividendYield?: number
  readonly price: number
}

/**
 * `sigma` per root year. It is 0 at exactly the discounted intrinsic value; null below it, and null where no finite
 * volatility reaches the price: from the discounted forward (a call) or strike (a put) on, or without time to expiry.
 */
export type ImpliedVol =
  | { readonly status: 'ok' | 'atIntrinsic'; readonly sigma: number }
  | { readonly status: 'belowIntrinsic' | 'aboveMax'; readonly sigma: null }

const HALF_LOG_TWO_PI = 0.9189385332046728

const BELOW_INTRINSIC: ImpliedVol = { status: 'belowIntrinsic', sigma: null }
const AT_INTRINSIC: ImpliedVol = { status: 'atIntrinsic', sigma: 0 }
const ABOVE_MAX: ImpliedVol = { status: 'aboveMax', sigma: null }

/**
 * The volatility that a price implies, to about the last digit that the price itself carries.
 *
 * Throws a DataError that names the input that is negative or no number: filter missing quotes first.
 *
 * @example impliedVol({ model: 'black76', right: 'call', forward: 1056.3, strike: 1110, years: 19 / 365, price: 6 })
 */
export function impliedVol(quote: Black76Quote | BsmQuote): ImpliedVol {
  const { right, strike, years, price } = quote
  const rate = quote.rate ?? 0
  const isFuture = quote.model === 'black76'
  const underlying = isFuture ? quote.forward : quote.spot
  const carry = isFuture ? rate : (quote.dividendYield ?? 0)
  const signs = underlying >= 0 && strike >= 0 && years >= 0 && price >= 0
  if (!(signs && underlying + strike + years + price + Math.abs(rate) + Math.abs(carry) < Infinity))
    throw inputError({
      [isFuture ? 'forward' : 'spot']: underlying,
      strike,
      years,
      price,
      rate,
      dividendYield: carry,
    })

  const discount = Math.exp(-rate * years)
  const held = underlying * (carry === rate ? discount : Math.exp(-carry * years))
  const owed = strike * discount
  const timeValue = price - intrinsicValue(right, held, owed)
  const left = (right === 'call' ? held : owed) - price
  if (timeValue < 0) return BELOW_INTRINSIC
  if (timeValue === 0) return AT_INTRINSIC
  if (left <= 0 || years === 0) return ABOVE_MAX
  const distance = Math.abs(logRatio(underlying, strike) + (rate - carry) * years)
  const deviation = deviationOf(distance, timeValue, left, Math.min(held, owed), Math.sqrt(held * owed))
  return { status: 'ok', sigma: deviation / Math.sqrt(years) }
}

/**
 * The deviation (sigma times the root of the years) of an option out of the money at the distance |ln(F/K)|, worth
 * `value` and `left` short of its bound `lesser`; `mean` is the geometric mean of discounted forward and strike.
 *
 * Up to half of the bound we solve for the logarithm of the value, above it for that of the shortfall, so that
 * neither end loses digits or underflows.
 */
function deviationOf(distance: number, value: number, left: number, lesser: number, mean: number): number {
  if (value > left) return solve(distance, left / lesser, true, guessAbove(distance, left / lesser))
  const share = Math.max(value / lesser, Number.MIN_VALUE)
  return solve(distance, share, false, guessBelow(distance, share, (distance * mean) / value))
}

/**
 * The deviation at which the value (or the shortfall, if `above`) is `target`, a share of the bound, from a guess.
 *
 * Householder's step of third order in the relative change, within a bracket that every evaluation narrows. With
 * z = distance / deviation, a = deviation / 2 and n(d1) = n(a - z), the value is n(d1) times the drop of Mills' ratio
 * from z - a to z + a, the shortfall n(d1) times its sum at a - z and z + a; the derivative of either is +-n(d1).
 */
function solve(distance: number, target: number, above: boolean, guess: number): number {
  let low = 0
  let high = Infinity
  let deviation = guess
  for (let i = 0; i < 100; i++) {
    const z = distance / deviation
    const a = 0.5 * deviation
    const rest = above ? mills(a - z) + mills(a + z) : millsDrop(z, a)
    const miss = Math.log(target / rest) + 0.5 * (a - z) * (a - z) + HALF_LOG_TWO_PI
    const slope = (above ? -deviation : deviation) / rest
    const change = householder(miss / slope, z * z, a * a, slope)
    const next = deviation * (1 + change)
    if (Math.abs(change) < 1e-4) return next
    if (miss > 0 === above) high = deviation
    else low = deviation
    deviation = next > low && next < high ? next : high < Infinity ? 0.5 * (low + high) : 2 * deviation
  }
  return deviation
}

/** Relative change by which a function whose Newton step is `newton` reaches its target; f''/f' and f'''/f' inlined. */
function householder(newton: number, zz: number, aa: number, slope: number): number {
  const bend = zz - aa
  const second = bend - slope
  const third = bend * bend - 3 * zz - aa - 3 * bend * slope + 2 * slope * slope
  return (newton * (1 + 0.5 * newton * second)) / (1 + newton * (second + (newton * third) / 6))
}

/**
 * First guess up to half of the bound: Bachelier's, whose deviation follows from `ratio`, distance per value, by one
 * function of one variable, and the correction for the lognormal law. With a = deviation / 2 and W = 1 - z mills(z)
 * that is 1 + a^2 (1 - z^2 W) / 6 to first order; the quadratic in z stands for it within 2 %.
 */
function guessBelow(distance: number, share: number, ratio: number): number {
  const q = ratio < 1e300 ? Math.log(1 + ratio) : Math.log(distance) + 0.5 * distance - Math.log(share)
  const deviation = ratio < 1e-8 ? share / 0.39896 : distance / (q * bachelier(Math.sqrt(q)))
  const z = distance / deviation
  const part = (0.0422 * deviation * deviation) / (1 + z * (0.1946 + z * 0.3286))
  return deviation * (1 + part * (1 + 2.4 * part))
}

/**
 * z / r^2 for r^2 = ln(1 + z / (n(z) - z N(-z))): what Bachelier's formula, value = deviation (n(z) - z N(-z)), says
 * of z = distance / deviation. A rational function fitted for this file; relative error below 5e-5 up to r = 28.
 */
function bachelier(r: number): number {
  const above =
    0.3989576837364373 +
    r *
      (0.031359329588817896 +
        r * (0.04151285388748863 + r * (0.012539098596090837 + r * 0.008598279750816958)))
  const below =
    1 +
    r *
      (0.08008079151708702 +
        r *
          (0.09553918139830063 +
            r * (0.048813664793568294 + r * (0.009843588932067568 + r * 0.00606636392640903))))
  return above / below
}

/** First guess above half of the bound: shortfall = 2 exp(distance / 2 - z^2 / 2) N(-a), with z taken at z = 0. */
function guessAbove(distance: number, shortfall: number): number {
  const p = 0.5 * shortfall * Math.exp(-0.5 * distance)
  if (p < 1e-200) return Math.sqrt(8 * (0.5 * distance - Math.log(shortfall)))
  const z = (-0.5 * distance) / normalQuantile(p)
  return -2 * normalQuantile(Math.min(p * Math.exp(0.5 * z * z), 0.4))
}
