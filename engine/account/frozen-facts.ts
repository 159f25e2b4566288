/** The facts of a market as copies that nobody can change, each made once and shared by all accounts. */

import { frozenCopy } from '../model/frozen-copy.ts'
import type { Market } from '../model/market.ts'
import { readPrices } from '../model/zero-prices.ts'
import { memo } from './memo.ts'

/** The same market, whose products, sessions and series are frozen. */
export const frozenFacts = (market: Market): Market => ({
  provenance: market.provenance,
  product: memo(id => frozenCopy(market.product(id))),
  option: memo(name => frozenCopy(market.option(name))),
  // There are thousands of them, at the start of every run.
  sessions: memo(product =>
    Object.freeze(
      market
        .sessions(product)
        .map(({ day, open, close }) =>
          Object.freeze(open === undefined ? { day, close } : { day, open, close }),
        ),
    ),
  ),
  zoneOf: product => market.zoneOf(product),
  series: memo(product => frozenCopy(market.series(product))),
  lastSessionOf: instrument => market.lastSessionOf(instrument),
  read: (needs, after, until) => readPrices(market, needs, after, until),
})
