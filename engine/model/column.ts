/** A column of numbers that is only read: a typed array without what writes into it, and without its buffer. */

/** Asks of one number of a column. */
type Question<Answer> = (value: number, row: number, column: Column) => Answer

/** By row, from 0 on. `[...column]` and `column.slice()` give a copy of one's own. */
export interface Column extends Iterable<number> {
  readonly length: number
  readonly [row: number]: number
  at(row: number): number | undefined
  find(question: Question<unknown>): number | undefined
  findLast(question: Question<unknown>): number | undefined
  findIndex(question: Question<unknown>): number
  findLastIndex(question: Question<unknown>): number
  indexOf(value: number, from?: number): number
  lastIndexOf(value: number): number
  includes(value: number, from?: number): boolean
  every(question: Question<unknown>): boolean
  some(question: Question<unknown>): boolean
  forEach(visit: Question<void>): void
  filter(question: Question<unknown>): Column
  map(question: Question<number>): Column
  reduce<Sum>(add: (sum: Sum, value: number, row: number) => Sum, start: Sum): Sum
  toSorted(order?: (a: number, b: number) => number): Column
  join(separator?: string): string
  /** The rows `from` (inclusive) to `to` (exclusive) in columns of their own. */
  slice(from?: number, to?: number): Column
  /** The same rows without a copy. */
  subarray(from?: number, to?: number): Column
  keys(): IterableIterator<number>
  values(): IterableIterator<number>
  entries(): IterableIterator<[number, number]>
}
