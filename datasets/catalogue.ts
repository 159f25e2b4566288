/** Finds a market by name: the synthetic demo, or a store's folder. */

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { closestName } from '../engine/calendar/closest-name.ts'
import { DataError } from '../engine/model/errors.ts'
import type { Market } from '../engine/model/market.ts'
import { type Day, parseDay } from '../engine/model/time.ts'
import { MANIFEST_FILE } from './store/manifest.ts'
import { openStore } from './store/open-store.ts'
import { DEMO_TERMS, syntheticMarket } from './synthetic/market.ts'

/** The name of the synthetic market. */
export const DEMO = 'demo'

/** The years that the synthetic market covers unless others are asked for. */
const DEMO_SPAN = { from: parseDay('2006-11-01'), to: parseDay('2010-12-31') }

export interface MarketOptions {
  /** Seed of the synthetic market; default 1. */
  readonly seed?: number
  /** First and last day of the synthetic market's rows. */
  readonly from?: Day
  readonly to?: Day
  /** Folder that names of stores are relative to; default the working directory. */
  readonly baseDir?: string
}

/**
 * The market of a name: `demo`, or the folder of a store. Throws a DataError with a suggestion when there is neither,
 * and what `openStore` throws for a store that is damaged.
 */
export async function marketOf(name: string, options: MarketOptions = {}): Promise<Market> {
  if (name === DEMO) {
    const { seed = 1, from = DEMO_SPAN.from, to = DEMO_SPAN.to } = options
    return syntheticMarket({ ...DEMO_TERMS, seed, from, to })
  }
  const baseDir = options.baseDir ?? '.'
  const folder = resolve(baseDir, name)
  if (existsSync(join(folder, MANIFEST_FILE))) return openStore(folder)
  const known = [DEMO, ...(await listStores(baseDir))]
  throw new DataError(
    `there is no store of this name; did you mean "${closestName(name, known)}"? Name "${DEMO}" or a folder that holds ${MANIFEST_FILE}`,
    { field: 'store', value: name },
  )
}

/** Names of the folders right below `baseDir` that hold a store, ascending; none where the folder is missing. */
export async function listStores(baseDir: string): Promise<string[]> {
  const entries = await readdir(baseDir, { withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isDirectory() && existsSync(join(baseDir, entry.name, MANIFEST_FILE)))
    .map(entry => entry.name)
    .sort()
}
