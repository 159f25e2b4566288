/** The smile: implied volatility by strike around what the path's variance averages to. */

export interface SmileTerms {
  /** Implied over expected volatility at the money. */
  readonly riskPremium: number
  /** Slope and curvature in standard deviations of moneyness. */
  readonly skew: number
  readonly curvature: number
}

/** Volatility that the variance averages to over `years`, when it falls back to `mean` at speed `reversion`. */
export function expectedVol(variance: number, mean: number, reversion: number, years: number): number {
  const weight = years <= 0 ? 1 : (1 - Math.exp(-reversion * years)) / (reversion * years)
  return Math.sqrt(mean + (variance - mean) * weight)
}

/** Implied volatility of a strike; `deviations` is ln(K/F) over vol x sqrt(T), held to three either way. */
export function smileVol(
  terms: SmileTerms,
  vol: number,
  forward: number,
  strike: number,
  years: number,
): number {
  const raw = Math.log(strike / forward) / (vol * Math.sqrt(Math.max(years, 1 / 365)))
  const deviations = Math.max(-3, Math.min(3, raw))
  return vol * terms.riskPremium * (1 + terms.skew * deviations + terms.curvature * deviations * deviations)
}
