/** How a levered account came through a run: its calls, what was closed by force, and why the first call came. */

import { type CallRecord, type EpochMs, formatDay, type RunRecord } from '../../engine/index.ts'
import type { Fate, Survival } from '../../reports/index.ts'
import { type DayOf, firstCallOf } from './first-call.ts'
import { ofKind } from './of-kind.ts'
import { openingOf } from './opening.ts'

/**
 * Everything is told by the records of the run. Amounts are minor units of the account, `equityStart` too.
 * `loansFollowLate`: the lender's price of the bonds is that of the session before.
 */
export function survivalOf(
  records: readonly RunRecord[],
  equityStart: number,
  loansFollowLate = false,
): Survival {
  const days = ofKind(records, 'day')
  const dayOf = dayIn(days)
  const calls = ofKind(records, 'call')
  const liquidity = ofKind(records, 'liquidity')
  const begun = beginnings(calls)
  const bankruptcy = calls.find(call => call.step === 'bankruptcy')
  const distances = ofKind(records, 'observation').flatMap(({ name, values }) =>
    name === 'basis' && typeof values.distanceToCall === 'number' ? [values.distanceToCall] : [],
  )
  const equities = days.map(day => day.equity)
  return {
    fate: fateOf(records, calls),
    calls: begun.length,
    callDays: daysOf(begun, dayOf),
    firstCall: firstCallOf(records, dayOf, loansFollowLate),
    forcedDays: daysOf(
      calls.filter(call => call.step === 'reduction'),
      dayOf,
    ),
    softDays: daysOf(
      ofKind(records, 'order').filter(({ order }) => order.reason.rule === 'reserve'),
      dayOf,
    ),
    bankruptDay: bankruptcy ? dayOf(bankruptcy.time) : null,
    opening: openingOf(records),
    worstReturn: (least(equities, equityStart) - equityStart) / equityStart,
    endReturn: ((equities.at(-1) ?? equityStart) - equityStart) / equityStart,
    leastCash: least(
      liquidity.map(line => line.cashFree),
      equityStart,
    ),
    mostBorrowed: liquidity.reduce((most, line) => Math.max(most, line.borrowed), 0),
    leastDistance: distances.length === 0 ? null : least(distances, Number.POSITIVE_INFINITY),
  }
}

/** Trades at an open belong to the session that ends next. */
function dayIn(days: readonly { readonly time: EpochMs; readonly session: number }[]): DayOf {
  return time => {
    const day = days.find(one => one.time >= time) ?? days.at(-1)
    return formatDay(day?.session ?? 0)
  }
}

const daysOf = (records: readonly { readonly time: EpochMs }[], dayOf: DayOf): string[] => [
  ...new Set(records.map(({ time }) => dayOf(time))),
]

/** The first step of each call: its notice, or a bankruptcy that none preceded. */
const beginnings = (calls: readonly CallRecord[]): CallRecord[] =>
  calls.filter(
    call =>
      call.step === 'notice' ||
      (call.step === 'bankruptcy' && !calls.some(one => one.step === 'notice' && one.call === call.call)),
  )

function fateOf(records: readonly RunRecord[], calls: readonly CallRecord[]): Fate {
  if (calls.some(call => call.step === 'bankruptcy')) return 'bankrupt'
  if (calls.some(call => call.step === 'reduction')) return 'reduced by force'
  return records.some(record => record.kind === 'fill') ? 'survived' : 'never traded'
}

const least = (values: readonly number[], bound: number): number =>
  values.reduce((low, value) => Math.min(low, value), bound)
