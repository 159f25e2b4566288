/** A set as others may see it: it shows what is in it, and nobody adds to it or takes from it. */

export class SetView<T> implements ReadonlySet<T> {
  readonly #set: ReadonlySet<T>

  constructor(set: ReadonlySet<T>) {
    this.#set = set
    Object.freeze(this)
  }

  get size(): number {
    return this.#set.size
  }

  has(value: T): boolean {
    return this.#set.has(value)
  }

  forEach(visit: (value: T, same: T, set: ReadonlySet<T>) => void): void {
    for (const value of this.#set) visit(value, value, this)
  }

  keys(): SetIterator<T> {
    return this.#set.keys()
  }

  values(): SetIterator<T> {
    return this.#set.values()
  }

  entries(): SetIterator<[T, T]> {
    return this.#set.entries()
  }

  [Symbol.iterator](): SetIterator<T> {
    return this.#set.values()
  }
}

Object.freeze(SetView.prototype)
