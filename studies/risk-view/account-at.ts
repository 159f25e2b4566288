/** The account after a move and some days: what its legs have gained, what margin asks, what is left. */

import { add, type Holdings, type Minor, subtract, toMinor, ZERO } from '../../engine/index.ts'
import { movedTo, priceAt, type StickyLeg } from './sticky-leg.ts'

/** Minor units of the account's currency. */
export interface AccountThen {
  readonly equity: Minor
  /** What equity must reach by the maintenance margin: the premium that equity owes already is taken out. */
  readonly maintenance: Minor
  /** Equity less that; below 0 margin is called. */
  readonly excess: Minor
}

/** What the legs gain against their marks, in the account's currency at today's rates. */
export const profitAt = (
  legs: readonly StickyLeg[],
  move: number,
  days: number,
  inAccount: Holdings['inAccount'],
): Minor =>
  legs.reduce((sum, leg) => {
    const { quantity, multiplier, price, product } = leg.position
    const gained = toMinor(quantity * multiplier * (priceAt(leg, move, days) - price), product.currency)
    return add(sum, inAccount(gained, product.currency))
  }, ZERO)

/**
 * The account when the `moving` legs' underlyings have moved by `move` (0.01 = 1 % up), those of the `still` ones have
 * not, and `days` calendar days have passed for all of them. Margin rates are today's: later ones are not known yet.
 */
export function accountAt(
  holdings: Holdings,
  moving: readonly StickyLeg[],
  still: readonly StickyLeg[],
  move: number,
  days: number,
): AccountThen {
  const requirement = holdings.requirement(
    [...moving.map(leg => movedTo(leg, move, days)), ...still.map(leg => movedTo(leg, 0, days))],
    holdings.day,
  )
  const gained = add(
    profitAt(moving, move, days, holdings.inAccount),
    profitAt(still, 0, days, holdings.inAccount),
  )
  const equity = add(holdings.equity, gained)
  const maintenance = subtract(requirement.maintenance, requirement.premiumIncluded)
  return { equity, maintenance, excess: subtract(equity, maintenance) }
}
