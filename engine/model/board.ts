/** The board of one expiry: its strikes, ascending, with what is known of each side. */

import type { Right } from './instrument.ts'

/** Numbers a strike on a board: itself, open interest of call and put, row of call and put. */
export const BOARD_WIDTH = 5

/** Says that nobody else has the numbers. */
const MADE = Symbol('made')

/**
 * By index of the strike, from 0 = the lowest on; an index that is not listed gives NaN. Nobody can change a board, so that
 * all may look at one.
 */
export class Board {
  /** Listed strikes. */
  readonly size: number
  readonly #numbers: Float64Array

  /** `numbers` are BOARD_WIDTH a strike, in that order, -1 for the row of a side that is not listed; a copy is kept. */
  constructor(numbers: Float64Array, made?: typeof MADE) {
    this.size = numbers.length / BOARD_WIDTH
    this.#numbers = made === MADE ? numbers : numbers.slice()
    Object.freeze(this)
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

/** A board of numbers that were made for it, and are written no more: it costs no copy. */
export const boardOver = (numbers: Float64Array): Board => new Board(numbers, MADE)

Object.freeze(Board.prototype)
Object.freeze(Board)
