/** The exchange's maintenance margin of a contract, as dated facts with the days for which they are known. */

import { basename } from 'node:path'
import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import { type Dated, inForce } from '../../engine/model/instrument.ts'
import { type Day, formatDay, type IsoDate, MS_PER_DAY, parseDay } from '../../engine/model/time.ts'
import { instantReader } from '../importers/date-format.ts'
import type { Fields } from '../importers/fields.ts'
import { goodRows } from '../importers/good-rows.ts'
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

interface MarginTableTerms extends Partial<FactSource> {
  /** Id of the future; absent = the file's name without its ending, as in `ZN.csv`. */
  readonly product?: string
  /** The last day that the file speaks for, as it lists changes only; absent = the day of its last change. */
  readonly to?: IsoDate
}

const COLUMNS = ['date', 'initial', 'maintenance']

/**
 * Rows of `date,initial,maintenance`, a row a change in ascending order: the day as 20200319 or 2020-03-19, whole
 * currency a contract. Every row must be good: the first that is not throws a DataError with its line.
 */
export async function readMarginTable(path: string, terms: MarginTableTerms = {}): Promise<MarginTable> {
  const file = basename(path)
  const rows = await goodRows(path, file, COLUMNS, changeOf(eitherDay()))
  for (const [at, { line, value }] of rows.entries()) {
    const before = rows[at - 1]
    if (before && value.day <= before.value.day) {
      throw new DataError('is not later than the row before; sort the file by date', {
        file,
        line,
        field: 'date',
        value: formatDay(value.day),
      })
    }
  }
  const last = rows.at(-1)?.value.day ?? 0
  if (terms.to !== undefined && parseDay(terms.to, 'to') < last) {
    throw new DataError(`lies before the file's last change of ${formatDay(last)}`, {
      file,
      field: 'to',
      value: terms.to,
    })
  }
  return {
    product: terms.product ?? file.replace(/\..*$/, ''),
    source: terms.source ?? file,
    status: terms.status ?? 'secondary',
    spans: [
      {
        changes: rows.map(({ value: { day, maintenance } }) => ({ from: formatDay(day), maintenance })),
        to: terms.to ?? formatDay(last),
      },
    ],
  }
}

interface MarginChange {
  readonly day: Day
  readonly maintenance: number
}

const changeOf =
  (dayOf: (text: string) => Day) =>
  (fields: Fields): MarginChange => {
    const day = fields.day('date', dayOf)
    const initial = fields.positive('initial')
    const maintenance = fields.positive('maintenance')
    if (maintenance > initial) {
      fields.reject('maintenance', fields.text('maintenance'), `is above the initial margin of ${initial}`)
    }
    return { day, maintenance }
  }

function eitherDay(): (text: string) => Day {
  const [plain, iso] = ['yyyyMMdd', 'yyyy-MM-dd'].map(format => instantReader(format, 'UTC'))
  return text => Math.floor(((text.includes('-') ? iso : plain)?.(text) ?? Number.NaN) / MS_PER_DAY)
}
