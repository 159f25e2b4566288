/** Cuts a stretch of time into windows of about so many rows, at the ends of days only. */

import type { Day, EpochMs } from '../../engine/model/time.ts'

/** A block holds about so many rows at the most, a single day excepted. */
export const WINDOW_ROWS = 250_000

/** How many rows a session of a product holds. */
export interface SessionRows {
  readonly day: Day
  readonly close: EpochMs
  readonly rows: number
}

/** The ends of the windows in (after, until], ascending, the last of them `until`. No day is cut. */
export function windowEnds(
  sessions: readonly SessionRows[],
  after: EpochMs,
  until: EpochMs,
  limit: number = WINDOW_ROWS,
): EpochMs[] {
  const ends: EpochMs[] = []
  let rows = 0
  let last: EpochMs | null = null
  for (const day of daysOf(sessions)) {
    if (day.close <= after) continue
    if (last !== null && rows > 0 && rows + day.rows > limit) {
      ends.push(last)
      rows = 0
    }
    if (day.close >= until) break
    rows += day.rows
    last = day.close
  }
  return [...ends, until]
}

/** Days of all products together, each ending with its latest close. */
function daysOf(sessions: readonly SessionRows[]): { close: EpochMs; rows: number }[] {
  const days = new Map<Day, { close: EpochMs; rows: number }>()
  for (const { day, close, rows } of sessions) {
    const known = days.get(day)
    days.set(day, known ? { close: Math.max(known.close, close), rows: known.rows + rows } : { close, rows })
  }
  return [...days.entries()].sort(([a], [b]) => a - b).map(([, day]) => day)
}
