/** Finds a strategy by its name in the registry, or loads a file of the user's own. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { tsImport } from 'tsx/esm/api'
import { closestName } from '../engine/calendar/closest-name.ts'
import { DataError, type Place, type Strategy } from '../engine/index.ts'
import { strategies } from '../strategies/index.ts'

export interface LoadedStrategy {
  readonly strategy: Strategy
  /** sha256 of the user's file; null for a strategy of the registry. */
  readonly sha256: string | null
}

/** `use` is a name, or a path relative to `folder` that ends in .ts, .mts, .js or .mjs. Throws DataErrors at `place`. */
export async function loadStrategy(use: string, folder: string, place: Place): Promise<LoadedStrategy> {
  if (/\.m?[jt]s$/.test(use)) return loadFile(resolve(folder, use), { ...place, value: use })
  const strategy = strategies.find(one => one.name === use)
  if (strategy) return { strategy, sha256: null }
  const names = strategies.map(one => one.name)
  const close = closestName(use, names)
  throw new DataError(`there is no such strategy; did you mean ${close}, or a file such as ./mine.ts?`, {
    ...place,
    value: use,
  })
}

async function loadFile(path: string, place: Place): Promise<LoadedStrategy> {
  if (!existsSync(path)) throw new DataError('there is no such strategy file; check the path', place)
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
  const loaded: unknown = await tsImport(pathToFileURL(path).href, import.meta.url).catch(
    (error: unknown) => {
      throw new DataError(
        `the strategy file does not load: ${error instanceof Error ? error.message : String(error)}`,
        place,
      )
    },
  )
  const strategy = strategyIn(loaded)
  if (!strategy) {
    throw new DataError(
      'the strategy file must export default defineStrategy({ name, about, params, run })',
      place,
    )
  }
  return { strategy, sha256 }
}

/** The default export; a TypeScript file loaded as CommonJS wraps it once more. */
function strategyIn(loaded: unknown): Strategy | null {
  let part = loaded
  for (let depth = 0; depth < 3 && part !== null && typeof part === 'object'; depth++) {
    if (isStrategy(part)) return part
    part = (part as { default?: unknown }).default
  }
  return null
}

const isStrategy = (value: object): value is Strategy =>
  'name' in value &&
  'params' in value &&
  'run' in value &&
  typeof value.run === 'function' &&
  typeof value.name === 'string'
