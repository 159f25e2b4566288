/** When a bond that is traded is paid for. */

import { DataError, invariant } from '../../model/errors.ts'
import { type Instrument, inForce } from '../../model/instrument.ts'
import type { Fill } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import { type Day, type EpochMs, formatDay } from '../../model/time.ts'
import { accruedInterest } from '../../pricing/bonds/accrued.ts'
import type { Account } from '../account.ts'
import type { Payment } from '../ledger/entries.ts'

/** When a bond is paid for, and the accrued interest of that day; null for anything else. */
export function paymentOf(account: Account, slice: Slice, { instrument }: Fill): Payment | null {
  if (instrument.kind !== 'bond') return null
  const settles = paymentDay(account, slice.time, instrument, 0)
  if (settles === null) {
    const { day } = account.facts.session(instrument.product, slice.time)
    throw new DataError('the calendar ends before this trade is paid for; extend it', {
      value: formatDay(day),
    })
  }
  return { settles, accrued: accruedInterest(instrument.issue, settles) }
}

/**
 * Why a bond cannot be traded so many sessions from now: it would be paid for before its issue or after its end. Null
 * when it can, and for anything but a bond.
 */
export function whyUnpayable(
  account: Account,
  time: EpochMs,
  instrument: Instrument,
  sessionsAhead: number,
): string | null {
  if (instrument.kind !== 'bond') return null
  const payment = paymentDay(account, time, instrument, sessionsAhead)
  const { issued, maturity } = instrument.issue
  if (payment !== null && payment < issued)
    return `${instrument.id} is issued on ${formatDay(issued)}, after it would be paid for`
  return payment !== null && payment >= maturity
    ? `${instrument.id} ends on ${formatDay(maturity)}, before it would be paid for`
    : null
}

/** The day on which a bond traded so many sessions from now is paid for; null beyond the calendar. */
function paymentDay(
  account: Account,
  time: EpochMs,
  { product: id }: Instrument,
  sessionsAhead: number,
): Day | null {
  const product = account.facts.product(id)
  invariant(product.kind === 'bond', `${id} is a bond product`)
  const { day } = account.facts.session(id, time)
  const sessions = inForce(product.settlementDays, day, `settlement of ${id}`)
  return account.facts.sessionAfter(id, time, sessionsAhead + sessions)?.day ?? null
}
