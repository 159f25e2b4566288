/** What the names of the profit of bonds and futures follow from: the steps of their group. */

import type { Entry } from '../engine/model/entry.ts'
import type { Minor } from '../engine/model/money.ts'
import type { BondRecord, DeliveryRecord, FillRecord } from '../engine/model/record.ts'
import type { EpochMs } from '../engine/model/time.ts'

/** What was paid for bonds or by them. */
interface BondCash {
  readonly kind: 'paid' | 'coupon'
  readonly time: EpochMs
  readonly instrument: string | null
  /** Of the trade's currency. */
  readonly amount: Minor
}

export type BasisStep = FillRecord | BondRecord | DeliveryRecord | BondCash

/** Null once the group has traded an option. */
export type BasisSteps = BasisStep[] | null

/** The steps with one more. */
export function withStep(steps: BasisSteps, step: BasisStep): BasisSteps {
  if (step.kind === 'fill' && step.fill.instrument.kind === 'option') return null
  steps?.push(step)
  return steps
}

/** The steps with an entry that moved `amount` in cash, where that was for bonds. */
export function withEntry(steps: BasisSteps, { kind, time, instrument }: Entry, amount: Minor): BasisSteps {
  if (kind !== 'bond' && kind !== 'coupon') return steps
  return withStep(steps, { kind: kind === 'bond' ? 'paid' : 'coupon', time, instrument, amount })
}
