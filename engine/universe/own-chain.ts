/** A chain at one instant for one who looks at it: whatever is written into it reaches nothing else. */

import type { ChainColumns } from '../model/block.ts'
import type { Board } from '../model/board.ts'
import type { Column } from '../model/column.ts'
import {
  type ChainRows,
  type ChainView,
  type Derivation,
  type ExpiryRows,
  standingPrice,
} from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import { boardOf } from './board.ts'
import type { ChainParts } from './chain-parts.ts'
import type { KnownColumns } from './known-open-interest.ts'
import { OwnRows } from './own-rows.ts'
import { RowCopies } from './row-copies.ts'

/** Works something out of the chain once for all that ask. */
type Derive = <T>(make: Derivation<T>, key: number) => T

export class OwnChain implements ChainView {
  readonly product: string
  readonly time: EpochMs
  readonly session: Day
  readonly columns: ChainRows
  readonly expiries: readonly ExpiryRows[]
  readonly #block: ChainColumns
  readonly #known: KnownColumns
  readonly #from: number
  readonly #to: number
  readonly #copies: RowCopies
  readonly #derive: Derive
  #contracts: Column | null = null
  #day: Column | null = null

  constructor(parts: ChainParts, derive: Derive) {
    this.product = parts.product
    this.time = parts.time
    this.session = parts.session
    this.expiries = parts.expiries
    this.#block = parts.block
    this.#known = parts.known
    this.#derive = derive
    this.#from = parts.from
    this.#to = parts.to
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

  board(rows: ExpiryRows): Board {
    const [from, to] = [this.#from + rows.from, this.#from + rows.to]
    if (!(from >= this.#from && from <= to && to <= this.#to)) {
      throw new RangeError(
        `the chain has ${this.#to - this.#from} rows, and none from ${rows.from} to ${rows.to}`,
      )
    }
    return boardOf(this.#block, this.#known.contracts, this.#from, from, to)
  }

  derive<T>(make: Derivation<T>, key: number): T {
    return this.#derive(make, key)
  }

  price(row: number): number | null {
    const { settlement, bid, ask, close } = this.#block
    const at = this.#own(row)
    if (at < 0) return null
    return standingPrice(settlement[at] as number, bid[at] as number, ask[at] as number, close[at] as number)
  }

  multiplier(row: number): number | null {
    const at = this.#own(row)
    const stated = at < 0 ? Number.NaN : (this.#block.multiplier[at] as number)
    return Number.isNaN(stated) ? null : stated
  }

  /** The block's row of a row of this chain; -1 for one that this chain does not have. */
  #own(row: number): number {
    return row >= 0 && row < this.#to - this.#from ? this.#from + row : -1
  }
}

Object.freeze(OwnChain.prototype)
