/** American options as people state them, and every one of them as a put. */

import type { Right } from '../../model/instrument.ts'
import { inputError } from '../options/lognormal.ts'

interface Terms {
  readonly right: Right
  readonly strike: number
  /** To expiry. */
  readonly years: number
  /** Per root year. */
  readonly sigma: number
  /** Continuous; 0 when absent. */
  readonly rate?: number
}

/** A series on a spot price that pays a continuous yield (0 when absent, negative where holding it costs). */
export interface AmericanSpotSeries extends Terms {
  readonly underlying: 'spot'
  readonly dividendYield?: number
}

/** A series on a future, whose price drifts nowhere; its premium is paid up front. */
export interface AmericanFutureSeries extends Terms {
  readonly underlying: 'future'
}

/** All of an American option but the price of its underlying. */
export type AmericanSeries = AmericanSpotSeries | AmericanFutureSeries

/** An American option.  */
export type AmericanOption =
  | (AmericanSpotSeries & { readonly spot: number })
  | (AmericanFutureSeries & { readonly forward: number })

/** What the early exercise of a put depends on, prices aside. */
export interface PutTerms {
  readonly years: number
  readonly sigma: number
  /** Continuous interest on the strike. */
  readonly rate: number
  /** Continuous yield of the underlying. */
  readonly carry: number
}

/**
 * The terms of a series as a put's. A call on S with strike K is a put on K with strike S, whose interest is the yield
 * and whose yield is the interest (R. McDonald, M. Schroder, A parity result for American options, J. Computational
 * Finance 1 (1998) 5). A future yields its own rate. Throws a DataError that names the input at fault.
 */
export function putTermsOf(series: AmericanSeries): PutTerms {
  const { right, strike, years, sigma } = series
  const rate = series.rate ?? 0
  const dividendYield = series.underlying === 'future' ? rate : (series.dividendYield ?? 0)
  const signs = strike >= 0 && years >= 0 && sigma >= 0
  if (!(signs && strike + years + sigma + Math.abs(rate) + Math.abs(dividendYield) < Infinity))
    throw inputError({ strike, years, sigma, rate, dividendYield })
  const terms =
    right === 'put'
      ? { years, sigma, rate, carry: dividendYield }
      : { years, sigma, rate: dividendYield, carry: rate }
  return { ...terms, years: Math.min(years, lastingYears(terms)) }
}

/** The price of the underlying. Throws a DataError when it is negative or no number. */
export function underlyingPriceOf(option: AmericanOption): number {
  const [field, price] = option.underlying === 'future' ? ['forward', option.forward] : ['spot', option.spot]
  if (!(price >= 0 && price < Infinity)) throw inputError({ [field]: price })
  return price
}

/** What counts for less than exp(-20), 2e-9, of the strike is settled. */
const SETTLED = 20

/**
 * How fast what is far off loses its influence, per year: effects of a time to come fall as exp(-a t), with
 * a = ((r - q - sigma^2 / 2)^2 + 2 r sigma^2) / (2 sigma^2), the bottom of the spectrum of the pricing equation. Not
 * above 0 where a negative rate makes what is far off count for more.
 */
function decayOf({ sigma, rate, carry }: Omit<PutTerms, 'years'>): number {
  const variance = sigma * sigma
  const lean = rate - carry - 0.5 * variance
  return (lean * lean) / (2 * variance) + rate
}

/**
 * Beyond this time a put is worth the same as without expiry. What comes later is worth no more than the strike
 * discounted from then; where the rate exceeds the yield it also decays. Nor do we look beyond a yield of exp(20).
 */
function lastingYears(terms: Omit<PutTerms, 'years'>): number {
  const { sigma, rate, carry } = terms
  if (rate < 0) return Infinity
  const decay = rate > carry && sigma > 0 ? decayOf(terms) : rate
  return SETTLED / Math.max(decay, Math.abs(carry))
}

/** The time to expiry from which on an edge of the exercise region stands still; infinite where none does. */
export function standingYears(terms: Omit<PutTerms, 'years'>): number {
  const decay = decayOf(terms)
  return decay > 0 ? SETTLED / decay : Infinity
}
