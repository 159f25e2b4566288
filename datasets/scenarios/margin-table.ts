/** The exchange's maintenance margin of a contract, as dated facts with the days for which they are known. */

import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import { type Dated, inForce } from '../../engine/model/instrument.ts'
import { type Day, formatDay, type IsoDate, parseDay } from '../../engine/model/time.ts'
import type { FactSource } from './fact.ts'

/** A stretch of days over which every change is known. */
interface MarginSpan {
  /** Currency a contract by the day from which it held; the span begins with the first. */
  readonly changes: readonly { readonly from: IsoDate; readonly maintenance: number }[]
  /** The last day that the source speaks for. */
  readonly to: IsoDate
}

export interface MarginTable extends FactSource {
  /** Id of the future. */
  readonly product: string
  /** Ascending, without overlap. */
  readonly spans: readonly MarginSpan[]
}

export interface KnownMargin {
  /** Currency a contract. */
  readonly maintenance: number
  /** The day from which it held. */
  readonly from: IsoDate
  /** True: no source speaks for the day, and this is the last value before it. Say so wherever it is shown. */
  readonly carried: boolean
}

/**
 * What speculators are asked for initially, by maintenance: 1.35 until some day between 2009 and 2012 on which sources
 * disagree. Hedgers and members pay maintenance.
 */
const INITIAL_TO_MAINTENANCE: readonly Dated<number>[] = [
  { from: null, value: 1.35 },
  { from: '2009-03-20', value: 1.1 },
]

/** Initial margin in whole currency, halves up, as the exchange rounds it. */
export const initialMargin = (
  maintenance: number,
  day: Day,
  ratios: readonly Dated<number>[] = INITIAL_TO_MAINTENANCE,
): number =>
  // The product of two decimals may come out a hair below its half.
  Math.round(
    Number((maintenance * inForce(ratios, day, 'ratio of initial to maintenance margin')).toFixed(6)),
  )

/**
 * The maintenance margin of a future on a day, by the tables given. Throws a DataError for a future without a table,
 * and before the first day that one knows.
 */
export function marginIn(tables: readonly MarginTable[], product: string, day: Day): KnownMargin {
  const table = tables.find(one => one.product === product)
  if (!table) {
    const ids = tables.map(one => one.product)
    throw new DataError(
      `no margin of this future is known; did you mean "${closestName(product, ids)}"? Bring a table of your own`,
      { field: 'product', value: product },
    )
  }
  for (const { changes, to } of table.spans.toReversed()) {
    const change = changes.findLast(({ from }) => parseDay(from) <= day)
    if (change) return { ...change, carried: day > parseDay(to) }
  }
  throw new DataError(
    `the margins of ${product} are known from ${table.spans[0]?.changes[0]?.from ?? 'no day'} on; bring an older table`,
    { field: 'day', value: formatDay(day) },
  )
}
