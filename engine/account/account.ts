/** An account: one strategy with its broker, its portfolio and the rules it trades under. */

import type { CallPolicy, CallState } from '../margin/call.ts'
import type { Funding } from '../margin/repo.ts'
import type { AssignmentModel } from '../model/assignment-model.ts'
import type { MarginModel } from '../model/margin-model.ts'
import type { Minor } from '../model/money.ts'
import type { CarriedPosition, Fill, Intent } from '../model/order.ts'
import type { CallRecord, RefusalRecord, RunRecord } from '../model/record.ts'
import type { BusDriver } from '../universe/bus.ts'
import type { Broker } from './execution/broker.ts'
import type { FillRule } from './execution/price.ts'
import type { Portfolio } from './ledger/portfolio.ts'
import type { Lookup } from './lookup.ts'

/** The rules of an account: how its orders fill, what they cost, and what margin asks of it. */
export interface Rules {
  readonly fill: FillRule
  readonly slippageTicks: number
  /** Currency of the product, per contract and fill. */
  readonly commissionPerContract: number
  readonly margin: MarginModel
  /** Models that it is compared with; none when absent. */
  readonly compared?: readonly MarginModel[]
  readonly callPolicy: CallPolicy
  readonly callDays: number
  /** Who exercises early; nobody when absent. */
  readonly assignment?: AssignmentModel
  /** How bonds are paid for; in full when absent. */
  readonly funding?: Funding
  /** What to do when a series that is held has no settlement at its expiry. */
  readonly missingSettlement: 'error' | 'underlying'
  /** By currency: account currency per unit, or the instrument whose close it is. */
  readonly fx: Readonly<Record<string, number | string>>
}

/** A model that runs beside the ruling one, with the calls it would have made. */
export interface ComparedModel {
  readonly model: MarginModel
  call: CallState
  /** It lacked a rate. */
  silent: boolean
}

export interface Account {
  readonly strategy: string
  readonly rules: Rules
  readonly facts: Lookup
  readonly broker: Broker
  readonly portfolio: Portfolio
  readonly bus: BusDriver
  readonly record: (record: RunRecord) => void
  /** Product whose calendar counts the days of a margin call. */
  readonly home: string
  /** Held when the run begins. */
  readonly carried: readonly CarriedPosition[]
  /** What the strategy answered in this slice. */
  readonly inbox: Intent[]
  call: CallState
  readonly compared: readonly ComparedModel[]
  /** What happened in this slice, for the wake. */
  news: { fills: Fill[]; calls: CallRecord[] }
  /** Refused since the last wake. */
  refusals: RefusalRecord[]
  /** Equity in the account's last line; null before the first. */
  equityRecorded: Minor | null
  /** True while orders meet the open of a slice: what it closed at is not known yet. */
  atOpen: boolean
}
