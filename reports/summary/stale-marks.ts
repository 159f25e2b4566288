/** Sessions on which an open position stood at a price of an earlier one. */

import { parseDay } from '../../engine/model/time.ts'
import type { TradeFacts } from '../../folds/index.ts'
import { lastTradingDay } from '../attribution/last-trading-day.ts'
import type { ReportInput } from './input.ts'

/**
 * What adds those of a trade to `stale`. Contracts that have stopped trading and wait for their delivery have no more prices
 * to miss.
 */
export function staleSessionsInto(stale: Set<string>, input: ReportInput): (trade: TradeFacts) => void {
  const waiting = waitingForDelivery(input)
  return ({ group, life }) => {
    for (const { time, staleSessions: age } of life.marks) {
      if (age === 0) continue
      const session = input.sessionOf(time)
      if (!waiting.has(keyOf(group, session))) stale.add(session)
    }
  }
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
