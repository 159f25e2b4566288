/** Copies of columns, of the rows of one instant alone. */

import type { Column } from '../model/column.ts'

type Block = Float64Array | Int32Array | Uint8Array

/** Columns that share a buffer: most who look at a chain touch a few, and each buffer costs more than what is in it. */
const COLUMNS_A_BUFFER = 4

/** They belong to whoever was handed them: their buffers hold other copies made here, and nothing else. */
export class RowCopies {
  readonly #from: number
  readonly #to: number
  #buffer: ArrayBuffer | null = null
  #used = 0

  /** Of the rows `from` (inclusive) to `to` (exclusive). */
  constructor(from: number, to: number) {
    this.#from = from
    this.#to = to
  }

  of(column: Block): Column {
    const rows = this.#to - this.#from
    const bytes = rows * Float64Array.BYTES_PER_ELEMENT
    if (this.#buffer === null || this.#used === this.#buffer.byteLength) {
      this.#buffer = new ArrayBuffer(COLUMNS_A_BUFFER * bytes)
      this.#used = 0
    }
    const copy = columnIn(this.#buffer, this.#used, rows, column)
    copy.set(column.subarray(this.#from, this.#to))
    this.#used += bytes
    return copy
  }
}

/** Room for a column of the same kind. */
function columnIn(buffer: ArrayBuffer, at: number, rows: number, like: Block): Block {
  if (like instanceof Float64Array) return new Float64Array(buffer, at, rows)
  return like instanceof Int32Array ? new Int32Array(buffer, at, rows) : new Uint8Array(buffer, at, rows)
}
