/** The doors of a build: of this one, or of the build before, so that one driver runs both. */

import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

type Engine = typeof import('../../engine/index.ts')
type Datasets = typeof import('../../datasets/index.ts')
type Indicators = typeof import('../../strategies/indicators/index.ts')
type Strategies = typeof import('../../strategies/index.ts')
type Rx = typeof import('rxjs')
type Zod = typeof import('zod')

/** All that a driver uses; it imports nothing of the product itself. */
export interface Build extends Engine, Datasets, Indicators, Strategies {
  readonly rx: Pick<Rx, 'filter' | 'map' | 'merge' | 'tap' | 'ignoreElements'>
  readonly z: Zod['z']
}

/** The checkout that this file was built in. */
export const OWN = fileURLToPath(new URL('../../..', import.meta.url))

/** Loads the built doors of a checkout, and the packages that it has installed. */
export async function buildAt(folder: string): Promise<Build> {
  const at = (path: string): Promise<object> => import(pathToFileURL(resolve(folder, path)).href)
  const [engine, datasets, indicators, strategies, rx, zod] = await Promise.all([
    at('dist/engine/index.js'),
    at('dist/datasets/index.js'),
    at('dist/strategies/indicators/index.js'),
    at('dist/strategies/index.js'),
    at('node_modules/rxjs/dist/cjs/index.js'),
    at('node_modules/zod/index.js'),
  ])
  return { ...engine, ...datasets, ...indicators, ...strategies, rx, ...zod } as unknown as Build
}

/** The command line of a build. */
export const commandOf = (folder: string): string[] => [process.execPath, join(folder, 'dist/cli/main.js')]

/** A program of the bench's own. */
export const sideOf = (name: string): string[] => [
  process.execPath,
  fileURLToPath(new URL(`../sides/${name}.js`, import.meta.url)),
]
