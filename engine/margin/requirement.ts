/** The account's requirement: those of its products, in its currency. */

import type { ProductRequirement, Requirement } from '../model/margin-model.ts'
import { add, type Minor, subtract, ZERO } from '../model/money.ts'

/** Adds up the products' requirements. `inAccount` converts into the account's currency. */
export function accountRequirement(
  products: readonly ProductRequirement[],
  inAccount: (amount: Minor, currency: string) => Minor,
): Requirement {
  const total = (field: 'initial' | 'maintenance' | 'premiumIncluded'): Minor =>
    products.reduce((sum, product) => add(sum, inAccount(product[field], product.currency)), ZERO)
  return {
    initial: total('initial'),
    maintenance: total('maintenance'),
    premiumIncluded: total('premiumIncluded'),
    products,
  }
}

/** What net liquidation value must reach for the requirement to be met. */
export const equityFor = (requirement: Requirement, level: 'initial' | 'maintenance'): Minor =>
  subtract(requirement[level], requirement.premiumIncluded)
