/** The board of one expiry: its strikes, ascending, with what is known of each side. */

import type { Right } from './instrument.ts'

/** Numbers a strike on a board: itself, open interest of call and put, row of call and put. */
export const BOARD_WIDTH = 5

/**
 * By index of the strike, from 0 = the lowest on; an index that is not listed gives NaN. Nobody can change a board, so that
 * all may look at one.
 */
export class Board {
  /** Listed strikes. */
  readonly size: number
  readonly #numbers: Float64Array

  /** `numbers` are BOARD_WIDTH a strike, in that order, -1 for the row of a side that is not listed. They are kept. */
  constructor(numbers: Float64Array) {
    this.size = numbers.length / BOARD_WIDTH
    this.#numbers = numbers
  }

  strike(at: number): number {
    return this.#numbers[at * BOARD_WIDTH] ?? Number.NaN
  }

  /** Known open interest in contracts; 0 where none is known. */
  openInterest(right: Right, at: number): number {
    return this.#numbers[at * BOARD_WIDTH + (right === 'call' ? 1 : 2)] ?? Number.NaN
  }

  /** Row of the chain; -1 where that side is not listed. */
  row(right: Right, at: number): number {
    return this.#numbers[at * BOARD_WIDTH + (right === 'call' ? 3 : 4)] ?? Number.NaN
  }

  /** -1 where the strike is not listed. */
  indexOf(strike: number): number {
    for (let at = 0; at < this.size; at++) if (this.strike(at) === strike) return at
    return -1
  }

  /** A list of one's own. */
  strikes(): number[] {
    return Array.from({ length: this.size }, (_, at) => this.strike(at))
  }
}

Object.freeze(Board.prototype)
Object.freeze(Board)
