/** JSON with one spelling: what JSON itself writes of the value with its keys in order, in pieces or whole. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { canonicalChunks, canonicalJson } from '../../../reports/index.ts'

/** The definition: an equal value whose keys are in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]))
}

describe('canonical JSON', () => {
  test.prop([fc.anything({ withObjectString: true, maxDepth: 4 }).filter(isJson)], { numRuns: 300 })(
    'is what JSON writes of the value with its keys in order',
    value => {
      expect(canonicalJson(value)).toBe(`${JSON.stringify(inOrder(value), null, 2)}\n`)
    },
  )

  it.each([
    ['nothing', {}],
    ['empty lists and objects', { b: [], a: {}, c: [[], {}] }],
    ['keys that are numbers', { b: 1, 10: 2, 9: 3, '-1': 4, '01': 5 }],
    ['fields without a value', { a: undefined, b: { c: undefined }, d: [{ e: undefined, f: 1 }] }],
    ['signs that JSON writes otherwise', { 'ä"\n': '\u2028</script>\ud800', n: [-0, 1e21, 1e-7, 0.1] }],
  ])('is that of %s too', (_, value) => {
    expect(canonicalJson(value)).toBe(`${JSON.stringify(inOrder(value), null, 2)}\n`)
  })

  it('comes in pieces of a great value, none of them the whole', () => {
    const value = { list: Array.from({ length: 20_000 }, (_, i) => ({ number: i, text: `line ${i}` })) }
    const chunks = [...canonicalChunks(value)]
    const whole = canonicalJson(value)
    expect(chunks.join('')).toBe(whole)
    expect(chunks.length).toBeGreaterThan(3)
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(whole.length / 3)
  })

  it('has no place for what is no number', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => canonicalJson({ a: [{ b: odd }] })).toThrow('has no place in a report')
  })
})

/** Whether JSON has a spelling for every part of it. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (Array.isArray(value)) return value.every(isJson)
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !('toJSON' in value) &&
    Object.values(value).every(isJson)
  )
}
