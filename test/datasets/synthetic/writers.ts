/** Writers of strangles on the synthetic market, and a margin table for all its products. */

import { concatMap, from, merge } from 'rxjs'
import { z } from 'zod'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import {
  type ChainView,
  defineStrategy,
  type FixedRates,
  fixedMargin,
  formatDay,
  type Intent,
  type MarginModel,
  type OpenIntent,
  optionOf,
  type Right,
} from '../../../engine/index.ts'

const RATES: FixedRates = {
  nakedCall: { initial: 2500, maintenance: 1800 },
  strangle: { initial: 3500, maintenance: 2500 },
  future: { initial: 5400, maintenance: 4000 },
}

const optionOfFuture = new Map(
  optionProducts.flatMap(({ id, settlement }) =>
    settlement.kind === 'future' ? [[settlement.future, id] as const] : [],
  ),
)

/** The same rates for every product, in its own currency. */
export const MARGIN: MarginModel = fixedMargin(
  Object.fromEntries(optionProducts.map(({ id }) => [id, [{ from: null, value: RATES }]])),
  future => optionOfFuture.get(future) ?? null,
)

/** Writes one strangle near the money in every expiry of every product and holds it; sells and buys back assigned futures. */
export const nearWriter = defineStrategy({
  name: 'near-writer',
  about: 'Writes the strikes next to the price in each expiry once.',
  params: z.strictObject({ products: z.array(z.string()) }),
  run: ({ bus, params }) =>
    merge(...params.products.map(product => bus.chains(product))).pipe(
      concatMap(wake =>
        from(
          params.products.flatMap((product): Intent[] => {
            const chain = wake.chain(product)
            const opened = wake.snapshot.tagsOpened
            const working = wake.snapshot.working.map(({ tag }) => tag)
            const intent = chain && strangle(chain)
            return intent && !opened.has(intent.tag) && !working.includes(intent.tag) ? [intent] : []
          }),
        ),
      ),
    ),
})

function strangle(chain: ChainView): OpenIntent | null {
  const rows = chain.expiries.find(({ series }) => series.lastSession.day - chain.session > 10)
  if (!rows || rows.underlyingPrice === null) return null
  const price = rows.underlyingPrice
  const { expiry } = rows.series
  const strikes = [...new Set(chain.columns.strike.slice(rows.from, rows.to))]
  const call = strikes.find(strike => strike > price)
  const put = strikes.findLast(strike => strike < price)
  if (call === undefined || put === undefined) return null
  const sell = (right: Right, strike: number) => ({
    instrument: optionOf(chain.product, expiry, right, strike),
    side: 'sell' as const,
    ratio: 1,
  })
  return {
    kind: 'open',
    tag: `${chain.product} ${formatDay(expiry)}`,
    legs: [sell('call', call), sell('put', put)],
    lots: 1,
    reason: { rule: 'test', text: 'next to the price' },
  }
}
