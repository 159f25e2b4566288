/** Markets by name: the embedded demos, or a store on disk. */

import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { closestName } from '../engine/model/closest-name.ts'
import { DataError } from '../engine/model/errors.ts'
import type { Market } from '../engine/model/market.ts'
import { parseDay } from '../engine/model/time.ts'
import { MANIFEST_FILE } from './store/manifest.ts'
import { isShut, isStore } from './store/read-manifest.ts'
import { openStore } from './stores.ts'
import { DEMO_TERMS, syntheticMarket } from './synthetic/market.ts'
import { RATES_DEMO_SPAN, syntheticRates } from './treasury/synthetic-rates.ts'

/** The name of the embedded demo. */
export const DEMO = 'demo'

/** The name of the embedded interest rates, off which Treasury bonds and futures are priced. */
export const RATES_DEMO = 'rates-demo'

/** The embedded demo covers these sessions. */
export const DEMO_SPAN = { from: '2008-10-01', to: '2010-12-31' } as const

/** How a market of a name is opened. */
export interface MarketOptions {
  /** Folder that a relative store starts from. */
  readonly folder: string
  /** Of the demo markets. */
  readonly seed: number
  /** The demo's series end by the deck's simplified rules instead of the exchanges'; false when absent. */
  readonly deckRules?: boolean
  /** As `OpenOptions` has it. */
  readonly rememberHashes?: boolean
}

/**
 * The market of a name: `demo` (all nine option products and the rates EURUSD and USDEUR, each made when it is first
 * read), `rates-demo` (par yields and the overnight rate), or the folder of a store. Throws a DataError with a suggestion
 * when there is none of them, one for deck rules on anything but `demo`, since a store's expiries are those of its rows,
 * and what `openStore` throws for a store that is damaged.
 */
export async function marketOf(name: string, options: MarketOptions): Promise<Market> {
  if (name === DEMO) {
    const { from, to } = DEMO_SPAN
    return syntheticMarket({
      ...DEMO_TERMS,
      seed: options.seed,
      from: parseDay(from),
      to: parseDay(to),
      deckRules: options.deckRules === true,
    })
  }
  if (options.deckRules === true) {
    throw new DataError('a store keeps the expiries of its rows; use deckRules with the demo market alone', {
      field: 'data.deckRules',
      value: name,
    })
  }
  if (name === RATES_DEMO) {
    const { from, to } = RATES_DEMO_SPAN
    return syntheticRates({ seed: options.seed, from: parseDay(from), to: parseDay(to) })
  }
  const folder = resolve(options.folder, name)
  if ((await isStore(folder)) || (await isShut(folder)))
    return openStore(folder, { rememberHashes: options.rememberHashes ?? false })
  const known = [DEMO, RATES_DEMO, ...(await listStores(options.folder))]
  throw new DataError(
    `there is no such store; did you mean "${closestName(name, known)}"? Name "${DEMO}", "${RATES_DEMO}", or a folder that holds ${MANIFEST_FILE}`,
    { field: 'data.store', value: name },
  )
}

/** Names of the folders right below `folder` that hold a store, ascending; none where the folder is missing. */
export async function listStores(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  const stores = await Promise.all(folders.map(name => isStore(join(folder, name))))
  return folders.filter((_, i) => stores[i]).sort()
}
