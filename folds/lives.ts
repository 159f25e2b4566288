/** The lives of groups: each step as a sentence, each flow of cash, and the marks of every close. */

import type { EntryKind } from '../engine/model/entry.ts'
import type { Minor } from '../engine/model/money.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { cashOf } from './cash-of.ts'
import { eventOf, type LifeEvent, type StepRecord } from './events.ts'
import { foldOf } from './fold.ts'

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

interface Growing {
  /** Of the first fill. */
  currency: string
  readonly events: LifeEvent[]
  readonly cash: CashFlow[]
  readonly marks: Mark[]
}

type Growths = Map<number, Growing>

/** By group. */
export const lives = foldOf<Growths, ReadonlyMap<number, Life>>(
  () => new Map(),
  {
    order: (lives, record) => addStep(lives, record.order.group, record),
    fill(lives, record) {
      const life = lifeIn(lives, record.fill.group)
      if (life.currency === '') life.currency = record.fill.currency
      addStep(lives, record.fill.group, record)
    },
    cancel: (lives, record) => addStep(lives, record.group, record),
    stop: (lives, record) => addStep(lives, record.group, record),
    expiry: (lives, record) => addStep(lives, record.group, record),
    assignment: (lives, record) => addStep(lives, record.group, record),
    ended: (lives, record) => addStep(lives, record.group, record),
    delivery: (lives, record) => addStep(lives, record.group, record),
    entry(lives, { entry }) {
      const { time, kind, group, instrument, memo } = entry
      if (group !== null)
        lifeIn(lives, group).cash.push({ time, kind, instrument, amount: cashOf(entry), memo })
    },
    mark(lives, { group, time, valuePoints, staleSessions }) {
      lifeIn(lives, group).marks.push({ time, valuePoints, staleSessions })
    },
  },
  lives => lives,
)

function lifeIn(lives: Growths, group: number): Growing {
  const life = lives.get(group) ?? { currency: '', events: [], cash: [], marks: [] }
  lives.set(group, life)
  return life
}

function addStep(lives: Growths, group: number, record: StepRecord): void {
  const life = lifeIn(lives, group)
  life.events.push(eventOf(record, life.currency))
}
