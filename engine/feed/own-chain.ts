/** A chain at one instant for one who looks at it: whatever is written into it reaches nothing else. */

import type { ChainColumns } from '../model/block.ts'
import type { Column } from '../model/column.ts'
import type { ChainRows, ChainView, ExpiryRows } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import type { KnownColumns } from './known-open-interest.ts'
import { OwnRows } from './own-rows.ts'

/** What a view is made of. `from` and `to` are rows of the block; those of the expiries count from `from` on. */
export interface ChainParts {
  readonly product: string
  readonly time: EpochMs
  readonly session: Day
  readonly block: ChainColumns
  readonly known: KnownColumns
  readonly from: number
  readonly to: number
  readonly expiries: readonly ExpiryRows[]
}

export class OwnChain implements ChainView {
  readonly product: string
  readonly time: EpochMs
  readonly session: Day
  readonly columns: ChainRows
  readonly expiries: readonly ExpiryRows[]
  readonly #parts: ChainParts
  #contracts: Column | null = null
  #day: Column | null = null

  constructor(parts: ChainParts) {
    this.product = parts.product
    this.time = parts.time
    this.session = parts.session
    this.columns = new OwnRows(parts.block, parts.from, parts.to)
    this.expiries = parts.expiries
    this.#parts = parts
  }

  get knownOpenInterest(): Column {
    const { known, from, to } = this.#parts
    this.#contracts ??= known.contracts.slice(from, to)
    return this.#contracts
  }

  get openInterestDay(): Column {
    const { known, from, to } = this.#parts
    this.#day ??= known.day.slice(from, to)
    return this.#day
  }
}

Object.freeze(OwnChain.prototype)
