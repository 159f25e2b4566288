/** Imports daily front-month futures whose rows do not say which contract they are of: the months are inferred. */

import { z } from 'zod'
import { products as knownProducts } from '../../engine/calendar/contracts.ts'
import { lastTradingDayOf } from '../../engine/calendar/future-ends.ts'
import { firstOf, monthAfter } from '../../engine/calendar/month-days.ts'
import { productExchangeOf } from '../../engine/calendar/product-exchange.ts'
import { DataError } from '../../engine/model/errors.ts'
import { type FutureProduct, futureOf, inForce, tickAt } from '../../engine/model/instrument.ts'
import { civilOf, type Day, type Month, monthOf, parseMonth } from '../../engine/model/time.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'
import { toTick } from '../synthetic/tick-rounding.ts'
import { eachRow } from './each-row.ts'
import { type Fields, isoDay } from './fields.ts'
import type { Importer } from './importer.ts'

const rollSchema = z.strictObject({
  /**
   * `lastTrade`: a contract is the front one up to its last trading day; `deliveryMonth`: up to the last session before
   * its delivery month.
   */
  before: z.enum(['lastTrade', 'deliveryMonth']).default('lastTrade'),
  /** So many sessions earlier. */
  sessions: z.number().int().min(0).max(60).default(0),
})

const PRICES = ['open', 'high', 'low', 'close'] as const
const COLUMNS = [...PRICES, 'volume', 'code', 'date']

const futures = knownProducts.filter((product): product is FutureProduct => product.kind === 'future')
const futureOfId = (id: string): FutureProduct | undefined => futures.find(future => future.id === id)

const optionsSchema = z.strictObject({
  /** Ids of futures by the file's codes, where they differ from what stands before the `=` of `ZN=F`. */
  products: z
    .record(
      z.string(),
      z.string().refine(id => futureOfId(id) !== undefined, 'no such future is known'),
    )
    .default({}),
  /** Delivery months. */
  cycle: z.array(z.number().int().min(1).max(12)).min(1).default([3, 6, 9, 12]),
  roll: rollSchema.default({ before: 'lastTrade', sessions: 0 }),
  /** How far from the price grid a price may lie, in ticks, to be taken for the nearest price on it. */
  offGridTicks: z.number().min(0).max(0.5).default(0.25),
})

type FrontOptions = z.infer<typeof optionsSchema>

/**
 * Prices are freed of the dust of their conversions: each moves to the nearest tick, and a row with one that lies too
 * far from it is bad. Settlements of the 2000s that lie outside the range of a thin day's trades make bad rows as well.
 * On a contract's last trading day such files have its prices beside the volume of the next one: that volume is left out.
 */
export const frontMonth: Importer<FrontOptions> = {
  name: 'front-month',
  about:
    'daily front-month futures without contract months (columns close to date, code ZN=F): months are inferred',
  version: 1,
  knownAt:
    'prices of session D are known at its close; contract months are inferred, not stated by the file: the nearest delivery month whose last trading day by the exchange’s rule, moved by options.roll, is not before D',
  note: 'Contract months of front-month futures are inferred from the last trading days of the exchange’s rule, not stated by the data: around a roll a price may be that of the other contract, and what a position makes by holding on is the difference between two contracts.',
  options: optionsSchema,
  recognises({ lines }) {
    const columns = (lines[0] ?? '').split(',').map(column => column.trim())
    return columns.length === COLUMNS.length && COLUMNS.every(column => columns.includes(column))
  },
  async read(source, options, intake) {
    const dateOf = isoDay()
    const contractOf = frontContracts(options)
    await eachRow(source, { required: COLUMNS }, intake, fields => {
      const future = namedFuture(fields, options)
      const day = fields.day('date', dateOf)
      if (!future || fields.fault) return
      checkSession(fields, future, day)
      const prices = pricesOf(fields, future, day, options.offGridTicks)
      const volume = fields.amount('volume')
      if (fields.fault) return
      const { instrument, lastTradingDay } = contractOf(future, day)
      const bar = day === lastTradingDay ? prices : { ...prices, volume }
      intake.product(future, sessionsOf(future, source.name))
      intake.contract(instrument, lastTradingDay)
      intake.bar(instrument, { time: intake.closeOf(future.id, day), ...bar }, fields.line)
    })
  },
}

