/** What a reader has to know about modelled bonds and futures, in plain words. */

import type { Provenance } from '../../engine/model/market.ts'
import { formatDay } from '../../engine/model/time.ts'
import type { IssueList } from './issue-list.ts'
import type { TreasuryTerms } from './treasury-terms.ts'
import type { YieldHistory } from './yield-history.ts'

/** The gravest first; what the market below says of itself comes last. */
export const treasuryNotes = (
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
