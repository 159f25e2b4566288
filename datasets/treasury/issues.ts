/** Models the list of Treasury issues: the regular auction calendar, with coupons from the par yields of the time. */

import { DataError } from '../../engine/model/errors.ts'
import type { BondIssue } from '../../engine/model/instrument.ts'
import { civilOf, type Day, dayOf, formatDay, monthOf } from '../../engine/model/time.ts'
import { type AuctionTerms, auctionCalendar } from './auction-calendar.ts'
import { issueId } from './issue-id.ts'
import { monthsOfTenor, type Tenor } from './tenor.ts'

/** Par yield of a term on a day in percent; null = none published. */
export type ParYields = (day: Day, tenor: Tenor) => number | null

export interface IssueTerms {
  /** Issues dated from `from` to `to`, both included. */
  readonly from: Day
  readonly to: Day
  /** Absent = `auctionCalendar`. */
  readonly calendar?: readonly AuctionTerms[]
  /**
   * Days of published yields from the auction, which sets the coupon, to the issue. Absent = 2, by which the ten-year
   * note of August 2014 has its real coupon; the days themselves are not modelled.
   */
  readonly auctionLag?: number
}

/** Coupons are multiples of an eighth of a percent, and not below one. */
const COUPON_STEP = 1 / 8

/** How far back yields are looked for, in calendar days. */
const REACH_DAYS = 31

/**
 * The issues of the calendar, ascending by maturity. The coupon is the par yield of the term on the day of the auction,
 * rounded down to an eighth, as the Treasury rounds the rate of an auction; the first coupon is regular. Real
 * auctions differ from the curve by some hundredths: a coupon may be an eighth off. Throws a DataError where no yield
 * of a term was published in the month before an issue.
 *
 * @example modelledIssues(yields, { from: parseDay('2014-08-15'), to: parseDay('2014-08-15') }) // UST 2.375 2024-08-15 10Y …
 */
export function modelledIssues(yields: ParYields, terms: IssueTerms): BondIssue[] {
  const { from, to, calendar = auctionCalendar, auctionLag = 2 } = terms
  if (!Number.isInteger(auctionLag) || auctionLag < 0) {
    throw new DataError('must be a whole number of days, 0 or more', {
      field: 'auctionLag',
      value: auctionLag,
    })
  }
  return calendar
    .flatMap(auction =>
      issueDays(auction, from, to).map(issued => issueOf(auction, issued, yields, auctionLag)),
    )
    .sort((a, b) => a.maturity - b.maturity || (a.id < b.id ? -1 : 1))
}

function issueDays({ dated, months, spans }: AuctionTerms, from: Day, to: Day): Day[] {
  const days: Day[] = []
  const first = civilOf(from)
  for (let offset = 0; ; offset++) {
    const { year, month } = civilOf(dayOf(first.year, first.month + offset, 1))
    const day = dayIn(year, month, dated)
    if (day > to) return days
    const name = monthOf(year, month)
    const sold = spans.some(
      span => (span.from === null || span.from <= name) && (span.to === null || name <= span.to),
    )
    if (sold && months.includes(month) && day >= from) days.push(day)
  }
}

const dayIn = (year: number, month: number, dated: AuctionTerms['dated']): Day =>
  dated === 'fifteenth' ? dayOf(year, month, 15) : dayOf(year, month + 1, 0)

function issueOf(
  { tenor, dated }: AuctionTerms,
  issued: Day,
  yields: ParYields,
  auctionLag: number,
): BondIssue {
  const originalMonths = monthsOfTenor(tenor)
  const { year, month } = civilOf(issued)
  const maturity = dayIn(year + originalMonths / 12, month, dated)
  const couponPercent = couponOf(yieldBefore(yields, tenor, issued, auctionLag))
  return {
    id: issueId(couponPercent, maturity, originalMonths),
    couponPercent,
    maturity,
    issued,
    firstCoupon: null,
    originalMonths,
  }
}

const couponOf = (yieldPercent: number): number =>
  Math.max(COUPON_STEP, Math.floor(yieldPercent / COUPON_STEP) * COUPON_STEP)

/** The yield of a term, so many days of its publication before the last one not after `day`. */
function yieldBefore(yields: ParYields, tenor: Tenor, day: Day, lag: number): number {
  let left = lag
  for (let each = day; each >= day - REACH_DAYS; each--) {
    const percent = yields(each, tenor)
    if (percent === null) continue
    if (left === 0) return percent
    left--
  }
  throw new DataError(
    `no yield of ${tenor} was published in the month before this issue; let the issues begin later, or end with the yields`,
    { field: tenor, value: formatDay(day) },
  )
}
