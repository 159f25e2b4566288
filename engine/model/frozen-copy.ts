/** Copies of plain data that nobody can change: what many share, and what is handed to a strategy. */

/**
 * A copy of plain objects and lists, frozen all the way down; the value itself where it is so already. What is no plain
 * data (a function, a typed array, an object of a class) stays as it is.
 */
export function frozenCopy<T>(value: T): T
export function frozenCopy(value: unknown): unknown {
  if (isFrozen(value)) return value
  if (isList(value)) return Object.freeze(value.map(part => frozenCopy(part)))
  const copy: Record<string, unknown> = { ...(value as Readonly<Record<string, unknown>>) }
  for (const field of Object.keys(copy)) copy[field] = frozenCopy(copy[field])
  return Object.freeze(copy)
}

const isFrozen = (value: unknown): boolean =>
  !isData(value) || (Object.isFrozen(value) && Object.values(value).every(isFrozen))

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

function isData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
