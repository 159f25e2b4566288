/** The seeded synthetic market: any of the option products on real calendars. Prices are invented, dates are not. */

import { indexProductOf, optionProductOf } from '../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import { optionProducts } from '../../engine/calendar/option-contracts.ts'
import type { Market } from '../../engine/model/market.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { type Rows, readBlocks } from '../market/memory.ts'
import { productDirectory } from '../market/product-directory.ts'
import { type ProductDesk, productDesk, RATES, rateDesk } from './desks.ts'
import { once } from './once.ts'
import type { ProductTerms } from './product-terms.ts'

/** Seed, span and products of an invented market. */
export interface SyntheticTerms {
  readonly seed: number
  /** First and last day with prices; the calendar goes on for a year after it. */
  readonly from: Day
  readonly to: Day
  /** How many monthly expiries are listed at a time. */
  readonly listed: number
  /** Option products by id or alias; all of them when absent. What one is made of never depends on the others. */
  readonly products?: readonly string[]
  /** Series end by the deck's simplified rules instead of the exchanges'; false when absent. */
  readonly deckRules?: boolean
  /** By option product: how it behaves, in place of its own terms. */
  readonly terms?: Readonly<Record<string, ProductTerms>>
  /** Instants at which its rows are cut into blocks; every month or so when absent. Results do not depend on it. */
  readonly cuts?: readonly EpochMs[]
}

/** The terms of the embedded demo. */
export const DEMO_TERMS: Omit<SyntheticTerms, 'seed' | 'from' | 'to'> = { listed: 4 }

const SESSIONS_A_BLOCK = 21

/**
 * Options on their futures and indices from `from` to `to`, and EURUSD and USDEUR to convert with. Each product is
 * generated when it is first read. Throws a DataError for an unknown product.
 */
export function syntheticMarket(terms: SyntheticTerms): Market {
  const ids = new Set(
    (terms.products ?? optionProducts.map(({ id }) => id)).map(name => optionProductOf(name).id),
  )
  const options = [...ids].map(id => productDesk(optionProductOf(id), terms))
  const desks: readonly ProductDesk[] = [...options, ...RATES.map(id => rateDesk(indexProductOf(id), terms))]
  const deskOf = new Map(desks.flatMap(desk => desk.products.map(({ id }) => [id, desk] as const)))
  const directory = productDirectory(desks.flatMap(desk => desk.products))
  const cuts = once(() => monthlyCuts(terms))
  const provenance = {
    store: 'demo',
    kind: 'synthetic',
    sources: [{ name: `seeded generator, seed ${terms.seed}`, sha256: '', licence: 'MIT' }],
  } as const

  return {
    provenance,
    ...directory,
    sessions: id => deskOf.get(id)?.sessions() ?? [],
    zoneOf: id => deskOf.get(id)?.zone ?? 'UTC',
    series: id => (deskOf.get(id)?.series() ?? []).filter(({ product }) => product === id),
    lastSessionOf: instrument =>
      deskOf.get(instrument.split(' ')[0] ?? '')?.lastSessionOf(instrument) ?? null,
    read(needs, after, until) {
      const read = new Set([...needs.chains, ...needs.bars].map(id => deskOf.get(id)))
      const rowsBy = (instant: EpochMs): Rows => {
        const rows = [...read].flatMap(desk => (desk ? [desk.rows(instant)] : []))
        return { bars: rows.flatMap(({ bars }) => bars), chains: rows.flatMap(({ chains }) => chains) }
      }
      return readBlocks(rowsBy, terms.cuts ?? cuts(), needs, after, until)
    },
  }
}

/** The same for every choice of products. */
function monthlyCuts({ from, to }: SyntheticTerms): EpochMs[] {
  const exchange = exchangeOf('NYMEX')
  return exchange
    .sessions(from - 40, to + 400)
    .filter((_, index) => index % SESSIONS_A_BLOCK === 0)
    .map(day => exchange.closeOf(day))
}
