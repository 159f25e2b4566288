/** Price and sensitivities of an American option on a future or a spot price. */

import type { AmericanOption } from './terms.ts'
import { american, americanValue } from './value.ts'

/** Price and sensitivities. Volatility counts per 1.00, time in years. */
export interface AmericanGreeks {
  readonly price: number
  /** dV/dS or dV/dF; -1 or 1 where the option ought to be exercised now. */
  readonly delta: number
  /** Second derivative by the underlying; 0 where the option ought to be exercised now, beside a jump at the edge. */
  readonly gamma: number
  /** dV/dsigma, per 1.00 of volatility. */
  readonly vega: number
  /** -dV/dT, per year. */
  readonly theta: number
}

/** Of volatility; errors of the difference go with its fourth power. */
const STEP = 1 / 256

/**
 * Price and Greeks; inputs and errors as for `american`. Delta, gamma and theta are derivatives of the formula, vega is
 * a difference of four prices (it takes four times as long as the rest).
 */
export function americanGreeks(option: AmericanOption): AmericanGreeks {
  const { exercised, ...value } = americanValue(option)
  return { ...value, vega: exercised || option.sigma === 0 ? 0 : vegaOf(option) }
}

function vegaOf(option: AmericanOption): number {
  const step = STEP * option.sigma
  const at = (steps: number) => american({ ...option, sigma: option.sigma + steps * step })
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
}
