/** What can be traded: products as dated facts, and the instruments they list. */

import type { Bond } from './bond.ts'
import { DataError } from './errors.ts'
import { type Day, formatDay, type IsoDate, type Month, parseDay, parseMonth } from './time.ts'

/** The side of an option. */
export type Right = 'call' | 'put'

/** A fact in force from `from` (inclusive; null = since ever) until the next one in its list. */
export interface Dated<T> {
  readonly from: IsoDate | null
  readonly value: T
}

/** Price steps by premium: the first band whose `below` exceeds the premium applies (null = no bound). */
export interface TickBand {
  readonly below: number | null
  readonly tick: number
}

/** Names of the expiry rules; the calendar room holds what each of them computes. */
export type ExpiryRuleId =
  | 'fx'
  | 'treasuryBond'
  | 'treasuryBondFiveDays'
  | 'crude'
  | 'gold'
  | 'thirdFriday'
  | 'bundSixDays'
  | 'bundFriday'
  | 'listed'

/** Names of the exchange calendars; `listed` = the sessions are those the data has. */
export type ExchangeId = 'CME' | 'NYMEX' | 'NYSE' | 'EUREX' | 'SIFMA' | 'listed'

/** When and by which rule a series ends: the local time at which its trading stops. */
export interface ExpiryTerms {
  readonly rule: ExpiryRuleId
  readonly time: string
  /** The time of series whose month is a delivery month of the future, where it differs (S&P quarterlies end at the open). */
  readonly deliveryMonthTime?: string
  readonly zone: string
}

/** Into what an option turns. `cycle` lists the delivery months (1 to 12) of the future; the next one is delivered. */
export type Settlement =
  | { readonly kind: 'future'; readonly future: string; readonly cycle: readonly number[] }
  /**
   * `final`: the index's close, or its open, of the last session is the final settlement price; absent = the exchange states
   * one.
   */
  | { readonly kind: 'cash'; readonly index: string; readonly final?: 'close' | 'open' }

/** A listed option product. Lists of dated facts run from old to new. */
export interface OptionProduct {
  readonly kind: 'option'
  readonly id: string
  readonly name: string
  /** Other names it answers to, the underlying's included. */
  readonly aliases: readonly string[]
  readonly exchange: ExchangeId
  readonly currency: string
  /** Currency per 1.00 of the quoted price. */
  readonly multiplier: readonly Dated<number>[]
  /** What people call a point, in units of the quoted price (0.01 for the euro). */
  readonly point: number
  readonly ticks: readonly Dated<readonly TickBand[]>[]
  readonly exercise: readonly Dated<'american' | 'european'>[]
  readonly settlement: Settlement
  readonly premium: readonly Dated<'upFront' | 'futuresStyle'>[]
  readonly expiry: readonly Dated<ExpiryTerms>[]
  /** Whether a call, a put that settles exactly at the money is exercised. */
  readonly exercisedAtTheMoney: { readonly call: boolean; readonly put: boolean }
  /** R9: the factor by which the deck's advice shrinks the size; 1 = none. */
  readonly sizeFactor: number
}

/** Id of the product that an option delivers, or settles on. */
export const underlyingProductOf = ({ settlement }: OptionProduct): string =>
  settlement.kind === 'future' ? settlement.future : settlement.index

/** The future that an option delivers; null where it settles in cash. */
export const deliverableOf = ({ settlement }: OptionProduct): string | null =>
  settlement.kind === 'future' ? settlement.future : null

/** A listed future. */
export interface FutureProduct {
  readonly kind: 'future'
  readonly id: string
  readonly name: string
  readonly exchange: ExchangeId
  readonly currency: string
  readonly multiplier: readonly Dated<number>[]
  readonly ticks: readonly Dated<readonly TickBand[]>[]
  /** What the short delivers at the end; absent = the last variation margin settles the contract. */
  readonly delivery?: BondDelivery
}

/** Which bonds a contract takes, by their terms in months. */
export interface BasketRule {
  /** Longest term at issue; null = any. */
  readonly originalMonthsMost: number | null
  /** Least remaining term, from the first day of the delivery month. */
  readonly remainingMonthsLeast: number
  /** Greatest remaining term, or the first that is too long; null = any. */
  readonly remainingMonthsMost: {
    readonly months: number
    /** False: a bond with exactly so many months is too long. */
    readonly inclusive: boolean
    /** Counted from the first or the last day of the delivery month. */
    readonly from: 'first' | 'last'
  } | null
}

/** Delivery of bonds into a future: how much, which, and by which rules. */
export interface BondDelivery {
  /** Id of the bond product. */
  readonly bonds: string
  /** Face of one contract, in currency. */
  readonly face: readonly Dated<number>[]
  /** `long` = bonds and ten-year notes, `short` = two, three and five years: rounding of the factor, and the dates. */
  readonly rule: 'long' | 'short'
  readonly basket: readonly Dated<BasketRule>[]
}

/** One issue of a bond product. */
export interface BondIssue extends Bond {
  /** Instrument id, as in `UST 2.375 2024-08-15 10Y`: product, coupon, maturity, and what tells it from its like. */
  readonly id: string
  readonly issued: Day
  /** Term at issue; a reopening keeps that of the first issue. */
  readonly originalMonths: number
}

