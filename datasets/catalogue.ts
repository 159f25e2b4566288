/** Markets by name: the embedded demo, or a store on disk. */

import { DataError } from '../engine/model/errors.ts'
import type { Market } from '../engine/model/market.ts'
import { parseDay } from '../engine/model/time.ts'
import { DEMO_TERMS, syntheticMarket } from './synthetic/market.ts'

export interface MarketOptions {
  /** Folder that a relative store starts from. */
  readonly folder: string
  /** Of the demo market. */
  readonly seed: number
}

/** The embedded demo covers these sessions. */
export const DEMO_SPAN = { from: '2008-10-01', to: '2010-12-31' } as const

/** Throws a DataError for an unknown name. */
export async function marketOf(name: string, options: MarketOptions): Promise<Market> {
  if (name === 'demo') {
    return syntheticMarket({ ...DEMO_TERMS, seed: options.seed, from: parseDay(DEMO_SPAN.from), to: parseDay(DEMO_SPAN.to) })
  }
  throw new DataError('there is no such store', { field: 'data.store', value: name })
}
