/** The life of a group: each step as a sentence, each flow of cash, and the marks of every close. */

import type { Entry, EntryKind } from '../engine/model/entry.ts'
import type { Minor } from '../engine/model/money.ts'
import type { MarkRecord } from '../engine/model/record.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { eventOf, type LifeEvent, type StepRecord } from './events.ts'

interface CashFlow {
  readonly time: EpochMs
  readonly kind: EntryKind
  readonly instrument: string | null
  /** Of the trade's currency; positive = received. */
  readonly amount: Minor
  readonly memo: string
}

interface Mark {
  readonly time: EpochMs
  /** What closing one lot costs in all. */
  readonly valuePoints: number
  /** Age of the oldest price in it; 0 = of this session. */
  readonly staleSessions: number
}

export interface Life {
  readonly events: readonly LifeEvent[]
  readonly cash: readonly CashFlow[]
  readonly marks: readonly Mark[]
}

/** A life as it grows. */
export interface GrowingLife extends Life {
  readonly events: LifeEvent[]
  readonly cash: CashFlow[]
  readonly marks: Mark[]
}

export const newLife = (): GrowingLife => ({ events: [], cash: [], marks: [] })

/** `currency` is that of the trade; null before its first fill. */
export const addEvent = ({ events }: GrowingLife, record: StepRecord, currency: string | null): void =>
  void events.push(eventOf(record, currency ?? ''))

/** An entry that moved `amount` in cash. */
export function addFlow({ cash }: GrowingLife, { time, kind, instrument, memo }: Entry, amount: Minor): void {
  cash.push({ time, kind, instrument, amount, memo })
}

export function addMark({ marks }: GrowingLife, { time, valuePoints, staleSessions }: MarkRecord): void {
  marks.push({ time, valuePoints, staleSessions })
}
