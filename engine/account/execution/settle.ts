/** What becomes of an option at its expiry. */

import type { OptionInstrument, OptionProduct } from '../../model/instrument.ts'

export type Outcome = 'worthless' | 'cash' | 'assigned'

/** In the money it is settled in cash or assigned; exactly at the money the product's rule decides. */
export function outcomeOf(option: OptionInstrument, product: OptionProduct, settlement: number): Outcome {
  const depth = option.right === 'call' ? settlement - option.strike : option.strike - settlement
  const exercised = depth > 0 || (depth === 0 && product.exercisedAtTheMoney[option.right])
  if (!exercised) return 'worthless'
  return product.settlement.kind === 'cash' ? 'cash' : 'assigned'
}