function namedFuture(fields: Fields, { products }: FrontOptions): FutureProduct | undefined {
  const code = fields.text('code')
  const future = futureOfId(products[code] ?? code.replace(/=.*$/, ''))
  if (!future) {
    fields.reject('code', code, 'is the code of no known future; name its id under options.products')
  }
  return future
}

function sessionsOf({ id, exchange }: FutureProduct, file: string): SessionsRule {
  if (exchange !== 'listed') return { kind: 'exchange', exchange }
  throw new DataError('this future has no calendar of its own; import it with generic-csv', {
    file,
    field: 'code',
    value: id,
  })
}

function checkSession(fields: Fields, future: FutureProduct, day: Day): void {
  if (productExchangeOf(future).isSession(day)) return
  fields.reject('date', fields.text('date'), `is no session of ${future.exchange}: a weekend or a holiday`)
}

type Prices = Readonly<Record<(typeof PRICES)[number], number>>

function pricesOf(fields: Fields, future: FutureProduct, day: Day, offGridTicks: number): Prices {
  const bands = inForce(future.ticks, day, `tick of ${future.id}`)
  const price = (column: (typeof PRICES)[number]): number => {
    const value = fields.positive(column)
    if (Number.isNaN(value)) return value
    const tick = tickAt(bands, value)
    const snapped = toTick(bands, value)
    const off = Math.abs(value - snapped) / tick
    if (off > offGridTicks) {
      fields.reject(column, fields.text(column), `lies ${off.toFixed(2)} ticks of ${tick} off the price grid`)
    }
    return snapped
  }
  const prices = { open: price('open'), high: price('high'), low: price('low'), close: price('close') }
  for (const column of ['open', 'close'] as const) {
    const { [column]: value, low, high } = prices
    if (value < low || value > high) {
      fields.reject(column, fields.text(column), `lies outside the day’s range of ${low} to ${high}`)
    }
  }
  return prices
}

interface FrontRule {
  /** Delivery months, 1 to 12. */
  readonly cycle: readonly number[]
  readonly roll: z.infer<typeof rollSchema>
}

interface FrontContract {
  /** Instrument id, as in `ZN 2020-06`. */
  readonly instrument: string
  readonly lastTradingDay: Day
}

/**
 * The front contract of a future on a day: the first of the cycle that has not been rolled out of before the day. Last
 * trading days are remembered. Throws a DataError for a future whose last trading day no rule tells.
 */
function frontContracts({ cycle, roll }: FrontRule): (future: FutureProduct, day: Day) => FrontContract {
  const known = new Map<string, { readonly heldTo: Day; readonly lastTradingDay: Day }>()

  const endsOf = (future: FutureProduct, month: Month) => {
    const key = `${future.id} ${month}`
    const before = known.get(key)
    if (before) return before
    const exchange = productExchangeOf(future)
    const lastTradingDay = lastTradingDayOf(future, month)
    const last = roll.before === 'lastTrade' ? lastTradingDay : exchange.previous(firstOf(month))
    const ends = { heldTo: roll.sessions === 0 ? last : exchange.add(last, -roll.sessions), lastTradingDay }
    known.set(key, ends)
    return ends
  }

  return (future, day) => {
    const { year, month } = civilOf(day)
    let candidate = monthOf(year, month)
    for (;;) {
      if (cycle.includes(parseMonth(candidate).month)) {
        const { heldTo, lastTradingDay } = endsOf(future, candidate)
        if (heldTo >= day) return { instrument: futureOf(future.id, candidate).id, lastTradingDay }
      }
      candidate = monthAfter(candidate)
    }
  }
}
