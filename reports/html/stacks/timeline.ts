/** The days of a report as columns over time, with the shares that charts are drawn of. */

import type { StreamedReport } from '../../schema/report.ts'
import { sessionTime } from '../parts/format.ts'

/** One value a session, in order; shares of equity are null where there is no equity left. */
export interface Timeline {
  readonly times: readonly number[]
  readonly from: number
  readonly to: number
  readonly equity: readonly number[]
  /** 0 or less. */
  readonly underPeak: readonly number[]
  readonly initialShare: readonly (number | null)[]
  readonly maintenanceShare: readonly (number | null)[]
}

/** Null when the run has no session. */
export function timelineOf({ days }: StreamedReport): Timeline | null {
  const times = days.session.map(sessionTime)
  const from = times[0]
  const to = times.at(-1)
  if (from === undefined || to === undefined) return null
  const share = (amounts: readonly number[]) =>
    amounts.map((amount, i) => {
      const equity = days.equity[i] ?? 0
      return equity > 0 ? amount / equity : null
    })
  return {
    times,
    // A single session gets a day of room on either side.
    from: from < to ? from : from - 86_400_000,
    to: from < to ? to : to + 86_400_000,
    equity: days.equity,
    underPeak: days.drawdown.map(depth => (depth === 0 ? 0 : -depth)),
    initialShare: share(days.initial),
    maintenanceShare: share(days.maintenance.map((amount, i) => amount - (days.premiumIncluded[i] ?? 0))),
  }
}

/** Where a column is lowest and highest; null when it is all gaps. */
export function extremes(values: readonly (number | null)[]): { low: number; high: number } | null {
  let low = -1
  let high = -1
  for (const [i, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) continue
    if (low < 0 || value < (values[low] ?? 0)) low = i
    if (high < 0 || value > (values[high] ?? 0)) high = i
  }
  return low < 0 ? null : { low, high }
}
