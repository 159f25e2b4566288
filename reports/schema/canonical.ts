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
  if (!isObject(value)) return yield textOf(value, '', new Map())
  let before = '{'
  const shapes: Shapes = new Map()
  for (const { key, text } of fieldsOf(value, shapes)) {
    if (value[key] === undefined) continue
    yield `${before}\n  ${text}`
    yield* itemsOf(value[key], shapes)
    before = ','
  }
  yield before === '{' ? '{}' : '\n}'
}

function* itemsOf(value: unknown, shapes: Shapes): Generator<string> {
  if (!Array.isArray(value) || value.length === 0) return yield textOf(value, '  ', shapes)
  let before = '['
  for (const item of value) {
    yield `${before}\n    ${textOf(item, '    ', shapes)}`
    before = ','
  }
  yield '\n  ]'
}

function textOf(value: unknown, indent: string, shapes: Shapes): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${value} has no place in a report`)
    return String(value)
  }
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map(item => inner + textOf(item, inner, shapes)).join(',\n')}\n${indent}]`
  }
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  let fields = ''
  for (const { key, text } of fieldsOf(value, shapes)) {
    const part = value[key]
    if (part === undefined) continue
    fields += `${fields === '' ? '\n' : ',\n'}${inner}${text}${textOf(part, inner, shapes)}`
  }
  return fields === '' ? '{}' : `{${fields}\n${indent}}`
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Field {
  readonly key: string
  /** As JSON has it before a value. */
  readonly text: string
}

/** Fields in order, by the keys of an object as they come: a report has thousands of objects of few shapes. */
type Shapes = Map<string, readonly Field[]>

/** Sorted; whole numbers come first and by their size, as in any object. */
function fieldsOf(value: Readonly<Record<string, unknown>>, shapes: Shapes): readonly Field[] {
  const keys = Object.keys(value)
  const shape = JSON.stringify(keys)
  const known = shapes.get(shape)
  if (known) return known
  const ordered = Object.keys(Object.fromEntries(keys.sort().map(key => [key, null])))
  const fields = ordered.map(key => ({ key, text: `${JSON.stringify(key)}: ` }))
  shapes.set(shape, fields)
  return fields
}
