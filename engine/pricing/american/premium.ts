/** What the right of early exercise adds to a European put with strike 1: an integral over the exercise region. */

import { normalCdf, normalPdf } from '../statistics/normal.ts'
import { type Boundary, logAt } from './edge.ts'
import { gaussLegendre } from './quadrature.ts'
import type { Region } from './region.ts'

/** The premium, in strikes, and its derivatives by the price of the underlying in strikes. */
export interface Premium {
  readonly value: number
  readonly slope: number
  readonly bend: number
}

/**
 * The premium of an option that is held: with `years` to expiry and the underlying at `level`, outside of the region.
 *
 * While the price is in the region the holder would earn the interest and lose the yield, so the premium is
 * int r exp(-rv) N(-d2(v, level/B)) - q level exp(-qv) N(-d1(v, level/B)) dv, v counted from now and B the edge then.
 * Source: I. J. Kim, The analytic valuation of American options, Review of Financial Studies 3 (1990) 547.
 */
export function premiumOf({ upper, lower, years: until }: Region, level: number, years: number): Premium {
  const below = premiumBelow(upper, until, level, years)
  if (!lower) return below
  const excess = premiumBelow(lower, until, level, years)
  return {
    value: below.value - excess.value,
    slope: below.slope - excess.slope,
    bend: below.bend - excess.bend,
  }
}

const RULE = gaussLegendre(16)
const QUARTER = 0.5 * Math.PI

/** The premium if every price below an edge were exercised from `until` before expiry on. */
function premiumBelow(edge: Boundary, until: number, level: number, years: number): Premium {
  let [value, slope, bend] = [0, 0, 0]
  let from = 0
  for (const to of panelsOf(edge, until, level)) {
    for (let k = 0; k < RULE.nodes.length; k++) {
      const weight = (to - from) * (RULE.weights[k] as number)
      const flow = flowAt(edge, until, level, years, from + (to - from) * (RULE.nodes[k] as number))
      value += weight * flow.value
      slope += weight * flow.slope
      bend += weight * flow.bend
    }
    from = to
  }
  return { value, slope, bend }
}

/** Where panels end about the time at which drift brings the price to an edge, in deviations of that time. */
const FRONT = [-8, -4, 0, 4, 8]

/**
 * Ends of the panels of the integral over an angle, whose sine squared is the share of time passed: each three times
 * as long as what lies before it, from a third of the angle by which the price can have reached the edge, or by which
 * drift outruns chance; several about the time at which drift alone reaches the edge; and the time that an edge moves
 * in before expiry apart from that in which it stands still.
 */
function panelsOf(
  { sigma, years: moving, rate, carry, now }: Boundary,
  until: number,
  level: number,
): readonly number[] {
  const deviation = sigma * Math.sqrt(until)
  const distance = Math.log(level / now)
  const reached = Math.abs(distance) / deviation
  const drift = carry - rate
  const outrun = deviation / (Math.abs(drift) * until)
  const ends: number[] = []
  for (let end = Math.max(Math.min(reached, outrun, 1), 1e-9) / 3; end < 0.5 * QUARTER; end *= 3)
    ends.push(end)
  if (outrun < 0.5 && distance / drift > 0) {
    const front = distance / drift
    const width = (sigma * Math.sqrt(front)) / Math.abs(drift)
    for (const k of FRONT) {
      const share = (front + k * width) / until
      if (share > 0 && share < 1) ends.push(Math.asin(Math.sqrt(share)))
    }
  }
  if (moving < until) ends.push(Math.acos(Math.sqrt(moving / until)))
  return [...ends.sort((a, b) => a - b), QUARTER]
}

/** The integrand, per unit of the angle. */
function flowAt(edge: Boundary, until: number, level: number, years: number, angle: number): Premium {
  const { sigma, rate, carry } = edge
  const sine = Math.sin(angle)
  const cosine = Math.cos(angle)
  const wait = years - until + until * sine * sine
  const time = 2 * until * sine * cosine
  const width = sigma * Math.sqrt(wait)
  const distance = Math.log(level / edge.start) - logAt(edge, cosine * Math.sqrt(until / edge.years))
  const d1 = (distance + (rate - carry) * wait) / width + 0.5 * width
  const d2 = d1 - width
  const interest = time * rate * Math.exp(-rate * wait)
  const income = time * carry * Math.exp(-carry * wait)
  const shareOwed = (interest * normalPdf(d2)) / (width * level)
  const shareHeld = (income * normalPdf(d1)) / width
  return {
    value: interest * normalCdf(-d2) - income * level * normalCdf(-d1),
    slope: shareHeld - shareOwed - income * normalCdf(-d1),
    bend: (shareOwed * d1 - shareHeld * d2) / (width * level),
  }
}
