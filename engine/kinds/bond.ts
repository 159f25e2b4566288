/** Bonds: quoted clean in bars, paid for some sessions after the trade with the interest that has accrued. */

import { DataError } from '../model/errors.ts'
import type { BondInstrument } from '../model/instrument.ts'
import type { Kind } from '../model/kind.ts'
import { formatDay } from '../model/time.ts'
import { accruedInterest } from '../pricing/bonds/accrued.ts'
import { barPrices } from './bar-prices.ts'

export const bond: Kind<BondInstrument> = {
  ...barPrices,
  hasCommission: false,
  lastSession: () => null,
  whyUntradable: (_, slice, { id }) => (slice.bar(id) ? null : `${id} has no price yet`),
  whyUnpayable(facts, time, { id, product, issue }, sessionsAhead) {
    const day = facts.paymentSession(product, time, sessionsAhead)?.day
    if (day !== undefined && day < issue.issued)
      return `${id} is issued on ${formatDay(issue.issued)}, after it would be paid for`
    return day !== undefined && day >= issue.maturity
      ? `${id} ends on ${formatDay(issue.maturity)}, before it would be paid for`
      : null
  },
  payment(facts, slice, { product, issue }) {
    const settles = facts.paymentSession(product, slice.time, 0)?.day
    if (settles === undefined) {
      throw new DataError('the calendar ends before this trade is paid for; extend it', {
        value: formatDay(facts.session(product, slice.time).day),
      })
    }
    return { settles, accrued: accruedInterest(issue, settles) }
  },
}
