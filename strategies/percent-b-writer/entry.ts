/** Which option is written once a side has signalled: rule B5. */

import type { Right } from '../../engine/model/instrument.ts'
import type { Reason } from '../../engine/model/order.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import { type PricedExpiry, type PricedOption, pricedOption } from '../chain/priced-option.ts'
import type { Reading } from '../percent-b/chart.ts'
import { type Declined, decline } from '../rules/decline.ts'
import type { PercentBWriterParams } from './params.ts'

export interface Writing {
  readonly kind: 'writing'
  readonly leg: PricedOption
  readonly reason: Reason
}

/** The nearest listed strike that lies the distance or more away from the close, if it has a price. `deviation` as `Levels` has it. */
export function chooseOption(
  right: Right,
  chain: ChainView,
  expiry: PricedExpiry,
  reading: Reading,
  deviation: number,
  params: PercentBWriterParams,
): Writing | Declined {
  const distance = params.strikeK * deviationInPrice(deviation, reading.close, expiry, params)
  const limit = right === 'put' ? reading.close - distance : reading.close + distance
  const evidence = {
    close: reading.close,
    percentB: reading.percentB,
    average: reading.average,
    deviation: Number.isNaN(deviation) ? null : deviation,
    limit: Number.isNaN(limit) ? null : limit,
  }
  const strike = nearestOutside(right, expiry, limit)
  if (strike === null) return decline('B5', `no ${right} is listed that far from the price`, evidence)
  const leg = pricedOption(chain, expiry, right, strike)
  if (leg === null)
    return decline('price', `the ${right} ${strike} has no price that a volatility follows from`, evidence)
  const priced = { ...evidence, strike, price: leg.price, delta: leg.delta }
  if (leg.price < params.minCreditPoints) return decline('credit', 'the credit is too small', priced)
  return {
    kind: 'writing',
    leg,
    reason: {
      rule: 'B4',
      text:
        right === 'put'
          ? '%B has crossed its average upwards from low'
          : '%B has crossed its average downwards from high',
      evidence: priced,
    },
  }
}

/** One deviation in price: of closes as it stands, of returns over the days that are left. */
const deviationInPrice = (
  deviation: number,
  close: number,
  expiry: PricedExpiry,
  params: PercentBWriterParams,
): number => (params.distance === 'prices' ? deviation : deviation * close * Math.sqrt(expiry.years * 365))

function nearestOutside(right: Right, { board }: PricedExpiry, limit: number): number | null {
  const listed = board.strikes().filter((_, at) => board.row(right, at) >= 0)
  const found =
    right === 'put' ? listed.findLast(strike => strike <= limit) : listed.find(strike => strike >= limit)
  return found ?? null
}
