/** A book to start from: a csv of positions, one a row. */

import { DataError } from '../engine/model/errors.ts'
import { parseInstrument } from '../engine/model/instrument.ts'
import type { Market } from '../engine/model/market.ts'
import type { CarriedPosition } from '../engine/model/order.ts'
import { type Day, formatDay, MS_PER_DAY } from '../engine/model/time.ts'
import { csvRows } from './importers/csv.ts'
import { Fields } from './importers/fields.ts'
import { textSource } from './importers/text-source.ts'

const COLUMNS = ['tag', 'instrument', 'quantity', 'price'] as const

/** Days before and after the first of a run in which a strike that is held must have a row, where its expiry has any. */
const LOOK_BEFORE = 30
const LOOK_AFTER = 10

/**
 * Rows of `tag,instrument,quantity,price`: the group, an id such as `OG 2009-10-27 C 1110` or `GC 2009-12`, contracts
 * (negative when short) and the price in points that it is carried in at. Every row must be good: the first that is
 * not throws a DataError with its line, a strike that the chains around the day `from` do not list among them. `name` is what
 * errors call the file.
 */
export async function readPositions(
  path: string,
  name: string,
  market: Market,
  from: Day,
): Promise<CarriedPosition[]> {
  const lines = new Map<CarriedPosition, number>()
  const positions: CarriedPosition[] = []
  let fields: Fields | null = null
  for await (const rows of csvRows(textSource(path, name).chunks(), ',', name)) {
    for (const row of rows) {
      if (fields === null) {
        fields = new Fields(row.cells)
        fields.require(COLUMNS, name, row.line)
        continue
      }
      fields.at(row)
      const position = located(name, row.line, fields, market)
      const twin = positions.some(
        one => one.tag === position.tag && one.instrument.id === position.instrument.id,
      )
      if (twin) {
        throw new DataError('stands in this group already; sum the two rows', {
          file: name,
          line: row.line,
          field: 'instrument',
          value: position.instrument.id,
        })
      }
      positions.push(position)
      lines.set(position, row.line)
    }
  }
  if (fields === null)
    throw new DataError(`the file is empty; start it with ${COLUMNS.join(',')}`, { file: name })
  const strikes = await strikesAround(market, positions, from)
  for (const [position, line] of lines) requireListed(position, strikes, { file: name, line })
  return positions
}

/** By product and expiry: the strikes that have a row around a day. */
async function strikesAround(
  market: Market,
  positions: readonly CarriedPosition[],
  from: Day,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const strikes = new Map<string, Set<number>>()
  const chains = new Set(
    positions.flatMap(({ instrument }) => (instrument.kind === 'option' ? [instrument.product] : [])),
  )
  if (chains.size === 0) return strikes
  const after = (from - LOOK_BEFORE) * MS_PER_DAY
  const needs = { chains: [...chains].sort(), bars: [], chainsAfter: after }
  for await (const block of market.read(needs, after, (from + LOOK_AFTER) * MS_PER_DAY)) {
    for (const { product, length, expiry, strike } of block.chains.values()) {
      for (let row = 0; row < length; row++) {
        const key = `${product} ${expiry[row]}`
        const listed = strikes.get(key) ?? new Set()
        strikes.set(key, listed.add(strike[row] as number))
      }
    }
  }
  return strikes
}

/** Throws a DataError for a strike that an expiry with rows does not have. */
function requireListed(
  { instrument }: CarriedPosition,
  strikes: ReadonlyMap<string, ReadonlySet<number>>,
  place: { readonly file: string; readonly line: number },
): void {
  if (instrument.kind !== 'option') return
  const { product, expiry, strike, id } = instrument
  const listed = strikes.get(`${product} ${expiry}`)
  if (!listed || listed.has(strike)) return
  const nearest = [...listed].reduce((best, one) =>
    Math.abs(one - strike) < Math.abs(best - strike) ? one : best,
  )
  throw new DataError(
    `the chain lists no such strike on ${formatDay(expiry)} when the run begins; is ${nearest} meant?`,
    { ...place, field: 'instrument', value: id },
  )
}

/** One row; what is wrong with it gets its place. */
function located(file: string, line: number, fields: Fields, market: Market): CarriedPosition {
  try {
    return positionOf(fields, market)
  } catch (error) {
    throw error instanceof DataError ? error.at({ file, line }) : error
  }
}

function positionOf(fields: Fields, market: Market): CarriedPosition {
  const instrument = parseInstrument(fields.text('instrument'))
  const quantity = fields.number('quantity')
  const price = fields.number('price')
  if (!Number.isInteger(quantity) || quantity === 0)
    fields.reject('quantity', fields.text('quantity'), 'must be whole contracts, negative when short')
  if (!Number.isFinite(price) || (price < 0 && instrument.kind === 'option'))
    fields.reject('price', fields.text('price'), 'must be a price in points')
  if (fields.text('tag') === '') fields.reject('tag', '', 'must name the group of the position')
  if (fields.fault) {
    const { reason, ...place } = fields.fault
    throw new DataError(`${reason}; mend the row`, place)
  }
  const { kind } = market.product(instrument.product)
  if (kind !== instrument.kind) {
    throw new DataError(`${instrument.product} lists no ${instrument.kind}s`, {
      field: 'instrument',
      value: instrument.id,
    })
  }
  return { tag: fields.text('tag'), instrument, quantity, price }
}
