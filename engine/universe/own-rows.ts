/** The rows of one instant in columns of their own, each copied from the block when it is first looked at. */

import type { ChainColumns } from '../model/block.ts'
import type { Column } from '../model/column.ts'
import type { ChainRows } from '../model/slice.ts'
import type { RowCopies } from './row-copies.ts'

/** Reaches neither the block nor another's copies, whatever is written into it. */
export class OwnRows implements ChainRows {
  readonly product: string
  readonly length: number
  readonly #block: ChainColumns
  readonly #copies: RowCopies
  readonly #own: { -readonly [Name in keyof ChainRows]?: Column } = {}

  /** `copies` are made of so many rows. */
  constructor(block: ChainColumns, length: number, copies: RowCopies) {
    this.product = block.product
    this.length = length
    this.#block = block
    this.#copies = copies
  }

  get time(): Column {
    this.#own.time ??= this.#copies.of(this.#block.time)
    return this.#own.time
  }

  get expiry(): Column {
    this.#own.expiry ??= this.#copies.of(this.#block.expiry)
    return this.#own.expiry
  }

  get strike(): Column {
    this.#own.strike ??= this.#copies.of(this.#block.strike)
    return this.#own.strike
  }

  get right(): Column {
    this.#own.right ??= this.#copies.of(this.#block.right)
    return this.#own.right
  }

  get bid(): Column {
    this.#own.bid ??= this.#copies.of(this.#block.bid)
    return this.#own.bid
  }

  get ask(): Column {
    this.#own.ask ??= this.#copies.of(this.#block.ask)
    return this.#own.ask
  }

  get open(): Column {
    this.#own.open ??= this.#copies.of(this.#block.open)
    return this.#own.open
  }

  get high(): Column {
    this.#own.high ??= this.#copies.of(this.#block.high)
    return this.#own.high
  }

  get low(): Column {
    this.#own.low ??= this.#copies.of(this.#block.low)
    return this.#own.low
  }

  get close(): Column {
    this.#own.close ??= this.#copies.of(this.#block.close)
    return this.#own.close
  }

  get settlement(): Column {
    this.#own.settlement ??= this.#copies.of(this.#block.settlement)
    return this.#own.settlement
  }

  get volume(): Column {
    this.#own.volume ??= this.#copies.of(this.#block.volume)
    return this.#own.volume
  }

  get openInterest(): Column {
    this.#own.openInterest ??= this.#copies.of(this.#block.openInterest)
    return this.#own.openInterest
  }

  get multiplier(): Column {
    this.#own.multiplier ??= this.#copies.of(this.#block.multiplier)
    return this.#own.multiplier
  }
}

Object.freeze(OwnRows.prototype)
