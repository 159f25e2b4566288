/** The records of a group of bonds and futures, session by session. */

import type { Minor } from '../../engine/model/money.ts'
import type { Fill } from '../../engine/model/order.ts'
import type { BondRecord, DeliveryRecord, ObservationRecord, RunRecord } from '../../engine/model/record.ts'
import type { EpochMs, IsoDate } from '../../engine/model/time.ts'

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
  records: readonly RunRecord[],
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
  for (const record of records) put(record, at)
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

function put(record: RunRecord, at: (time: EpochMs) => BasisSession): void {
  if (record.kind === 'fill') at(record.time).fills.push(record.fill)
  else if (record.kind === 'bond') at(record.time).closes.set(record.bond, record)
  else if (record.kind === 'delivery') at(record.time).deliveries.push(record)
  else if (record.kind === 'entry') {
    const { kind, instrument } = record.entry
    if (instrument === null) return
    if (kind === 'bond') at(record.time).paid.add(instrument)
    if (kind !== 'coupon') return
    const { coupons } = at(record.time)
    coupons.set(instrument, (coupons.get(instrument) ?? 0) + cashOf(record))
  }
}

/** What an entry moves in cash. */
export function cashOf({ entry }: Extract<RunRecord, { kind: 'entry' }>): Minor | 0 {
  return entry.postings.find(({ account }) => account === 'cash')?.amount ?? 0
}
