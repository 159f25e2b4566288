import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeControls, hasControls, startsFormula } from '../../../engine/model/hostile-text.ts'

describe('control characters', () => {
  it.each([
    ['a title', '\u001b]0;mine\u0007', '\\u001b]0;mine\\u0007'],
    ['a cleared screen', '\u001b[2J', '\\u001b[2J'],
    ['a control of one byte', '\u009b2J', '\\u009b2J'],
    ['NUL and DEL', '\u0000\u007f', '\\u0000\\u007f'],
    ['text turned round', 'a\u202efdp\u2066', 'a\\u202efdp\\u2066'],
    ['a line begun again', 'good\rbad', 'good\\u000dbad'],
    ['lines', 'a\nb\tc\u2028d', 'a\\u000ab\\u0009c\\u2028d'],
  ])('of %s are escaped', (_what, text, escaped) => {
    expect(escapeControls(text)).toBe(escaped)
    expect([hasControls(text), hasControls(escaped)]).toEqual([true, false])
  })

  it('are kept where they are asked for, and plain text of any script is left alone', () => {
    expect(escapeControls('a\n\tb\r', '\n\t')).toBe('a\n\tb\\u000d')
    for (const text of ['Größe 5 € ½', 'निफ्टी', '日経', 'a\\u001b', '👍🏽'])
      expect(escapeControls(text)).toBe(text)
  })

  it('inside JSON give the same values back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(JSON.parse(escapeControls(JSON.stringify(text)))).toBe(text)
      }),
    )
  })
})

describe('a formula', () => {
  it('starts with one of its signs, and is no number', () => {
    for (const text of ['=1+1', '+A1', '-A1', '@SUM(1)', '\t=1', '-1+1', '+-1'])
      expect(startsFormula(text)).toBe(true)
    for (const text of ['', 'a=1', '-1', '+1.5', '-.5e-3', '1-1', ' =1'])
      expect(startsFormula(text)).toBe(false)
  })
})
