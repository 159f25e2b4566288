/** Rules of margin: the fixed table of the deck, by the engine's own margin model. */

import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { seriesOf } from '../../../engine/calendar/expiries.ts'
import {
  DataError,
  deliverableOf,
  fixedMargin,
  type MarginPosition,
  optionOf,
  type ProductRequirement,
  parseDay,
  type Right,
  toAmount,
} from '../../../engine/index.ts'
import { shareOfEquity } from '../../../engine/pricing/options/credit.ts'
import { contractTerms, daysLeft, type TradedSeries } from './contract.ts'
import { rule } from './rule.ts'

/** What the table says of one structure of a product, money per lot. */
export interface TableRow extends TradedSeries {
  readonly structure: 'nakedCall' | 'strangle'
  readonly initial: number
  readonly maintenance: number
}

/** What the model asks of so many lots written short. */
function requirementOf(row: TableRow, lots: number): ProductRequirement {
  const { product, structure, initial, maintenance, on } = row
  const model = fixedMargin(
    { [product]: [{ from: null, value: { [structure]: { initial, maintenance } } }] },
    () => null,
  )
  const rights: readonly Right[] = structure === 'nakedCall' ? ['call'] : ['call', 'put']
  const positions = rights.map(right => shortOption(row, right, lots))
  const [requirement] = model.requirement(positions, parseDay(on, 'on'))
  if (!requirement)
    throw new DataError('nothing is required of no position', { field: 'product', value: product })
  return requirement
}

/** A fixed table asks for the counts of contracts alone: strike and prices do not matter to it. */
function shortOption(row: TableRow, right: Right, lots: number): MarginPosition {
  const product = optionProductOf(row.product)
  const { multiplier, paidUpFront } = contractTerms(row)
  const option = optionOf(product.id, seriesOf(product, row.month).lastTradingDay, right, 1)
  return {
    instrument: option,
    product,
    option,
    deliverable: deliverableOf(product),
    quantity: -lots,
    multiplier,
    price: 0,
    paidUpFront,
    underlyingPrice: 1,
    daysToExpiry: daysLeft(row),
    sigmaDaily: null,
  }
}

export const marginRules = {
  marginRatio: rule({
    kind: 'arithmetic',
    how: 'Initial over maintenance margin of one lot by the fixed table; both are given.',
    compute: (row: TableRow) => {
      const { initial, maintenance } = requirementOf(row, 1)
      return initial / maintenance
    },
  }),
  openingMargin: rule({
    kind: 'arithmetic',
    how: 'Initial margin of all lots by the fixed table as a share of equity; at most one half may be used.',
    compute: ({ lots, equity, ...row }: TableRow & { readonly lots: number; readonly equity: number }) => {
      const { initial, currency } = requirementOf(row, lots)
      return shareOfEquity(toAmount(initial, currency), 1, 1, equity)
    },
  }),
}
