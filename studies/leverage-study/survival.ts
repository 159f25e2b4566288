/** How a levered account came through a run: its calls, what was closed by force, and why the first call came. */

import {
  type CallRecord,
  type EntryKind,
  type EpochMs,
  formatDay,
  type LiquidityRecord,
  type RunRecord,
} from '../../engine/index.ts'

/** Why free cash fell short on a day, in minor units of the account; negative = cash went out. */
export interface CallCause {
  readonly variation: number
  /** Initial margin that the clearing house took (negative) or gave back. */
  readonly margin: number
  /** Loans against bonds: change of principal, and interest. */
  readonly repo: number
  readonly repoInterest: number
  /** Everything else: bonds paid for, coupons, commissions. */
  readonly other: number
  /** Free cash at the close before, and at this one. */
  readonly cashBefore: number
  readonly cashAfter: number
}

export interface FirstCall {
  readonly day: string
  readonly missing: number
  readonly cause: CallCause
}

export type Fate = 'survived' | 'reduced by force' | 'bankrupt' | 'never traded'

export interface Survival {
  readonly fate: Fate
  readonly calls: number
  readonly firstCall: FirstCall | null
  /** Days on which positions were closed by force. */
  readonly forcedDays: readonly string[]
  /** Days on which the strategy reduced by its own soft rule. */
  readonly softDays: readonly string[]
  /** Least equity over equity at the start, less 1. */
  readonly worstReturn: number
  readonly endReturn: number
  /** Least free cash at a close, minor units. */
  readonly leastCash: number
  readonly mostBorrowed: number
  /** Least distance to a call at a close: free equity over the value of the bonds; null while none were held. */
  readonly leastDistance: number | null
}

/** Everything is told by the records of the run; `equityStart` is in minor units. */
export function survivalOf(records: readonly RunRecord[], equityStart: number): Survival {
  const days = kind(records, 'day')
  const sessions = new Map(days.map(({ time, session }) => [time, session]))
  // Trades at an open belong to the session that ends next.
  const dayOf = (time: EpochMs): string =>
    formatDay(sessions.get(time) ?? days.find(day => day.time >= time)?.session ?? days.at(-1)?.session ?? 0)
  const calls = kind(records, 'call')
  const liquidity = kind(records, 'liquidity')
  const notice = calls.find(call => call.step === 'notice')
  const forced = calls.filter(call => call.step === 'reduction')
  const distances = kind(records, 'observation').flatMap(({ name, values }) =>
    name === 'basis' && typeof values.distanceToCall === 'number' ? [values.distanceToCall] : [],
  )
  const equities = days.map(day => day.equity as number)
  return {
    fate: fateOf(records, calls),
    calls: calls.filter(call => call.step === 'notice').length,
    firstCall: notice ? firstCall(records, notice, liquidity, dayOf) : null,
    forcedDays: [...new Set(forced.map(call => dayOf(call.time)))],
    softDays: softDays(records, dayOf),
    worstReturn: Math.min(0, ...equities.map(equity => equity / equityStart - 1)),
    endReturn: (equities.at(-1) ?? equityStart) / equityStart - 1,
    leastCash: Math.min(equityStart, ...liquidity.map(line => line.cashFree as number)),
    mostBorrowed: Math.max(0, ...liquidity.map(line => line.borrowed as number)),
    leastDistance: distances.length === 0 ? null : Math.min(...distances),
  }
}

const kind = <Kind extends RunRecord['kind']>(
  records: readonly RunRecord[],
  wanted: Kind,
): Extract<RunRecord, { kind: Kind }>[] =>
  records.filter((record): record is Extract<RunRecord, { kind: Kind }> => record.kind === wanted)

function fateOf(records: readonly RunRecord[], calls: readonly CallRecord[]): Fate {
  if (calls.some(call => call.step === 'bankruptcy')) return 'bankrupt'
  if (calls.some(call => call.step === 'reduction')) return 'reduced by force'
  return records.some(record => record.kind === 'fill') ? 'survived' : 'never traded'
}

function softDays(records: readonly RunRecord[], dayOf: (time: EpochMs) => string): string[] {
  const soft = kind(records, 'order').filter(({ order }) => order.reason.rule === 'reserve')
  return [...new Set(soft.map(order => dayOf(order.time)))]
}

function firstCall(
  records: readonly RunRecord[],
  notice: CallRecord,
  liquidity: readonly LiquidityRecord[],
  dayOf: (time: EpochMs) => string,
): FirstCall {
  const at = liquidity.findIndex(line => line.time === notice.time)
  const [before, after] = [liquidity[at - 1], liquidity[at]]
  const sums = new Map<EntryKind, number>()
  for (const { time, entry } of kind(records, 'entry')) {
    if (time > notice.time || time <= (before?.time ?? Number.NEGATIVE_INFINITY)) continue
    const cash = entry.postings.find(({ account }) => account === 'cash')?.amount ?? 0
    sums.set(entry.kind, (sums.get(entry.kind) ?? 0) + cash)
  }
  const named = {
    variation: 'variation',
    margin: 'margin',
    repo: 'repo',
    repoInterest: 'repoInterest',
  } as const
  const of = (one: EntryKind): number => sums.get(one) ?? 0
  const all = [...sums.values()].reduce((sum, cash) => sum + cash, 0)
  const told = Object.values(named).reduce((sum, one) => sum + of(one), 0)
  return {
    day: dayOf(notice.time),
    missing: notice.amount,
    cause: {
      variation: of('variation'),
      margin: of('margin'),
      repo: of('repo'),
      repoInterest: of('repoInterest'),
      other: all - told,
      cashBefore: before?.cashFree ?? 0,
      cashAfter: after?.cashFree ?? 0,
    },
  }
}
