/** A chain at one instant, for all accounts that see it alike: its rows, its expiries, and what was derived from it. */

import { Board } from '../model/board.ts'
import { StrategyError } from '../model/errors.ts'
import type { ChainView, Derivation } from '../model/slice.ts'
import type { ChainParts } from './chain-parts.ts'
import { OwnChain } from './own-chain.ts'

export class ChainInstant {
  private readonly parts: ChainParts
  private readonly derived = new Map<Derivation<unknown>, Map<number, unknown>>()

  constructor(parts: ChainParts) {
    this.parts = parts
  }

  /** The chain for one who looks at it. */
  view(): ChainView {
    return new OwnChain(this.parts, (make, key) => this.derive(make, key))
  }

  private derive<T>(make: Derivation<T>, key: number): T {
    let known = this.derived.get(make)
    if (!known) {
      known = new Map()
      this.derived.set(make, known)
    }
    if (known.has(key)) return known.get(key) as T
    const made = make(this.view(), key)
    freezeData(made)
    known.set(key, made)
    return made
  }
}

/** Freezes plain data all the way down. Throws a StrategyError for anything that can still be changed then. */
function freezeData(value: unknown): void {
  if (typeof value === 'function') throw notPlain('a function')
  if (typeof value !== 'object' || value === null || unchangeable.has(value)) return
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Board.prototype) return
  if (prototype !== Object.prototype && prototype !== Array.prototype) throw notPlain('an object of a class')
  Object.freeze(value)
  unchangeable.add(value)
  if (Array.isArray(value)) freezeList(value)
  else for (const key in value) freezeData((value as Readonly<Record<string, unknown>>)[key])
}

/** Lists are mostly of numbers, and long. */
function freezeList(list: readonly unknown[]): void {
  for (let i = 0; i < list.length; i++) {
    const part = list[i]
    if (typeof part === 'object' || typeof part === 'function') freezeData(part)
  }
}

/** What was frozen here, with all that is in it: what is frozen elsewhere may hold what is not. */
const unchangeable = new WeakSet<object>()

const notPlain = (what: string): StrategyError =>
  new StrategyError(
    `what is derived from a chain is shared, and must be numbers, texts, boards, lists and plain objects of them, not ${what}`,
  )
