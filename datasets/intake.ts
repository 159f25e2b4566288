/** Takes rows from an importer into the staged tables, rejects the bad ones, and keeps the facts that come with them. */

import { type Ceilings, requireWithin } from '../engine/model/ceilings.ts'
import { DataError } from '../engine/model/errors.ts'
import { isRate, productIdOf } from '../engine/model/instrument.ts'
import { type Day, dayOf, type EpochMs, formatDay, MS_PER_DAY } from '../engine/model/time.ts'
import { type SessionsRule, sessionCloseOf, sessionDayAt, whyOutside } from './facts/sessions-rule.ts'
import type { BarRow, Intake, Rejection } from './importers/importer.ts'
import type { Source } from './store/manifest.ts'
import type { StatedProduct } from './store/merge-sources.ts'
import type { StagedTable } from './store/staging.ts'

/** A store writes four digits of the year, and a calendar cannot go on for ever. */
const FIRST_DAY = dayOf(1000, 1, 1)
const LAST_DAY = dayOf(9999, 12, 31)
const UNWRITABLE = 'lies outside the years 1000 to 9999'

const isWritable = (day: Day): boolean => day >= FIRST_DAY && day <= LAST_DAY

const timeText = (time: EpochMs): string =>
  Number.isNaN(new Date(time).getTime()) ? String(time) : new Date(time).toISOString()

/** What an intake has taken: the facts of a source, besides its rows. */
export interface Taken {
  readonly stated: readonly StatedProduct[]
  readonly facts: Pick<Source, 'products' | 'listings' | 'settlements' | 'contracts'>
  /** Rows of the file handed to the tables, duplicates among them included. */
  readonly rows: number
  readonly rejected: number
  readonly skipped: number
}

export interface StoreIntake extends Intake {
  taken(): Taken
}

/**
 * `reject` is told each rejected row. Rows count towards a session by the rule that their product was stated with. A
 * quote beyond the contracts that a product may have at one instant throws a CeilingError.
 */
