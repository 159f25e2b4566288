/** A seeded market of interest rates: par yields and the overnight rate. The values are invented, the dates are not. */

import { indexProductOf } from '../../engine/calendar/contracts.ts'
import { exchangeOf, sessionOn } from '../../engine/calendar/exchange.ts'
import { instantOf } from '../../engine/calendar/local-time.ts'
import type { Market } from '../../engine/model/market.ts'
import { civilOf, type Day, type EpochMs } from '../../engine/model/time.ts'
import { barBuilder } from '../market/builders.ts'
import { memoryMarket } from '../market/memory.ts'
import { random } from '../synthetic/random.ts'
import { ratePath } from './rate-path.ts'

/** Seed and span of invented interest rates. */
export interface SyntheticRatesTerms {
  /** A whole number. */
  readonly seed: number
  /** First and last day with rates; the calendar goes on for a year after it. */
  readonly from: Day
  readonly to: Day
  /** Yields lie lower, and may fall below 0; false when absent. */
  readonly negative?: boolean
  /** Instants at which its rows are cut into blocks; every quarter or so when absent. Results do not depend on it. */
  readonly cuts?: readonly EpochMs[]
}

/** The embedded rates cover these sessions. */
export const RATES_DEMO_SPAN = { from: '2018-10-01', to: '2020-12-31' } as const

const DAYS_BEFORE = 40
const DAYS_AFTER = 400
const SESSIONS_A_BLOCK = 63
const PUBLISHED = '08:00'

const TENORS: readonly (readonly [name: string, years: number])[] = [
  ['1M', 1 / 12],
  ['3M', 0.25],
  ['6M', 0.5],
  ['1Y', 1],
  ['2Y', 2],
  ['3Y', 3],
  ['5Y', 5],
  ['7Y', 7],
  ['10Y', 10],
  ['20Y', 20],
  ['30Y', 30],
]

/**
 * Bars of `CMT 1M` to `CMT 30Y` at the close of every session of the bond market, and of `SOFR` at 8:00 in New York on
 * the session after its own, that of the session before the first included. Percent to the hundredth, from 0 to 6, the
 * overnight rate in a spike up to 9: some quarters' ends have one.
 */
export function syntheticRates(terms: SyntheticRatesTerms): Market {
  const exchange = exchangeOf('SIFMA')
  const { from, to, seed, negative = false } = terms
  const products = ['CMT', 'SOFR'].map(id => indexProductOf(id))
  const sessions = exchange.sessions(from - DAYS_BEFORE, to + DAYS_AFTER).map(day => sessionOn(exchange, day))
  const path = ratePath(random(seed), negative)
  const yields = TENORS.map(([name, years]) => ({ years, bars: barBuilder(`CMT ${name}`) }))
  const overnight = barBuilder('SOFR')
  for (const day of exchange.sessions(exchange.previous(from), to)) {
    const next = exchange.next(day)
    const rates = path.next(quarterOf(next) !== quarterOf(day))
    if (next <= to)
      overnight.push({
        time: instantOf(next, PUBLISHED, exchange.zone),
        close: toHundredth(rates.overnightPercent),
      })
    if (day < from) continue
    for (const { years, bars } of yields)
      bars.push({ time: exchange.closeOf(day), close: toHundredth(rates.yieldPercent(years)) })
  }
  return memoryMarket({
    provenance: {
      store: 'rates-demo',
      kind: 'synthetic',
      sources: [{ name: `seeded generator of rates, seed ${seed}`, sha256: '', licence: 'MIT' }],
    },
    products,
    sessions: new Map(products.map(({ id }) => [id, sessions])),
    series: [],
    zone: exchange.zone,
    lastSessions: new Map(),
    bars: [...yields.map(({ bars }) => bars.columns()), overnight.columns()],
    chains: [],
    cuts: terms.cuts ?? sessions.filter((_, i) => i % SESSIONS_A_BLOCK === 0).map(({ close }) => close),
  })
}

const quarterOf = (day: Day): number => Math.ceil(civilOf(day).month / 3)

/** Never a zero below zero. */
const toHundredth = (percent: number): number => Math.round(100 * percent) / 100 + 0
