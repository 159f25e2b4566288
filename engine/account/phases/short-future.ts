/** A short future that takes bonds: its dates, its basket, and what of a bond is there for it. */

import { type TreasuryContractDates, treasuryContractDates } from '../../calendar/treasury-contract-dates.ts'
import { type BondIssue, type FutureInstrument, type FutureProduct, inForce } from '../../model/instrument.ts'
import type { Day } from '../../model/time.ts'
import { basketBreach, basketRuleOf } from '../../pricing/treasury/basket.ts'
import { conversionFactor } from '../../pricing/treasury/conversion-factor.ts'
import type { Account } from '../account.ts'
import type { BondLeg } from '../ledger/bond-desk.ts'
import { settledUnits } from '../ledger/bond-leg.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { promisedUnits } from '../ledger/tender.ts'

export interface Short {
  readonly leg: HeldLeg
  readonly future: FutureInstrument
  readonly product: FutureProduct
  readonly dates: TreasuryContractDates
}

/** The short that a group has in a future; null where it has none, or the future takes no bonds. */
export function shortOf(account: Account, group: Group, future: string): Short | null {
  const leg = group.legs.get(future)
  if (leg?.instrument.kind !== 'future' || leg.quantity >= 0) return null
  const product = account.facts.product(leg.instrument.product)
  if (product.kind !== 'future' || !product.delivery) return null
  return {
    leg,
    future: leg.instrument,
    product,
    dates: treasuryContractDates(product, leg.instrument.month),
  }
}

/** Units of a bond that are paid for, not sold, and not promised to another delivery. */
export function freeUnits(group: Group, leg: BondLeg): number {
  const promised = promisedUnits(group.tenders, leg.instrument.id)
  return Math.min(leg.quantity, settledUnits(leg.quantity, leg.bond)) - promised
}

/** Units of 100 face that one contract takes. */
export const unitsPerContract = ({ id, delivery }: FutureProduct, day: Day): number =>
  delivery ? inForce(delivery.face, day, `face of ${id}`) / 100 : 0

/** Which bound of the basket an issue breaks; null when it may be delivered. */
export const whyOutside = (issue: BondIssue, { product, future }: Short): string | null =>
  basketBreach(issue, basketRuleOf(product, future.month), future.month)

/** Conversion factor of an issue in the contract. */
export const factorOf = (issue: BondIssue, { product, future }: Short): number =>
  product.delivery ? conversionFactor(issue, future.month, product.delivery.rule).factor : 0
