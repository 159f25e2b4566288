/** Imports the Treasury's daily par yield curve: a bar of `CMT 10Y` and its like for every yield. */

import { z } from 'zod'
import { indexProductOf } from '../../engine/calendar/contracts.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { Day } from '../../engine/model/time.ts'
import { eachRow } from './each-row.ts'
import { americanDay, isoDay } from './fields.ts'
import type { Importer } from './importer.ts'
import { onceADay, publishedNumber, wideRow } from './rates-table.ts'
import { firstLineOf } from './text-source.ts'

/**
 * Yields of constant maturity, percent, bond-equivalent; negative ones are legal. A yield that was not published makes
 * no bar, and a day without any is skipped. Where the official file is: see `officialFiles`.
 */
export const parYields: Importer<Record<never, never>> = {
  name: 'par-yields',
  about:
    'daily Treasury par yield curve rates, as home.treasury.gov offers them: CMT 1M to CMT 30Y in percent',
  version: 1,
  knownAt:
    'yields of session D are known at the close of the bond market on D, 17:00 in New York, by which the Treasury has drawn the curve',
  options: z.strictObject({}),
  recognises: ({ lines }) => {
    const { date, tenors } = layoutOf(lines[0] ?? '')
    return date !== null && tenors.length > 0
  },
  async read(source, _options, intake) {
    const { date, tenors, foreign } = layoutOf(await firstLineOf(source))
    if (date !== null && (foreign !== null || tenors.length === 0)) {
      throw new DataError(
        'is no maturity, or one that is there twice; columns read "10 Yr" or 10yr: rename or remove it',
        { file: source.name, line: 1, field: 'header', value: foreign ?? '' },
      )
    }
    const cmt = indexProductOf('CMT')
    intake.product(cmt, { kind: 'exchange', exchange: 'SIFMA' })
    const dateColumn = date ?? 'Date'
    const dayOf = eitherDay()
    const isFirst = onceADay(dateColumn)
    await eachRow(source, { required: [dateColumn] }, intake, fields => {
      const day = fields.day(dateColumn, dayOf)
      const yields = tenors.map(({ column, tenor }) => ({ tenor, close: publishedNumber(fields, column) }))
      if (fields.fault || !isFirst(fields, day)) return
      const time = intake.closeOf(cmt.id, day)
      const bars = yields
        .filter(({ close }) => !Number.isNaN(close))
        .map(({ tenor, close }) => ({ instrument: `${cmt.id} ${tenor}`, bar: { time, close } }))
      wideRow(intake, bars, fields.line)
    })
  },
}

interface CurveLayout {
  /** The column of dates; null = none. */
  readonly date: string | null
  readonly tenors: readonly { readonly column: string; readonly tenor: string }[]
  /** The first column that is neither, or a maturity for the second time; null = none. */
  readonly foreign: string | null
}

function layoutOf(header: string): CurveLayout {
  const columns = header.split(',').map(column =>
    column
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
  const date = columns.find(column => /^date$/i.test(column)) ?? null
  const tenors: { column: string; tenor: string }[] = []
  let foreign: string | null = null
  for (const column of columns) {
    const tenor = tenorOf(column)
    if (tenor !== null && !tenors.some(known => known.tenor === tenor)) tenors.push({ column, tenor })
    else if (column !== date) foreign ??= column
  }
  return { date, tenors, foreign }
}

/** `10Y` of `10 Yr` and of `10yr`, `1.5M` of `1.5 Month`; null for what is no maturity. */
function tenorOf(column: string): string | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\s*(mo|month|yr|year)s?$/i.exec(column) ?? []
  return count === undefined || unit === undefined ? null : `${count}${unit.slice(0, 1).toUpperCase()}`
}

/** The official `01/25/2024`, and `2024-01-25`. */
function eitherDay(): (text: string) => Day {
  const [american, iso] = [americanDay(), isoDay()]
  return text => (text.includes('/') ? american(text) : iso(text))
}
