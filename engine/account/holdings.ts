/** What an account holds at one instant, with everything that a view of its risk needs. */

import type { MarginPosition, Requirement } from '../model/margin-model.ts'
import type { Minor } from '../model/money.ts'
import type { PlacedStop } from '../model/order.ts'
import type { GroupView } from '../model/snapshot.ts'
import type { Day, EpochMs } from '../model/time.ts'

/** One open group. */
export interface HeldGroup {
  readonly view: GroupView
  /** The stop as it stands now; null without one. */
  readonly stop: PlacedStop | null
  /** Its legs at their marks, as margin sees them. */
  readonly positions: readonly MarginPosition[]
}

/** All that an account holds at an instant, with what it takes to value and to margin it anew. */
export interface Holdings {
  readonly time: EpochMs
  /** The session of the account's calendar. */
  readonly day: Day
  readonly currency: string
  readonly equity: Minor
  readonly groups: readonly HeldGroup[]
  /** Futures that assigned options will deliver. */
  readonly deliveries: readonly MarginPosition[]
  /** What the account's margin model asks for any positions on any day. */
  requirement(positions: readonly MarginPosition[], day: Day): Requirement
  /** An amount of a currency in the account's, at the rates of this instant. */
  inAccount(amount: Minor, currency: string): Minor
}
