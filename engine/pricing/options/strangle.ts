/** A call and a put on one future, each valued by Black-76 at a volatility of its own that stays with its strike. */

import { black76, black76Greeks } from './black76.ts'

interface StrangleLeg {
  readonly strike: number
  /** Per root year. */
  readonly sigma: number
}

export interface Strangle {
  readonly call: StrangleLeg
  readonly put: StrangleLeg
}

/** Value of both legs in units of the future, undiscounted. Throws a DataError as `black76` does. */
export const strangleValue = ({ call, put }: Strangle, forward: number, years: number): number =>
  black76('call', forward, call.strike, years, call.sigma) +
  black76('put', forward, put.strike, years, put.sigma)

/** What a day takes off the value while the future stands still; the last day takes what is left of it. */
export const strangleDecay = (strangle: Strangle, forward: number, years: number): number =>
  strangleValue(strangle, forward, years) - strangleValue(strangle, forward, Math.max(0, years - 1 / 365))

/**
 * The prices of the future at which a strangle is worth `value`, one on either side of where it is worth least. Both are
 * null when it is nowhere worth so little; the lower one alone when not even a future at 0 makes the put worth so much.
 */
export function strangleLevels(
  strangle: Strangle,
  value: number,
  years: number,
): { lower: number | null; upper: number | null } {
  const excess = (forward: number): number => strangleValue(strangle, forward, years) - value
  const ceiling = strangle.call.strike + strangle.put.strike
  // The value is convex in the future: it is least where the two deltas cancel.
  const least = crossing(forward => netDelta(strangle, forward, years), 0, ceiling)
  if (excess(least) > 0) return { lower: null, upper: null }
  return {
    lower: excess(0) < 0 ? null : crossing(forward => -excess(forward), 0, least),
    // A call is worth at least what the future stands above its strike.
    upper: crossing(excess, least, ceiling + value),
  }
}

const netDelta = ({ call, put }: Strangle, forward: number, years: number): number =>
  black76Greeks('call', forward, call.strike, years, call.sigma).delta +
  black76Greeks('put', forward, put.strike, years, put.sigma).delta

/** Where a rising function passes zero, to the last digit: the interval is halved until no double lies within. */
function crossing(rising: (x: number) => number, from: number, to: number): number {
  let low = from
  let high = to
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return middle
    if (rising(middle) < 0) low = middle
    else high = middle
  }
}
