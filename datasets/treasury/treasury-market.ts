/** A market of Treasury bonds and futures that is made from official par yields. */

import { futureProductOf } from '../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import { DataError } from '../../engine/model/errors.ts'
import { type FutureProduct, type Product, productIdOf } from '../../engine/model/instrument.ts'
import type { Market, Provenance, Session } from '../../engine/model/market.ts'
import { formatDay } from '../../engine/model/time.ts'
import { type IssueList, issueList } from './issue-list.ts'
import { readTreasury } from './read-treasury.ts'
import { treasuryDesk } from './treasury-desk.ts'
import type { TreasuryTerms } from './treasury-terms.ts'
import { type YieldHistory, yieldHistory } from './yield-history.ts'

/**
 * The market with Treasury bonds (`UST`) and futures more, in place of any of the same id. Everything else is as in
 * `base`, which must have the index `CMT`: bars of `CMT 10Y` and its like, par yields in percent, known at the close.
 * All of them are read here, since they tell which bonds there are.
 *
 * A bar is a session's close: a clean price for payment on the next business day, or a future's price to its tick; close
 * and settlement are the same, there is no range and no volume. Bonds are those that a contract takes which is listed or
 * being delivered, from their issue on. A session without yields has no bars; one with few tenors has them all, off the
 * curve that these make. Nothing of a session is used before its close, and no later one at all: but the list of issues
 * goes on to the last yield, so that who looks for bonds has to ask what is issued.
 *
 * Throws a DataError when there are no par yields, when settlements are asked for that the market has not, and for
 * issues that cannot be read.
 *
 * @example await treasuryMarket(treasuryTermsSchema.parse({ futures: ['ZN'] }), syntheticRates({ seed: 1, from, to }))
 */
export async function treasuryMarket(terms: TreasuryTerms, base: Market): Promise<Market> {
  const futures = terms.futures.map(id => futureProductOf(id))
  const theoretical = terms.prices === 'theoretical'
  if (!theoretical) for (const future of futures) requireSettlements(base, future)
  const history = await yieldHistory(base)
  const issues = await issueList(terms.issues, history)
  const desk = treasuryDesk(terms, futures, issues.issues, history)
  const own = new Map<string, Product>([desk.bonds, ...futures].map(product => [product.id, product]))
  const ids = futures.map(({ id }) => id)
  const reading = {
    base,
    desk,
    sessions: history.sessions,
    modelled: new Set([desk.bonds.id, ...(theoretical ? ids : [])]),
    settled: new Set(theoretical ? [] : ids),
  }
  const { zone } = exchangeOf('SIFMA')
  const lastSessionOf = (instrument: string): Session | null => {
    const id = productIdOf(instrument)
    if (!own.has(id)) return base.lastSessionOf(instrument)
    return desk.listings.get(id)?.contract(instrument.slice(id.length + 1))?.lastSession ?? null
  }
  return {
    provenance: {
      ...base.provenance,
      kind: 'modelled',
      sources: [...base.provenance.sources, ...(issues.source ? [issues.source] : [])],
      notes: treasuryNotes(terms, issues, history, base.provenance),
    },
    product: id => own.get(id) ?? orModelled([...own.keys()], () => base.product(id)),
    option: name => base.option(name),
    sessions: id => (own.has(id) ? history.sessions : base.sessions(id)),
    zoneOf: id => (own.has(id) ? zone : base.zoneOf(id)),
    series: id => (own.has(id) ? [] : base.series(id)),
    lastSessionOf,
    read: (needs, after, until) =>
      needs.bars.some(id => own.has(id))
        ? readTreasury(reading, needs, after, until)
        : base.read(needs, after, until),
  }
}

function requireSettlements(base: Market, { id }: FutureProduct): void {
  const reason = reasonAgainst(base, id)
  if (reason === null) return
  throw new DataError(`${reason}; import settlements of it, or take theoretical prices`, {
    field: 'data.treasury.prices',
    value: id,
  })
}

function reasonAgainst(base: Market, id: string): string | null {
  try {
    return base.product(id).kind === 'future' && base.sessions(id).length > 0
      ? null
      : 'the market has no future of that id'
  } catch (error) {
    if (error instanceof DataError) return error.reason
    throw error
  }
}

/** The market's own answer; an error of it says what there is more. */
function orModelled(ids: readonly string[], find: () => Product): Product {
  try {
    return find()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new DataError(`${error.reason}; modelled are ${ids.join(', ')}`, error.place)
  }
}

/** The gravest first; what the market below says of itself comes last. */
const treasuryNotes = (
  terms: TreasuryTerms,
  { source }: IssueList,
  { first }: YieldHistory,
  base: Provenance,
): string[] => [
  `Bonds are priced off the par yields of the day (CMT)${base.kind === 'synthetic' ? ', which a seeded generator made up' : ''}, not observed: every bond lies on the curve, none is dear or cheap for its own sake, and what a trade makes is what the model says.`,
  futuresNote(terms),
  ...(terms.prices === 'theoretical' ? [dislocationNote(terms)] : []),
  terms.issues === 'modelled'
    ? `The bonds themselves are modelled by the auction calendar of today, with coupons from the yields before each auction: a coupon may be an eighth off the real one. Those issued before ${formatDay(first)}, the first day of yields, have coupons by that day's curve.`
    : `The bonds are those of ${source ? `the file ${source.name}` : 'a list that was handed over'}.`,
  `Futures have the sessions of the bond market: on the few days on which they settle while it is closed nothing moves.`,
  ...(base.notes ?? []),
]

function futuresNote({ prices, futures, forwardRate }: TreasuryTerms): string {
  const ids = futures.join(', ')
  if (prices === 'settlements')
    return `Prices of ${ids} are those that were imported; against bonds off the curve their basis holds whatever the curve misses.`
  const rate = forwardRate === 'curve' ? "the par curve's own rate" : `${forwardRate} % a year`
  return `Prices of ${ids} are theoretical, not settlements: the forward price of the cheapest bond over its factor, carried at ${rate} to the last day of delivery, without the worth of the choices that the short has.`
}

function dislocationNote({ dislocation, futures }: TreasuryTerms): string {
  const paths = Array.isArray(dislocation) ? [dislocation] : futures.map(id => dislocation[id] ?? [])
  const values = paths.flat().map(({ bp }) => bp)
  if (values.every(bp => bp === 0)) return 'Futures are not dislocated from their bonds.'
  return `Futures are dislocated from their bonds by a path that the experiment states, from ${Math.min(...values)} to ${Math.max(...values)} basis points of the bond's price: it is an assumption, not data.`
}
