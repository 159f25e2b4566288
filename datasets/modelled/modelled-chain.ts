/** Premiums of modelled sessions as columns. */

import { CALL, type ChainColumns, emptyChain, PUT } from '../../engine/model/block.ts'
import type { Right } from '../../engine/model/instrument.ts'
import { type Valuation, valuationOf, worthOf } from '../../engine/pricing/american/valuation.ts'
import { logRatio } from '../../engine/pricing/options/lognormal.ts'
import type { ModelledTerms } from './modelled-terms.ts'
import type { PricedSession } from './session-walk.ts'
import { toStep } from './strike-board.ts'

/** However steep the skew, a strike keeps this part of the volatility at the money. */
const LEAST_PART = 0.1

/**
 * Black-76 on the close of the index as the forward, without interest, or the American value on it as the spot price,
 * actual/365 in calendar days to the last session; `settlement` is the premium to the tick, bid and ask lie around it. There is no volume and no open interest.
 */
export function modelledChain(terms: ModelledTerms, sessions: readonly PricedSession[]): ChainColumns {
  const chain = emptyChain(terms.product, rowsOf(sessions))
  const american = { exercise: 'american', settlement: 'cash', paidUpFront: true } as const
  const valuation = terms.american ? valuationOf(american, terms.american) : null
  let row = 0
  for (const { session, price, vol, expiries } of sessions) {
    for (const { series, years, strikes } of expiries) {
      const premiumOf = premiums(years, valuation)
      for (const strike of strikes) {
        const sigma = skewed(vol, terms.skew, price, strike)
        for (const right of ['call', 'put'] as const) {
          const premium = premiumOf(right, price, strike, sigma)
          const half = halfSpread(terms, premium)
          chain.time[row] = session.close
          chain.expiry[row] = series.expiry
          chain.strike[row] = strike
          chain.right[row] = right === 'call' ? CALL : PUT
          chain.settlement[row] = toStep(premium, terms.tick)
          chain.bid[row] = Math.max(0, toStep(premium - half, terms.tick))
          chain.ask[row] = toStep(premium + half, terms.tick)
          row++
        }
      }
    }
  }
  return chain
}

/** Premiums of one expiry: the unit of an American one, of strike 1, is solved for once a volatility. */
function premiums(years: number, valuation: Valuation | null) {
  const units = new Map<string, (underlyingPrice: number) => number>()
  return (right: Right, price: number, strike: number, sigma: number): number => {
    if (!valuation) return worthOf({ right, strike, years }, sigma, null)(price)
    const key = `${right} ${sigma}`
    const unit = units.get(key) ?? worthOf({ right, strike: 1, years }, sigma, valuation)
    units.set(key, unit)
    return strike * unit(price / strike)
  }
}

const rowsOf = (sessions: readonly PricedSession[]): number =>
  sessions.flatMap(({ expiries }) => expiries).reduce((rows, { strikes }) => rows + 2 * strikes.length, 0)

const skewed = (vol: number, skew: number, price: number, strike: number): number =>
  skew === 0 ? vol : Math.max(LEAST_PART * vol, vol + skew * logRatio(strike, price))

const halfSpread = ({ spread, tick }: ModelledTerms, premium: number): number =>
  Math.max(spread.ticks * tick, spread.share * premium)
