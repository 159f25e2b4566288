import { describe, expect, it } from 'vitest'
import { override } from '../../../datasets/yaml/index.ts'
import { DataError } from '../../../engine/model/errors.ts'

function overridden(set: string, data: Record<string, unknown> = {}): Record<string, unknown> {
  override(data, set)
  return data
}

describe('an override', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a=1', {}, { a: 1 }],
    ['a=', { a: 1 }, { a: null }],
    ['a=b=c', {}, { a: 'b=c' }],
    ['a={b: [1, 2]}', { a: 1 }, { a: { b: [1, 2] } }],
    ['a.b.c=1', { a: { d: 2 } }, { a: { d: 2, b: { c: 1 } } }],
    ['a.b=1', { a: null }, { a: { b: 1 } }],
    ['a.1.b=3', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }],
    ['a.1=2', { a: [1] }, { a: [1, 2] }],
    ['toString=1', {}, { toString: 1 }],
    ['toString.x=1', {}, { toString: { x: 1 } }],
  ])('%s of %j', (set, data, result) => {
    expect(overridden(set, data)).toEqual(result)
  })

  it.each([
    ['a', 'write an override as key=value'],
    ['=1', 'write an override as key=value'],
    ['a..b=1', 'write an override as key=value'],
    ['.a=1', 'write an override as key=value'],
    ['a=[1', 'mend the YAML'],
    ['a=*x', 'aliases are not read'],
    ['a=b: c: d', 'mend the YAML'],
    ['a="', 'mend the YAML'],
    ['a=\n- b\nc', 'mend the YAML'],
    ['value.x=1', 'that key holds a value, not a group'],
    ['list.length=1000000000', 'that key holds a list; write a number from 0 to 2'],
    ['list.3=1', 'that key holds a list'],
    ['list.01=1', 'that key holds a list'],
    ['list.-1.x=1', 'that key holds a list'],
    ['list.push.x=1', 'that key holds a list'],
    ['__proto__.x=1', '__proto__ cannot be a key'],
    ['a.__proto__.x=1', '__proto__ cannot be a key'],
    ['a.__proto__=1', '__proto__ cannot be a key'],
    ['constructor.prototype.x=1', 'constructor cannot be a key'],
    ['a={__proto__: {x: 1}}', '__proto__ cannot be a key'],
  ])('%j is refused, in one line that quotes it', (set, reason) => {
    const run = () => overridden(set, { value: 1, list: [1, 2] })
    expect(run).toThrow(DataError)
    expect(run).toThrow(reason)
    expect(run).toThrow(/^field --set: ".*$/)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})
