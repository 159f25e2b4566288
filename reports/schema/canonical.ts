/** JSON with one possible spelling: keys sorted, two blanks of indent, a newline at the end. */

/** Same value, same bytes. Throws on a number that JSON cannot say. */
export const canonicalJson = (value: unknown): string => [...canonicalChunks(value)].join('')

/** The same in pieces, so that a great report never stands in memory as one text. */
export function* canonicalChunks(value: unknown): Generator<string> {
  let chunk = ''
  for (const piece of piecesOf(value)) {
    chunk += piece
    if (chunk.length < CHUNK_LENGTH) continue
    yield chunk
    chunk = ''
  }
  yield `${chunk}\n`
}

const CHUNK_LENGTH = 1 << 18

/** Each item of a list that is a field of the value is a piece of its own. */
function* piecesOf(value: unknown): Generator<string> {
  if (!isObject(value)) return yield textOf(value, '')
  let before = '{'
  for (const key of keysOf(value)) {
    yield `${before}\n  ${JSON.stringify(key)}: `
    yield* itemsOf(value[key])
    before = ','
  }
  yield before === '{' ? '{}' : '\n}'
}

function* itemsOf(value: unknown): Generator<string> {
  if (!Array.isArray(value) || value.length === 0) return yield textOf(value, '  ')
  let before = '['
  for (const item of value) {
    yield `${before}\n    ${textOf(item, '    ')}`
    before = ','
  }
  yield '\n  ]'
}

function textOf(value: unknown, indent: string): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${value} has no place in a report`)
    return String(value)
  }
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map(item => inner + textOf(item, inner)).join(',\n')}\n${indent}]`
  }
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const keys = keysOf(value)
  if (keys.length === 0) return '{}'
  const fields = keys.map(key => `${inner}${JSON.stringify(key)}: ${textOf(value[key], inner)}`)
  return `{\n${fields.join(',\n')}\n${indent}}`
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Sorted, those without a value left out; whole numbers come first and by their size, as in any object. */
function keysOf(value: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(value)
    .filter(key => value[key] !== undefined)
    .sort()
  return keys.some(key => /^\d/.test(key))
    ? Object.keys(Object.fromEntries(keys.map(key => [key, null])))
    : keys
}
