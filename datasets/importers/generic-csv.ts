/** Imports a csv of any layout by a map of its columns. */

import { CALL, PUT } from '../../engine/model/block.ts'
import { DataError } from '../../engine/model/errors.ts'
import { type OptionProduct, productIdOf } from '../../engine/model/instrument.ts'
import { type Day, type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'
import { underlyingOfSeries } from '../facts/underlying-of-series.ts'
import { instantReader } from './date-format.ts'
import { eachRow } from './each-row.ts'
import type { Fields } from './fields.ts'
import {
  BAR_NUMBERS,
  CHAIN_NUMBERS,
  type GenericOptions,
  genericOptionsSchema,
  productsOf,
  sessionsOf,
} from './generic-csv-options.ts'
import { type BarRow, END_OF_DAY_KNOWN_AT, type Importer, type Intake } from './importer.ts'

/** A daily row is known at its session's close, a row within the day at its bar's end. */
export const genericCsv: Importer<GenericOptions> = {
  name: 'generic-csv',
  about: 'any csv of bars or chains, by a map of its columns in the options',
  version: 1,
  knownAt: END_OF_DAY_KNOWN_AT,
  options: genericOptionsSchema,
  recognises: () => false,
  async read(source, options, intake) {
    const stated = productsOf(options)
    for (const product of stated) intake.product(product, sessionsOf(options, product))
    const ids = new Set(stated.map(({ id }) => id))
    const columns = columnsOf(options)
    const readTime = timeReader(options, columns, intake)
    const readExpiry = dayReader(options.expiryFormat)
    const visit = options.table === 'bars' ? barVisitor : quoteVisitor
    await eachRow(
      source,
      {
        separator: options.separator,
        preamble: options.preamble,
        style: { decimal: options.decimal, thousands: options.thousands, missing: options.missing },
        required: columns.all,
      },
      intake,
      visit({ options, intake, columns, ids, readTime, readExpiry, file: source.name }),
    )
  },
}

interface Columns {
  readonly all: readonly string[]
  readonly time: readonly string[]
  readonly map: Readonly<Record<string, string | undefined>>
}

function columnsOf({ map, factors }: GenericOptions): Columns {
  const { time, ...rest } = map
  const times = time === undefined ? [] : [time].flat()
  return {
    all: [
      ...times,
      ...Object.values(rest).filter(column => column !== undefined),
      ...Object.values(factors).filter(factor => typeof factor === 'string'),
    ],
    time: times,
    map: rest,
  }
}

/** What every row of a file needs. */
interface Reading {
  readonly options: GenericOptions
  readonly intake: Intake
  readonly columns: Columns
  readonly ids: ReadonlySet<string>
  readonly file: string
  /** The instant of a row of a product; NaN, and a fault, where it does not read. */
  readTime(fields: Fields, product: string): EpochMs
  readExpiry(text: string): Day
}

type TextField = 'product' | 'instrument' | 'underlying' | 'expiry' | 'right'

/** The text of a field: from its column, else the fixed one; empty when there is neither. */
function textOf({ columns, options }: Reading, fields: Fields, field: TextField): string {
  const column = columns.map[field]
  return column === undefined ? (options.fixed[field] ?? '') : fields.text(column)
}

function barVisitor(reading: Reading): (fields: Fields) => void {
  const { options, intake } = reading
  const latest = new Map<string, EpochMs>()
  return fields => {
    const instrument = textOf(reading, fields, 'instrument')
    const product = productIdOf(instrument)
    if (!isStated(reading, fields, 'instrument', product)) return
    const time = reading.readTime(fields, product)
    const numbers = numbersOf(reading, fields, BAR_NUMBERS)
    const expiryText = textOf(reading, fields, 'expiry')
    const expiry = expiryText === '' ? null : expiryOf(reading, fields, expiryText)
    const before = latest.get(instrument)
    if (options.sorted && before !== undefined && time <= before) {
      const column = reading.columns.time[0] ?? reading.columns.map.date ?? 'time'
      fields.reject(column, fields.text(column), 'is not later than the row before, though sorted is claimed')
    }
    if (fields.fault) return
    latest.set(instrument, time)
    if (expiry !== null && instrument !== product) intake.contract(instrument, expiry)
    intake.bar(instrument, { time, ...numbers }, fields.line)
  }
}

function quoteVisitor(reading: Reading): (fields: Fields) => void {
  const { intake, options } = reading
  const rights = new Map([
    ...options.rights.call.map(code => [code, CALL] as const),
    ...options.rights.put.map(code => [code, PUT] as const),
  ])
  const underlyings = underlyingFinder(reading)
  return fields => {
    const product = textOf(reading, fields, 'product')
    if (!isStated(reading, fields, 'product', product)) return
    const time = reading.readTime(fields, product)
    const expiry = expiryOf(reading, fields, textOf(reading, fields, 'expiry'))
    const code = textOf(reading, fields, 'right')
    const right = rights.get(code)
    if (right === undefined) {
      fields.reject(reading.columns.map.right ?? 'right', code, 'is neither a call nor a put by rights')
    }
    const strikeColumn = reading.columns.map.strike ?? 'strike'
    const strike = scaled(fields.positive(strikeColumn), factorOf(reading, fields, 'strike'))
    const numbers = numbersOf(reading, fields, CHAIN_NUMBERS)
    if (fields.fault || right === undefined) return
    const underlying = textOf(reading, fields, 'underlying') || underlyings(product, expiry)
    intake.quote(product, { time, expiry, strike, right, ...numbers }, underlying, fields.line)
  }
}

function isStated(reading: Reading, fields: Fields, field: TextField, product: string): boolean {
  if (reading.ids.has(product)) return true
  const text = textOf(reading, fields, field)
  fields.reject(reading.columns.map[field] ?? field, text, 'belongs to none of the stated products')
  return false
}

function expiryOf({ columns, readExpiry }: Reading, fields: Fields, text: string): Day {
  const expiry = readExpiry(text)
  if (Number.isNaN(expiry)) {
    fields.reject(columns.map.expiry ?? 'expiry', text, 'is no date of the expected form')
  }
  return expiry
}

/** What a number of a row is multiplied by: the same in every row, or a number of that row. */
function factorOf(
  { options }: Pick<Reading, 'options'>,
  fields: Fields,
  name: keyof GenericOptions['factors'],
): number {
  const factor = options.factors[name] ?? 1
  return typeof factor === 'number' ? factor : fields.positive(factor)
}

/** A product of decimals is a decimal: what lies beyond fifteen digits is the dust of doubles. */
const scaled = (value: number, factor: number): number =>
  factor === 1 ? value : Number((value * factor).toPrecision(15))

/** The numbers that have a column, in the units of the store. */
function numbersOf(
  { columns, options }: Reading,
  fields: Fields,
  names: readonly (typeof CHAIN_NUMBERS)[number][],
): Omit<BarRow, 'time'> {
  const numbers: Record<string, number> = {}
  for (const name of names) {
    const column = columns.map[name]
    if (column === undefined) continue
    const free = options.negativePrices && options.table === 'bars' && name !== 'volume'
    const value = scaled(
      free ? fields.number(column) : fields.amount(column),
      factorOf({ options }, fields, name),
    )
    numbers[name] = value === 0 && options.zeroIsMissing.includes(name) ? Number.NaN : value
  }
  return numbers
}

function timeReader(options: GenericOptions, columns: Columns, intake: Intake): Reading['readTime'] {
  const { date } = columns.map
  if (date !== undefined) {
    const dayOf = dayReader(options.dateFormat)
    return (fields, product) => {
      const day = fields.day(date, dayOf)
      return Number.isNaN(day) ? Number.NaN : intake.closeOf(product, day)
    }
  }
  const read = instantReader(options.timeFormat, options.zone)
  const length = options.bar.time === 'start' ? options.bar.minutes * 60_000 : 0
  return fields => {
    const text = columns.time.map(column => fields.text(column)).join(' ')
    const time = read(text)
    if (Number.isNaN(time))
      fields.reject(
        columns.time.join(' '),
        text,
        'is no time of the expected form, or one that the clocks of the zone skip',
      )
    return time + length
  }
}

function dayReader(format: string): (text: string) => Day {
  const read = instantReader(format, 'UTC')
  return text => Math.floor(read(text) / MS_PER_DAY)
}

/** The underlying of each series, worked out once. */
function underlyingFinder({ options, file }: Reading): (product: string, expiry: Day) => string {
  const optionProducts = productsOf(options).filter(
    (product): product is OptionProduct => product.kind === 'option',
  )
  const known = new Map<string, string>()
  return (id, expiry) => {
    const key = `${id} ${expiry}`
    const before = known.get(key)
    if (before !== undefined) return before
    const product = optionProducts.find(option => option.id === id)
    if (!product) {
      throw new DataError('only option products have chains; give this one the facts of an option', {
        file,
        field: 'product',
        value: id,
      })
    }
    const underlying = underlyingOfSeries(product, expiry)
    known.set(key, underlying)
    return underlying
  }
}
