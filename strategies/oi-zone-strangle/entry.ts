/** Whether a strangle is written in an expiry now, and if not, by which rule. */

import type { Right } from '../../engine/model/instrument.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import { creditPoints } from '../../engine/pricing/options/credit.ts'
import { type PricedOption, pricedOption } from '../chain/priced-option.ts'
import { type Declined, decline } from '../rules/decline.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import { chooseStrike } from '../zones/strike-choice.ts'
import type { OiZoneStrangleParams } from './params.ts'

export interface Strangle {
  readonly kind: 'strangle'
  readonly call: PricedOption
  readonly put: PricedOption
  readonly credit: number
  readonly evidence: Readonly<Record<string, number | string | null>>
}

/** The pair of the two Z6 strikes, if it passes N1, N2 and the least credit. No search outward (rule Z8). */
export function chooseStrangle(
  chain: ChainView,
  view: ExpiryView,
  params: OiZoneStrangleParams,
): Strangle | Declined {
  const call = candidate(chain, view, 'call', params)
  if ('kind' in call) return call
  const put = candidate(chain, view, 'put', params)
  if ('kind' in put) return put
  const evidence = evidenceOf(view, call, put)
  if (Math.abs(call.delta) > params.maxDelta || Math.abs(put.delta) > params.maxDelta) {
    return decline('N1', `a delta is beyond ${params.maxDelta}`, evidence)
  }
  if (Math.abs(call.delta + put.delta) > params.netTol) {
    return decline('N2', `the deltas sum to more than ${params.netTol}`, evidence)
  }
  const credit = creditPoints([call.price, put.price])
  if (credit <= 0 || credit < params.minCreditPoints)
    return decline('credit', 'the credit is too small', evidence)
  return { kind: 'strangle', call, put, credit, evidence: { ...evidence, credit } }
}

function candidate(
  chain: ChainView,
  view: ExpiryView,
  side: Right,
  params: OiZoneStrangleParams,
): PricedOption | Declined {
  const zone = view.zones[side]
  const seen = { underlying: view.price }
  if (!zone) return decline('Z8', `no open interest makes a ${side} zone`, seen)
  const strike = chooseStrike(zone, side === 'call' ? params.callRule : params.putRule, view.board)
  if (strike === null)
    return decline('Z6', `the listing ends before the ${side} strike`, { ...seen, ...zone })
  if (side === 'call' ? strike <= view.price : strike >= view.price) {
    return decline('N1', `the ${side} ${strike} is not out of the money`, seen)
  }
  return (
    pricedOption(chain, view, side, strike) ??
    decline('price', `the ${side} ${strike} has no price that a volatility follows from`, seen)
  )
}

const evidenceOf = (view: ExpiryView, call: PricedOption, put: PricedOption): Strangle['evidence'] => ({
  underlying: view.price,
  call: call.option.strike,
  callPrice: call.price,
  callDelta: call.delta,
  put: put.option.strike,
  putPrice: put.price,
  putDelta: put.delta,
  netDelta: call.delta + put.delta,
})
