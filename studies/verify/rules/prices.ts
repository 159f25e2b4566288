/** Rules that value options by Black-76: undiscounted, actual/365, one volatility a leg that stays with its strike. */

import type { IsoDate, Month, Right } from '../../../engine/index.ts'
import { black76Greeks } from '../../../engine/pricing/options/black76.ts'
import { creditMoney, creditPoints } from '../../../engine/pricing/options/credit.ts'
import { rootDecay } from '../../../engine/pricing/options/root-decay.ts'
import { strangleDecay, strangleLevels, strangleValue } from '../../../engine/pricing/options/strangle.ts'
import { contractTerms, pointOf, yearsLeft } from './contract.ts'
import { type QuotedLeg, type QuotedStrangle, stickyStrangle, volOfLeg } from './quoted-leg.ts'
import { rule } from './rule.ts'

export interface OneLeg {
  readonly product: string
  readonly month: Month
  readonly right: Right
  readonly leg: QuotedLeg
}

/** A strangle looked at on a date with the future at a price. */
export interface LookedAt extends QuotedStrangle {
  readonly on: IsoDate
  readonly future: number
}

export interface Bound extends LookedAt {
  readonly bound: number
}

/** Probability that the future ends below the bound, at the mean of the two volatilities. */
function chanceBelow(one: Bound): number {
  const { call, put } = stickyStrangle(one)
  const sigma = (call.sigma + put.sigma) / 2
  // The value of a put rises with its strike by just this probability.
  return black76Greeks('put', one.future, one.bound, yearsLeft(one), sigma).dualDelta
}

export const priceRules = {
  impliedVol: rule({
    kind: 'model',
    how: 'The Black-76 volatility at which the option has the quoted premium or delta.',
    compute: ({ product, month, right, leg }: OneLeg) => volOfLeg(product, month, right, leg),
  }),
  delta: rule({
    kind: 'model',
    how: 'The Black-76 delta at the volatility that the premium implies.',
    compute: ({ product, month, right, leg }: OneLeg) => {
      const sigma = volOfLeg(product, month, right, leg)
      return black76Greeks(right, leg.future, leg.strike, yearsLeft({ product, month, on: leg.on }), sigma)
        .delta
    },
  }),
  strangleValue: rule({
    kind: 'model',
    how: 'Black-76 at the moved future, each leg at the volatility that its own quote implies, in points.',
    compute: (one: LookedAt) =>
      strangleValue(stickyStrangle(one), one.future, yearsLeft(one)) / pointOf(one.product),
  }),
  dayDecay: rule({
    kind: 'model',
    how: 'What one day takes off the Black-76 value of one lot while the future stands still.',
    compute: (one: LookedAt) =>
      creditMoney(
        strangleDecay(stickyStrangle(one), one.future, yearsLeft(one)),
        contractTerms(one).multiplier,
      ),
  }),
  stopLevels: rule({
    kind: 'model',
    how: 'The futures prices, lower and upper by date, at which closing costs the credit and the stop together.',
    compute: ({
      premiums,
      stopPoints,
      dates,
      ...one
    }: QuotedStrangle & {
      readonly premiums: readonly number[]
      readonly stopPoints: number
      readonly dates: readonly IsoDate[]
    }) => {
      const value = (creditPoints(premiums) + stopPoints) * pointOf(one.product)
      return dates.flatMap(on => {
        const { lower, upper } = strangleLevels(stickyStrangle(one), value, yearsLeft({ ...one, on }))
        return [lower, upper].filter(level => level !== null)
      })
    },
  }),
  rootDecay: rule({
    kind: 'model',
    how: 'The premium shrinks with the square root of the days that are left.',
    compute: (one: { readonly premium: number; readonly days: number; readonly daysLeft: number }) =>
      rootDecay(one.premium, one.days, one.daysLeft),
  }),
  bound: rule({
    kind: 'model',
    how: (one: Bound) =>
      `No formula was found; by Black-76 the future ends below it with a probability of ${(100 * chanceBelow(one)).toFixed(2)} %.`,
    compute: () => null,
  }),
}
