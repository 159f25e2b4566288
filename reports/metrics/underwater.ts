/** How far below its running peak wealth stood after each period; the start counts as the first peak. */

import type { Returns } from './returns.ts'

/** Drawdowns of compounded wealth, one a period: fractions of the peak, 0 at a peak, 1 when all is lost. */
export function underwater(returns: Returns): Float64Array {
  return shareOfPeak(returns).map(share => 1 - share)
}

/** The same for wealth that is not reinvested, 1 + the running sum of returns; above 1 when that is negative. */
export function underwaterSimple(returns: Returns): Float64Array {
  return shareOfPeakSimple(returns).map(share => 1 - share)
}

/** Compounded wealth as a fraction of its running peak, one a period: 1 at a peak, 0 when all is lost. */
export function shareOfPeak(returns: Returns): Float64Array {
  // Starting anew from 1 at every peak, no length of series can overflow; nothing returns from a total loss.
  let share = 1
  return Float64Array.from(returns, value => {
    share = Math.min(1, share * (1 + value))
    return share
  })
}

/** The same for wealth that is not reinvested; negative when that is. */
export function shareOfPeakSimple(returns: Returns): Float64Array {
  let level = 1
  let peak = 1
  return Float64Array.from(returns, value => {
    level += value
    peak = Math.max(peak, level)
    return level / peak
  })
}
