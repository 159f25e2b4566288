/** The first margin call of a run: its day, what was missing, what had moved free cash, and how it ended. */

import type { CallRecord, EpochMs } from '../../../engine/index.ts'
import type { CallEnd, FirstCall } from '../../../reports/index.ts'
import type { CashStands } from './cash-stands.ts'

/** The day of the session that an instant belongs to. */
export type DayOf = (time: EpochMs) => string

/**
 * Null without a call. A bankruptcy that no notice preceded is one. `loansFollowLate`: the lender's price of the bonds is
 * that of the session before.
 */
export function firstCallOf(
  { call, cause, sinceOpening, bonds }: CashStands,
  calls: readonly CallRecord[],
  dayOf: DayOf,
  loansFollowLate: boolean,
): FirstCall | null {
  if (call === null || cause === null) return null
  return {
    day: dayOf(call.time),
    missing: call.step === 'notice' ? call.amount : call.initial - call.equity,
    cause,
    sinceOpening,
    lentLater: loansFollowLate ? lentLater(bonds, call.time) : 0,
    end: endOf(calls.slice(calls.indexOf(call)), call, dayOf),
  }
}

/** By how much the loans of an instant would be larger if they had followed its prices: loan x change / price lent on. */
const lentLater = (bonds: CashStands['bonds'], time: EpochMs): number =>
  bonds.reduce((sum, { now, before }) => {
    if (now.time !== time || !before) return sum
    const change = (now.cleanPrice - before.cleanPrice) / (before.cleanPrice + now.accrued)
    return sum + Math.round(now.borrowed * change)
  }, 0)

/** The worst that came of it. */
function endOf(steps: readonly CallRecord[], { call }: CallRecord, dayOf: DayOf): CallEnd {
  const own = steps.filter(step => step.call === call)
  const on = (step: CallRecord['step']): CallRecord | undefined => own.find(one => one.step === step)
  const ends = [
    ['bankrupt', on('bankruptcy')],
    ['reduced by force', on('reduction')],
    ['paid in', on('deposit')],
    ['cured', on('cured')],
  ] as const
  for (const [kind, step] of ends) if (step) return { kind, day: dayOf(step.time) }
  return { kind: 'open', day: null }
}
