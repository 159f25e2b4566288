/** Rules of the exercises: one binomial step, bonds with level coupons, parity. */

import { growthFactor, yearsToGrow } from '../../../engine/pricing/bonds/compounding.ts'
import { conversionValue } from '../../../engine/pricing/bonds/conversion-value.ts'
import {
  type FixedCoupon,
  fixedCouponPrice,
  macaulayDuration,
  presentValues,
} from '../../../engine/pricing/bonds/fixed-coupon.ts'
import { callByParity } from '../../../engine/pricing/options/put-call-parity.ts'
import { type Replication, replicate } from '../../../engine/pricing/options/replication.ts'
import { rule } from './rule.ts'

export interface Period {
  readonly rate: number
  readonly years: number
}

/** A stock of two outcomes, a call on it, and the part of the solution that is asked for. */
export interface Step extends Period {
  readonly spot: number
  readonly up: number
  readonly down: number
  readonly strike: number
  readonly part: keyof Replication
}

const PARTS: Readonly<Record<keyof Replication, string>> = {
  probabilityUp: 'The probability of the upper price under which the stock earns the riskless rate.',
  price: 'The expected payoff under that probability, discounted at the riskless rate.',
  hedgeRatio: 'The difference of the two payoffs over that of the two stock prices.',
  stock: 'The hedge ratio times the price of the stock.',
  debt: 'The discounted lower value of the hedge, less the payoff there.',
  cost: 'The stock held less the cash borrowed.',
}

export interface Convertible {
  readonly sharePrice: number
  readonly face: number
  readonly conversionPrice: number
}

/** It is called when its conversion value, growing at `growth` a year, has reached the call price. */
export interface CalledAt extends Convertible {
  readonly callPrice: number
  readonly growth: number
}

const yearsUntilCall = (bond: CalledAt): number | null =>
  yearsToGrow(conversionValue(bond.sharePrice, bond.face, bond.conversionPrice), bond.callPrice, bond.growth)

const toCent = (amount: number): number => Math.round(amount * 100) / 100

export const exerciseRules = {
  periodRate: rule({
    kind: 'arithmetic',
    how: 'A yearly rate compounded over a part of the year.',
    compute: ({ rate, years }: Period) => growthFactor(rate, years) - 1,
  }),
  binomialStep: rule({
    kind: 'arithmetic',
    how: ({ part }: Step) => PARTS[part],
    compute: ({ part, rate, years, ...step }: Step) =>
      replicate({ ...step, right: 'call', growth: growthFactor(rate, years) })[part],
  }),
  bondPrice: rule({
    kind: 'arithmetic',
    how: 'Yearly coupons by the annuity formula and the discounted redemption.',
    compute: (bond: FixedCoupon) => fixedCouponPrice(bond),
  }),
  conversionValue: rule({
    kind: 'arithmetic',
    how: 'The share price times the shares that the face converts into.',
    compute: (bond: Convertible) => conversionValue(bond.sharePrice, bond.face, bond.conversionPrice),
  }),
  yearsUntilCall: rule({
    kind: 'arithmetic',
    how: 'The years in which the conversion value grows to the call price.',
    compute: (bond: CalledAt) => yearsUntilCall(bond),
  }),
  convertiblePrice: rule({
    kind: 'arithmetic',
    how: 'The price of a bond that pays its coupon until the call, and then the call price.',
    compute: (bond: CalledAt & { readonly coupon: number; readonly rate: number }) => {
      const years = yearsUntilCall(bond)
      return (
        years && fixedCouponPrice({ coupon: bond.coupon, redemption: bond.callPrice, rate: bond.rate, years })
      )
    },
  }),
  parityCall: rule({
    kind: 'arithmetic',
    how: 'Stock and put less the discounted strike.',
    compute: (one: {
      readonly spot: number
      readonly put: number
      readonly strike: number
      readonly rate: number
      readonly years: number
    }) => callByParity(one.spot, one.put, one.strike, one.rate, one.years),
  }),
  duration: rule({
    kind: 'arithmetic',
    how: 'The years of the payments weighed by their present values, which the source rounds to cents first.',
    compute: (bond: FixedCoupon) => macaulayDuration(presentValues(bond)),
    fromRoundedParts: (bond: FixedCoupon) => macaulayDuration(presentValues(bond).map(toCent)),
  }),
}
