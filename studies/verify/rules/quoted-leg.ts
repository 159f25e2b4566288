/** A leg as the source quotes it, by premium or by delta, and the volatility that this implies. */

import { DataError, type IsoDate, type Month, type Right } from '../../../engine/index.ts'
import { impliedVol } from '../../../engine/pricing/options/implied-vol.ts'
import type { Strangle } from '../../../engine/pricing/options/strangle.ts'
import { volOfDelta } from '../../../engine/pricing/options/vol-of-delta.ts'
import { pointOf, yearsLeft } from './contract.ts'

/** Strike and future in prices; the premium in points of the product, the delta of a long option. */
export type QuotedLeg = {
  readonly strike: number
  readonly future: number
  readonly on: IsoDate
} & ({ readonly premium: number } | { readonly delta: number })

/** Both legs of one series. */
export interface QuotedStrangle {
  readonly product: string
  readonly month: Month
  readonly call: QuotedLeg
  readonly put: QuotedLeg
}

/** Black-76 volatility, undiscounted, actual/365. Throws a DataError when nothing implies the quote. */
export function volOfLeg(product: string, month: Month, right: Right, leg: QuotedLeg): number {
  const { strike, future: forward } = leg
  const years = yearsLeft({ product, month, on: leg.on })
  const sigma =
    'delta' in leg
      ? volOfDelta(right, forward, strike, years, leg.delta)
      : impliedVol({
          model: 'black76',
          right,
          forward,
          strike,
          years,
          price: leg.premium * pointOf(product),
        }).sigma
  if (sigma === null)
    throw new DataError(`no volatility implies this quote of the ${right}; check its strike and future`, {
      field: 'delta' in leg ? 'delta' : 'premium',
      value: 'delta' in leg ? leg.delta : leg.premium,
    })
  return sigma
}

/** Each leg at the volatility that its own quote implies: sticky strike. */
export const stickyStrangle = ({ product, month, call, put }: QuotedStrangle): Strangle => ({
  call: { strike: call.strike, sigma: volOfLeg(product, month, 'call', call) },
  put: { strike: put.strike, sigma: volOfLeg(product, month, 'put', put) },
})
