/** What a strategy sees of one expiry: its board, the volatility at the money, and the zones that count. */

import type { Board } from '../../engine/model/board.ts'
import type { Right } from '../../engine/model/instrument.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import { type PricedExpiry, pricedExpiry, volOf } from '../chain/priced-option.ts'
import { type Zone, type ZoneRules, zoneOf } from './zone.ts'
import type { ZoneMemory } from './zone-memory.ts'
import type { ZoneParams } from './zone-params.ts'

export interface ExpiryView extends PricedExpiry {
  readonly zones: Readonly<Record<Right, Zone | null>>
}

/** Null before the underlying has a price. Updates the memory, so look at each expiry once a snapshot. */
export function viewExpiry(
  chain: ChainView,
  rows: ExpiryRows,
  params: ZoneParams,
  memory: Readonly<Record<Right, ZoneMemory>>,
): ExpiryView | null {
  const expiry = pricedExpiry(chain, rows)
  if (expiry === null) return null
  const { board, price, years } = expiry
  const rules = zoneRules(params, chain, board, price, years)
  const zone = (side: Right): Zone | null => {
    const found = zoneOf(side, price, board, rules)
    return found ? memory[side].update(found, price) : null
  }
  return { ...expiry, zones: { call: zone('call'), put: zone('put') } }
}

function zoneRules(
  params: ZoneParams,
  chain: ChainView,
  board: Board,
  price: number,
  years: number,
): ZoneRules {
  return {
    minOpenInterest: params.minOpenInterest,
    dominance: params.dominance,
    maxDist: params.maxDistPoints ?? maxDistance(params, chain, board, price, years),
    mode: params.zoneMode,
    theta: params.theta,
    gap: params.gap,
    massShare: params.massShare,
  }
}

/** 2.5 x F x sigma x sqrt(T) with the volatility at the money; a share of the price where there is none (rule Z2). */
function maxDistance(
  params: ZoneParams,
  chain: ChainView,
  board: Board,
  price: number,
  years: number,
): number {
  const sigma = volAtTheMoney(chain, board, price, years)
  return sigma === null
    ? params.maxDistFallback * price
    : params.maxDistSigmas * price * sigma * Math.sqrt(years)
}

/** Mean implied volatility of call and put at the strike nearest to the price; null when neither has one. */
function volAtTheMoney(chain: ChainView, board: Board, price: number, years: number): number | null {
  let at = 0
  for (let i = 1; i < board.strikes.length; i++) {
    if (Math.abs((board.strikes[i] as number) - price) < Math.abs((board.strikes[at] as number) - price))
      at = i
  }
  const strike = board.strikes[at] as number
  const vols = [
    volOf(chain, board.callRow[at] ?? -1, 'call', price, strike, years),
    volOf(chain, board.putRow[at] ?? -1, 'put', price, strike, years),
  ].filter(vol => vol !== null)
  return vols.length === 0 ? null : vols.reduce((sum, vol) => sum + vol, 0) / vols.length
}
