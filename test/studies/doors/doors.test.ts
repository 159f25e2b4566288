/** The doors of the package: what stands at each, that all of it is documented, and that each opens. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

interface Door {
  readonly types: string
  readonly development: string
  readonly default: string
}

const { exports: doors } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  exports: Readonly<Record<string, Door>>
}

/** A name at a door. */
interface Exported {
  readonly name: string
  readonly isValue: boolean
  readonly text: string
}

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  ROOT,
)
const program = ts.createProgram(
  Object.values(doors).map(door => `${ROOT}${door.development}`),
  options,
)
const checker = program.getTypeChecker()

function exportsOf(door: Door): Exported[] {
  const file = program.getSourceFile(`${ROOT}${door.development}`)
  const module = file && checker.getSymbolAtLocation(file)
  if (!module) throw new Error(`${door.development} is no module`)
  return checker
    .getExportsOfModule(module)
    .map(one => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one))
    .map(one => ({
      name: one.name,
      isValue: (one.flags & ts.SymbolFlags.Value) !== 0,
      text: ts.displayPartsToString(one.getDocumentationComment(checker)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const all = Object.entries(doors).map(([name, door]) => ({ name, door, exported: exportsOf(door) }))

/** As the golden file has it: values, then types. */
const listOf = (exported: readonly Exported[], isValue: boolean): string =>
  exported.flatMap(one => (one.isValue === isValue ? [`  ${one.name}\n`] : [])).join('')

describe('the doors of the package', () => {
  it('are those in the golden list: whoever changes one sees it, and says so in CHANGELOG.md', async () => {
    const list = all
      .map(
        ({ name, exported }) =>
          `stillhalter${name.slice(1)}\n values\n${listOf(exported, true)} types\n${listOf(exported, false)}`,
      )
      .join('\n')
    await expect(list).toMatchFileSnapshot('doors.txt')
  })

  it('have a sentence on every name', () => {
    const bare = all.flatMap(({ name, exported }) =>
      exported.filter(({ text }) => text.length < 15).map(one => `${name}: ${one.name}`),
    )
    expect(bare).toEqual([])
  })

  it('lead with each condition to the same file', () => {
    for (const { door } of all) {
      expect(door.default).toBe(`./dist/${door.development.slice(2).replace(/\.ts$/, '.js')}`)
      expect(door.types).toBe(door.default.replace(/\.js$/, '.d.ts'))
    }
  })

  it.each(all)('open: $name', async ({ door, exported }) => {
    const module: object = await import(`${ROOT}${door.development}`)
    const values = exported.filter(({ isValue }) => isValue).map(one => one.name)
    expect(Object.keys(module).sort()).toEqual(values)
  })
})
