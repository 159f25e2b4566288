import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadOwnCode } from '../../../studies/own-code/index.ts'
import { ownFolder } from './own-folder.ts'

const { write } = ownFolder()

const defaultOf = async (path: string): Promise<unknown> =>
  ((await loadOwnCode(path)).module as { default: unknown }).default

const hashOf = async (path: string): Promise<string> => (await loadOwnCode(path)).sha256

const PARTS: Readonly<Record<string, readonly [string, string]>> = {
  'typescript.ts': ['export const value: number = 1', 'export const value: number = 2'],
  'javascript.js': ['export const value = 1', 'export const value = 2'],
  'data.json': ['{ "value": 1 }', '{ "value": 2 }'],
  'common.cjs': ['exports.value = 1', 'exports.value = 2'],
  'deep/common.cjs': [
    "exports.value = require('./leaf.cjs').value",
    "exports.value = require('./leaf.cjs').value + 1",
  ],
}

describe.each(['ts', 'mjs'])('a module in .%s', ending => {
  it.each(Object.keys(PARTS))(
    'is loaded fresh, under another hash, when the %s it imports changed, and is the old one with the old text',
    async part => {
      const [one = '', two = ''] = PARTS[part] ?? []
      const folder = `${ending}-${part.replaceAll(/\W/g, '-')}`
      write(`${folder}/deep/leaf.cjs`, 'exports.value = 1')
      const json = part.endsWith('.json')
      write(
        `${folder}/between.${ending}`,
        json
          ? `import data from './${part}'${ending === 'mjs' ? " with { type: 'json' }" : ''}\nexport const { value } = data`
          : `export { value } from './${part}'`,
      )
      const entry = write(
        `${folder}/entry.${ending}`,
        `import { value } from './between.${ending}'\nexport default value`,
      )
      write(`${folder}/${part}`, one)
      const before = await hashOf(entry)
      expect(await defaultOf(entry)).toBe(1)
      write(`${folder}/${part}`, two)
      expect(await defaultOf(entry)).toBe(2)
      expect(await hashOf(entry)).not.toBe(before)
      write(`${folder}/${part}`, one)
      expect(await defaultOf(entry)).toBe(1)
      expect(await hashOf(entry)).toBe(before)
    },
  )
})

describe('code of the user', () => {
  it('is loaded once while nothing of it changes', async () => {
    const entry = write('once.ts', 'export default Symbol("once")')
    expect(await defaultOf(entry)).toBe(await defaultOf(entry))
  })

  it('sees a helper as it stands, though another module loaded it before the change', async () => {
    for (const name of ['first', 'second'])
      write(
        `shared/${name}.ts`,
        "import { a } from './helper.ts'\nimport { b } from './helper.cjs'\nexport default a + b",
      )
    write('shared/helper.ts', 'export const a = 1')
    const common = write('shared/helper.cjs', 'exports.b = 10')
    const first = write(
      'shared/first.ts',
      "import { a } from './helper.ts'\nimport { b } from './helper.cjs'\nexport default a + b",
    )
    expect(await defaultOf(first)).toBe(11)
    write('shared/helper.ts', 'export const a = 2')
    write('shared/helper.cjs', 'exports.b = 20')
    expect(await defaultOf(common.replace('helper.cjs', 'second.ts'))).toBe(22)
  })

  it('shares packages over all loads, and with the file that loads again', async () => {
    const text = "import { Observable } from 'rxjs'\nexport default Observable"
    const [one, two] = ['packages-1.ts', 'packages-2.ts'].map(name => write(name, text)) as [string, string]
    const first = await defaultOf(one)
    write('packages-1.ts', `${text} // changed`)
    expect(await defaultOf(one)).toBe(first)
    expect(await defaultOf(two)).toBe(first)
  })

  it('has one hash wherever its folder stands and whatever it is called', async () => {
    const hashes = ['here/one.ts', 'somewhere/else/two.ts'].map(async name => {
      write(`${name}/../lib/part.ts`, 'export default 1')
      return hashOf(write(name, "export { default } from './lib/part.ts'\nimport 'rxjs'"))
    })
    const [here, there] = await Promise.all(hashes)
    expect(here).toMatch(/^[0-9a-f]{64}$/)
    expect(there).toBe(here)
  })

  it('has another hash with another version of a package it imports, and of one that its CommonJS requires', async () => {
    const withVersion = (name: string, version: string): Promise<string> => {
      write(`${name}/node_modules/lib/package.json`, JSON.stringify({ name: 'lib', version, main: 'lib.js' }))
      write(`${name}/node_modules/lib/lib.js`, 'module.exports = 1')
      write(`${name}/part.cjs`, name.startsWith('required') ? "module.exports = require('lib')" : '')
      return hashOf(
        write(`${name}/entry.ts`, name.startsWith('required') ? "import './part.cjs'" : "import 'lib'"),
      )
    }
    for (const kind of ['imported', 'required']) {
      const [one, same, two] = [
        await withVersion(`${kind}-1`, '1.0.0'),
        await withVersion(`${kind}-2`, '1.0.0'),
        await withVersion(`${kind}-3`, '1.0.1'),
      ]
      expect(same).toBe(one)
      expect(two).not.toBe(one)
    }
  })

  it('may import TypeScript from JavaScript, and lies in a folder without a package.json', async () => {
    write('mixed/helper.ts', 'export const value: number = 3')
    const entry = write('mixed/entry.mjs', "export { value as default } from './helper.ts'")
    expect(await defaultOf(entry)).toBe(3)
  })

  it('that failed to load is read again when it was mended', async () => {
    const entry = write('mended/entry.ts', "export { value as default } from './part.ts'")
    write('mended/part.ts', 'export const value = )')
    await expect(loadOwnCode(entry)).rejects.toThrow('part.ts')
    write('mended/part.ts', 'export const value = 4')
    expect(await defaultOf(entry)).toBe(4)
  })

  it('reads CommonJS anew that a failed load had brought', async () => {
    const entry = write(
      'half/entry.ts',
      "import { value } from './part.cjs'\nimport './broken.ts'\nexport default value",
    )
    write('half/part.cjs', 'exports.value = 1')
    write('half/broken.ts', "throw new Error('not yet')")
    await expect(loadOwnCode(entry)).rejects.toThrow('not yet')
    write('half/part.cjs', 'exports.value = 2')
    write('half/broken.ts', '')
    expect(await defaultOf(entry)).toBe(2)
  })

  it('hides nothing of what loads side by side', async () => {
    const entries = Array.from({ length: 6 }, (_, i) => {
      write(`side/part-${i % 2}.ts`, `export const value = ${i % 2}`)
      return write(`side/entry-${i}.ts`, `export { value as default } from './part-${i % 2}.ts' //`)
    })
    const all = await Promise.all(entries.map(loadOwnCode))
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(2)
  })
})

