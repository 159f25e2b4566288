/** Fields with their meanings: how they are made, the paths they have, and the list of what they mean. */

import { z } from 'zod'

/**
 * What a value is called wherever it is printed, the unit it is printed in, and what it means, with the formula where it
 * has one. Said once, with the field; page, terminal and JSON Schema read it from there.
 */
export interface Meaning {
  readonly title: string
  readonly unit: string
  readonly description: string
}

/** A number with its meaning. */
export const number = (title: string, unit: string, description: string) =>
  z.number().meta({ title, unit, description } satisfies Meaning)

/** An amount in the currency of the account. */
export const money = (title: string, description: string) => number(title, 'account currency', description)

/** An amount in the currency of the trade. */
export const tradeMoney = (title: string, description: string) =>
  number(title, 'currency of the trade', description)

export const ratio = (title: string, unit: string, description: string) =>
  number(title, unit, description).nullable().describe('null = does not exist')

export const count = (title: string, description: string) => number(title, 'count', description)

/** A text with its meaning. */
export const text = (title: string, unit: string, description: string) =>
  z.string().meta({ title, unit, description } satisfies Meaning)

/** A session with its meaning. */
export const session = (title: string, description: string) =>
  text(title, 'session', `${description} YYYY-MM-DD.`)

export const instant = z.string().describe('UTC instant, ISO 8601')
export const date = z.string().describe('session, YYYY-MM-DD')

type Scalar = string | number | boolean

/** Of all fields that hold a scalar, or an open record; a list of scalars counts as one field. `Kind` narrows the scalars. */
export type Path<T, Kind = Scalar> = {
  [Key in keyof T & string]-?: At<Key, NonNullable<T[Key]>, Kind>
}[keyof T & string]

type At<Key extends string, Value, Kind> = Value extends Scalar
  ? Value extends Kind
    ? Key
    : never
  : Value extends readonly (infer Element)[]
    ? NonNullable<Element> extends Scalar
      ? At<Key, NonNullable<Element>, Kind>
      : `${Key}[].${Path<NonNullable<Element>, Kind>}`
    : string extends keyof Value
      ? Key
      : `${Key}.${Path<Value, Kind>}`

/** Meanings as a list, each once with all that it is the meaning of. */
export interface Entry {
  /** Paths of fields, or formulas of derived numbers; at least one. */
  readonly names: readonly string[]
  readonly meaning: Meaning
}

/** In the order in which the meanings first come. */
export function glossaryOf(meanings: Iterable<readonly [name: string, meaning: Meaning]>): Entry[] {
  const entries = new Map<string, { names: string[]; meaning: Meaning }>()
  for (const [name, meaning] of meanings) {
    const key = JSON.stringify(meaning)
    const known = entries.get(key)
    if (known) known.names.push(name)
    else entries.set(key, { names: [name], meaning })
  }
  return [...entries.values()]
}
