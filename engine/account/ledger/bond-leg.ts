/** What a bond leg carries besides its quantity: interest that has accrued, trades not yet paid for, and its loans. */

import { add, type Minor, subtract, toMinor, ZERO } from '../../model/money.ts'
import type { Day } from '../../model/time.ts'

/** A trade between its day and its payment. The price is clean; the accrued interest that of the day of payment. */
export interface UnsettledTrade {
  /** Units of 100 face, negative when sold. */
  readonly quantity: number
  readonly price: number
  readonly accrued: number
  readonly settles: Day
}

/** Cash borrowed against units of the bond. */
export interface Loan {
  readonly units: number
  readonly principal: Minor
  /** Percent a year, actual/360; null = the overnight fixing of `since`, which is published after it. */
  readonly ratePercent: number | null
  readonly since: Day
  readonly matures: Day
}

export interface BondState {
  /** Per 100 face, at the last mark. */
  accrued: number
  /** Clean price of the session before, by which a lender values who looks a day late; null before the first. */
  markBefore: number | null
  unsettled: readonly UnsettledTrade[]
  loans: readonly Loan[]
  /** What was paid for since the last financing: lenders take the price paid. */
  bought: { units: number; amount: Minor }
  /** Units that will leave at a price that is fixed already, as after the last trading day of the future they go into. */
  committed: readonly { readonly units: number; readonly price: number }[]
  /** Interest on loans that run on, not yet due. */
  interestAccrued: Minor
}

/** What is needed of a leg to value it. */
interface MarkedBond {
  readonly currency: string
  readonly quantity: number
  readonly priceEntry: number
  readonly mark: number | null
}

export const newBondState = (): BondState => ({
  accrued: 0,
  markBefore: null,
  unsettled: [],
  loans: [],
  bought: { units: 0, amount: ZERO },
  committed: [],
  interestAccrued: ZERO,
})

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)

/** Units that are bought (negative: sold) and not yet paid for. */
export const unsettledUnits = (bond: BondState): number => sumOf(bond.unsettled, trade => trade.quantity)

/** Units that are paid for: what can be lent against, and what coupons are paid on. */
export const settledUnits = (quantity: number, bond: BondState): number => quantity - unsettledUnits(bond)

export const borrowed = ({ loans }: BondState): Minor =>
  loans.reduce((sum, loan) => add(sum, loan.principal), ZERO)

/** Money of units at a dirty price. A unit is 100 of face, which is what prices are for. */
export const moneyOf = (units: number, dirtyPrice: number, currency: string): Minor =>
  toMinor(units * dirtyPrice, currency)

/** What the units that are paid for are worth, with accrued interest. */
export const bondValue = (leg: MarkedBond, bond: BondState): Minor =>
  moneyOf(settledUnits(leg.quantity, bond), (leg.mark ?? leg.priceEntry) + bond.accrued, leg.currency)

/**
 * What the leg adds to equity: its value, what unpaid trades have gained since, and what committed units bring more (or
 * less) than the market, less what is borrowed.
 */
export function bondEquity(leg: MarkedBond, bond: BondState): Minor {
  const mark = leg.mark ?? leg.priceEntry
  const gainOf = (units: number, points: number): Minor => moneyOf(units, points, leg.currency)
  const gains = [
    ...bond.unsettled.map(trade => gainOf(trade.quantity, mark - trade.price)),
    ...bond.committed.map(({ units, price }) => gainOf(units, price - mark)),
  ]
  const worth = gains.reduce(add, bondValue(leg, bond))
  return subtract(subtract(worth, borrowed(bond)), bond.interestAccrued)
}
