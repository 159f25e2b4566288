/** Reads a table of margins of the user's own, in the layout of LEAN's margin files. */

import { basename } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import { type Day, formatDay, type IsoDate, MS_PER_DAY, parseDay } from '../../engine/model/time.ts'
import { instantReader } from '../importers/date-format.ts'
import type { Fields } from '../importers/fields.ts'
import { goodRows } from '../importers/good-rows.ts'
import type { FactSource } from './fact.ts'
import type { MarginTable } from './margin-table.ts'

export interface MarginTableTerms extends Partial<FactSource> {
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
