/** The rows of one instant in columns of their own, each copied from the block when it is first looked at. */

import type { ChainColumns } from '../model/block.ts'
import type { Column } from '../model/column.ts'
import type { ChainRows } from '../model/slice.ts'

type Block = Float64Array | Int32Array | Uint8Array

/** Reaches neither the block nor another's copies, whatever is written into it. */
export class OwnRows implements ChainRows {
  readonly product: string
  readonly length: number
  readonly #block: ChainColumns
  readonly #from: number
  readonly #to: number
  readonly #own: { -readonly [Name in keyof ChainRows]?: Column } = {}

  /** The rows `from` (inclusive) to `to` (exclusive). */
  constructor(block: ChainColumns, from: number, to: number) {
    this.product = block.product
    this.length = to - from
    this.#block = block
    this.#from = from
    this.#to = to
  }

  get time(): Column {
    this.#own.time ??= this.#cut(this.#block.time)
    return this.#own.time
  }

  get expiry(): Column {
    this.#own.expiry ??= this.#cut(this.#block.expiry)
    return this.#own.expiry
  }

  get strike(): Column {
    this.#own.strike ??= this.#cut(this.#block.strike)
    return this.#own.strike
  }

  get right(): Column {
    this.#own.right ??= this.#cut(this.#block.right)
    return this.#own.right
  }

  get bid(): Column {
    this.#own.bid ??= this.#cut(this.#block.bid)
    return this.#own.bid
  }

  get ask(): Column {
    this.#own.ask ??= this.#cut(this.#block.ask)
    return this.#own.ask
  }

  get open(): Column {
    this.#own.open ??= this.#cut(this.#block.open)
    return this.#own.open
  }

  get high(): Column {
    this.#own.high ??= this.#cut(this.#block.high)
    return this.#own.high
  }

  get low(): Column {
    this.#own.low ??= this.#cut(this.#block.low)
    return this.#own.low
  }

  get close(): Column {
    this.#own.close ??= this.#cut(this.#block.close)
    return this.#own.close
  }

  get settlement(): Column {
    this.#own.settlement ??= this.#cut(this.#block.settlement)
    return this.#own.settlement
  }

  get volume(): Column {
    this.#own.volume ??= this.#cut(this.#block.volume)
    return this.#own.volume
  }

  get openInterest(): Column {
    this.#own.openInterest ??= this.#cut(this.#block.openInterest)
    return this.#own.openInterest
  }

  get multiplier(): Column {
    this.#own.multiplier ??= this.#cut(this.#block.multiplier)
    return this.#own.multiplier
  }

  #cut(column: Block): Column {
    return column.slice(this.#from, this.#to)
  }
}

Object.freeze(OwnRows.prototype)
