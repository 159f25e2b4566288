/** Imports tables of NIFTY options, futures and index days made from the exchange's daily files. */

import { z } from 'zod'
import { CALL, PUT } from '../../engine/model/block.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { Day } from '../../engine/model/time.ts'
import { eachRow } from './each-row.ts'
import { type Fields, isoDay } from './fields.ts'
import { END_OF_DAY_KNOWN_AT, type Importer, type Intake } from './importer.ts'
import { contractOf, NIFTY_LOTS, nseProducts } from './nse-products.ts'
import { firstLineOf, type TextSource } from './text-source.ts'

const OPTION_COLUMNS = [
  'date',
  'expiry',
  'type',
  'strike',
  'open',
  'high',
  'low',
  'close',
  'settle',
  'open_interest',
  'traded_qty',
  'market_lot',
]
const FUTURE_COLUMNS = [
  'symbol',
  'date',
  'expiry',
  'open',
  'high',
  'low',
  'close',
  'settle',
  'traded_qty',
  'market_lot',
]
/** The header names the first column Price although it holds dates. */
const INDEX_COLUMNS = ['Price', 'Close', 'High', 'Low', 'Open']

const { option, future, index, sessions } = nseProducts('NIFTY', NIFTY_LOTS)

/** Open interest and traded quantity come in index units and become contracts by the row's own lot. */
export const nseCsv: Importer<Record<never, never>> = {
  name: 'nse-csv',
  about: 'NIFTY options, futures and index, end of day, as csv with a row a quote',
  version: 1,
  knownAt: END_OF_DAY_KNOWN_AT,
  options: z.strictObject({}),
  recognises: ({ lines }) => tableOf(lines[0] ?? '') !== null,
  async read(source, _options, intake) {
    const table = tableOf(await firstLineOf(source))
    if (!table) {
      throw new DataError(
        'the header is none of NIFTY options, futures or index; choose the importer by name',
        { file: source.name, line: 1 },
      )
    }
    await READERS[table](source, intake)
  },
}

type TableKind = 'options' | 'futures' | 'index'

function tableOf(header: string): TableKind | null {
  const columns = header.split(',').map(column => column.trim())
  const has = (required: readonly string[]): boolean =>
    required.filter(column => columns.includes(column)).length >= required.length - 1
  if (columns.includes('strike') && has(OPTION_COLUMNS)) return 'options'
  if (columns.includes('symbol') && has(FUTURE_COLUMNS)) return 'futures'
  return columns[0] === 'Price' && has(INDEX_COLUMNS) ? 'index' : null
}

const READERS: Readonly<Record<TableKind, (source: TextSource, intake: Intake) => Promise<void>>> = {
  async options(source, intake) {
    const dateOf = isoDay()
    intake.product(option, sessions)
    intake.product(index, sessions)
    await eachRow(source, { required: OPTION_COLUMNS }, intake, fields => readOption(fields, dateOf, intake))
  },
  async futures(source, intake) {
    const dateOf = isoDay()
    intake.product(future, sessions)
    await eachRow(source, { required: FUTURE_COLUMNS }, intake, fields => readFuture(fields, dateOf, intake))
  },
  async index(source, intake) {
    const dateOf = isoDay()
    intake.product(index, sessions)
    await eachRow(source, { required: INDEX_COLUMNS, preamble: 2 }, intake, fields =>
      readIndex(fields, dateOf, intake),
    )
  },
}

function readOption(fields: Fields, dateOf: (text: string) => Day, intake: Intake): void {
  const day = fields.day('date', dateOf)
  const expiry = fields.day('expiry', dateOf)
  const right = fields.text('type')
  if (right !== 'CE' && right !== 'PE') fields.reject('type', right, 'is neither CE nor PE')
  const strike = fields.positive('strike')
  const lot = fields.positive('market_lot')
  const prices = dailyPrices(fields)
  const settle = fields.amount('settle')
  const openInterest = fields.amount('open_interest') / lot
  if (fields.fault) return
  // On its last day the column holds what the index closed at: the price of the expiry, not of the option.
  const expiring = day === expiry
  if (expiring && !Number.isNaN(settle)) intake.settle(option.id, expiry, settle, fields.line)
  intake.quote(
    option.id,
    {
      time: intake.closeOf(option.id, day),
      expiry,
      strike,
      right: right === 'CE' ? CALL : PUT,
      ...prices,
      settlement: expiring ? Number.NaN : settle,
      volume: fields.amount('traded_qty') / lot,
      openInterest,
      multiplier: lot,
    },
    index.id,
    fields.line,
  )
}

function readFuture(fields: Fields, dateOf: (text: string) => Day, intake: Intake): void {
  if (fields.text('symbol') !== option.id) {
    intake.skip()
    return
  }
  const day = fields.day('date', dateOf)
  const expiry = fields.day('expiry', dateOf)
  const prices = dailyPrices(fields)
  const settlement = fields.amount('settle')
  const volume = fields.amount('traded_qty') / fields.positive('market_lot')
  if (fields.fault) return
  const instrument = contractOf(future.id, expiry)
  intake.contract(instrument, expiry)
  intake.bar(instrument, { time: intake.closeOf(future.id, day), ...prices, settlement, volume }, fields.line)
}

function readIndex(fields: Fields, dateOf: (text: string) => Day, intake: Intake): void {
  const day = fields.day('Price', dateOf)
  const [open, high, low, close] = ['Open', 'High', 'Low', 'Close'].map(column =>
    fields.amount(column),
  ) as Four
  if (fields.fault) return
  intake.bar(index.id, { time: intake.closeOf(index.id, day), open, high, low, close }, fields.line)
}

type Four = [number, number, number, number]

/** Prices of a day; zeros of a day without trading are no prices. */
function dailyPrices(fields: Fields) {
  const traded = fields.amount('traded_qty') > 0
  const price = (column: string): number => {
    const value = fields.amount(column)
    return value === 0 && !traded ? Number.NaN : value
  }
  return { open: price('open'), high: price('high'), low: price('low'), close: price('close') }
}
