/** JSON with one possible spelling: keys sorted, two blanks of indent, a newline at the end. */

/** Same value, same bytes. Throws on a number that JSON cannot say. */
export const canonicalJson = (value: unknown): string => [...canonicalChunks(value)].join('')

/**
 * The same in pieces, so that a great report never stands in memory as one text. A field may be any iterable: it is told as
 * the list of its items, one at a time.
 */
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
  if (!isObject(value)) return yield textOf(value)
  let before = '{'
  for (const [key, part] of Object.entries(sorted(value))) {
    if (part === undefined) continue
    yield `${before}\n  ${JSON.stringify(key)}: `
    if (isList(part)) yield* itemsOf(part)
    else yield textOf([part]).slice('[\n  '.length, -'\n]'.length)
    before = ','
  }
  yield before === '{' ? '{}' : '\n}'
}

function* itemsOf(list: Iterable<unknown>): Generator<string> {
  let before = '['
  for (const item of list) {
    yield before + textOf([[item]]).slice('[\n  ['.length, -'\n  ]\n]'.length)
    before = ','
  }
  yield before === '[' ? '[]' : '\n  ]'
}

/** JSON's own writer is several times as fast as one by hand. */
const textOf = (value: unknown): string => JSON.stringify(inOrder(value), null, 2) ?? 'null'

/** What is in order already is not copied for it. */
function inOrder(value: unknown): unknown {
  if (isInOrder(value)) return value
  if (Array.isArray(value)) return value.map(inOrder)
  return Object.fromEntries(
    Object.entries(sorted(value as Fields)).map(([key, part]) => [key, inOrder(part)]),
  )
}

function isInOrder(value: unknown): boolean {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${value} has no place in a report`)
  if (Array.isArray(value)) return value.every(isInOrder)
  if (!isObject(value)) return true
  let before = ''
  for (const key in value) {
    if (key < before || !isInOrder(value[key])) return false
    before = key
  }
  return true
}

/** Whole numbers come first and by their size, as in any object. */
const sorted = (value: Fields): Fields =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value