/** Runs a script in a process of its own, as `npm run stillhalter` does, and gives what it prints. */
function ran(name: string, script: string): unknown {
  const path = write(name, script)
  const words = ['--expose-gc', '--conditions=development', '--import', import.meta.resolve('tsx'), path]
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
}

const LOADER = JSON.stringify(fileURLToPath(new URL('../../../studies/own-code/index.ts', import.meta.url)))

describe('in a process of its own', () => {
  it('takes next to no memory a load, of one file, of many, and of one that changes', () => {
    const growth = ran(
      'memory.mjs',
      `import { writeFileSync } from 'node:fs'
import { loadOwnCode } from ${LOADER}
const text = "import { map } from 'rxjs'\\nimport { z } from 'zod'\\nexport default [map, z] //"
const write = (name, i) => { writeFileSync(new URL(name, import.meta.url), text + i); return new URL(name, import.meta.url).pathname }
const used = () => { gc(); gc(); const { heapUsed, external } = process.memoryUsage(); return (heapUsed + external) / 2 ** 20 }
await loadOwnCode(write('m.ts', 0))
const growth = {}
for (const [kind, path] of Object.entries({ one: () => write('m.ts', 0), many: i => write('m' + i + '.ts', i), changing: i => write('m.ts', i + 1) })) {
  const before = used()
  for (let i = 0; i < 13; i++) await loadOwnCode(path(i))
  growth[kind] = (used() - before) / 13
}
console.log(JSON.stringify(growth))`,
    ) as Record<string, number>
    expect(Object.keys(growth)).toEqual(['one', 'many', 'changing'])
    for (const mebibytes of Object.values(growth)) expect(mebibytes).toBeLessThan(1)
  })

  it('works in a worker thread beside the main thread', () => {
    write('thread/part.ts', 'export const value: number = 5')
    write('thread/entry.ts', "export { value as default } from './part.ts'")
    const both = ran(
      'thread/main.mjs',
      `import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}
if (!isMainThread) register()
const { loadOwnCode } = await import(${LOADER})
const { module, sha256 } = await loadOwnCode(new URL('./entry.ts', import.meta.url).pathname)
const own = [module.default, sha256]
if (!isMainThread) parentPort.postMessage(own)
else new Worker(new URL(import.meta.url)).once('message', other => console.log(JSON.stringify([own, other])))`,
    ) as unknown[]
    expect(both[0]).toEqual([5, expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect(both[1]).toEqual(both[0])
  })
})
