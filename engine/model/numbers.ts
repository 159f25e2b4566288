/** A list of numbers that nobody can change: what several look at is not frozen lists, whose numbers cost a box each. */

export class Numbers implements Iterable<number> {
  readonly length: number
  readonly #values: Float64Array
  readonly #from: number

  /** The `length` values from index `from` on. They must not be written after. */
  constructor(values: Float64Array, from: number, length: number) {
    this.length = length
    this.#values = values
    this.#from = from
    Object.freeze(this)
  }

  static of(values: Iterable<number>): Numbers {
    const copy = Float64Array.from(values)
    return new Numbers(copy, 0, copy.length)
  }

  /** NaN where there is none. */
  get(index: number): number {
    return index >= 0 && index < this.length ? (this.#values[this.#from + index] ?? Number.NaN) : Number.NaN
  }

  /** -1 where it is not listed. */
  indexOf(value: number): number {
    for (let index = 0; index < this.length; index++) if (this.get(index) === value) return index
    return -1
  }

  /** The first that passes. */
  find(passes: (value: number, index: number) => boolean): number | undefined {
    for (let index = 0; index < this.length; index++) {
      if (passes(this.get(index), index)) return this.get(index)
    }
    return undefined
  }

  /** A copy of one's own: what it is spread into may be written. */
  [Symbol.iterator](): IterableIterator<number> {
    return this.#values.slice(this.#from, this.#from + this.length).values()
  }
}

Object.freeze(Numbers.prototype)
Object.freeze(Numbers)
