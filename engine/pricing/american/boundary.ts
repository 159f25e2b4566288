/** One edge of the exercise region of an American put with strike 1: the solution of its integral equation. */

import { type Edge, equationAt, type Linearised } from './equation.ts'
import { solveLinear } from './linear.ts'
import { interpolate, POINT } from './quadrature.ts'

/** A solved edge, from expiry back to `years` before it. */
export interface Boundary extends Edge {
  /** ln(edge / start)^2 at the collocation points, the first of them at `years`. */
  readonly squares: Float64Array
  /** Where the edge is with `years` to expiry, in strikes. */
  readonly now: number
}

/** ln(edge / start) at the time whose root is `share` of the root of `years`. */
export function logAt({ side, squares }: Boundary, share: number): number {
  const log = Math.sqrt(Math.max(interpolate(squares, share), 0))
  return side === 'upper' ? -log : log
}

const MOST_STEPS = 30
/** Newton doubles the digits with each step, so that after a relative change this small the rest is rounding. */
const LAST_CHANGE = 1e-7
/** A miss this small is rounding. */
const ROUNDING = 1e-13

/**
 * Solves for an edge by Newton's method at all collocation points at once, mostly in 5 to 9 steps. Null where that
 * fails: where the edge has met the other one before and there is nothing left to find.
 */
export function solveBoundary(edge: Edge): Boundary | null {
  for (const slope of slopesOf(edge)) {
    const boundary = solveFrom(edge, firstGuess(edge, slope))
    if (boundary) return boundary
  }
  return null
}

/**
 * How steeply a first guess leaves its start, in units of sigma: 0.64 is the truth where the yield exceeds the rate,
 * and a guess that is far below the edge leads away from it. A single edge is always there to be found: try again.
 */
function slopesOf({ rate, carry }: Edge): readonly number[] {
  const slopes = carry > rate ? [0.64, 1, 2, 0.3] : [1, 0.64, 2, 0.3]
  return rate < 0 ? slopes.slice(0, 1) : slopes
}

function solveFrom(edge: Edge, guess: Float64Array): Boundary | null {
  let at = descentFrom(edge, guess)
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = descend(edge, at)
    if (!next) return null
    at = next
    if (at.change < LAST_CHANGE || at.here.size < ROUNDING) {
      const [log = 0] = at.logs
      return { ...edge, squares: at.logs.map(one => one * one), now: edge.start * Math.exp(log) }
    }
  }
  return null
}

interface Descent {
  readonly logs: Float64Array
  readonly here: Linearised
  /** Largest relative change of a log that led here. */
  readonly change: number
}

const descentFrom = (edge: Edge, logs: Float64Array): Descent => ({
  logs,
  here: equationAt(edge, logs),
  change: Infinity,
})

/** One Newton step, shortened until the equation is better met; null where no step does that. */
function descend(edge: Edge, { logs, here }: Descent): Descent | null {
  const wanted = solveLinear(here.slopes, here.misses).map((miss, j) => -miss / (logs[j] as number))
  for (let part = 1; part > 0.001; part *= 0.5) {
    const factors = wanted.map(change => Math.min(Math.max(1 + part * change, 0.2), 5))
    const moved = descentFrom(
      edge,
      logs.map((log, j) => log * (factors[j] as number)),
    )
    if (moved.here.size < here.size || moved.here.size < ROUNDING)
      return { ...moved, change: factors.reduce((most, factor) => Math.max(most, Math.abs(factor - 1)), 0) }
  }
  return null
}

/**
 * A curve of the right shape: it leaves its start with the root of time and levels out at the perpetual option's edge,
 * or half-way to the other edge. The idea is that of P. Bjerksund and G. Stensland, Closed-form approximation of
 * American options, Scandinavian J. Management 9 (1993) S87.
 */
function firstGuess(edge: Edge, slope: number): Float64Array {
  const sign = edge.side === 'upper' ? -1 : 1
  const reach = reachOf(edge)
  return POINT.map(x => {
    const slide = slope * edge.sigma * Math.sqrt(edge.years) * x
    return sign * (reach < Infinity ? reach * (1 - Math.exp(-slide / reach)) : slide)
  })
}

/** |ln(final edge / start)|; infinite where an option without expiry would never be exercised. */
function reachOf({ sigma, rate, carry, start }: Edge): number {
  if (rate < 0) return 0.5 * Math.log(carry / rate)
  const variance = sigma * sigma
  const lean = 0.5 * variance - rate + carry
  const root = Math.sqrt(lean * lean + 2 * rate * variance)
  const exponent = lean > 0 ? (2 * rate) / (lean + root) : (root - lean) / variance
  const reach = Math.log((start * (1 + exponent)) / exponent)
  return reach > 0 ? reach : Infinity
}
