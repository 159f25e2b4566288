/** The underlying's path: stochastic volatility, jumps, and variance that falls back to its mean. */

import type { Random } from './random.ts'

export interface PathTerms {
  readonly priceStart: number
  /** Drift of the log price, a year. */
  readonly drift: number
  /** Long-run volatility, a root year; the path starts there. */
  readonly volMean: number
  /** Speed at which variance returns to its mean, a year. */
  readonly reversion: number
  /** Volatility of variance. */
  readonly volOfVol: number
  /** Correlation of price and variance shocks. */
  readonly correlation: number
  /** Jumps a year, and mean and deviation of their log size. */
  readonly jumpsPerYear: number
  readonly jumpMean: number
  readonly jumpDeviation: number
}

/** One session of the underlying: log-price open, extremes and close as prices, and variance a year at the close. */
export interface PathDay {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly variance: number
}

const DT = 1 / 252
/** Share of a session's variance that falls overnight. */
const OVERNIGHT = 0.3

/** Successive sessions; Euler steps of a Heston variance (full truncation) with lognormal jumps. */
export function* pricePath(terms: PathTerms, random: Random): Generator<PathDay, never> {
  let price = terms.priceStart
  let variance = terms.volMean * terms.volMean
  const mean = variance
  for (;;) {
    const v = Math.max(variance, 0.0001)
    const shock = random.normal()
    const own = random.normal()
    const jump =
      random.uniform() < terms.jumpsPerYear * DT ? terms.jumpMean + terms.jumpDeviation * random.normal() : 0
    const night = random.normal()
    const deviation = Math.sqrt(v * DT)
    const open = price * Math.exp(Math.sqrt(OVERNIGHT) * deviation * night + jump)
    const day = (terms.drift - v / 2) * DT + Math.sqrt(1 - OVERNIGHT) * deviation * shock
    const close = open * Math.exp(day)
    const wing = deviation * Math.abs(random.normal()) * 0.5
    const high = Math.max(open, close) * Math.exp(wing)
    const low = Math.min(open, close) * Math.exp(-deviation * Math.abs(random.normal()) * 0.5)
    const shockVariance =
      terms.correlation * shock + Math.sqrt(1 - terms.correlation * terms.correlation) * own
    variance += terms.reversion * (mean - v) * DT + terms.volOfVol * Math.sqrt(v * DT) * shockVariance
    price = close
    yield { open, high, low, close, variance: Math.max(variance, 0.0001) }
  }
}
