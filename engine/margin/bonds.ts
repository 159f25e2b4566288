/** What bonds need of an account's equity: whatever of their value nobody lends. */

import type { MarginPosition, ProductRequirement, RunningRequirement } from '../model/margin-model.ts'
import { add, minor, ZERO } from '../model/money.ts'
import { runningByCounts, runningByPart } from './running.ts'

/** Whether it is lent against, so that what is not lent is all that it needs. */
export const isFinanced = ({ tiedUp }: MarginPosition): boolean => tiedUp !== undefined

/** By product. It is negative while a lender has lent more than the bond is still worth. */
export function bondRequirement(positions: readonly MarginPosition[]): ProductRequirement[] {
  const products = [...new Set(positions.map(({ product }) => product))]
  return products.map(product => {
    const held = positions.filter(position => position.product === product)
    const tiedUp = held.reduce((sum, position) => add(sum, position.tiedUp ?? ZERO), ZERO)
    return {
      product: product.id,
      currency: product.currency,
      initial: tiedUp,
      maintenance: tiedUp,
      premiumIncluded: ZERO,
      structures: [{ structure: 'bond', lots: held.length }],
      scenario: null,
    }
  })
}

/** The same for bonds that come and go. */
export const runningBonds = (): RunningRequirement =>
  runningByPart(
    ({ product }) => product.id,
    ({ product: { currency } }) => {
      let tiedUp = ZERO
      return runningByCounts(
        (position, sign) => {
          tiedUp = minor(tiedUp + sign * (position.tiedUp ?? ZERO))
        },
        () => ({ currency, initial: tiedUp, premiumIncluded: ZERO }),
      )
    },
  )
