/** Imports the daily derivatives files of the National Stock Exchange of India, in the old and the UDiFF layout. */

import { z } from 'zod'
import { CALL, PUT } from '../../engine/model/block.ts'
import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { Dated } from '../../engine/model/instrument.ts'
import { type Day, formatDay } from '../../engine/model/time.ts'
import { eachRow } from './each-row.ts'
import type { Fields } from './fields.ts'
import { END_OF_DAY_KNOWN_AT, type Importer, type Intake } from './importer.ts'
import { BHAVCOPY_LAYOUTS, type BhavcopyLayout, type BhavcopyRow, layoutOf } from './nse-bhavcopy-layouts.ts'
import {
  contractOf,
  lotsFromValues,
  NIFTY_LOTS,
  type NseProducts,
  nseProducts,
  statedLot,
} from './nse-products.ts'
import { firstLineOf, type TextSource } from './text-source.ts'

const optionsSchema = z.strictObject({
  /** The index whose options and futures are read; rows of others are skipped. */
  symbol: z.string().default('NIFTY'),
  /** Lot by listed expiry: a number, or facts of which `from` is the first expiry that has the lot. */
  lot: z
    .union([
      z
        .number()
        .positive()
        .transform((value): Dated<number>[] => [{ from: null, value }]),
      z.array(z.strictObject({ from: z.iso.date().nullable(), value: z.number().positive() })).min(1),
    ])
    .nullable()
    .default(null),
  /** Whether the underlying's price of the UDiFF layout becomes a bar of the index. */
  underlyingBars: z.boolean().default(true),
})

export type BhavcopyOptions = z.infer<typeof optionsSchema>

/**
 * Open interest is in units of the index in both layouts, traded quantity in UDiFF only; the old layout counts traded
 * contracts. All become contracts by the lot: the row's own in UDiFF; in the old layout the stated one, else the one
 * that the traded values leave no doubt about.
 */
export const nseBhavcopy: Importer<BhavcopyOptions> = {
  name: 'nse-bhavcopy',
  about: 'daily NSE derivatives files (bhavcopy), old or UDiFF layout, csv or zip, or a folder of years',
  version: 1,
  knownAt: END_OF_DAY_KNOWN_AT,
  options: optionsSchema,
  recognises: ({ lines }) => layoutOf(lines[0] ?? '') !== null,
  async read(source, options, intake) {
    const name = layoutOf(await firstLineOf(source))
    if (!name) {
      throw new DataError('the header is of neither bhavcopy layout; choose another importer', {
        file: source.name,
        line: 1,
      })
    }
    const layout = BHAVCOPY_LAYOUTS[name]
    const rows = await readRows(source, layout, options, intake)
    const { symbol, lot } = options
    if (symbol !== 'NIFTY' && lot === null) {
      throw new DataError('the lots of this index are not known here; state them', {
        file: source.name,
        field: 'options.lot',
        value: symbol,
      })
    }
    const products = nseProducts(symbol, symbol === 'NIFTY' ? NIFTY_LOTS : (lot ?? []))
    for (const product of [products.option, products.future, products.index]) {
      intake.product(product, products.sessions)
    }
    const lotOf = lotFinder(rows, options, source)
    const closes = new Map<Day, number>()
    for (const row of rows) {
      if (options.underlyingBars && !takeUnderlying(row, closes, products, intake)) continue
      take(row, row.lot ?? lotOf(row), products, intake)
    }
  },
}

/** The rows of the symbol; the lots are known only when all have been seen. */
async function readRows(
  source: TextSource,
  layout: BhavcopyLayout,
  { symbol }: BhavcopyOptions,
  intake: Intake,
): Promise<BhavcopyRow[]> {
  const rows: BhavcopyRow[] = []
  const others = new Set<string>()
  let found = false
  const read = layout.reader()
  await eachRow(source, { required: layout.columns }, intake, (fields: Fields) => {
    if (!layout.ofIndex.has(fields.text(layout.kind)) || fields.text(layout.symbol) !== symbol) {
      others.add(fields.text(layout.symbol))
      intake.skip()
      return
    }
    found = true
    const row = read(fields)
    if (!fields.fault) rows.push(row)
  })
  if (!found && others.size > 0) {
    const close = closestName(symbol, [...others])
    throw new DataError(
      `the file has no index options or futures of this symbol${close === null ? '' : `; did you mean "${close}"?`}`,
      { file: source.name, field: 'options.symbol', value: symbol },
    )
  }
  return rows
}

function lotFinder(
  rows: readonly BhavcopyRow[],
  { lot }: BhavcopyOptions,
  { name }: TextSource,
): (row: BhavcopyRow) => number | null {
  if (lot !== null) return row => statedLot(lot, row.expiry)
  const derived = lotsFromValues(
    rows.flatMap(row => {
      if (row.valueLakh === null) return []
      const strike = row.right === null ? 0 : row.strike
      return [
        {
          expiry: row.expiry,
          contracts: row.traded,
          valueLakh: row.valueLakh,
          low: strike + row.low,
          high: strike + row.high,
        },
      ]
    }),
  )
  return ({ expiry, traded, line }) => {
    const found = derived.get(expiry)
    if (found !== undefined) return found
    // What did not trade has no volume to be counted in lots: its open interest alone is left out.
    if (!rows.some(row => row.expiry === expiry && row.traded > 0)) return null
    throw new DataError(
      `the lot of this expiry, of which ${traded} contracts traded, does not follow from the traded values; state it, as in lot: 50`,
      { file: name, line, field: 'options.lot', value: formatDay(expiry) },
    )
  }
}

/** Makes a bar of the index out of the first row of a day; false for a row that contradicts it. */
function takeUnderlying(
  row: BhavcopyRow,
  closes: Map<Day, number>,
  { index }: NseProducts,
  intake: Intake,
): boolean {
  const { underlying } = row
  if (underlying === null || !(underlying > 0)) return true
  const known = closes.get(row.day)
  if (known !== undefined) {
    if (known === underlying) return true
    intake.reject({
      line: row.line,
      field: 'UndrlygPric',
      value: String(underlying),
      reason: `differs from ${known} of the day`,
    })
    return false
  }
  closes.set(row.day, underlying)
  intake.carriedBar(index.id, { time: intake.closeOf(index.id, row.day), close: underlying }, row.line)
  return true
}

function take(row: BhavcopyRow, lot: number | null, products: NseProducts, intake: Intake): void {
  const { option, future, index } = products
  const { day, expiry, right, strike, settlement, line } = row
  const present = (price: number): number => (price === 0 && row.traded === 0 ? Number.NaN : price)
  const values = {
    time: intake.closeOf(option.id, day),
    open: present(row.open),
    high: present(row.high),
    low: present(row.low),
    close: present(row.close),
    volume: row.traded,
  }
  if (right === null) {
    const instrument = contractOf(future.id, expiry)
    intake.contract(instrument, expiry)
    intake.bar(instrument, { ...values, settlement: present(settlement) }, line)
    return
  }
  // On its last day the column holds what the index closed at: the price of the expiry, not of the option.
  const expiring = day === expiry
  if (expiring && settlement > 0) intake.settle(option.id, expiry, settlement, line)
  intake.quote(
    option.id,
    {
      ...values,
      expiry,
      strike,
      right: right === 'call' ? CALL : PUT,
      settlement: expiring ? Number.NaN : present(settlement),
      openInterest: lot === null ? Number.NaN : row.openInterest / lot,
      multiplier: lot ?? Number.NaN,
    },
    index.id,
    line,
  )
}
