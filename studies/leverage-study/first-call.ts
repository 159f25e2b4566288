/** The first margin call of a run: its day, what was missing, what had moved free cash, and how it ended. */

import type { CallRecord, EpochMs, RunRecord } from '../../engine/index.ts'
import type { CallEnd, FirstCall } from '../../reports/index.ts'
import { cashChange } from './cash-change.ts'
import { ofKind } from './of-kind.ts'
import { openingAt } from './opening.ts'

/** The day of the session that an instant belongs to. */
export type DayOf = (time: EpochMs) => string

/**
 * Null without a call. A bankruptcy that no notice preceded is one. `loansFollowLate`: the lender's price of the bonds is
 * that of the session before.
 */
export function firstCallOf(
  records: readonly RunRecord[],
  dayOf: DayOf,
  loansFollowLate: boolean,
): FirstCall | null {
  const at = records.findIndex(
    record => record.kind === 'call' && (record.step === 'notice' || record.step === 'bankruptcy'),
  )
  const call = records[at]
  if (call?.kind !== 'call') return null
  const { after, before } = closesAround(records, at, call.time)
  const opening = openingAt(records)
  return {
    day: dayOf(call.time),
    missing: call.step === 'notice' ? call.amount : call.initial - call.equity,
    cause: cashChange(records, before, after),
    sinceOpening: opening >= 0 && opening < after ? cashChange(records, opening, after) : null,
    lentLater: loansFollowLate ? lentLater(records, call.time) : 0,
    end: endOf(ofKind(records.slice(at), 'call'), call, dayOf),
  }
}

/** Where free cash is told at the call's own close (else the call itself), and at the close before; -1 = the start. */
function closesAround(
  records: readonly RunRecord[],
  call: number,
  time: EpochMs,
): { readonly after: number; readonly before: number } {
  const closes = records.flatMap((record, i) => (record.kind === 'liquidity' && i < call ? [i] : []))
  const last = closes.at(-1)
  return last !== undefined && records[last]?.time === time
    ? { after: last, before: closes.at(-2) ?? -1 }
    : { after: call, before: last ?? -1 }
}

/** By how much the loans of an instant would be larger if they had followed its prices: loan x change / price lent on. */
function lentLater(records: readonly RunRecord[], time: EpochMs): number {
  const bonds = ofKind(records, 'bond')
  return bonds
    .filter(now => now.time === time)
    .reduce((sum, now) => {
      const before = bonds.findLast(
        one => one.time < time && one.group === now.group && one.bond === now.bond,
      )
      if (!before) return sum
      const change = (now.cleanPrice - before.cleanPrice) / (before.cleanPrice + now.accrued)
      return sum + Math.round(now.borrowed * change)
    }, 0)
}

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
