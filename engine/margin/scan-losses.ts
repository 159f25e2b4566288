/** What positions lose in each of the sixteen scenarios. */

import type { OptionInstrument } from '../model/instrument.ts'
import type { MarginPosition } from '../model/margin-model.ts'
import { black76 } from '../pricing/options/black76.ts'
import { impliedVol } from '../pricing/options/implied-vol.ts'
import { intrinsicValue } from '../pricing/options/lognormal.ts'
import type { ScanRange } from './scan-range.ts'
import type { ScanTerms, VolScan } from './scan-rates.ts'
import { scanScenarios } from './scan-scenarios.ts'

const DAYS_PER_YEAR = 365
const ROOT_TRADING_DAYS = Math.sqrt(252)

/** Time value below this share of the strike is what rounding leaves of a price at intrinsic value. */
const ROUNDING = 1e-12

/**
 * Losses of the positions of one group by scenario, in the order of `scanScenarios`, in the product's currency; a
 * gain is negative. Every position moves its own underlying by the range's points, keeps the volatility that its
 * price implies but for the scenario's share of it, and is one calendar day older. A price that implies none (worth
 * nothing, or at its intrinsic value) takes that of the underlying, and without one that of which the range is
 * `psrSigmas` daily standard deviations.
 *
 * An option is worth Black-76 without discounting, so an American one is taken for European; its intrinsic value
 * without time left, or when the future falls to 0 or below. Options that are settled daily scan like any other.
 */
export function scanLosses(
  positions: readonly MarginPosition[],
  range: ScanRange,
  terms: LossTerms,
): number[] {
  const losses = scanScenarios(terms.extreme).map(() => 0)
  for (const position of positions) addLosses(losses, positionLosses(position, range, terms))
  return losses
}

type LossTerms = Pick<ScanTerms, 'psrSigmas' | 'volScan' | 'extreme'>

/** Adds the losses of one position to those of others. */
export function addLosses(losses: number[], more: readonly number[]): void {
  for (let i = 0; i < losses.length; i++) losses[i] = (losses[i] as number) + (more[i] as number)
}

/** What one position loses in each scenario. */
export function positionLosses(position: MarginPosition, range: ScanRange, terms: LossTerms): number[] {
  const { option, underlyingPrice: forward, daysToExpiry: days } = position
  const money = position.quantity * position.multiplier
  const vol = option ? volatilityOf(option, position, range, terms.psrSigmas) : 0
  // The same model before and after: a price that it cannot give would count as a loss in every scenario.
  const now = worthOf(option, forward, days / DAYS_PER_YEAR, vol)
  const tomorrow = (days - 1) / DAYS_PER_YEAR
  return scanScenarios(terms.extreme).map(({ priceMove, volDirection, weight }) => {
    const moved = forward + priceMove * range.points
    const then = worthOf(option, moved, tomorrow, shifted(vol, volDirection, terms.volScan))
    return -(weight * money * (then - now))
  })
}

function worthOf(option: OptionInstrument | null, forward: number, years: number, vol: number): number {
  if (!option) return forward
  const { right, strike } = option
  return years > 0 && forward > 0
    ? black76(right, forward, strike, years, vol)
    : intrinsicValue(right, forward, strike)
}

function shifted(vol: number, direction: number, scan: VolScan): number {
  const step = scan.kind === 'relative' ? vol * scan.share : scan.volatility
  return Math.max(0, vol + direction * step)
}

/** The volatility that the price implies, or else that of the underlying. */
function volatilityOf(
  { right, strike }: OptionInstrument,
  { underlyingPrice: forward, price, daysToExpiry, sigmaDaily }: MarginPosition,
  range: ScanRange,
  psrSigmas: number,
): number {
  const years = daysToExpiry / DAYS_PER_YEAR
  if (forward > 0 && price - intrinsicValue(right, forward, strike) > ROUNDING * strike) {
    const { sigma } = impliedVol({ model: 'black76', right, forward, strike, years, price })
    if (sigma !== null) return sigma
  }
  // A future that is worth less than its range has no relative volatility to speak of.
  const daily = sigmaDaily ?? range.points / (psrSigmas * Math.max(forward, range.points))
  return daily * ROOT_TRADING_DAYS
}
