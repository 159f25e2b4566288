/** American options where nothing is uncertain: the holder picks the best date of a known path. */

import type { PutTerms } from './terms.ts'

/** The worth of giving one thing and taking another at the best date. */
export interface BestDate {
  readonly value: number
  /** d value / d taken and d value / d given. */
  readonly byTaken: number
  readonly byGiven: number
  /** From now; 0 = now. */
  readonly years: number
}

/** So many standard deviations of drift leave nothing to chance. */
const CERTAIN = 1e4
/** A deviation that no digit of a price shows. */
const NO_DEVIATION = 1e-12

/** Whether the underlying is as good as certain: no time, no volatility, or very little of it beside the drift. */
export function isCertain({ years, sigma, rate, carry }: PutTerms): boolean {
  const deviation = sigma * Math.sqrt(years)
  return deviation < NO_DEVIATION || Math.abs(rate - carry) * years > CERTAIN * deviation
}

/**
 * The best date before expiry to give one and take the other, when the one yields `carry` and the other `rate` until
 * then: now, or when the interest has become worth the yield. Null when neither is worth anything: the last date is
 * left to the European formula.
 */
export function bestDate(terms: PutTerms, taken: number, given: number): BestDate | null {
  const { rate, carry, years } = terms
  const turn = Math.log((rate * taken) / (carry * given)) / (rate - carry)
  const dates = turn > 0 && turn < years ? [0, turn] : [0]
  const worths = dates.map(date => {
    const byTaken = Math.exp(-rate * date)
    const byGiven = -Math.exp(-carry * date)
    return { value: byTaken * taken + byGiven * given, byTaken, byGiven, years: date }
  })
  const best = worths.reduce((one, other) => (other.value > one.value ? other : one))
  return best.value > 0 ? best : null
}
