/** The life of a group of bonds and futures, session by session. */

import type { Fill } from '../../engine/model/order.ts'
import type { BondRecord, DeliveryRecord, ObservationRecord } from '../../engine/model/record.ts'
import type { EpochMs, IsoDate } from '../../engine/model/time.ts'
import type { BasisStep } from '../../folds/index.ts'

/** What happened to a group in a session, and how its bonds stood at the close. */
export interface BasisSession {
  readonly session: IsoDate
  readonly fills: Fill[]
  /** By bond: the last close of it; bonds that left before the close have none. */
  readonly closes: Map<string, BondRecord>
  /** By bond, minor units. */
  readonly coupons: Map<string, number>
  /** Bonds whose trades or redemption were paid for. */
  readonly paid: Set<string>
  readonly deliveries: DeliveryRecord[]
  /** What the strategy saw of the basis at the close. */
  seen: ObservationRecord | null
}

/**
 * Sessions in the order of time, those of futures alone among them. `seen` are the observations of the group's basis.
 */
export function basisSessions(
  steps: readonly BasisStep[],
  seen: readonly ObservationRecord[],
  sessionOf: (time: EpochMs) => IsoDate,
): BasisSession[] {
  const sessions = new Map<IsoDate, BasisSession>()
  const at = (time: EpochMs): BasisSession => {
    const session = sessionOf(time)
    const known = sessions.get(session) ?? newSession(session)
    sessions.set(session, known)
    return known
  }
  for (const step of steps) put(step, at(step.time))
  for (const one of seen) {
    const known = sessions.get(sessionOf(one.time))
    if (known) known.seen = one
  }
  return [...sessions.values()]
}

const newSession = (session: IsoDate): BasisSession => ({
  session,
  fills: [],
  closes: new Map(),
  coupons: new Map(),
  paid: new Set(),
  deliveries: [],
  seen: null,
})

function put(step: BasisStep, session: BasisSession): void {
  switch (step.kind) {
    case 'fill':
      return void session.fills.push(step.fill)
    case 'bond':
      return void session.closes.set(step.bond, step)
    case 'delivery':
      return void session.deliveries.push(step)
    case 'paid':
      if (step.instrument !== null) session.paid.add(step.instrument)
      return
    case 'coupon':
      if (step.instrument === null) return
      session.coupons.set(step.instrument, (session.coupons.get(step.instrument) ?? 0) + step.amount)
  }
}
