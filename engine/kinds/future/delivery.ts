/** What the short of a future delivers: Treasury futures take bonds of a basket, each at a factor of its own. */

import { treasuryContractDates } from '../../calendar/treasury-contract-dates.ts'
import { type FutureInstrument, inForce } from '../../model/instrument.ts'
import type { DeliveryTerms, KindFacts } from '../../model/kind.ts'
import { basketBreach, basketRuleOf } from '../../pricing/treasury/basket.ts'
import { conversionFactor } from '../../pricing/treasury/conversion-factor.ts'

/** Null where the last variation margin settles the contract. */
export function deliveryOf(facts: KindFacts, { product: id, month }: FutureInstrument): DeliveryTerms | null {
  const product = facts.product(id)
  if (product.kind !== 'future' || !product.delivery) return null
  const { face, rule } = product.delivery
  const { firstIntentionDay, lastIntentionDay, lastTradingDay } = treasuryContractDates(product, month)
  return {
    firstIntentionDay,
    lastIntentionDay,
    lastTradingDay,
    // A unit is 100 of face.
    unitsPerContract: day => inForce(face, day, `face of ${id}`) / 100,
    whyOutside: instrument =>
      instrument.kind === 'bond'
        ? basketBreach(instrument.issue, basketRuleOf(product, month), month)
        : 'it is no bond',
    factorOf: instrument =>
      instrument.kind === 'bond' ? conversionFactor(instrument.issue, month, rule).factor : 0,
  }
}
