/** Any value at all as a short text, for messages about what a strategy handed over. */

const LENGTH = 80
const PARTS = 8
const DEPTH = 3

/**
 * Strings in quotes, objects and arrays as JSON would have them, cut off after 80 characters. Never throws: neither on
 * cycles nor on what cannot be read.
 */
export function showValue(value: unknown): string {
  const text = written(value, DEPTH)
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}…` : text
}

function written(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.slice(0, LENGTH))
    case 'bigint':
      return `${value}n`
    case 'function':
      return 'a function'
    case 'object':
      return value === null ? 'null' : writtenObject(value, depth)
    default:
      return String(value)
  }
}

function writtenObject(value: object, depth: number): string {
  try {
    if (value instanceof Error) return `${value.name}: ${value.message}`
    if (depth === 0) return '…'
    if (Array.isArray(value)) return `[${writtenParts(value.slice(0, PARTS), depth)}]`
    const keys = Object.keys(value).slice(0, PARTS)
    return `{${keys.map(key => `${key}: ${written(Reflect.get(value, key), depth - 1)}`).join(', ')}}`
  } catch {
    return 'an object that cannot be read'
  }
}

const writtenParts = (parts: readonly unknown[], depth: number): string =>
  parts.map(part => written(part, depth - 1)).join(', ')
