/** Checks a value against a schema and says what is wrong as one DataError that names the place. */

import type { z } from 'zod'
import { closestName } from '../engine/model/closest-name.ts'
import { DataError, type Place } from '../engine/model/errors.ts'

/** Where a path of the value stands in the user's file. */
export type PlaceOf = (path: readonly PropertyKey[]) => Place

/** The value with its defaults. Throws a DataError for the first thing that is wrong; unknown keys get a suggestion. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  placeOf: PlaceOf,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (!issue) throw new DataError('is not valid', placeOf([]))
  if (issue.code === 'unrecognized_keys') throw unknownKey(schema, issue.path, issue.keys[0] ?? '', placeOf)
  const found = at(value, issue.path)
  throw new DataError(reasonOf(issue, found), { ...placeOf(issue.path), value: shown(found) })
}

function unknownKey(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  key: string,
  placeOf: PlaceOf,
): DataError {
  const known = keysOf(schema, path)
  const close = closestName(key, known)
  const hint = close === null ? `there are ${known.join(', ')}` : `did you mean ${close}?`
  return new DataError(`there is no such key; ${hint}`, { ...placeOf([...path, key]), value: key })
}

const reasonOf = (issue: z.core.$ZodIssue, found: unknown): string =>
  found === undefined && issue.code === 'invalid_type'
    ? 'is missing; add it'
    : issue.message.replace(/^Invalid input: /, '')

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) => (part !== null && typeof part === 'object' ? Reflect.get(part, key) : undefined),
    value,
  )

/** A structure is shown by its beginning; YAML can even make one that holds itself. */
function shown(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  try {
    return JSON.stringify(value).slice(0, 80)
  } catch {
    return 'a structure that holds itself'
  }
}

/** The keys that an object at a path of the schema may have; empty where the schema is no plain object there. */
function keysOf(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let part: unknown = schema
  for (const key of path) part = inner(part, key)
  const shape = shapeOf(part)
  return shape ? Object.keys(shape) : []
}

function inner(schema: unknown, key: PropertyKey): unknown {
  if (typeof key === 'number') return elementOf(schema)
  const shape = shapeOf(schema)
  return shape ? Reflect.get(shape, key) : undefined
}

/** What the elements of a list are made of, under defaults and the like. */
function elementOf(schema: unknown): unknown {
  const { def } = (schema ?? {}) as { def?: { element?: unknown; innerType?: unknown } }
  return def?.element ?? (def?.innerType === undefined ? undefined : elementOf(def.innerType))
}

/** The shape under refinements, defaults and the like; of a union, all its members' together. */
function shapeOf(schema: unknown): Record<string, unknown> | null {
  if (schema === null || typeof schema !== 'object') return null
  const { def } = schema as { def?: { shape?: unknown; innerType?: unknown; options?: unknown[] } }
  if (def?.shape) return def.shape as Record<string, unknown>
  if (def?.innerType) return shapeOf(def.innerType)
  if (def?.options) return Object.assign({}, ...def.options.map(shapeOf)) as Record<string, unknown>
  return null
}
