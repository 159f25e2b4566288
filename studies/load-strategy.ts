/** Finds a strategy by its name in the registry, or loads a file of the user's own. */

import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { DataError, type Place, type Strategy } from '../engine/index.ts'
import { closestName } from '../engine/model/closest-name.ts'
import { strategies } from '../strategies/index.ts'

export interface LoadedStrategy {
  readonly strategy: Strategy
  /** Of the user's file and of all that it imports; null for a strategy of the registry. */
  readonly sha256: string | null
}

/** Whether an experiment's `strategy.use` is the path of a file rather than a name. */
export const isStrategyFile = (use: string): boolean => /\.(m?ts|[cm]?js)$/.test(use)

/** `use` is a name, or a path relative to `folder` of a TypeScript or JavaScript file. Throws DataErrors at `place`. */
export async function loadStrategy(use: string, folder: string, place: Place): Promise<LoadedStrategy> {
  if (isStrategyFile(use)) return loadFile(resolve(folder, use), { ...place, value: use })
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
  // Who names a strategy of the registry pays nothing for files.
  const { loadOwnCode, unmarked } = await import('./own-code/index.ts')
  const { module, sha256 } = await loadOwnCode(realpathSync(path)).catch((error: unknown) => {
    throw new DataError(`the strategy file does not load: ${lineOf(unmarked(messageOf(error)))}`, place, {
      cause: error,
    })
  })
  const strategy = strategyIn(module)
  if (!strategy) {
    throw new DataError(
      'the strategy file must export default defineStrategy({ name, about, params, run })',
      place,
    )
  }
  return { strategy, sha256 }
}

/** Translators tell on several lines, and of paths as they were asked for. */
const lineOf = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ')

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The default export; a CommonJS file wraps it once more. */
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
