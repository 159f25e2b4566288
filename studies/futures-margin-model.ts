/** Margin of futures by dated rates: the experiment's own, those of its files, or the built-in facts. */

import { resolve } from 'node:path'
import { initialMargin, type MarginTable, marginIn, marginOn, readMarginTable } from '../datasets/index.ts'
import {
  type Dated,
  type Day,
  formatDay,
  futuresMargin,
  inForce,
  type MarginModel,
  type Rate,
} from '../engine/index.ts'
import type { MarginTerms } from './margin-schema.ts'

type FuturesTerms = Extract<MarginTerms, { model: 'futures' }>

/** Reads the files that the margin names, by product; their paths start at the experiment's folder. */
export const marginTables = (margin: MarginTerms, folder: string): Promise<MarginTable[]> =>
  Promise.all(
    margin.model === 'futures'
      ? Object.entries(margin.files).map(([product, file]) =>
          readMarginTable(resolve(folder, file), { product }),
        )
      : [],
  )

/** `crossMarginFactor` scales margins of futures that are cleared together with the bonds they hedge. */
export const futuresModelOf = (
  margin: FuturesTerms,
  tables: readonly MarginTable[],
  crossMarginFactor: number,
): MarginModel =>
  futuresMargin((product, day) => rateOn(margin, tables, product, day), {
    holder: margin.holder,
    crossMarginFactor,
  })

function rateOn(margin: FuturesTerms, tables: readonly MarginTable[], product: string, day: Day): Rate {
  const own = margin.table[product]
  const stated = own && inForce(byDate(own), day, `margin of ${product} in margin.table`)
  const maintenance = stated?.maintenance ?? knownOn(tables, product, day).maintenance
  const ratio = margin.initialToMaintenance
  const initial =
    stated?.initial ??
    (ratio === null
      ? initialMargin(maintenance, day)
      : initialMargin(maintenance, day, [{ from: null, value: ratio }]))
  return { initial, maintenance }
}

/** A file of the experiment's goes before the built-in facts. */
const knownOn = (tables: readonly MarginTable[], product: string, day: Day) =>
  tables.some(table => table.product === product) ? marginIn(tables, product, day) : marginOn(product, day)

const byDate = <T extends { readonly from: string | null }>(list: readonly T[]): Dated<T>[] =>
  list.map(value => ({ from: value.from, value }))

/**
 * What a reader has to know of the margins that the futures model takes: which are carried on from the last day that
 * is known. Empty for other models, where the experiment states its own, and of a file that is not among `tables`.
 */
export function marginNotes(
  margin: MarginTerms,
  tables: readonly MarginTable[],
  products: readonly string[],
  until: Day,
): string[] {
  if (margin.model !== 'futures') return []
  return products.flatMap(product => {
    const unread = margin.files[product] !== undefined && !tables.some(table => table.product === product)
    if (margin.table[product] || unread) return []
    const { maintenance, from, carried } = knownOn(tables, product, until)
    return carried
      ? [
          `The margin of ${product} is carried: ${maintenance} a contract is the last value known, of ${from}, and stands in for what the clearing house asked on ${formatDay(until)}. State the real one in margin.table.`,
        ]
      : []
  })
}

/** Whether a note of a run is one of these. */
export const isCarriedMargin = (note: string): boolean => /^The margin of \S+ is carried: /.test(note)
