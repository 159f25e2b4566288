/** What is looked at in parsed YAML: keys are words, each once and none that JavaScript has a use for; numbers are exact. */

import { isCollection, isMap, isPair, isScalar, type Node, type Scalar } from 'yaml'
import { DataError, type Place } from '../../engine/model/errors.ts'
import { requireKey } from './key.ts'

/** Throws a DataError at the first node that is not plain; `at` gives the place of an offset. */
export function requirePlainNodes(node: unknown, at: (offset: number | undefined) => Place): void {
  if (isScalar(node)) requireValue(node, at(node.range?.[0]))
  if (!isCollection(node)) return
  const known = new Set<string>()
  for (const item of node.items) {
    if (!isPair(item)) {
      requirePlainNodes(item, at)
      continue
    }
    const key = item.key as Node | null
    const place = at(key?.range?.[0] ?? node.range?.[0])
    const word = isScalar(key) ? key.value : null
    if (typeof word !== 'string' || word === '')
      throw new DataError('a key must be a word; put it in quotes', place)
    requireKey(word, place)
    if (isMap(node) && known.has(word))
      throw new DataError('map keys must be unique; leave one out', { ...place, value: word })
    known.add(word)
    requirePlainNodes(item.value, at)
  }
}

/** No number that JavaScript would round or that is none, and no text that ends early for the operating system. */
function requireValue({ value, source }: Scalar, place: Place): void {
  if (typeof value === 'string' && value.includes('\0'))
    throw new DataError('holds the control character U+0000; take it out', { ...place, value })
  if (typeof value !== 'number') return
  if (!Number.isFinite(value)) throw new DataError('write a finite number', { ...place, value: source })
  if (/^[-+]?\d+$/.test(source ?? '') && !Number.isSafeInteger(value))
    throw new DataError('has more digits than a number can hold; put it in quotes if it is text', {
      ...place,
      value: source,
    })
}
