/** How a listed option is valued: by Black-76 without interest, or as the American option that it is. */

import type { Right, Settlement } from '../../model/instrument.ts'
import { black76, black76Greeks } from '../options/black76.ts'
import { type ImpliedVol, impliedVol } from '../options/implied-vol.ts'
import { americanImpliedVol } from './implied.ts'
import type { AmericanSeries } from './terms.ts'
import { americanGreeks, americanSeries } from './value.ts'

/** Interest that somebody has stated: continuous, percent a year. */
export interface StatedInterest {
  readonly ratePercent: number
  /** Of what a cash-settled option is on; an option on a future has none. */
  readonly yieldPercent: number
}

/** What decides how an option is valued. */
export interface OptionStyle {
  readonly exercise: 'american' | 'european'
  readonly settlement: Settlement['kind']
  /** False: the premium is settled daily like a future's price. */
  readonly paidUpFront: boolean
}

/** How the right of early exercise is paid for; null = it is worth nothing, and Black-76 without interest holds. */
export type Valuation = Pick<AmericanSeries, 'underlying'> & {
  /** Continuous, per 1.00. */
  readonly rate: number
  readonly dividendYield: number
}

/** An option at one instant; years to expiry. */
export interface QuotedOption {
  readonly right: Right
  readonly underlyingPrice: number
  readonly strike: number
  readonly years: number
}

/**
 * The house values options without interest (rule N1: Black-76, a discount factor of 1), and so an American option is
 * worth what a European one is: on a future without interest nothing is gained by taking the intrinsic value today,
 * and the same goes for a spot price that neither earns nor costs anything. Null then, and for a premium that is
 * settled daily, on which no interest is earned. Where a rate is stated (of the account's cash, of the assignment
 * model, by a strategy's parameter), an American option is valued as one, at that rate; a European one stays as it is.
 */
export function valuationOf(
  { exercise, settlement, paidUpFront }: OptionStyle,
  interest: StatedInterest | null,
): Valuation | null {
  if (exercise === 'european' || interest === null || !paidUpFront) return null
  const rate = interest.ratePercent / 100
  const dividendYield = interest.yieldPercent / 100
  if (settlement === 'future') return rate === 0 ? null : { underlying: 'future', rate, dividendYield: rate }
  return rate === 0 && dividendYield === 0 ? null : { underlying: 'spot', rate, dividendYield }
}

/** The volatility that a price implies, and the delta there; null where it implies none. Errors as of `impliedVol`. */
export function deltaOf(
  option: QuotedOption,
  price: number,
  valuation: Valuation | null,
): { readonly sigma: number; readonly delta: number } | null {
  const { right, underlyingPrice, strike, years } = option
  if (valuation) {
    const found = americanImpliedVol({ ...seriesOf(option, valuation), price })
    return found.sigma === null ? null : { sigma: found.sigma, delta: found.value.delta }
  }
  const { sigma } = impliedVol({ model: 'black76', right, forward: underlyingPrice, strike, years, price })
  if (sigma === null || sigma === 0) return null
  return { sigma, delta: black76Greeks(right, underlyingPrice, strike, years, sigma).delta }
}

/** The volatility that a price implies; `atIntrinsic` has the volatility 0 or, of an American option, none. */
export function volatilityOf(
  option: QuotedOption,
  price: number,
  valuation: Valuation | null,
): { readonly status: ImpliedVol['status']; readonly sigma: number | null } {
  const { right, underlyingPrice, strike, years } = option
  return valuation
    ? americanImpliedVol({ ...seriesOf(option, valuation), price })
    : impliedVol({ model: 'black76', right, forward: underlyingPrice, strike, years, price })
}

/** Price and sensitivities by underlying, by volatility per 1.00, by a year that passes. */
export function greeksOf(option: QuotedOption, sigma: number, valuation: Valuation | null) {
  const { right, underlyingPrice, strike, years } = option
  return valuation && sigma > 0
    ? americanGreeks({ ...seriesOf(option, valuation), sigma })
    : black76Greeks(right, underlyingPrice, strike, years, sigma)
}

/** The price as a function of the underlying's: an American option is solved for once, and then costs microseconds. */
export function worthOf(
  { right, strike, years }: Omit<QuotedOption, 'underlyingPrice'>,
  sigma: number,
  valuation: Valuation | null,
): (underlyingPrice: number) => number {
  if (!valuation) return price => black76(right, price, strike, years, sigma)
  const value = americanSeries({ right, strike, years, sigma, ...valuation })
  return price => value(price).price
}

const seriesOf = ({ right, underlyingPrice, strike, years }: QuotedOption, valuation: Valuation) =>
  valuation.underlying === 'future'
    ? ({
        right,
        strike,
        years,
        rate: valuation.rate,
        underlying: 'future',
        forward: underlyingPrice,
      } as const)
    : ({ ...valuation, right, strike, years, underlying: 'spot', spot: underlyingPrice } as const)
