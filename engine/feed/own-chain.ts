/** A chain at one instant for one who looks at it: whatever is written into it reaches nothing else. */

import type { ChainColumns } from '../model/block.ts'
import type { Column } from '../model/column.ts'
import type { ChainRows, ChainView, ExpiryRows } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import type { KnownColumns } from './known-open-interest.ts'
import { OwnRows } from './own-rows.ts'
import { RowCopies } from './row-copies.ts'

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
  readonly #known: KnownColumns
  readonly #copies: RowCopies
  #contracts: Column | null = null
  #day: Column | null = null

  constructor(parts: ChainParts) {
    this.product = parts.product
    this.time = parts.time
    this.session = parts.session
    this.expiries = parts.expiries
    this.#known = parts.known
    this.#copies = new RowCopies(parts.from, parts.to)
    this.columns = new OwnRows(parts.block, parts.to - parts.from, this.#copies)
  }

  get knownOpenInterest(): Column {
    this.#contracts ??= this.#copies.of(this.#known.contracts)
    return this.#contracts
  }

  get openInterestDay(): Column {
    this.#day ??= this.#copies.of(this.#known.day)
    return this.#day
  }
}

Object.freeze(OwnChain.prototype)
