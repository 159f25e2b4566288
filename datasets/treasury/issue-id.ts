/** Names an issue of a Treasury note or bond. */

import { type Day, formatDay } from '../../engine/model/time.ts'

/** `UST 2.375 2024-08-15 10Y`: coupon in percent, maturity, and the term at issue in years, else in months as `126M`. */
export const issueId = (couponPercent: number, maturity: Day, originalMonths: number): string =>
  `UST ${couponPercent} ${formatDay(maturity)} ${originalMonths % 12 === 0 ? `${originalMonths / 12}Y` : `${originalMonths}M`}`
