/** The margin contract: a pure function from positions and prices to a requirement. */

import type { Instrument, OptionInstrument, Product } from './instrument.ts'
import type { Minor } from './money.ts'
import type { Day } from './time.ts'

/** A position as margin sees it. */
export interface MarginPosition {
  readonly instrument: Instrument
  readonly product: Product
  /** The option that it is; null for what moves as its price does. */
  readonly option: OptionInstrument | null
  /** Product that is held, or that exercise delivers; null where the option settles in cash. */
  readonly deliverable: string | null
  /** Contracts, negative when short. */
  readonly quantity: number
  /** Currency per 1.00 of price. */
  readonly multiplier: number
  /** Price in points. */
  readonly price: number
  /** False: its gains are settled daily, so equity never owes its price. */
  readonly paidUpFront: boolean
  /** Id of what the option delivers or settles on, of a future its own; absent = all of the product have the same. */
  readonly underlying?: string
  /** Price of what the option delivers or settles on; the price itself for a future. */
  readonly underlyingPrice: number
  /** Calendar days from the session to the last trading day of an option; 0 for a future. */
  readonly daysToExpiry: number
  /** Equity that a bond ties up: its value less what is borrowed against it; absent for anything else. */
  readonly tiedUp?: Minor
  /** Standard deviation of the underlying's daily returns, exponentially weighted; null = not known. */
  readonly sigmaDaily: number | null
}

/** What the positions of one product need, in the product's currency. */
export interface ProductRequirement {
  readonly product: string
  readonly currency: string
  readonly initial: Minor
  readonly maintenance: Minor
  /** The part of both that is the premium of short options: equity already owes it. */
  readonly premiumIncluded: Minor
  /** How it came about, for the report: pairs of structure and count. */
  readonly structures: readonly { readonly structure: string; readonly lots: number }[]
  /** Which contracts are margined together, from a model that says so. */
  readonly carving?: OptionCarving
  /** Number of the scenario that binds, from 1; null where none does, and for models without scenarios. */
  readonly scenario: number | null
}

/** Option contracts of a product put into structures, each contract into one at most. */
export interface OptionCarving {
  /** The rule that was in force. */
  readonly rule: string
  /** False where a bounded search ended before it was proven that nothing needs less. */
  readonly isLeast: boolean
  readonly parts: readonly CarvingPart[]
}

export interface CarvingPart {
  readonly structure: string
  readonly lots: number
  /** Contracts by instrument id, negative when short. */
  readonly legs: readonly { readonly instrument: string; readonly quantity: number }[]
  /** What the part needs, in the product's currency, not rounded. */
  readonly money: number
}

/** Initial margin and the premium within it, in one currency. */
export type InitialMargin = Pick<ProductRequirement, 'initial' | 'premiumIncluded'>

/** What one product adds to the equity that opening positions needs, in its currency. */
export interface InitialNeed {
  readonly currency: string
  /** No less initial margin, and no more premium: at hand whatever is held. */
  readonly bound: InitialMargin
  /** To the cent what the model's `requirement` gives. Ask before anything is added or removed. */
  exact(): InitialMargin
}

/** Positions that come and go, and what they need: one more costs the same time however many there are. */
export interface RunningRequirement {
  add(position: MarginPosition): void
  /** Takes out a position that was added: the same object. */
  remove(position: MarginPosition): void
  /** With these positions more, product by product in any order. Throws as the model's `requirement` does. */
  initialWith(more: readonly MarginPosition[]): readonly InitialNeed[]
}

/** A margin model: pure, so that the same positions on the same day ask for the same money. */
export interface MarginModel {
  readonly name: string
  /** Whether it looks at `sigmaDaily`, which is computed only for models that do. */
  readonly looksAtVolatility: boolean
  /**
   * Whether closing one more lot of a position may change the requirement otherwise than the lot before, or raise it: a forced
   * reduction is then chosen anew after every lot. Absent = each lot frees margin, so their number can be searched for.
   */
  reducesLotByLot?(position: MarginPosition): boolean
  /** Requirement by product, sorted by product id. Throws a DataError when a table lacks a structure it needs. */
  requirement(positions: readonly MarginPosition[], day: Day): readonly ProductRequirement[]
  /** The same for positions that come one by one; absent = `requirement` is asked about all of them each time. */
  running?(day: Day): RunningRequirement
}

/** The account's requirement, converted into its currency. */
export interface Requirement {
  readonly initial: Minor
  readonly maintenance: Minor
  /** Compare equity with `initial - premiumIncluded`, or the premium counts twice. */
  readonly premiumIncluded: Minor
  readonly products: readonly ProductRequirement[]
}
