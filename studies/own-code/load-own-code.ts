/** Loads a module of the user's own: once a process while it does not change, and fresh when any of its files did. */

import { fileURLToPath, pathToFileURL } from 'node:url'
import { codeHash } from './code-hash.ts'
import { withCommonJs } from './common-js.ts'
import { fileHash } from './file-hash.ts'
import { hookLoads, taken } from './hook-loads.ts'
import { marked } from './mark.ts'

export interface OwnCode {
  /** What the module exports. */
  readonly module: unknown
  /**
   * sha256 over the module's file, all of the user's own files that it imports, whatever they hold, and name and version
   * of each package they import; the engine's version stands in a report of its own. A file that code reads or imports
   * later, while it runs, is not part of it.
   */
  readonly sha256: string
}

interface Load extends OwnCode {
  readonly files: ReadonlyMap<string, string>
}

/** The latest load of each path. */
const loads = new Map<string, Load>()
let count = 0
let last: Promise<unknown> = Promise.resolve()

/** `path` is absolute and without links. One load after the other, so that each knows what it took. Throws what the module throws. */
export function loadOwnCode(path: string): Promise<OwnCode> {
  const next = last.then(() => current(path) ?? freshOrTypeScript(path))
  last = next.catch(() => undefined)
  return next
}

/** What was loaded, while every file of it is still the same. */
function current(path: string): OwnCode | null {
  const load = loads.get(path)
  return load && [...load.files].every(([file, sha256]) => fileHash(file) === sha256) ? load : null
}

/** JavaScript needs no translator, until it imports TypeScript. */
async function freshOrTypeScript(path: string): Promise<OwnCode> {
  if (/\.m?tsx?$/.test(path)) return fresh(path, true)
  return fresh(path, false).catch((error: unknown) => {
    if (codeOf(error) !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error
    return fresh(path, true)
  })
}

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined)

/**
 * The graph is what Node's loader tells of itself: exact for whatever syntax, resolution and tsconfig the user has, where
 * a parser of our own would only guess.
 */
async function fresh(path: string, typeScript: boolean): Promise<OwnCode> {
  await hookLoads(typeScript)
  taken()
  const load = ++count
  const [module, commonJs] = await withCommonJs(() => importMarked(path, load))
  const all = taken().filter(one => one.load === load)
  const files = new Map(
    all.flatMap(one => (one.kind === 'file' ? [[fileURLToPath(one.url), one.sha256] as const] : [])),
  )
  for (const file of commonJs.files) files.set(file, files.get(file) ?? fileHash(file) ?? '')
  const packageFiles = all.flatMap(one => (one.kind === 'package' ? [fileURLToPath(one.url)] : []))
  const sha256 = codeHash(path, files, [...packageFiles, ...commonJs.packageFiles])
  const own = { module, files, sha256 }
  loads.set(path, own)
  return own
}

/**
 * A module made of one line imports the file: its url bears the mark that the hooks look for, and Node's own loader
 * reads it even where a test runner takes each import() for its own.
 */
async function importMarked(path: string, load: number): Promise<unknown> {
  const line = `export * as own from ${JSON.stringify(pathToFileURL(path).href)}`
  const { own } = (await import(marked(`data:text/javascript,${encodeURIComponent(line)}`, load))) as {
    own: unknown
  }
  return own
}
