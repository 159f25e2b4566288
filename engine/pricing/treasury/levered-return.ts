/** What a basis trade earns on the equity under it, and how far a margin call is. */

import { DataError } from '../../model/errors.ts'
import { requirePositive } from '../require-positive.ts'

/**
 * What the trade ties up: bonds worth `leverage` times the equity, financed but for the haircut, and futures with
 * initial margin. Fractions of the bonds' value.
 */
export interface Capital {
  readonly leverage: number
  readonly haircutFraction: number
  readonly marginFraction: number
}

/** Yearly rates as plain fractions. */
export interface CarryRates {
  /** What the bonds earn when they are delivered. */
  readonly impliedRepo: number
  readonly repo: number
  /** On initial margin (in bills) and idle cash. */
  readonly cash: number
}

/**
 * Yearly return on equity, a plain fraction: L irr - (1 - h) L r + (1 - h L) r_cash. Throws a DataError where haircut
 * and margin ask for more than the equity.
 */
export function leveredReturn(capital: Capital, { impliedRepo, repo, cash }: CarryRates): number {
  const { leverage, haircutFraction } = capital
  if (distanceToCall(capital) < 0)
    throw new DataError('the equity does not cover haircut and margin; lower the leverage', {
      field: 'leverage',
      value: leverage,
    })
  const financed = (1 - haircutFraction) * leverage
  return leverage * impliedRepo - financed * repo + (1 - haircutFraction * leverage) * cash
}

/**
 * The same where all rates but the implied one are equal: leverage times the spread (implied less actual repo), and
 * what cash earns. Over cash: at a cash rate of 0.
 */
export const approximateLeveredReturn = (leverage: number, spread: number, cash: number): number =>
  leverage * spread + cash

/** The spread that a yearly return needs at a leverage; a return over cash at a cash rate of 0. Throws a DataError unless leverage is above 0. */
export function spreadForReturn(target: number, leverage: number, cash: number): number {
  requirePositive({ leverage })
  return (target - cash) / leverage
}

/** The leverage at which haircut and margin take all equity, 1 / (h + m); null = they take nothing. */
export function greatestLeverage({
  haircutFraction,
  marginFraction,
}: Pick<Capital, 'haircutFraction' | 'marginFraction'>): number | null {
  const required = haircutFraction + marginFraction
  return required === 0 ? null : 1 / required
}

/**
 * How far the basis may move against the trade, as a fraction of the bonds' value, until equity meets haircut and
 * margin: b* = 1 / L - (h + m). Below 0 the call is there already. Throws a DataError unless leverage is above 0.
 */
export function distanceToCall({ leverage, haircutFraction, marginFraction }: Capital): number {
  requirePositive({ leverage })
  return 1 / leverage - (haircutFraction + marginFraction)
}