export function storeIntake(
  file: string,
  bars: StagedTable,
  chains: StagedTable,
  reject: (rejection: Rejection) => void,
  ceilings: Ceilings,
): StoreIntake {
  const products = new Map<string, StatedProduct>()
  const clocks = new Map<string, Clock>()
  const settlements = new Map<string, { product: string; expiry: string; price: number; line: number }>()
  const listings = new Map<string, Map<Day, string>>()
  const contracts = new Map<string, Day>()
  const counts = sliceCounter()
  let rows = 0
  let rejected = 0
  let skipped = 0

  const clockOf = (product: string): Clock => {
    const clock = clocks.get(product)
    if (!clock) throw new Error(`invariant broken: the importer stated no product ${product}`)
    return clock
  }

  const refuse = (rejection: Rejection): void => {
    rejected++
    reject(rejection)
  }

  const sessionOf = (product: string, time: EpochMs, line: number): Day | null => {
    const isSane = isWritable(Math.floor(time / MS_PER_DAY))
    const day = isSane ? clockOf(product).dayAt(time) : Number.NaN
    const outside = isSane ? clockOf(product).whyOutside(time) : null
    if (day !== null && isWritable(day) && outside === null) return day
    const reason = outside ?? (day === null ? 'lies after the close' : UNWRITABLE)
    refuse({ line, field: 'time', value: timeText(time), reason })
    return null
  }

  const store = (instrument: string, bar: BarRow, line: number): boolean => {
    const product = productIdOf(instrument)
    const session = sessionOf(product, bar.time, line)
    if (session === null) return false
    bars.append({
      key: instrument,
      product,
      session,
      line,
      time: bar.time,
      within: [],
      values: [
        bar.open ?? Number.NaN,
        bar.high ?? Number.NaN,
        bar.low ?? Number.NaN,
        bar.close ?? Number.NaN,
        bar.settlement ?? Number.NaN,
        bar.volume ?? Number.NaN,
      ],
    })
    return true
  }

  return {
    product(product, sessions) {
      if (products.has(product.id)) return
      products.set(product.id, { product, sessions })
      clocks.set(product.id, clock(sessions, isRate(product)))
    },
    // No calendar knows such a day: the row is refused by its time.
    closeOf: (product, day) => (isWritable(day) ? clockOf(product).closeOf(day) : day * MS_PER_DAY),
    contract(instrument, expiry) {
      if (!isWritable(expiry))
        throw new DataError(`the expiry of ${instrument} ${UNWRITABLE}; correct it`, {
          file,
          field: 'expiry',
        })
      contracts.set(instrument, expiry)
    },
    settle(product, expiry, price, line) {
      const key = `${product} ${expiry}`
      const known = settlements.get(key)
      if (known && known.price !== price) {
        throw new DataError(
          `line ${known.line} says ${known.price} for the same expiry (${formatDay(expiry)}); all strikes settle at one price: correct the file`,
          { file, line, field: 'settlement', value: price },
        )
      }
      if (!known) settlements.set(key, { product, expiry: formatDay(expiry), price, line })
    },
    bar(instrument, bar, line) {
      if (store(instrument, bar, line)) rows++
    },
    carriedBar(instrument, bar, line) {
      store(instrument, bar, line)
    },
    quote(product, quote, underlying, line) {
      const session = sessionOf(product, quote.time, line)
      if (session === null) return
      const { bid = Number.NaN, ask = Number.NaN } = quote
      if (bid > ask) {
        refuse({ line, field: 'bid', value: String(bid), reason: `is above the ask of ${ask}` })
        return
      }
      if (!isWritable(quote.expiry)) {
        refuse({ line, field: 'expiry', value: String(quote.expiry), reason: UNWRITABLE })
        return
      }
      if (quote.expiry < session) {
        refuse({
          line,
          field: 'expiry',
          value: formatDay(quote.expiry),
          reason: `lies before the trade date ${formatDay(session)}`,
        })
        return
      }
      requireWithin('sliceRows', counts(product, quote.time), { file, line, field: 'time' }, ceilings)
      rows++
      list(listings, product, quote.expiry, underlying)
      chains.append({
        key: product,
        product,
        session,
        line,
        time: quote.time,
        within: [quote.expiry, quote.strike, quote.right],
        values: [
          bid,
          ask,
          quote.open ?? Number.NaN,
          quote.high ?? Number.NaN,
          quote.low ?? Number.NaN,
          quote.close ?? Number.NaN,
          quote.settlement ?? Number.NaN,
          quote.volume ?? Number.NaN,
          quote.openInterest ?? Number.NaN,
          quote.multiplier ?? Number.NaN,
        ],
      })
    },
    reject: refuse,
    skip() {
      skipped++
    },
    taken: () => ({
      stated: [...products.values()],
      facts: {
        products: [...products.keys()].sort(),
        listings: Object.fromEntries(
          [...listings].map(([product, expiries]) => [
            product,
            Object.fromEntries([...expiries].map(([expiry, underlying]) => [formatDay(expiry), underlying])),
          ]),
        ),
        settlements: [...settlements.values()]
          .map(({ product, expiry, price }) => ({ product, expiry, price }))
          .sort((a, b) => compare(a.product, b.product) || compare(a.expiry, b.expiry)),
        contracts: [...contracts]
          .map(([instrument, expiry]) => ({ instrument, expiry: formatDay(expiry) }))
          .sort((a, b) => compare(a.instrument, b.instrument)),
      },
      rows,
      rejected,
      skipped,
    }),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function list(
  listings: Map<string, Map<Day, string>>,
  product: string,
  expiry: Day,
  underlying: string,
): void {
  const known = listings.get(product) ?? new Map<Day, string>()
  known.set(expiry, underlying)
  listings.set(product, known)
}

/** Counts the rows of a product at an instant, this one included; files go through their instants one by one, mostly. */
function sliceCounter(): (product: string, time: EpochMs) => number {
  const slices = new Map<string, Map<EpochMs, { rows: number }>>()
  let last = { product: '', time: Number.NaN, slice: { rows: 0 } }
  return (product, time) => {
    if (product !== last.product || time !== last.time) {
      const times = slices.get(product) ?? new Map<EpochMs, { rows: number }>()
      slices.set(product, times)
      const slice = times.get(time) ?? { rows: 0 }
      times.set(time, slice)
      last = { product, time, slice }
    }
    return ++last.slice.rows
  }
}

/** A sessions rule that remembers: rows repeat few instants many times. */
interface Clock {
  closeOf(day: Day): EpochMs
  dayAt(time: EpochMs): Day | null
  whyOutside(time: EpochMs): string | null
}

/** Rates are also published on days that are no sessions, and count with the next. */
function clock(rule: SessionsRule, isPublished: boolean): Clock {
  const closes = new Map<Day, EpochMs>()
  let lastTime = Number.NaN
  let lastDay: Day | null = null
  let lastOutside: string | null = null
  const look = (time: EpochMs): void => {
    if (time === lastTime) return
    lastTime = time
    lastDay = sessionDayAt(rule, time)
    lastOutside = isPublished ? null : whyOutside(rule, time)
  }
  return {
    closeOf(day) {
      const close = closes.get(day) ?? sessionCloseOf(rule, day)
      closes.set(day, close)
      return close
    },
    dayAt(time) {
      look(time)
      return lastDay
    },
    whyOutside(time) {
      look(time)
      return lastOutside
    },
  }
}
