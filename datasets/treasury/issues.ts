/** Models the list of Treasury issues: the regular auction calendar, with coupons from the par yields of the time. */

import { DataError } from '../../engine/model/errors.ts'
import type { BondIssue } from '../../engine/model/instrument.ts'
import { civilOf, type Day, dayOf, formatDay, type Month, monthOf } from '../../engine/model/time.ts'

/** Months of first issues, both included; null = since ever, or still. */
interface AuctionSpan {
  readonly from: Month | null
  readonly to: Month | null
}

interface AuctionTerms {
  readonly tenor: Tenor
  /** The day from which interest runs, and on whose like the issue matures. */
  readonly dated: 'fifteenth' | 'monthEnd'
  /** Calendar months of first issues, 1 to 12; later sales in between reopen them. */
  readonly months: readonly number[]
  /** Not confirmed: the months in which the term came, went and came back. */
  readonly spans: readonly AuctionSpan[]
}

const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const REFUNDINGS = [2, 5, 8, 11]
const ALWAYS: AuctionSpan = { from: null, to: null }
const since = (from: Month): readonly AuctionSpan[] => [{ from, to: null }]

/**
 * The calendar of today, projected back. Before 2009 the real one was thinner and changed often (five-year notes came
 * quarterly for some years, thirty-year bonds twice a year); the terms of three, seven and twenty years that were sold
 * before the spans below are left out.
 */
export const auctionCalendar: readonly AuctionTerms[] = [
  { tenor: '2Y', dated: 'monthEnd', months: EVERY_MONTH, spans: [ALWAYS] },
  { tenor: '3Y', dated: 'fifteenth', months: EVERY_MONTH, spans: since('2008-11') },
  { tenor: '5Y', dated: 'monthEnd', months: EVERY_MONTH, spans: [ALWAYS] },
  { tenor: '7Y', dated: 'monthEnd', months: EVERY_MONTH, spans: since('2009-02') },
  { tenor: '10Y', dated: 'fifteenth', months: REFUNDINGS, spans: [ALWAYS] },
  { tenor: '20Y', dated: 'fifteenth', months: REFUNDINGS, spans: since('2020-05') },
  {
    tenor: '30Y',
    dated: 'fifteenth',
    months: REFUNDINGS,
    spans: [
      { from: null, to: '2001-08' },
      { from: '2006-02', to: null },
    ],
  },
]

/** Notes of 2, 3, 5, 7 and 10 years, bonds of 20 and 30. */
export const TENORS = ['2Y', '3Y', '5Y', '7Y', '10Y', '20Y', '30Y'] as const

export type Tenor = (typeof TENORS)[number]

/** `120` of `10Y`. */
export const monthsOfTenor = (tenor: Tenor): number => 12 * Number(tenor.slice(0, -1))

/** Par yield of a term on a day in percent; null = none published. */
export type ParYields = (day: Day, tenor: Tenor) => number | null

interface IssueTerms {
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

/** `UST 2.375 2024-08-15 10Y`: coupon in percent, maturity, and the term at issue in years, else in months as `126M`. */
export const issueId = (couponPercent: number, maturity: Day, originalMonths: number): string =>
  `UST ${couponPercent} ${formatDay(maturity)} ${originalMonths % 12 === 0 ? `${originalMonths / 12}Y` : `${originalMonths}M`}`
