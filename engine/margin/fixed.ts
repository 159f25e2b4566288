/** M1 `fixed`: a dated table of money per structure, as a broker's leaflet prints it. */

import { DataError } from '../model/errors.ts'
import { type Dated, inForce, type Product } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor, ZERO } from '../model/money.ts'
import type { Day } from '../model/time.ts'

/** Money per lot, in the product's currency. */
export interface Rate {
  readonly initial: number
  readonly maintenance: number
}

/** What a table may state of a product. At least one structure must be there. */
export interface FixedRates {
  readonly nakedCall?: Rate | undefined
  readonly nakedPut?: Rate | undefined
  readonly strangle?: Rate | undefined
  /** For a future that came by assignment. */
  readonly future?: Rate | undefined
}

/** By product: its rates, from old to new. */
export type FixedTable = Readonly<Record<string, readonly Dated<FixedRates>[]>>

type Structure = keyof FixedRates

/** A missing strangle costs this times the dearer naked leg. */
const STRANGLE_TO_NAKED = 1.4

/**
 * Margin by table: min(short calls, short puts) of a product are strangles, the rest is naked, long options are
 * paid for; futures and options do not offset. `deliveredBy` names the option product whose row also covers a future.
 */
export const fixedMargin = (
  table: FixedTable,
  deliveredBy: (future: string) => string | null,
): MarginModel => ({
  name: 'fixed',
  looksAtVolatility: false,
  requirement(positions, day) {
    const byProduct = groupByProduct(positions)
    return byProduct.map(([product, held]) => {
      const rates = ratesOf(table, product, deliveredBy, day)
      return requirementOf(product, structuresOf(held), structure => rateOf(rates, structure, product))
    })
  },
})

/** Positions by product, sorted by its id. */
export function groupByProduct(positions: readonly MarginPosition[]): [Product, MarginPosition[]][] {
  const groups = new Map<string, [Product, MarginPosition[]]>()
  for (const position of positions) {
    const group = groups.get(position.product.id) ?? [position.product, []]
    group[1].push(position)
    groups.set(position.product.id, group)
  }
  return [...groups.values()].sort(([a], [b]) => (a.id < b.id ? -1 : 1))
}

function structuresOf(positions: readonly MarginPosition[]): [Structure, number][] {
  let calls = 0
  let puts = 0
  const futures = new Map<string, number>()
  for (const { instrument, quantity } of positions) {
    if (instrument.kind === 'future') futures.set(instrument.id, (futures.get(instrument.id) ?? 0) + quantity)
    if (instrument.kind !== 'option' || quantity >= 0) continue
    if (instrument.right === 'call') calls -= quantity
    else puts -= quantity
  }
  const strangles = Math.min(calls, puts)
  const counts: [Structure, number][] = [
    ['strangle', strangles],
    ['nakedCall', calls - strangles],
    ['nakedPut', puts - strangles],
    ['future', [...futures.values()].reduce((sum, lots) => sum + Math.abs(lots), 0)],
  ]
  return counts.filter(([, lots]) => lots > 0)
}

function requirementOf(
  product: Product,
  counts: readonly [Structure, number][],
  rate: (structure: Structure) => Rate,
): ProductRequirement {
  let initial = 0
  let maintenance = 0
  for (const [structure, lots] of counts) {
    initial += rate(structure).initial * lots
    maintenance += rate(structure).maintenance * lots
  }
  return {
    product: product.id,
    currency: product.currency,
    initial: toMinor(initial, product.currency),
    maintenance: toMinor(maintenance, product.currency),
    premiumIncluded: ZERO,
    scenario: null,
    structures: counts.map(([structure, lots]) => ({ structure, lots })),
  }
}

function ratesOf(
  table: FixedTable,
  product: Product,
  deliveredBy: (future: string) => string | null,
  day: Day,
): FixedRates {
  const option = product.kind === 'future' ? deliveredBy(product.id) : null
  const dated = table[product.id] ?? (option === null ? undefined : table[option])
  if (!dated) {
    throw new DataError('the fixed margin table has no such product; add its rates', {
      field: 'margin.table',
      value: product.id,
    })
  }
  return inForce(dated, day, `margin of ${product.id}`)
}

function rateOf(rates: FixedRates, structure: Structure, product: Product): Rate {
  const naked = [rates.nakedCall, rates.nakedPut].filter(rate => rate !== undefined)
  const rate = rates[structure] ?? (structure === 'future' ? undefined : (rates.strangle ?? dearest(naked)))
  if (!rate) {
    throw new DataError(`the fixed margin table has no rate for a ${structure}; add it`, {
      field: `margin.table.${product.id}.${structure}`,
      value: product.id,
    })
  }
  return rate
}

const dearest = (naked: readonly Rate[]): Rate | undefined =>
  naked.length === 0
    ? undefined
    : {
        initial: STRANGLE_TO_NAKED * Math.max(...naked.map(rate => rate.initial)),
        maintenance: STRANGLE_TO_NAKED * Math.max(...naked.map(rate => rate.maintenance)),
      }
