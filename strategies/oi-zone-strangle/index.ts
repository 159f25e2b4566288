/** `oi-zone-strangle`: short strangles at the edges of open-interest zones, one an expiry. */

import { concatMap, distinctUntilChanged, from, merge } from 'rxjs'
import type { OptionProduct, Right } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Intent, Leg, OpenIntent, Reason, StopRule } from '../../engine/model/order.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import { defineStrategy, type MarketFacts, type Wake } from '../../engine/model/strategy.ts'
import { type Day, formatDay } from '../../engine/model/time.ts'
import { inExpiryWeek, lastBeforeExpiryWeek } from '../rules/expiry-week.ts'
import { entryTag } from '../rules/groups.ts'
import { lotsOf } from '../rules/lots.ts'
import { isWithinDays } from '../rules/window.ts'
import { type ExpiryView, viewExpiry } from '../zones/expiry-view.ts'
import { type ZoneMemory, zoneMemory } from '../zones/zone-memory.ts'
import { chooseStrangle, type Strangle } from './entry.ts'
import { exitOf } from './exits.ts'
import { inPrices, type OiZoneStrangleParams, oiZoneStrangleParams } from './params.ts'

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
      concatMap(wake => from(desk.answer(wake))),
    )
  },
})

interface Desk {
  answer(wake: Wake): Intent[]
}

function deskOf(product: OptionProduct, market: MarketFacts, params: OiZoneStrangleParams): Desk {
  const sessions = market.sessions(product.id)
  const memories = new Map<Day, Record<Right, ZoneMemory>>()

  const memoryOf = (expiry: Day): Record<Right, ZoneMemory> => {
    const memory = memories.get(expiry) ?? {
      call: zoneMemory(params.zonePersist),
      put: zoneMemory(params.zonePersist),
    }
    memories.set(expiry, memory)
    return memory
  }

  const viewOf = (chain: ChainView, rows: ExpiryRows | undefined): ExpiryView | null =>
    rows ? viewExpiry(chain, rows, params, memoryOf(rows.series.expiry)) : null

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
      if (view) intents.push(observe(view))
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
  if (tag === null) return []
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
    riskPoints: params.stopPoints ?? (params.stopMult ?? 1) * strangle.credit,
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
  const stop = stopOf(params)
  return {
    kind: 'open',
    tag,
    legs: legsOf(strangle),
    lots,
    ...(stop ? { stop } : {}),
    reason: { rule: 'Z6', text: 'strikes at the edges of the zones', evidence: strangle.evidence },
  }
}

function stopOf(params: OiZoneStrangleParams): StopRule | null {
  if (params.stopPoints !== null) return { loss: { points: params.stopPoints }, test: params.stopTest }
  return params.stopMult === null ? null : { loss: { timesCredit: params.stopMult }, test: params.stopTest }
}

/** What the report draws: price, zones and their peaks of the expiry that is nearest. */
const observe = (view: ExpiryView): Intent => ({
  kind: 'observe',
  name: 'zones',
  values: {
    expiry: formatDay(view.rows.series.expiry),
    underlying: view.price,
    callLower: view.zones.call?.lower ?? null,
    callUpper: view.zones.call?.upper ?? null,
    callPeak: view.zones.call?.peak ?? null,
    putLower: view.zones.put?.lower ?? null,
    putUpper: view.zones.put?.upper ?? null,
    putPeak: view.zones.put?.peak ?? null,
  },
})
