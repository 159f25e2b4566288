/** The lives of groups of bonds and futures, as far as the names of their profit follow from them. */

import type { Minor } from '../engine/model/money.ts'
import type { BondRecord, DeliveryRecord, FillRecord } from '../engine/model/record.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { cashOf } from './cash-of.ts'
import { foldOf } from './fold.ts'

/** What was paid for bonds or by them. */
interface BondCash {
  readonly kind: 'paid' | 'coupon'
  readonly time: EpochMs
  readonly instrument: string | null
  /** Of the trade's currency. */
  readonly amount: Minor
}

export type BasisStep = FillRecord | BondRecord | DeliveryRecord | BondCash

/** By group, each in order; null = it has traded an option. */
export const basisLives = foldOf<
  Map<number, BasisStep[] | null>,
  ReadonlyMap<number, readonly BasisStep[] | null>
>(
  () => new Map(),
  {
    fill(lives, record) {
      if (record.fill.instrument.kind === 'option') lives.set(record.fill.group, null)
      else add(lives, record.fill.group, record)
    },
    bond: (lives, record) => add(lives, record.group, record),
    delivery: (lives, record) => add(lives, record.group, record),
    entry(lives, { entry }) {
      const { kind, group, time, instrument } = entry
      if (group === null || (kind !== 'bond' && kind !== 'coupon')) return
      add(lives, group, {
        kind: kind === 'bond' ? 'paid' : 'coupon',
        time,
        instrument,
        amount: cashOf(entry),
      })
    },
  },
  lives => lives,
)

function add(lives: Map<number, BasisStep[] | null>, group: number, step: BasisStep): void {
  const steps = lives.get(group)
  if (steps) steps.push(step)
  else if (steps === undefined) lives.set(group, [step])
}
