import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { override } from '../../../datasets/yaml/override.ts'
import { parseYaml } from '../../../datasets/yaml/parse-yaml.ts'
import { readYaml } from '../../../datasets/yaml/read-yaml.ts'
import type { Ceilings } from '../../../engine/model/ceilings.ts'
import { DataError } from '../../../engine/model/errors.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'

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

const folder = tempFolders()

it('is read from a file and from a pipe', async () => {
  const path = fileIn(folder(), 'x.yaml', 'a: é\n')
  expect((await readYaml(path)).value).toEqual({ a: 'é' })
  const pipe = join(folder(), 'pipe')
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
  const [read] = await Promise.all([
    readYaml(pipe),
    import('node:fs/promises').then(fs => fs.writeFile(pipe, 'a: 2')),
  ])
  expect(read.value).toEqual({ a: 2 })
})

it('names a file that cannot be read, and why', async () => {
  const inside = folder()
  mkdirSync(join(inside, 'sub'))
  const utf16 = fileIn(inside, 'utf16.yaml', '')
  const cases: [string, string][] = [
    [join(inside, 'sub'), 'is a folder; name a file in it'],
    [join(inside, 'none.yaml'), 'there is no such file; check the path'],
    [join(utf16, 'x.yaml'), 'there is no such file; check the path'],
    ['a\0b', 'cannot be read'],
    ['/dev/zero', 'yamlBytes'],
  ]
  for (const [path, reason] of cases) {
    await expect(readYaml(path)).rejects.toThrow(DataError)
    await expect(readYaml(path)).rejects.toThrow(reason)
  }
})

it('names the first line that is not UTF-8', async () => {
  const { writeFile } = await import('node:fs/promises')
  const path = join(folder(), 'x.yaml')
  await writeFile(
    path,
    Buffer.concat([Buffer.from('a: é\nb: '), Buffer.from([0xe9]), Buffer.from('\nc: 1\n')]),
  )
  await expect(readYaml(path)).rejects.toThrow('x.yaml, line 2: is not text in UTF-8; save it as that')
})

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
