/** Sessions on which an open position stood at a price of an earlier one. */

import { parseDay } from '../../engine/model/time.ts'
import { lastTradingDay } from '../attribution/last-trading-day.ts'
import type { ReportInput } from './input.ts'

/** The sessions. Contracts that have stopped trading and wait for their delivery have no more prices to miss. */
export function staleSessions(input: ReportInput): ReadonlySet<string> {
  const waiting = waitingForDelivery(input)
  const stale = new Set<string>()
  for (const [group, { marks }] of input.facts.lives) {
    for (const { time, staleSessions: age } of marks) {
      if (age === 0) continue
      const session = input.sessionOf(time)
      if (!waiting.has(keyOf(group, session))) stale.add(session)
    }
  }
  return stale
}

const keyOf = (group: number, session: string): string => `${group} ${session}`

/** Groups and sessions with a future against bonds that has had its last trading day. */
function waitingForDelivery(input: ReportInput): Set<string> {
  const waiting = new Set<string>()
  for (const { group, time, hedges } of input.facts.bonds) {
    const session = input.sessionOf(time)
    const ended = hedges.some(({ future, contracts }) => {
      const end = contracts === 0 ? null : lastTradingDay(future)
      return end !== null && parseDay(session) > end
    })
    if (ended) waiting.add(keyOf(group, session))
  }
  return waiting
}
