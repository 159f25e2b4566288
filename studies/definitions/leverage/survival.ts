/** How a levered account came through a run: its calls, what was closed by force, and why the first call came. */

import { type CallRecord, type DayRecord, type EpochMs, formatDay } from '../../../engine/index.ts'
import { type Fold, foldOf, kept, together } from '../../../folds/index.ts'
import type { Fate, Opening, Survival } from '../../../reports/index.ts'
import { cashStands, type Stand } from './cash-stands.ts'
import { type DayOf, firstCallOf } from './first-call.ts'

/** Extremes of a run, and what its strategy did by its own soft rule. Amounts are minor units. */
interface Extremes {
  leastCash: number
  mostBorrowed: number
  /** Infinite where the strategy told none. */
  leastDistance: number
  traded: boolean
  readonly softOrders: EpochMs[]
}

const extremes = foldOf<Extremes, Readonly<Extremes>>(
  () => ({
    leastCash: Number.POSITIVE_INFINITY,
    mostBorrowed: 0,
    leastDistance: Number.POSITIVE_INFINITY,
    traded: false,
    softOrders: [],
  }),
  {
    liquidity(most, { cashFree, borrowed }) {
      most.leastCash = Math.min(most.leastCash, cashFree)
      most.mostBorrowed = Math.max(most.mostBorrowed, borrowed)
    },
    observation(most, { name, values: { distanceToCall } }) {
      if (name === 'basis' && typeof distanceToCall === 'number')
        most.leastDistance = Math.min(most.leastDistance, distanceToCall)
    },
    order(most, { time, order }) {
      if (order.reason.rule === 'reserve') most.softOrders.push(time)
    },
    fill(most) {
      most.traded = true
    },
  },
  most => most,
)

/** What the records of a run tell of its survival. */
export const survivalFold = together({ days: kept('day'), calls: kept('call'), cash: cashStands, extremes })

export type SurvivalFacts = typeof survivalFold extends Fold<infer Facts> ? Facts : never

/**
 * Amounts are minor units of the account, `equityStart` too. `loansFollowLate`: the lender's price of the bonds is that
 * of the session before.
 */
export function survivalOf(
  { days, calls, cash, extremes }: SurvivalFacts,
  equityStart: number,
  loansFollowLate = false,
): Survival {
  const dayOf = dayIn(days)
  const begun = beginnings(calls)
  const bankruptcy = calls.find(call => call.step === 'bankruptcy')
  const equities = days.map(day => day.equity)
  return {
    fate: fateOf(extremes.traded, calls),
    calls: begun.length,
    callDays: daysOf(
      begun.map(({ time }) => time),
      dayOf,
    ),
    firstCall: firstCallOf(cash, calls, dayOf, loansFollowLate),
    forcedDays: daysOf(
      calls.flatMap(({ step, time }) => (step === 'reduction' ? [time] : [])),
      dayOf,
    ),
    softDays: daysOf(extremes.softOrders, dayOf),
    bankruptDay: bankruptcy ? dayOf(bankruptcy.time) : null,
    opening: cash.opening && openingOf(cash.opening, days),
    worstReturn: (least(equities, equityStart) - equityStart) / equityStart,
    endReturn: ((equities.at(-1) ?? equityStart) - equityStart) / equityStart,
    leastCash: Math.min(extremes.leastCash, equityStart),
    mostBorrowed: extremes.mostBorrowed,
    leastDistance: Number.isFinite(extremes.leastDistance) ? extremes.leastDistance : null,
  }
}

/** Trades at an open belong to the session that ends next. */
const dayIn =
  (days: readonly DayRecord[]): DayOf =>
  time =>
    formatDay((days.find(one => one.time >= time) ?? days.at(-1))?.session ?? 0)

const daysOf = (times: readonly EpochMs[], dayOf: DayOf): string[] => [...new Set(times.map(dayOf))]

/** The first step of each call: its notice, or a bankruptcy that none preceded. */
const beginnings = (calls: readonly CallRecord[]): CallRecord[] =>
  calls.filter(
    call =>
      call.step === 'notice' ||
      (call.step === 'bankruptcy' && !calls.some(one => one.step === 'notice' && one.call === call.call)),
  )

function fateOf(traded: boolean, calls: readonly CallRecord[]): Fate {
  if (calls.some(call => call.step === 'bankruptcy')) return 'bankrupt'
  if (calls.some(call => call.step === 'reduction')) return 'reduced by force'
  return traded ? 'survived' : 'never traded'
}

/** Nothing was held before the first purchase. Null where equity was gone by then. */
function openingOf({ close, flows }: Stand, days: readonly DayRecord[]): Opening | null {
  const equity = days.find(day => day.time === close.time)?.equity ?? 0
  const paid = -(flows.get('bond') ?? 0)
  if (equity <= 0 || paid <= 0) return null
  const leverage = close.bondValue / equity
  const haircut = 1 - (flows.get('repo') ?? 0) / paid
  const margin = close.marginPosted / close.bondValue
  return {
    day: formatDay(close.session),
    leverage,
    haircut,
    margin,
    distance: 1 / leverage - haircut - margin,
  }
}

const least = (values: readonly number[], bound: number): number =>
  values.reduce((low, value) => Math.min(low, value), bound)
