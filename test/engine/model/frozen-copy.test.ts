/** Copies that nobody can change. */

import { describe, expect, it } from 'vitest'
import { frozenCopy } from '../../../engine/model/frozen-copy.ts'

describe('a frozen copy', () => {
  it('is equal, and frozen at every depth, while the original stays as it was', () => {
    const original = { list: [{ day: 1 }], of: { name: 'x', none: null, left: undefined } }
    const copy = frozenCopy(original)
    expect(copy).toEqual(original)
    expect([copy, copy.list, copy.list[0], copy.of].every(Object.isFrozen)).toBe(true)
    expect([original, original.list, original.list[0], original.of].some(Object.isFrozen)).toBe(false)
  })

  it('of what is frozen throughout is that itself', () => {
    const copy = frozenCopy({ list: [{ day: 1 }] })
    expect(frozenCopy(copy)).toBe(copy)
  })

  it('does not trust a frozen shell', () => {
    const shell = Object.freeze({ inner: { day: 1 } })
    const copy = frozenCopy(shell)
    shell.inner.day = 2
    expect(copy.inner.day).toBe(1)
  })

  it.each([1, 'x', null, undefined])('of %s is that', value => {
    expect(frozenCopy(value)).toBe(value)
  })

  it('leaves what is no plain data as it is', () => {
    const column = new Float64Array(1)
    const made = new Date(0)
    const copy = frozenCopy({ column, made, ask: Math.abs })
    expect([copy.column, copy.made, copy.ask]).toEqual([column, made, Math.abs])
    expect(Object.isFrozen(copy.made)).toBe(false)
  })
})
