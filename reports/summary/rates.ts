/** Rates of exchange as the account had them: money of a day counts at that day's; and sums without their dust. */

import { toAmount } from '../../engine/model/money.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import type { ReportInput } from './input.ts'

/** Account currency per unit of a currency, at the close that an instant belongs to; after the last, at the end of the run. */
export type RateOn = (currency: string, time: EpochMs) => number

export function rateOn({ facts, run, rateAtEnd }: ReportInput): RateOn {
  const { days } = facts
  return (currency, time) => {
    if (currency === run.currency) return 1
    return days[firstAt(days, time)]?.rates[currency] ?? rateAtEnd(currency)
  }
}

/** Index of the first close that is not before an instant. */
function firstAt(days: ReportInput['facts']['days'], time: EpochMs): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle]?.time ?? Number.POSITIVE_INFINITY) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Flows of cash of one currency in the account's, each at the rate of its day. */
export const converted = (
  flows: readonly { readonly time: EpochMs; readonly amount: Parameters<typeof toAmount>[0] }[],
  currency: string,
  rate: RateOn,
): number =>
  flows.reduce((sum, { time, amount }) => sum + toAmount(amount, currency) * rate(currency, time), 0)

/** Twelve significant digits: float dust is no news. Whole numbers have none. */
export const tidy = (value: number): number =>
  Number.isInteger(value) && Math.abs(value) < 1e12 ? value + 0 : Number(value.toPrecision(12))
