/** Bonds: quoted clean in bars, paid for some sessions after the trade with the interest that has accrued. */

import { DataError, invariant } from '../model/errors.ts'
import { type BondInstrument, inForce } from '../model/instrument.ts'
import type { Kind, KindFacts } from '../model/kind.ts'
import { type Day, type EpochMs, formatDay } from '../model/time.ts'
import { accruedInterest } from '../pricing/bonds/accrued.ts'
import { barPrices } from './bar-prices.ts'

export const bond: Kind<BondInstrument> = {
  ...barPrices,
  hasCommission: false,
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
}

/** The day on which a bond traded so many sessions from now is paid for; null beyond the calendar. */
function paymentDay(facts: KindFacts, id: string, time: EpochMs, sessionsAhead: number): Day | null {
  const product = facts.product(id)
  invariant(product.kind === 'bond', `${id} is a bond product`)
  const wait = inForce(product.settlementDays, facts.session(id, time).day, `settlement of ${id}`)
  return facts.sessionAfter(id, time, sessionsAhead + wait)?.day ?? null
}
