/** The theoretical price of a Treasury future at one close, dislocated and rounded as its exchange would. */

import { inForce } from '../../engine/model/instrument.ts'
import { type Day, parseDay } from '../../engine/model/time.ts'
import { forwardCleanPrice } from '../../engine/pricing/treasury/basis.ts'
import { type BasketBond, forwardTermsOf } from '../../engine/pricing/treasury/contract-basket.ts'
import { theoreticalFuture } from '../../engine/pricing/treasury/theoretical-future.ts'
import { toTick } from '../synthetic/tick-rounding.ts'
import type { ListedContract } from './contract-listing.ts'
import type { DayQuotes } from './day-quotes.ts'
import type { DislocationPath, TreasuryTerms } from './treasury-terms.ts'

const MONEY_YEAR_DAYS = 360
const CURVE_YEAR_DAYS = 365

/**
 * The simple rate, a plain fraction a year of 360 days, at which bonds are carried from payment to delivery: the stated
 * one, or what the par yields make of the days between, 365 of them a year.
 */
export function carryRate(
  { curve, settle }: Pick<DayQuotes, 'curve' | 'settle'>,
  delivery: number,
  stated: TreasuryTerms['forwardRate'],
): number {
  if (stated !== 'curve') return stated / 100
  const days = delivery - settle
  return ((1 / curve.discount(days / CURVE_YEAR_DAYS) - 1) * MONEY_YEAR_DAYS) / days
}

/**
 * The least forward price over factor in a basket, plus `dislocation` x dirty price / factor of the bond that has it, to
 * the tick of the day. Bonds are paid for as today's trades are, delivered on the last delivery day, and their coupons
 * earn the same rate. `dislocation` is a plain fraction. Throws a DataError for an empty basket.
 */
export function futurePrice(
  quotes: DayQuotes,
  { future, product, dates }: ListedContract,
  basket: readonly BasketBond[],
  forwardRate: TreasuryTerms['forwardRate'],
  dislocation: number,
): number {
  const delivery = dates.lastDeliveryDay
  const repoFraction = carryRate(quotes, delivery, forwardRate)
  const { price, cheapest } = theoreticalFuture(
    basket.map(bond => ({
      id: bond.issue.id,
      forwardClean: forwardClean(quotes, bond, delivery, repoFraction),
      factor: bond.factor,
    })),
  )
  const bond = basket.find(({ issue }) => issue.id === cheapest)
  const rich = bond ? (dislocation * dirtyPrice(quotes, bond)) / bond.factor : 0
  return toTick(inForce(product.ticks, quotes.day, `tick of ${future.product}`), price + rich)
}

function forwardClean(quotes: DayQuotes, bond: BasketBond, delivery: number, repoFraction: number): number {
  const { clean, accrued } = quotes.bond(bond.issue)
  return forwardCleanPrice(forwardTermsOf(bond, delivery, quotes.settle, clean, accrued, repoFraction))
}

const dirtyPrice = (quotes: DayQuotes, { issue }: BasketBond): number => {
  const { clean, accrued } = quotes.bond(issue)
  return clean + accrued
}

/** b on a day, a plain fraction of the dirty price; above 0 the future is rich. */
export type Dislocation = (day: Day) => number

const BP = 0.0001

/** The path of one future: its own, the one for all, or none. */
export function dislocationOf(stated: TreasuryTerms['dislocation'], future: string): Dislocation {
  return alongPath(Array.isArray(stated) ? stated : (stated[future] ?? []))
}

function alongPath(path: DislocationPath): Dislocation {
  const points = path.map(({ from, bp }) => ({ day: parseDay(from), value: bp * BP }))
  return day => {
    const next = points.findIndex(point => point.day > day)
    const [left, right] = next === -1 ? [points.at(-1), undefined] : [points[next - 1], points[next]]
    if (!left || !right) return (left ?? right)?.value ?? 0
    return left.value + ((right.value - left.value) * (day - left.day)) / (right.day - left.day)
  }
}
