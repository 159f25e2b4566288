/** Reads the fields of what a strategy handed over, which may be anything at all: each once, checked, by a dotted path. */

import { closestName } from './closest-name.ts'

/** What is wrong with an intent. */
export class IntentFault extends Error {
  override readonly name = 'IntentFault'
  /** Dotted path from the intent, such as `legs.0.side`; empty for the intent itself. */
  readonly field: string
  readonly value: unknown
  /** How a sentence about the value goes on. */
  readonly reason: string

  constructor(field: string, value: unknown, reason: string) {
    super(`${field}: ${reason}`)
    this.field = field
    this.value = value
    this.reason = reason
  }
}

/** A copy of an object's own fields, and the path to it. */
export interface Fields {
  readonly at: string
  readonly values: Readonly<Record<string, unknown>>
}

/** More contracts than any market has; beyond it cents are no longer counted exactly. */
export const MOST_CONTRACTS = 1_000_000_000

const UNREADABLE = 'was thrown when it was read; give plain values'

const pathOf = (at: string, key: string | number): string => (at === '' ? `${key}` : `${at}.${key}`)

/** The fault of one field. */
export const faultOf = ({ at, values }: Fields, key: string, reason: string): IntentFault =>
  new IntentFault(pathOf(at, key), values[key], reason)

/** The own fields of an object, each read once: what a getter gives afterwards changes nothing. */
export function fieldsOf(value: unknown, at: string): Fields {
  const values: Record<string, unknown> = {}
  let reading: string | null = null
  try {
    if (!hasFields(value)) throw new IntentFault(at, value, 'must be an object')
    for (const key of Object.keys(value)) {
      reading = key
      // As a name it would set the prototype of the copy instead of a field.
      if (key === '__proto__') throw new IntentFault(at, value, 'must have no field __proto__')
      values[key] = value[key]
    }
  } catch (error) {
    if (error instanceof IntentFault) throw error
    throw new IntentFault(reading === null ? at : pathOf(at, reading), error, UNREADABLE)
  }
  return { at, values }
}

/** Whether a value keeps what it is in fields of its own, as a map, a date or an array does not. */
function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || Object.prototype.toString.call(value) === '[object Object]'
}

/** Throws the fault of a field that is none of `known`: a misspelt one would pass for one left out. */
export function requireOnly({ at, values }: Fields, known: ReadonlySet<string>, what: string): void {
  for (const key in values) {
    if (known.has(key)) continue
    const meant = closestName(key.slice(0, 40), [...known])
    throw new IntentFault(pathOf(at, key), values[key], `is no field of ${what}; did you mean ${meant}?`)
  }
}

/** The items of an array as `read` makes them, each with its path. It stops at the first that has a fault. */
export function itemsOf<T>(fields: Fields, key: string, read: (item: unknown, at: string) => T): T[] {
  const value = fields.values[key]
  const at = pathOf(fields.at, key)
  const items: readonly unknown[] | null = guarded(at, () => (Array.isArray(value) ? value : null))
  if (!items) throw faultOf(fields, key, 'must be an array')
  const all: T[] = []
  for (let i = 0; i < items.length; i++) {
    const item = pathOf(at, i)
    all.push(
      read(
        guarded(item, () => items[i]),
        item,
      ),
    )
  }
  return all
}

function guarded<T>(at: string, get: () => T): T {
  try {
    return get()
  } catch (error) {
    throw new IntentFault(at, error, UNREADABLE)
  }
}

export function text(fields: Fields, key: string): string {
  const value = fields.values[key]
  if (typeof value !== 'string' || value === '')
    throw faultOf(fields, key, 'must be a text that is not empty')
  return value
}

export function anyText(fields: Fields, key: string): string {
  const value = fields.values[key]
  if (typeof value !== 'string') throw faultOf(fields, key, 'must be a text')
  return value
}

export function oneOf<T extends string>(fields: Fields, key: string, values: readonly T[]): T {
  const value = fields.values[key]
  for (const one of values) if (one === value) return one
  throw faultOf(fields, key, `must be ${values.join(' or ')}`)
}

export function whole(fields: Fields, key: string): number {
  const value = fields.values[key]
  if (!Number.isSafeInteger(value)) throw faultOf(fields, key, 'must be a whole number')
  return value as number
}

/** Contracts, lots or a ratio: a whole number above zero. */
export function count(fields: Fields, key: string): number {
  const value = fields.values[key]
  if (!Number.isSafeInteger(value) || !((value as number) > 0))
    throw faultOf(fields, key, 'must be a whole number above zero')
  if ((value as number) > MOST_CONTRACTS) throw faultOf(fields, key, `must be at most ${MOST_CONTRACTS}`)
  return value as number
}

export function finite(fields: Fields, key: string): number {
  const value = fields.values[key]
  if (!Number.isFinite(value)) throw faultOf(fields, key, 'must be a finite number')
  return value as number
}

export function aboveZero(fields: Fields, key: string): number {
  const value = fields.values[key]
  if (!Number.isFinite(value) || !((value as number) > 0))
    throw faultOf(fields, key, 'must be a finite number above zero')
  return value as number
}

/** Numbers, texts and nulls by name, as a record keeps them: JSON has no NaN and no infinity, so both are null. */
export function evidenceOf(fields: Fields, key: string): Readonly<Record<string, number | string | null>> {
  const { at, values } = fieldsOf(fields.values[key], pathOf(fields.at, key))
  const kept: Record<string, number | string | null> = {}
  for (const name in values) {
    const value = values[name]
    if (typeof value === 'number') kept[name] = Number.isFinite(value) ? value : null
    else if (typeof value === 'string' || value === null) kept[name] = value
    else throw new IntentFault(pathOf(at, name), value, 'must be a number, a text or null')
  }
  return Object.freeze(kept)
}
