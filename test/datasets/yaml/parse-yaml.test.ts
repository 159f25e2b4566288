import { describe, expect, it } from 'vitest'
import { parseYaml } from '../../../datasets/yaml/index.ts'
import type { Ceilings } from '../../../engine/model/ceilings.ts'
import { DataError } from '../../../engine/model/errors.ts'

const dataOf = (text: string, ceilings: Ceilings = {}): unknown =>
  parseYaml(text, { file: 'x.yaml' }, ceilings).value

const keys = (count: number): string => Array.from({ length: count }, (_, i) => `k${i}: ${i}`).join('\n')

/** Anything that a scalar may hold and that would mean more elsewhere. */
const SCALARS = `a: "*x !y"
b: |
  *x
  !t %d
c: x *y !z   # !t *x
d: '*'
e: >-
  !a
  *b
f: x
  *c
`

describe('YAML', () => {
  it.each([
    ['', null],
    ['# nothing', null],
    ['\ufeffa: 1', { a: 1 }],
    ['---\na: 1\n...\n', { a: 1 }],
    [
      'a: {b: [1, two, true, ~, 2009-01-02], c: -1.5e3}',
      { a: { b: [1, 'two', true, null, '2009-01-02'], c: -1500 } },
    ],
    ['? a\n: b', { a: 'b' }],
    ['a: &name 1', { a: 1 }],
    ['yes: off', { yes: 'off' }],
    [SCALARS, { a: '*x !y', b: '*x\n!t %d\n', c: 'x *y !z', d: '*', e: '!a *b', f: 'x *c' }],
  ])('%j is plain data', (text, value) => {
    expect(dataOf(text)).toEqual(value)
  })

  it('says where a path stands, or the nearest that there is', () => {
    const { placeOf } = parseYaml('a:\n  b: 1\n  c:\n    - 2\n    - 3\n', { file: 'x.yaml' })
    expect(placeOf(['a', 'c', 1])).toEqual({ file: 'x.yaml', line: 5, field: 'a.c.1' })
    expect(placeOf(['a', 'd', 'e'])).toEqual({ file: 'x.yaml', line: 2, field: 'a.d.e' })
    expect(placeOf([])).toEqual({ file: 'x.yaml', line: undefined, field: undefined })
  })

  it.each([
    ['a: &a [x, x]\nb: [*a, *a]', 2, 'aliases are not read; write the value out'],
    ['a: *nothing', 1, 'aliases are not read'],
    ['a: &a [*a]', 1, 'aliases are not read'],
    ['\n\na: !!js/function x', 3, 'tags are not read; leave it out, and put text in quotes'],
    ['a: !own x', 1, 'tags are not read'],
    ['%YAML 1.1\n---\na: yes', 1, 'directives are not read; leave the line out'],
    ['a: 1\n<<: { b: 2 }', 2, '<< cannot be a key; choose another name'],
    ['a: 1\n--- \nb: 2', 2, 'a second document begins here; keep one'],
    ['a: 1\n1: b', 2, 'a key must be a word; put it in quotes'],
    ['[a]: b', 1, 'a key must be a word'],
    ['? { a: 1 }\n: b', 1, 'a key must be a word'],
    ['~: b', 1, 'a key must be a word'],
    [': b', 1, 'a key must be a word'],
    ['a: 1\nb: 2\na: 3', 3, '"a": map keys must be unique; leave one out'],
    ['a:\n  b: {c: 1, "c": 2}', 2, '"c": map keys must be unique'],
    ['__proto__: { x: 1 }', 1, '__proto__ cannot be a key; choose another name'],
    ['a: [b: { "__proto__": 1 }]', 1, '__proto__ cannot be a key'],
    ['constructor: { prototype: { x: 1 } }', 1, 'constructor cannot be a key'],
    ['a: .nan', 1, '".nan": write a finite number'],
    ['a: [-.inf]', 1, '"-.inf": write a finite number'],
    ['a: 1e999', 1, '"1e999": write a finite number'],
    ['a: 123456789012345678901', 1, 'has more digits than a number can hold; put it in quotes if it is text'],
    ['a: 1\nb: \u0000', 2, 'holds the control character U+0000; take it out'],
    ['a: "b\\0c"', 1, '"b\\u0000c": holds the control character U+0000; take it out'],
    ['a: [1', 1, 'Flow sequence'],
    ['a: b: c', 1, 'Nested mappings are not allowed in compact mappings; mend the YAML'],
    ['a:\n\tb: 1', 2, 'Tabs are not allowed as indentation; mend the YAML'],
  ])('%j is refused with its line', (text, line, reason) => {
    expect(() => dataOf(text)).toThrow(DataError)
    expect(() => dataOf(text)).toThrow(
      new RegExp(`^x\\.yaml, line ${line}: .*${reason.replace(/[\\[\](){}.*+?^$|]/g, '\\$&')}.*$`),
    )
  })

  it.each([
    [keys(20_001), 'yamlKeys=20001'],
    [`[${'1,'.repeat(20_000)}]`, 'yamlKeys=20001'],
    ['- 1\n'.repeat(20_001), 'yamlKeys=20001'],
    [keys(200_001), 'more than 20000 keys'],
    ['['.repeat(51) + ']'.repeat(51), 'yamlDepth=51'],
    ['- '.repeat(19_000), 'yamlDepth=200'],
    ['? '.repeat(19_000), 'yamlDepth=200'],
    [Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'yamlDepth=200'],
    [`a: ${'x'.repeat(4 * 2 ** 20)}`, 'yamlBytes='],
  ])('beyond a ceiling is refused: %.20s', (text, reason) => {
    expect(() => dataOf(text)).toThrow(DataError)
    expect(() => dataOf(text)).toThrow(reason)
  })

  it('up to the ceilings, and to those that were raised, is read', () => {
    expect(Object.keys(dataOf(keys(20_000)) as object).length).toBe(20_000)
    expect(Object.keys(dataOf(keys(30_000), { yamlKeys: 30_000 }) as object).length).toBe(30_000)
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(dataOf(nested(50))).toBeInstanceOf(Array)
    expect(dataOf(nested(200), { yamlDepth: 200 })).toBeInstanceOf(Array)
    expect(() => dataOf('a: 1', { yamlBytes: 3 })).toThrow('yamlBytes')
  })
})
