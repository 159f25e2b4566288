/** JSON, a line a key, that carries the checksum of its own bytes: a reader knows whether they are those that were written. */

import { createHash } from 'node:crypto'

const SEAL = /^ "sha256": "([0-9a-f]{64})",\n/m

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Seals texts of values by key; keys come in order. One key must sort after `sha256`, which is the seal's own. */
export function sealedJson(values: Readonly<Record<string, string>>): string {
  const plain = linesOf(values)
  return linesOf({ ...values, sha256: `"${digestOf(plain)}"` })
}

const linesOf = (values: Readonly<Record<string, string>>): string =>
  `{\n${Object.keys(values)
    .sort()
    .map(key => ` "${key}": ${values[key]}`)
    .join(',\n')}\n}\n`

/** Whether the bytes of a text are those that were sealed. */
export function isSealWhole(text: string): boolean {
  const seal = SEAL.exec(text)
  return seal !== null && digestOf(text.replace(seal[0], () => '')) === seal[1]
}
