/** What a strategy may wish (an intent), and what the broker makes of it (an order or a refusal). */

import type { Instrument } from './instrument.ts'
import type { Signal, SignalName } from './signal.ts'
import type { EpochMs } from './time.ts'

export type Side = 'buy' | 'sell'

/** One leg of an order; `ratio` whole contracts of it make one lot. */
export interface Leg {
  readonly instrument: Instrument
  readonly side: Side
  readonly ratio: number
}

/** When a stop is tested: on the settlement of each session, or also on an estimate from highs and lows. */
export type StopTest = 'settlement' | 'intraday'

/** Closes a group when closing one lot costs more than its credit by the loss. */
export interface LossStop {
  /** In points of price, or as a multiple of the credit the group was filled at. */
  readonly loss: { readonly points: number } | { readonly timesCredit: number }
  readonly test: StopTest
}

/** Closes a group when a price passes a level. Tested wherever the price has a value, from the opening fill on. */
export interface LevelStop {
  /** The price, as in `signal.close(underlying)`. */
  readonly watch: Signal
  readonly fires: 'below' | 'above'
  /** A signal moves the level along with it. */
  readonly level: number | Signal
  /** True: the level moves only towards the price, from where it stood at the decision. */
  readonly trailing?: boolean
}

/** A standing order to close a group. The broker tests it; no strategy is woken to watch it. */
export type StopRule = LossStop | LevelStop

/** A level stop as it stands, in plain data: `follows` is the signal that moves its level. */
export interface PlacedLevel {
  readonly watch: SignalName
  readonly fires: 'below' | 'above'
  readonly level: number
  readonly follows: SignalName | null
  readonly trailing: boolean
}

/** A stop as an order carries it and a group holds it. */
export type PlacedStop = LossStop | PlacedLevel

/** The loss at which a stop fires, in points, for a group that received `creditPoints`; what was paid counts alike. */
export const stopPoints = (stop: LossStop, creditPoints: number): number =>
  'points' in stop.loss ? stop.loss.points : stop.loss.timesCredit * Math.abs(creditPoints)

/** Why something was done, for the report: a rule's id, a sentence, and the numbers it looked at. */
export interface Reason {
  readonly rule: string
  readonly text: string
  readonly evidence?: Readonly<Record<string, number | string | null>>
}

/** Opens a group of legs, whole or not at all. */
export interface OpenIntent {
  readonly kind: 'open'
  /** The strategy's own name for the group, by which it finds it again; one open group a tag. */
  readonly tag: string
  /** Adds the legs to this open group, under its tag, its lots and its stop: to leg in, or to neutralise. */
  readonly group?: number
  readonly legs: readonly Leg[]
  readonly lots: number
  /** The least net credit (or, negative, the most net debit) a lot may fill at, in points. */
  readonly limit?: number
  readonly stop?: StopRule
  readonly reason: Reason
}

/** Closes a group, or the named legs of it. Never more than is held. */
export interface CloseIntent {
  readonly kind: 'close'
  readonly group: number
  /** Instrument ids; all legs when absent. */
  readonly legs?: readonly string[]
  readonly reason: Reason
}

/**
 * Trades legs of an open group: what it holds or new ones, more or less. To hedge anew, to roll, to sell a tail, to unwind
 * a part. Whole or not at all; an order that only gives up what is held fills as far as that is still there.
 */
export interface AdjustIntent {
  readonly kind: 'adjust'
  readonly group: number
  /** Contracts, or units of a bond; positive to buy. */
  readonly legs: readonly Pick<OrderLeg, 'instrument' | 'quantity'>[]
  readonly reason: Reason
}

/** Declares that contracts of a short future will be met with bonds of the same group. */
export interface DeliverIntent {
  readonly kind: 'deliver'
  readonly group: number
  /** Ids of the future and of the bond that is delivered into it. */
  readonly future: string
  readonly bond: string
  readonly contracts: number
  readonly reason: Reason
}

/** Cancels a working order. */
export interface CancelIntent {
  readonly kind: 'cancel'
  readonly order: number
  readonly reason: Reason
}

/** Says that an entry was considered and not made, so that the report can say why nothing happened. */
export interface DeclineIntent {
  readonly kind: 'decline'
  readonly tag: string
  readonly reason: Reason
}

/** Puts what the strategy saw into the record, for the report's charts. Changes nothing. */
export interface ObserveIntent {
  readonly kind: 'observe'
  readonly name: string
  readonly values: Readonly<Record<string, number | string | null>>
}

/** What a strategy may answer, by `kind`; the engine makes an order or a refusal of it. */
export type Intent =
  | OpenIntent
  | CloseIntent
  | AdjustIntent
  | DeliverIntent
  | CancelIntent
  | DeclineIntent
  | ObserveIntent

/** Who gave an order; `carried` = it was held when the run began. */
export type Origin = 'strategy' | 'stop' | 'liquidation' | 'carried'

/** A leg with its whole quantity: contracts, positive to buy. */
export interface OrderLeg {
  readonly instrument: Instrument
  readonly quantity: number
  /** Set by the gate: it gives up what the group holds, and may never do more than that. */
  readonly reduces?: true
}

/** A position that the account holds when the run begins. */
export interface CarriedPosition extends OrderLeg {
  /** Positions that share a tag are one group. */
  readonly tag: string
  /** What it is carried in at, in points: profit counts from here, and so do rules that look at its premium. */
  readonly price: number
}

/** An order at work in the market. */
export interface Order {
  readonly id: number
  readonly group: number
  readonly tag: string
  readonly purpose: 'open' | 'close'
  readonly origin: Origin
  readonly placedAt: EpochMs
  readonly legs: readonly OrderLeg[]
  readonly lots: number
  readonly limit: number | null
  readonly stop: PlacedStop | null
  readonly reason: Reason
}

/** One leg filled. Quantity is signed: positive bought, negative sold. Price in points. */
export interface Fill {
  readonly order: number
  readonly group: number
  readonly time: EpochMs
  readonly instrument: Instrument
  readonly quantity: number
  readonly price: number
  /** What the price was taken from. */
  readonly source: 'quote' | 'open' | 'close' | 'carried'
  /** Currency per 1.00 of price. */
  readonly multiplier: number
  readonly currency: string
}
