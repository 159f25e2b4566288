/** Tries to change everything that can be reached from what a strategy is handed. */

import { Observable } from 'rxjs'
import { column, optionOf, type PricedLeg, parseDay } from '../../engine/index.ts'

const CLOSE = column('GC 2009-12', 'close')
const LEG: PricedLeg = {
  instrument: optionOf('OG', parseDay('2009-10-27'), 'call', 1050),
  quantity: -1,
  price: 5,
}

/** How what is handed out is asked, by name. A method that is not here is one that this test does not know yet. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  at: [CLOSE],
  spoke: [CLOSE],
  latest: [CLOSE],
  bar: ['GC 2009-12'],
  chain: ['OG'],
  fillSession: ['OG'],
  rate: ['USD'],
  requirement: [[LEG]],
  funding: [],
  board: [{ from: 0, to: 1 }],
  price: [0],
  derive: [(chain: unknown) => [chain === null ? 1 : 2], 1],
  multiplier: [0],
  strike: [0],
  openInterest: ['call', 0],
  row: ['call', 0],
  indexOf: [1000],
  strikes: [],
  product: ['OG'],
  option: ['gold'],
  sessions: ['OG'],
  series: ['OG'],
  bars: ['GC 2009-12'],
  chains: ['OG'],
  when: [CLOSE],
  compute: [CLOSE],
  read: ['GC'],
  open: ['GC 2009-12'],
  high: ['GC 2009-12'],
  low: ['GC 2009-12'],
  close: ['GC 2009-12'],
  settlement: ['GC 2009-12'],
  volume: ['GC 2009-12'],
  has: ['x'],
  forEach: [() => {}],
  keys: [],
  values: [],
  entries: [],
  [String(Symbol.iterator)]: [],
}

/** Of rxjs and of the strategy itself. */
const NOT_ASKED = new Set(['constructor', '_subscribe', 'kernel'])

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

/** What the language and rxjs bring: it is not the engine that hands it out, and no test would survive its end. */
const FOREIGN: ReadonlySet<unknown> = (() => {
  const found = new Set<unknown>()
  const waiting: unknown[] = [
    ...[Object, Function, Array, Map, Set, ArrayBuffer, Float64Array, Int32Array, Uint8Array, Error, Symbol],
    ...[[].values(), new Map().values(), new Set().values(), (function* () {})()],
    Observable,
  ]
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (!isObject(one) || found.has(one)) continue
    found.add(one)
    const parts = Object.values(Object.getOwnPropertyDescriptors(one))
    waiting.push(Object.getPrototypeOf(one), ...parts.flatMap(({ value, get, set }) => [value, get, set]))
  }
  return found
})()

export type TypedArray = Float64Array | Int32Array | Uint8Array

export const isTyped = (value: unknown): value is TypedArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView)

export class Vandal {
  /** Methods that nobody said how to ask. */
  readonly unknown = new Set<string>()
  private readonly frozen = new WeakSet<object>()
  private found: ReadonlySet<object> = new Set()
  private before: ReadonlySet<object> = new Set()

  /** Finds what can be reached. */
  look(handed: readonly unknown[]): ReadonlySet<object> {
    const seen = new Set<object>()
    const waiting = [...handed]
    while (waiting.length > 0) {
      const one = waiting.pop()
      if (!isObject(one) || seen.has(one) || FOREIGN.has(one)) continue
      seen.add(one)
      waiting.push(...this.partsOf(one))
    }
    this.before = this.found
    this.found = seen
    return seen
  }

  /** Changes what was found last, and what was found the time before, which is over; what is frozen stays so. */
  strike(): void {
    for (const one of new Set([...this.before, ...this.found])) {
      if (this.frozen.has(one)) continue
      if (Object.isFrozen(one)) this.frozen.add(one)
      hit(one)
    }
  }

  private partsOf(whole: object): unknown[] {
    const parts: unknown[] = [Object.getPrototypeOf(whole)]
    if (isTyped(whole)) return [...parts, whole.buffer]
    if (whole instanceof ArrayBuffer) return parts
    for (const level of levelsOf(whole)) {
      for (const key of Reflect.ownKeys(level)) {
        const value = attempt(() => Reflect.get(level, key, whole))
        parts.push(value)
        if (typeof value === 'function' && typeof whole === 'object')
          parts.push(this.ask(whole, String(key), value))
      }
    }
    return parts
  }

  private ask(whole: object, name: string, method: object): unknown {
    if (NOT_ASKED.has(name)) return undefined
    const given = ARGUMENTS[name]
    if (given === undefined) this.unknown.add(name)
    return attempt(() => Reflect.apply(method as () => unknown, whole, given ?? []))
  }
}

/** An object and its classes, without what the language brings. */
function levelsOf(whole: object): object[] {
  const levels: object[] = []
  for (
    let one: object | null = whole;
    one && !FOREIGN.has(one);
    one = Object.getPrototypeOf(one) as object | null
  )
    levels.push(one)
  return levels
}

function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch {
    return undefined
  }
}

const GARBAGE = 1e6

const BLOWS: readonly ((one: object) => void)[] = [
  one => each(one, key => Reflect.set(one, key, GARBAGE)),
  one => each(one, key => Reflect.defineProperty(one, key, { value: GARBAGE })),
  one => each(one, key => Reflect.deleteProperty(one, key)),
  one => Reflect.set(one, 'vandal', GARBAGE),
  one => Reflect.setPrototypeOf(one, {}),
]

const BLOWS_AT_LISTS: readonly ((one: unknown[]) => void)[] = [
  one => one.sort(() => -1),
  one => one.reverse(),
  one => one.push(GARBAGE),
  one => one.pop(),
  one => one.splice(0),
]

const BLOWS_AT_COLUMNS: readonly ((one: TypedArray) => void)[] = [
  one => one.sort().reverse(),
  one => one.copyWithin(1, 0),
  one => one.set([GARBAGE]),
  one => one.fill(GARBAGE),
]

function hit(one: object): void {
  if (Array.isArray(one)) for (const blow of BLOWS_AT_LISTS) attempt(() => blow(one))
  if (isTyped(one)) for (const blow of BLOWS_AT_COLUMNS) attempt(() => blow(one))
  else for (const blow of BLOWS) attempt(() => blow(one))
  if (one instanceof ArrayBuffer) new Uint8Array(one).fill(66)
  if (one instanceof Set || one instanceof Map) one.clear()
}

function each(one: object, blow: (key: string | symbol) => void): void {
  for (const key of Reflect.ownKeys(one)) attempt(() => blow(key))
}
