/** Values that a strategy should never give, and ways of putting them into one that it should. */

import { fc } from '@fast-check/vitest'

/** Anything that a program may hold, NaN and infinities, symbols and functions among it. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true }),
  fc.constantFrom<unknown>(
    'buy',
    'BUY',
    'long',
    '',
    '2',
    0,
    -1,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    undefined,
    null,
    true,
    [],
    {},
    Symbol('x'),
    () => 1,
  ),
)

/** The paths to every field of an object, those of objects within it too. */
export function pathsOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => [[...at, key], ...pathsOf(part, [...at, key])])
}

/** A copy with one field changed, or left out where no value is given. */
export function changed(whole: unknown, path: readonly string[], ...value: readonly unknown[]): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value[0]
  const copy: object = Array.isArray(whole) ? [...whole] : { ...(whole as object) }
  if (rest.length > 0 || value.length > 0)
    Reflect.set(copy, key, changed(Reflect.get(copy, key), rest, ...value))
  else Reflect.deleteProperty(copy, key)
  return copy
}
