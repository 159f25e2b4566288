/** `oi-zone-strangle`: short strangles at the edges of open-interest zones, one an expiry. */

import { concatMap, distinctUntilChanged, merge } from 'rxjs'
import type { OptionProduct } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Intent, Leg, OpenIntent, Reason } from '../../engine/model/order.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import { defineStrategy, type MarketFacts, type Wake } from '../../engine/model/strategy.ts'
import { type Day, formatDay } from '../../engine/model/time.ts'
import { lossStop, riskPointsOf } from '../rules/early-exits.ts'
import { entryTag, holdsExpiry } from '../rules/groups.ts'
import { lotsOf } from '../rules/lots.ts'
import { inPrices } from '../rules/risk-params.ts'
import { inExpiryWeek, isWithinDays, lastBeforeExpiryWeek } from '../rules/window.ts'
import { type ExpiryView, observeZones, zoneDesk } from '../zones/expiry-view.ts'
import { chooseStrangle, type Strangle } from './entry.ts'
import { exitOf } from './exits.ts'
import { type OiZoneStrangleParams, oiZoneStrangleParams } from './params.ts'

export const oiZoneStrangle = defineStrategy({
  name: 'oi-zone-strangle',
  about:
    'Writes a call and a put at the edges of the zones where open interest clusters, one strangle an expiry.',
  params: oiZoneStrangleParams,
  run: ({ bus, market, params }) => {
    const product = market.option(params.product)
    const desk = deskOf(product, market, inPrices(params, product.point))
    // A chain that ends a session arrives on both streams, as one wake.
    return merge(bus.chains(params.product), bus.closes).pipe(
      distinctUntilChanged(),
      concatMap(wake => desk.answer(wake)),
    )
  },
})

interface Desk {
  answer(wake: Wake): Intent[]
}

function deskOf(product: OptionProduct, market: MarketFacts, params: OiZoneStrangleParams): Desk {
  const sessions = market.sessions(product.id)
  const zones = zoneDesk(params, params.interest ? { product, interest: params.interest } : null)
  const viewOf = (chain: ChainView, rows: ExpiryRows | undefined): ExpiryView | null =>
    rows ? zones.view(chain, rows) : null

  return {
    answer(wake) {
      const chain = wake.chain(product.id)
      if (!chain) return withoutChain(wake.snapshot.groups, params)
      const fill = wake.fillSession(product.id)
      const nearest = chain.expiries.find(rows => isWithinDays(rows, fill, params))
      const view = viewOf(chain, nearest)
      const intents: Intent[] = []
      for (const group of wake.snapshot.groups) {
        const rows = chain.expiries.find(one => group.legs.some(leg => expiryOf(leg) === one.series.expiry))
        const seen = rows === nearest ? view : params.exitOnZoneBreak ? viewOf(chain, rows) : null
        const exit = exitOf(group, params, {
          lastBeforeExpiryWeek: isLastBeforeWeek(rows, fill, sessions),
          zones: seen?.zones ?? null,
        })
        if (exit) intents.push(exit)
      }
      if (view) intents.push(observeZones(view))
      if (view && fill) intents.push(...entryIntents(wake, chain, view, fill, product, params))
      return intents
    },
  }
}

/** Sessions without a chain: assigned futures are closed all the same (rule R7). */
const withoutChain = (groups: readonly GroupView[], params: OiZoneStrangleParams): Intent[] =>
  groups
    .filter(group => group.legs.every(leg => leg.assigned))
    .map(group => exitOf(group, params, { lastBeforeExpiryWeek: false, zones: null }))
    .filter(exit => exit !== null)

const expiryOf = (leg: GroupView['legs'][number]): Day | null =>
  leg.instrument.kind === 'option' ? leg.instrument.expiry : null

const isLastBeforeWeek = (
  rows: ExpiryRows | undefined,
  fill: Session | null,
  sessions: readonly Session[],
): boolean =>
  rows !== undefined && fill !== null && lastBeforeExpiryWeek(sessions, fill, rows.series.lastSession.day)

/** R0 and R6, then the strangle, then its size. */
function entryIntents(
  wake: Wake,
  chain: ChainView,
  view: ExpiryView,
  fill: Session,
  product: OptionProduct,
  params: OiZoneStrangleParams,
): Intent[] {
  const name = `${product.id} ${formatDay(view.rows.series.expiry)}`
  const tag = entryTag(name, wake.snapshot, params.reentry)
  if (tag === null || holdsExpiry(wake.snapshot, product.id, view.rows.series.expiry)) return []
  const refuse = (reason: Reason): Intent[] => [{ kind: 'decline', tag, reason }]
  if (params.skipExpiryWeek && inExpiryWeek(fill.day, view.rows.series.lastSession.day)) {
    return refuse({ rule: 'R6', text: 'no entry in the week of the last trading day' })
  }
  const strangle = chooseStrangle(chain, view, params)
  if (strangle.kind === 'declined') return refuse(strangle.reason)
  const writing = {
    product,
    session: chain.session,
    legs: [strangle.call, strangle.put],
    riskPoints: riskPointsOf(params, strangle.credit),
  }
  const lots = lotsOf(wake, writing, params)
  if (lots === 0) {
    return refuse({
      rule: 'R2',
      text: 'the size comes to no lot within the risk and margin limits',
      evidence: strangle.evidence,
    })
  }
  return [openIntent(tag, strangle, lots, params)]
}

const legsOf = (strangle: Strangle): Leg[] =>
  [strangle.call, strangle.put].map(({ option }) => ({ instrument: option, side: 'sell', ratio: 1 }))

const openIntent = (
  tag: string,
  strangle: Strangle,
  lots: number,
  params: OiZoneStrangleParams,
): OpenIntent => {
  const stop = lossStop(params)
  return {
    kind: 'open',
    tag,
    legs: legsOf(strangle),
    lots,
    ...(stop ? { stop } : {}),
    reason: { rule: 'Z6', text: 'strikes at the edges of the zones', evidence: strangle.evidence },
  }
}
