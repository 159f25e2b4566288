/** M1 `fixed`: a dated table of money per structure, as a broker's leaflet prints it. */

import { DataError } from '../model/errors.ts'
import { type Dated, inForce, type Product } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor, ZERO } from '../model/money.ts'
import type { Day } from '../model/time.ts'
import { NetContracts } from './net-contracts.ts'
import { runningByCounts, runningByPart } from './running.ts'

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
  running: day =>
    runningByPart(
      ({ product }) => product.id,
      ({ product }) => {
        const counts = new StructureCounts()
        return runningByCounts(
          (position, sign) => counts.count(position, sign),
          () => {
            const rates = ratesOf(table, product, deliveredBy, day)
            return requirementOf(product, counts.structures(), structure => rateOf(rates, structure, product))
          },
        )
      },
    ),
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
  const counts = new StructureCounts()
  for (const position of positions) counts.count(position, 1)
  return counts.structures()
}

/** Short options and futures of one product, and the structures that they make. */
class StructureCounts {
  private calls = 0
  private puts = 0
  private readonly futures = new NetContracts()

  /** Counts a position in, or out with a sign of -1. */
  count({ instrument, option, quantity }: MarginPosition, sign: 1 | -1): void {
    if (!option) this.futures.trade(instrument.id, sign * quantity)
    if (!option || quantity >= 0) return
    if (option.right === 'call') this.calls -= sign * quantity
    else this.puts -= sign * quantity
  }

  structures(): [Structure, number][] {
    const strangles = Math.min(this.calls, this.puts)
    const counts: [Structure, number][] = [
      ['strangle', strangles],
      ['nakedCall', this.calls - strangles],
      ['nakedPut', this.puts - strangles],
      ['future', this.futures.open],
    ]
    return counts.filter(([, lots]) => lots > 0)
  }
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
  const option = deliveredBy(product.id)
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
