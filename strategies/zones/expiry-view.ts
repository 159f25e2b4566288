/** What a strategy sees of one expiry: its board, the volatility at the money, and the zones that count. */

import type { Right } from '../../engine/model/instrument.ts'
import type { ObserveIntent } from '../../engine/model/order.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import { type Day, type EpochMs, formatDay } from '../../engine/model/time.ts'
import { type PricedExpiry, type PricingTerms, pricedExpiry, volOf } from '../chain/priced-option.ts'
import { strikeStep, type Zone, type ZoneRules, zoneOf } from './zone.ts'
import { type ZoneMemory, zoneMemory } from './zone-memory.ts'
import type { ZoneParams } from './zone-params.ts'

/** A priced expiry with its zones by side; null = no candidate on that side (rule Z8). */
export interface ExpiryView extends PricedExpiry {
  readonly zones: Readonly<Record<Right, Zone | null>>
}

/** Null before the underlying has a price. Updates the memory, so look at each expiry once a snapshot. */
function viewExpiry(
  chain: ChainView,
  rows: ExpiryRows,
  params: ZoneParams,
  memory: Readonly<Record<Right, ZoneMemory>>,
  terms: PricingTerms | null = null,
): ExpiryView | null {
  const expiry = pricedExpiry(chain, rows, terms)
  if (expiry === null) return null
  const { board, price } = expiry
  const rules = zoneRules(params, chain, expiry)
  const step = chain.derive(stepOf, rows.series.expiry)
  const zone = (side: Right): Zone | null => {
    const found = zoneOf(side, price, board, rules, step)
    return found ? memory[side].update(found, price) : null
  }
  return { ...expiry, zones: { call: zone('call'), put: zone('put') } }
}

const zoneRules = (params: ZoneParams, chain: ChainView, expiry: PricedExpiry): ZoneRules => ({
  minOpenInterest: params.minOpenInterest,
  dominance: params.dominance,
  maxDist: params.maxDistPoints ?? maxDistance(params, chain, expiry),
  mode: params.zoneMode,
  theta: params.theta,
  gap: params.gap,
  massShare: params.massShare,
})

/** Most frequent distance of strikes near the money; 0 before the underlying has a price. */
function stepOf(chain: ChainView, expiry: Day): number {
  const priced = pricedAt(chain, expiry)
  return priced ? strikeStep(priced.board, priced.price) : 0
}

/** The volatility at the money without interest, the same for all who look at it. */
function moneyVolOf(chain: ChainView, expiry: Day): number | null {
  const priced = pricedAt(chain, expiry)
  return priced && volAtTheMoney(chain, priced)
}

const pricedAt = (chain: ChainView, expiry: Day): PricedExpiry | null => {
  const rows = chain.expiries.find(({ series }) => series.expiry === expiry)
  return rows ? pricedExpiry(chain, rows, null) : null
}

/** 2.5 x F x sigma x sqrt(T) with the volatility at the money; a share of the price where there is none (rule Z2). */
function maxDistance(params: ZoneParams, chain: ChainView, expiry: PricedExpiry): number {
  const sigma =
    expiry.valuation === null
      ? chain.derive(moneyVolOf, expiry.rows.series.expiry)
      : volAtTheMoney(chain, expiry)
  return sigma === null
    ? params.maxDistFallback * expiry.price
    : params.maxDistSigmas * expiry.price * sigma * Math.sqrt(expiry.years)
}

/** Mean implied volatility of call and put at the strike nearest to the price; null when neither has one. */
function volAtTheMoney(chain: ChainView, expiry: PricedExpiry): number | null {
  const { board } = expiry
  let at = 0
  for (let i = 1; i < board.size; i++) {
    if (Math.abs(board.strike(i) - expiry.price) < Math.abs(board.strike(at) - expiry.price)) at = i
  }
  const strike = board.strike(at)
  const vols = (['call', 'put'] as const)
    .map(right => volOf(chain, expiry, right, strike))
    .filter(vol => vol !== null)
  return vols.length === 0 ? null : vols.reduce((sum, vol) => sum + vol, 0) / vols.length
}

/** Views of the expiries of one product, for one account. */
export interface ZoneDesk {
  /** The view of an expiry of this chain; null before its underlying has a price. */
  view(chain: ChainView, rows: ExpiryRows): ExpiryView | null
}

/** A desk with memories of its own: make one in `run` of the strategy. `terms` null = options are valued without interest. */
export function zoneDesk(params: ZoneParams, terms: PricingTerms | null): ZoneDesk {
  const memories = new Map<Day, Record<Right, ZoneMemory>>()
  let seenAt: EpochMs | null = null
  let views = new Map<Day, ExpiryView | null>()

  const memoryOf = (expiry: Day): Record<Right, ZoneMemory> => {
    const memory = memories.get(expiry) ?? {
      call: zoneMemory(params.zonePersist),
      put: zoneMemory(params.zonePersist),
    }
    memories.set(expiry, memory)
    return memory
  }

  return {
    view(chain, rows) {
      if (chain.time !== seenAt) views = new Map()
      seenAt = chain.time
      const { expiry } = rows.series
      const known = views.get(expiry)
      if (known !== undefined) return known
      const view = viewExpiry(chain, rows, params, memoryOf(expiry), terms)
      views.set(expiry, view)
      return view
    },
  }
}

/** An observation named `zones`, which the report draws; the edges of a side without a zone are null. */
export const observeZones = ({ rows, price, zones }: ExpiryView): ObserveIntent => ({
  kind: 'observe',
  name: 'zones',
  values: {
    expiry: formatDay(rows.series.expiry),
    underlying: price,
    callLower: zones.call?.lower ?? null,
    callUpper: zones.call?.upper ?? null,
    callPeak: zones.call?.peak ?? null,
    putLower: zones.put?.lower ?? null,
    putUpper: zones.put?.upper ?? null,
    putPeak: zones.put?.peak ?? null,
  },
})
