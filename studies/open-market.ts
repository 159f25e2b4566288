/** Opens the market of an experiment: a store, and what is modelled on top of it. */

import { resolve } from 'node:path'
import { marketOf, modelledMarket, treasuryMarket } from '../datasets/index.ts'
import type { Market } from '../engine/index.ts'
import type { Experiment } from './experiment-schema.ts'
import { located } from './located.ts'
import { issuesFile } from './named-files.ts'
import type { PlaceOf } from './validate.ts'

export interface MarketTerms {
  /** Folder that relative paths of the experiment start from. */
  readonly folder: string
  readonly placeOf: PlaceOf
  /** As `openStore` has it; false when absent. */
  readonly rememberHashes?: boolean
}

/** Opens the market that an experiment names; see `openOnce`. */
export type OpenMarket = (
  experiment: Pick<Experiment, 'data' | 'seed'>,
  terms: MarketTerms,
) => Promise<Market>

/** Throws a DataError for a store that cannot be opened, or facts that do not fit it. */
export const openMarket: OpenMarket = async (experiment, terms) => {
  const { store, modelled, treasury, deckRules } = experiment.data
  const file = issuesFile(experiment)
  const base = await marketOf(store, {
    folder: terms.folder,
    seed: experiment.seed,
    deckRules,
    rememberHashes: terms.rememberHashes ?? false,
  })
  if (modelled) return located(terms.placeOf, async () => modelledMarket(base, modelled))
  if (!treasury) return base
  const issues = file === null ? treasury.issues : resolve(terms.folder, file)
  return located(terms.placeOf, () => treasuryMarket({ ...treasury, issues }, base))
}

/** Opens each market once, for studies that run many experiments over it. What fails is tried again. */
export function openOnce(): OpenMarket {
  const opened = new Map<string, Promise<Market>>()
  return (experiment, terms) => {
    // How late open interest is known is the account's, not the market's.
    const { oiLagSessions: _, ...data } = experiment.data
    const key = JSON.stringify([data, experiment.seed, resolve(terms.folder), terms.rememberHashes ?? false])
    const known = opened.get(key)
    if (known) return known
    const market = openMarket(experiment, terms)
    opened.set(key, market)
    market.catch(() => opened.delete(key))
    return market
  }
}
