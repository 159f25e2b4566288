/** How many sessions a year has where a run's are: about 252 of days, 52 of weeks, 365 of a market that never closes. */

import { parseDay } from '../../engine/model/time.ts'

const DAYS_PER_YEAR = 365.25

/** A run of fewer calendar days says nothing about a year. */
export const ANNUAL_DAYS_LEAST = 90

/** By the dates of the sessions, ascending; null for a run that is too short. */
export function sessionsPerYear(sessions: readonly string[]): number | null {
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first === undefined || last === undefined) return null
  const days = parseDay(last) - parseDay(first)
  return days < ANNUAL_DAYS_LEAST ? null : (sessions.length - 1) / (days / DAYS_PER_YEAR)
}
