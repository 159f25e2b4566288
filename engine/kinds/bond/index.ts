/** Bonds: quoted clean in bars, paid for some sessions after the trade with the interest that has accrued, and redeemed. */

import { DataError, invariant } from '../../model/errors.ts'
import { type BondInstrument, inForce } from '../../model/instrument.ts'
import type { Due, Kind, KindFacts } from '../../model/kind.ts'
import { endOf } from '../../model/slice.ts'
import { type Day, type EpochMs, formatDay } from '../../model/time.ts'
import { accruedInterest } from '../../pricing/bonds/accrued.ts'
import { couponsBetween } from '../../pricing/bonds/schedule.ts'
import { barPrices } from '../bars/bar-prices.ts'
import { readBond } from './read.ts'

export const bond: Kind<BondInstrument> = {
  ...barPrices,
  hasCommission: false,
  isFinanced: true,
  mayBeShort: false,
  read: readBond,
  terms(product, day) {
    if (product.kind !== 'bond') throw new DataError('is no bond product', { value: product.id })
    const { id, currency } = product
    // A unit is 100 of face, which is what its price is for.
    return {
      currency,
      ticks: inForce(product.ticks, day, `tick of ${id}`),
      multiplier: 1,
      paidUpFront: true,
    }
  },
  // What was redeemed stays until its loan is given back.
  accrued: ({ issue }, day) => (day < issue.maturity ? accruedInterest(issue, day) : 0),
  marginTerms: (_, { product }) => ({ option: null, deliverable: product }),
  ventures: () => [],
  lastSession: () => null,
  whyUntradable: (_, slice, { id }) => (slice.bar(id) ? null : `${id} has no price yet`),
  whyUnpayable(facts, time, { id, product, issue }, sessionsAhead) {
    const day = paymentDay(facts, product, time, sessionsAhead)
    if (day !== null && day < issue.issued)
      return `${id} is issued on ${formatDay(issue.issued)}, after it would be paid for`
    return day !== null && day >= issue.maturity
      ? `${id} ends on ${formatDay(issue.maturity)}, before it would be paid for`
      : null
  },
  payment(facts, slice, { product, issue }) {
    const settles = paymentDay(facts, product, slice.time, 0)
    if (settles === null) {
      throw new DataError('the calendar ends before this trade is paid for; extend it', {
        value: formatDay(facts.session(product, slice.time).day),
      })
    }
    return { settles, accrued: accruedInterest(issue, settles) }
  },
  // Holders of the coupon's own day get it: coupons come before trades that are paid for today.
  due(facts, slice, { product, issue }) {
    const end = endOf(slice, product)
    if (!end) return []
    const { day } = end.session
    const before = facts.sessionAfter(product, slice.time, -1)
    const coupons = couponsBetween(issue, before?.day ?? day - 1, day)
    const redemption: Due[] = issue.maturity <= day ? [{ kind: 'redemption', price: 100 }] : []
    return [
      ...coupons.map(({ amount }): Due => ({ kind: 'coupon', amount })),
      { kind: 'payment', day },
      ...redemption,
    ]
  },
  exercisedEarly: () => null,
  delivery: () => null,
}

/** The day on which a bond traded so many sessions from now is paid for; null beyond the calendar. */
function paymentDay(facts: KindFacts, id: string, time: EpochMs, sessionsAhead: number): Day | null {
  const product = facts.product(id)
  invariant(product.kind === 'bond', () => `${id} is a bond product`)
  const wait = inForce(product.settlementDays, facts.session(id, time).day, `settlement of ${id}`)
  return facts.sessionAfter(id, time, sessionsAhead + wait)?.day ?? null
}
