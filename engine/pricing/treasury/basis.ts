/** The basis of a bond against a Treasury future: gross, net of carry, and as the repo rate that it implies. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import { type Day, formatDay } from '../../model/time.ts'
import { accruedInterest } from '../bonds/accrued.ts'
import { couponsBetween } from '../bonds/schedule.ts'
import { requirePositive } from '../require-positive.ts'

/** A coupon that is paid after the purchase and not after the delivery, which pays interest until then. */
interface CouponToReinvest {
  /** Per 100 of face. */
  readonly amount: number
  readonly daysToDelivery: number
}

/** A bond bought, financed and held until a day. Prices and interest per 100 of face, rates as plain fractions a year. */
export interface ForwardTerms {
  readonly cleanPrice: number
  readonly accruedSettle: number
  readonly accruedDelivery: number
  readonly coupons: readonly CouponToReinvest[]
  /** From payment to delivery. */
  readonly days: number
  readonly repoFraction: number
  /** What coupons earn until delivery; absent = the repo rate, and in the implied repo that one. */
  readonly reinvestFraction?: number
  /** Days in the year of the repo rate; absent = 360. */
  readonly repoYearDays?: number
  /** Days in the year of the rate that coupons earn; absent = that of the repo rate. */
  readonly reinvestYearDays?: number
}

/** The same, delivered into a future. */
export interface BasisTerms extends ForwardTerms {
  readonly futuresPrice: number
  readonly factor: number
}

/**
 * One convention of signs: bond less future. All per 100 of face but the implied repo; the net basis of a future that is
 * rich is below 0, its dislocation above.
 */
export interface Basis {
  /** What the short receives: futures price times factor, plus interest accrued on the delivery day. */
  readonly invoicePrice: number
  /** B: clean price less futures price times factor. */
  readonly grossBasis: number
  readonly grossBasis32nds: number
  /** Clean price on the delivery day at which the financed purchase breaks even. */
  readonly forwardClean: number
  /** Coupon income less financing until delivery: clean price less its forward. */
  readonly carry: number
  /** N: gross basis less carry; what the option to choose issue and day costs. */
  readonly netBasis: number
  /** Yearly rate, a plain fraction, at which the net basis is 0; null when payment and delivery fall on one day. */
  readonly impliedRepo: number | null
  /** b: -N over the price paid; how rich the future is, as a fraction of the bond. */
  readonly dislocation: number
  /** Futures price at which the net basis is 0. */
  readonly theoreticalFuture: number
}

/**
 * The basis by simple interest: financing (P + AI_s) r days / 360, each coupon with interest until delivery. Throws a
 * DataError unless prices and factor are above 0, the days at least 0 and all other numbers finite.
 * Source: G. Burghardt, T. Belton, The Treasury Bond Basis, 3rd edition (2005), chapter 1.
 */
export const basis = (terms: BasisTerms): Basis => basisAgainst(terms, terms.futuresPrice, terms.factor)

/** The same of a forward purchase against one of the futures that it might be delivered into. Throws as `basis` does. */
export function basisAgainst(terms: ForwardTerms, futuresPrice: number, factor: number): Basis {
  const { cleanPrice, accruedSettle, accruedDelivery } = terms
  if (!(isPositive(futuresPrice) && isPositive(factor))) requirePositive({ futuresPrice, factor })
  const forwardClean = forwardCleanPrice(terms)
  const paid = cleanPrice + accruedSettle
  const delivered = futuresPrice * factor
  const netBasis = forwardClean - delivered
  return {
    invoicePrice: delivered + accruedDelivery,
    grossBasis: cleanPrice - delivered,
    grossBasis32nds: 32 * (cleanPrice - delivered),
    forwardClean,
    carry: cleanPrice - forwardClean,
    netBasis,
    impliedRepo: impliedRepo(terms, delivered),
    dislocation: 0 - netBasis / paid,
    theoreticalFuture: forwardClean / factor,
  }
}

/**
 * The clean price on the last day at which the financed purchase breaks even: what is repaid less the coupons with their
 * interest and the interest accrued by then. Throws a DataError as `basis` does.
 */
export function forwardCleanPrice(terms: ForwardTerms): number {
  check(terms)
  const { cleanPrice, accruedSettle, accruedDelivery, days, repoFraction, repoYearDays = 360 } = terms
  const repaid = (cleanPrice + accruedSettle) * (1 + (repoFraction * days) / repoYearDays)
  return repaid - couponsWithInterest(terms) - accruedDelivery
}

