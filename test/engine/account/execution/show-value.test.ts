/** How values stand in messages. */

import { test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { showValue } from '../../../../engine/account/execution/show-value.ts'
import { junk } from './junk.ts'

const cyclic: unknown[] = []
cyclic.push(cyclic)

describe('a value in a message', () => {
  it.each<[unknown, string]>([
    ['long', '"long"'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    [Number.NaN, 'NaN'],
    [undefined, 'undefined'],
    [null, 'null'],
    [12n, '12n'],
    [Symbol('x'), 'Symbol(x)'],
    [() => 1, 'a function'],
    [{ side: 'buy', legs: [1, { a: null }] }, '{side: "buy", legs: [1, {a: null}]}'],
    [cyclic, '[[[…]]]'],
    [new RangeError('boom'), 'RangeError: boom'],
    [Proxy.revocable({}, {}).proxy, '{}'],
    [
      {
        get a(): number {
          throw new Error('no')
        },
      },
      'an object that cannot be read',
    ],
  ])('%# is told as a reader would write it', (value, text) => {
    expect(showValue(value)).toBe(text)
  })

  test.prop([junk])('is never longer than 80 characters', value => {
    expect(showValue(value).length).toBeLessThanOrEqual(80)
  })
})
