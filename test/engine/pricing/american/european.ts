/** The European option with the terms of an American one. */

import type { AmericanOption } from '../../../../engine/pricing/american/terms.ts'
import { type Black76Greeks, black76Greeks } from '../../../../engine/pricing/options/black76.ts'
import { bsmGreeks } from '../../../../engine/pricing/options/bsm.ts'

export const european = (one: AmericanOption): Black76Greeks =>
  one.underlying === 'future'
    ? black76Greeks(one.right, one.forward, one.strike, one.years, one.sigma, one.rate)
    : bsmGreeks(one.right, one.spot, one.strike, one.years, one.sigma, one.rate, one.dividendYield)