/** Bonds, quoted clean for 100 of face, which is one unit. */
export interface BondProduct {
  readonly kind: 'bond'
  readonly id: string
  readonly name: string
  readonly exchange: ExchangeId
  readonly currency: string
  readonly ticks: readonly Dated<readonly TickBand[]>[]
  /** Business days from trade to payment. */
  readonly settlementDays: readonly Dated<number>[]
  /** Ascending by maturity. */
  readonly issues: readonly BondIssue[]
}

/** An index: quoted, never traded. */
export interface IndexProduct {
  readonly kind: 'index'
  readonly id: string
  readonly name: string
  readonly exchange: ExchangeId
  readonly currency: string
  /** A rate in percent, which may be 0; absent = a price, which may not. */
  readonly isRate?: true
}

/** The catalogue's own, whose facts stand in stores as they are. */
const RATES = new Set(['SOFR', 'CMT'])

/** Whether a product is quoted as a rate in percent. */
export const isRate = (product: Product): boolean =>
  product.kind === 'index' && (product.isRate === true || RATES.has(product.id))

/** What a market lists, by the name of its kind. */
export interface Products {
  readonly option: OptionProduct
  readonly future: FutureProduct
  readonly index: IndexProduct
  readonly bond: BondProduct
}

/** Whatever a market lists, by `kind`. */
export type Product = Products[keyof Products]

/** One series of an option product. */
export interface OptionInstrument {
  readonly kind: 'option'
  readonly id: string
  readonly product: string
  readonly expiry: Day
  readonly right: Right
  readonly strike: number
}

/** One contract month of a future. */
export interface FutureInstrument {
  readonly kind: 'future'
  readonly id: string
  readonly product: string
  readonly month: Month
}

/** One issue of a bond. */
export interface BondInstrument {
  readonly kind: 'bond'
  readonly id: string
  readonly product: string
  readonly issue: BondIssue
}

/** What can be held, by the name of its kind. */
export interface Instruments {
  readonly option: OptionInstrument
  readonly future: FutureInstrument
  readonly bond: BondInstrument
}

/** What can be held, by `kind`; `parseInstrument` reads its id. */
export type Instrument = Instruments[keyof Instruments]

/** The series of an option; its id reads `OG 2009-10-27 C 1110`. */
export const optionOf = (product: string, expiry: Day, right: Right, strike: number): OptionInstrument =>
  Object.freeze({
    kind: 'option',
    id: `${product} ${formatDay(expiry)} ${right === 'call' ? 'C' : 'P'} ${strike}`,
    product,
    expiry,
    right,
    strike,
  })

/** The contract of a future; its id reads `GC 2009-12`. */
export const futureOf = (product: string, month: Month): FutureInstrument =>
  Object.freeze({
    kind: 'future',
    id: `${product} ${month}`,
    product,
    month,
  })

/** The instrument of an issue. */
export const bondOf = (issue: BondIssue): BondInstrument =>
  Object.freeze({
    kind: 'bond',
    id: issue.id,
    product: productIdOf(issue.id),
    issue,
  })

/** The instrument of an id, as `optionOf` and `futureOf` write them. Throws a DataError for anything else. */
export function parseInstrument(id: string): Instrument {
  const [, future = '', month = ''] = /^(\S+) (\d{4}-\d{2})$/.exec(id) ?? []
  if (month !== '') {
    parseMonth(month, 'instrument')
    return futureOf(future, month)
  }
  const [, option = '', expiry = '', right = '', strike = ''] =
    /^(\S+) (\d{4}-\d{2}-\d{2}) ([CP]) (\d+(?:\.\d+)?)$/.exec(id) ?? []
  if (right === '')
    throw new DataError('is no instrument; write it as OG 2009-10-27 C 1110 or GC 2009-12', {
      field: 'instrument',
      value: id,
    })
  return optionOf(option, parseDay(expiry, 'instrument'), right === 'C' ? 'call' : 'put', Number(strike))
}

/** The fact in force on a day. Throws a DataError that names `what` when the list starts later. */
export function inForce<T>(facts: readonly Dated<T>[], day: Day, what: string): T {
  for (let i = facts.length - 1; i >= 0; i--) {
    const fact = facts[i]
    if (fact && (fact.from === null || parseDay(fact.from) <= day)) return fact.value
  }
  throw new DataError(`no ${what} is known on that day; state one that starts earlier`, {
    value: formatDay(day),
  })
}

/** The price step that holds for a premium. */
export function tickAt(bands: readonly TickBand[], premium: number): number {
  const band = bands.find(({ below }) => below === null || premium < below)
  if (!band) throw new DataError('no tick band covers this price', { field: 'ticks', value: premium })
  return band.tick
}

/** The terms of a tradable product on one day. */
export interface Terms {
  readonly currency: string
  readonly multiplier: number
  readonly ticks: readonly TickBand[]
  /** False: gains and losses arrive as variation margin. */
  readonly paidUpFront: boolean
}

/** The id of the product that lists an instrument, or of the index itself. */
export function productIdOf(instrument: string): string {
  const end = instrument.indexOf(' ')
  return end < 0 ? instrument : instrument.slice(0, end)
}
