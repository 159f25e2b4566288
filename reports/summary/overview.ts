/** What all trades of a report come to together; they are gone through once for it. */

import type { Trade, Trades } from '../schema/report.ts'
import { telling } from './telling.ts'

/** Profits in account currency. */
export interface Overview {
  readonly count: number
  /** One a trade. */
  readonly profits: readonly number[]
  readonly holdingDays: readonly number[]
  /** Which of them are still open. */
  readonly open: ReadonlySet<number>
  /** Sessions on which a trade was opened. */
  readonly openings: ReadonlySet<string>
  /** By the year of their opening, ascending. */
  readonly years: readonly Year[]
  /** Whether they come in the order of their years. */
  readonly isByYear: boolean
  /** By how much stops filled worse than they were set, points. */
  readonly beyondStops: readonly number[]
  /** Fills that were forced by margin calls. */
  readonly forced: readonly ForcedFill[]
  /** Those that are drawn and told in full. */
  readonly told: readonly Trade[]
  readonly hasBasis: boolean
  readonly hasOptions: boolean
}

export interface Year {
  readonly year: string
  readonly count: number
  readonly profit: number
}

export interface ForcedFill {
  /** Of its trade. */
  readonly id: number
  readonly event: Trade['events'][number]
}

const known = new WeakMap<Trades, Overview>()

/** Of the same trades it is worked out once; by `seen` where that goes through them. */
export function overviewOf(trades: Trades, seen: Iterable<Trade> = trades): Overview {
  const overview = known.get(trades) ?? worked(seen)
  known.set(trades, overview)
  return overview
}

function worked(trades: Iterable<Trade>): Overview {
  const profits: number[] = []
  const holdingDays: number[] = []
  const open = new Set<number>()
  const openings = new Set<string>()
  const years = new Map<string, { count: number; profit: number }>()
  const beyondStops: number[] = []
  const forced: ForcedFill[] = []
  let [isByYear, hasBasis, hasOptions] = [true, false, false]
  let before = ''
  function* passing(): Generator<Trade> {
    for (const trade of trades) {
      const { id, profitAccount, beyondStopPoints: beyond, openedAt } = trade
      if (trade.status === 'open') open.add(profits.length)
      profits.push(profitAccount)
      holdingDays.push(trade.holdingDays)
      openings.add(openedAt)
      const name = yearOf(trade)
      const year = years.get(name) ?? { count: 0, profit: 0 }
      years.set(name, year)
      year.count++
      year.profit += profitAccount
      if (name < before) isByYear = false
      before = name
      if (beyond !== null && beyond > 0) beyondStops.push(beyond)
      for (const event of trade.events)
        if (event.kind === 'fill' && event.origin === 'liquidation') forced.push({ id, event })
      hasBasis ||= trade.basis !== undefined
      hasOptions ||= trade.legs.some(({ right }) => right !== null)
      yield trade
    }
  }
  const told = telling(passing())
  return {
    count: profits.length,
    profits,
    holdingDays,
    open,
    openings,
    years: [...years]
      .map(([year, sums]) => ({ year, ...sums }))
      .sort((a, b) => Number(a.year) - Number(b.year)),
    isByYear,
    beyondStops,
    forced,
    told,
    hasBasis,
    hasOptions,
  }
}

/** Of its opening. */
export const yearOf = ({ openedAt }: Trade): string => openedAt.slice(0, 4)