/**
 * The terms of a bond that is paid for on `settle` and delivered on `delivery`: interest and coupons by its schedule, a
 * coupon on the delivery day received. Throws a DataError for a delivery before the payment, and as `accruedInterest` does.
 */
export function basisTermsOf(
  bond: Bond,
  settle: Day,
  delivery: Day,
  quote: Pick<BasisTerms, 'cleanPrice' | 'futuresPrice' | 'factor' | 'repoFraction'>,
): BasisTerms {
  if (delivery < settle)
    throw new DataError(`a bond is paid for before its delivery on ${formatDay(delivery)}; settle earlier`, {
      field: 'settle',
      value: formatDay(settle),
    })
  return {
    ...quote,
    accruedSettle: accruedInterest(bond, settle),
    accruedDelivery: accruedInterest(bond, delivery),
    coupons: couponsBetween(bond, settle, delivery).map(({ day, amount }) => ({
      amount,
      daysToDelivery: delivery - day,
    })),
    days: delivery - settle,
  }
}

/**
 * The basis of a bond between two days, coupons reinvested at the repo rate. `repoFraction` is a plain fraction a year
 * of 360 days. Throws as `basis` and `basisTermsOf` do.
 */
export const basisOf = (
  bond: Bond,
  settle: Day,
  delivery: Day,
  cleanPrice: number,
  futuresPrice: number,
  factor: number,
  repoFraction: number,
): Basis => basis(basisTermsOf(bond, settle, delivery, { cleanPrice, futuresPrice, factor, repoFraction }))

/** Coupons on the delivery day, with what they earned since. */
function couponsWithInterest({
  coupons,
  repoFraction,
  reinvestFraction = repoFraction,
  repoYearDays = 360,
  reinvestYearDays = repoYearDays,
}: ForwardTerms): number {
  let sum = 0
  for (const { amount, daysToDelivery } of coupons)
    sum += amount * (1 + (reinvestFraction * daysToDelivery) / reinvestYearDays)
  return sum
}

/** Solves net basis = 0 for the repo rate; a coupon whose rate is not stated shortens the loan by what it pays back. */
function impliedRepo(terms: ForwardTerms, delivered: number): number | null {
  const { cleanPrice, accruedSettle, accruedDelivery, coupons, days } = terms
  const { reinvestFraction, repoYearDays = 360, reinvestYearDays = repoYearDays } = terms
  if (days === 0) return null
  const paid = cleanPrice + accruedSettle
  const fixed = reinvestFraction !== undefined
  const received = fixed ? couponsWithInterest(terms) : coupons.reduce((sum, { amount }) => sum + amount, 0)
  const earning = coupons.reduce((sum, { amount, daysToDelivery }) => sum + amount * daysToDelivery, 0)
  const gain = delivered + accruedDelivery + received - paid
  return gain / ((paid * days) / repoYearDays - (fixed ? 0 : earning / reinvestYearDays))
}

const isPositive = (value: number): boolean => value > 0 && value < Infinity

function check(terms: ForwardTerms): void {
  const { cleanPrice, days, coupons, repoYearDays = 360, reinvestYearDays = 360 } = terms
  if (!(isPositive(cleanPrice) && isPositive(repoYearDays) && isPositive(reinvestYearDays)))
    requirePositive({ cleanPrice, repoYearDays, reinvestYearDays })
  if (!(days >= 0 && days < Infinity))
    throw new DataError('delivery follows payment: state at least 0 days', { field: 'days', value: days })
  const { accruedSettle, accruedDelivery, repoFraction, reinvestFraction = repoFraction } = terms
  // A sum is finite only if all of its parts are.
  if (!Number.isFinite(accruedSettle + accruedDelivery + repoFraction + reinvestFraction))
    requireFinite({ accruedSettle, accruedDelivery, repoFraction, reinvestFraction })
  for (const { daysToDelivery } of coupons) {
    if (!(daysToDelivery >= 0 && daysToDelivery < days))
      throw new DataError('a coupon belongs here between payment and delivery; leave the others out', {
        field: 'daysToDelivery',
        value: daysToDelivery,
      })
  }
}

function requireFinite(inputs: Readonly<Record<string, number>>): void {
  for (const [field, value] of Object.entries(inputs)) {
    if (!Number.isFinite(value)) throw new DataError('this must be a finite number', { field, value })
  }
}
