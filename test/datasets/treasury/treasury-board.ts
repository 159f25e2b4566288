/** What tests of the Treasury market look at: closes by day, and the basis worked out from yields and bonds alone. */

import { treasuryMarket, treasuryTermsSchema } from '../../../datasets/index.ts'
import { carryRate } from '../../../datasets/treasury/future-price.ts'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { treasuryContractDates } from '../../../engine/calendar/treasury-contract-dates.ts'
import { type BondIssue, type Market, parseDay } from '../../../engine/index.ts'
import { accruedInterest } from '../../../engine/pricing/bonds/accrued.ts'
import { type ParCurve, parCurve } from '../../../engine/pricing/bonds/par-curve.ts'
import { basisOf } from '../../../engine/pricing/treasury/basis.ts'
import { deliverableBasket } from '../../../engine/pricing/treasury/basket.ts'
import { conversionFactor } from '../../../engine/pricing/treasury/conversion-factor.ts'
import { type PlainRow, rowsOf } from '../market-rows.ts'
import { type RatesWith, ratesWith } from './rates-with.ts'

export const SIFMA = calendarOf('SIFMA')

/** The market of some terms on the seeded rates. */
export async function made(terms: Record<string, unknown> = {}, base: RatesWith = {}): Promise<Market> {
  return treasuryMarket(treasuryTermsSchema.parse(terms), await ratesWith(base))
}

/** The bonds of a market. */
export const issuesOf = (market: Market): readonly BondIssue[] => {
  const bonds = market.product('UST')
  return bonds.kind === 'bond' ? bonds.issues : []
}

/** Closes by instrument and day. */
export class Closes {
  readonly rows: readonly PlainRow[]
  private readonly byDay = new Map<string, Map<string, number>>()

  constructor(rows: readonly PlainRow[]) {
    this.rows = rows
    for (const { instrument, time, close } of rows) {
      const day = String(time).slice(0, 10)
      const closes = this.byDay.get(day) ?? new Map<string, number>()
      this.byDay.set(day, closes.set(String(instrument), Number(close)))
    }
  }

  days(): string[] {
    return [...this.byDay.keys()].sort()
  }

  on(day: string, product: string): [id: string, close: number][] {
    return [...(this.byDay.get(day) ?? [])].filter(([id]) => id.startsWith(`${product} `))
  }

  at(day: string, id: string): number {
    return this.byDay.get(day)?.get(id) ?? Number.NaN
  }
}

/** All closes of some products in a stretch of time. */
export async function closesOf(
  market: Market,
  bars: readonly string[],
  from = '1970-01-01',
  to = '2100-01-01',
) {
  return new Closes((await rowsOf(market, { bars }, Date.parse(from), Date.parse(to))).bars)
}

const YEARS = { '1M': 1 / 12, '3M': 0.25, '6M': 0.5 }

/** The curve of a day from the bars of the index alone. */
export function curveOf(closes: Closes, day: string): ParCurve {
  const points = closes.on(day, 'CMT').map(([id, parPercent]) => {
    const tenor = id.slice(4)
    const years = tenor in YEARS ? YEARS[tenor as keyof typeof YEARS] : Number(tenor.slice(0, -1))
    return { years, parPercent }
  })
  return parCurve(points.sort((a, b) => a.years - b.years))
}

/** What a test works out about a contract on a day, from yields, bonds and the engine's own formulas. */
export function boardOf(
  market: Market,
  closes: Closes,
  future: string,
  date: string,
  forwardRate: 'curve' | number,
) {
  const product = futureProductOf(future.slice(0, 2))
  const month = future.slice(3)
  const day = parseDay(date)
  const settle = SIFMA.next(day)
  const delivery = treasuryContractDates(product, month).lastDeliveryDay
  const rate = carryRate({ curve: curveOf(closes, date), settle }, delivery, forwardRate)
  const price = closes.at(date, future)
  const rows = deliverableBasket(issuesOf(market), product, month, day).map(issue => {
    const { factor } = conversionFactor(issue, month, product.delivery?.rule ?? 'long')
    const clean = closes.at(date, issue.id)
    const dirty = clean + accruedInterest(issue, settle)
    return {
      id: issue.id,
      factor,
      dirty,
      basis: basisOf(issue, settle, delivery, clean, price, factor, rate),
    }
  })
  const cheapest = rows.reduce((least, row) =>
    row.basis.theoreticalFuture < least.basis.theoreticalFuture ? row : least,
  )
  return { price, rate, days: delivery - settle, rows, cheapest }
}

/** Of ZN. */
export const TICK = 1 / 64
