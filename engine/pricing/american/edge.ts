/** One edge of the exercise region of an American put with strike 1: the solution of its integral equation. */

import { type Edge, type Equation, equationOf, type Linearised } from './equation.ts'
import { type Grid, gridOf, interpolate } from './quadrature.ts'
import { solveLinear } from './solve-linear.ts'

/** A solved edge, from expiry back to `years` before it. */
export interface Boundary extends Edge {
  /** ln(edge / start)^2 at the points of the grid, the first of them at `years`. */
  readonly squares: Float64Array
  /** Where the edge is with `years` to expiry, in strikes. */
  readonly now: number
}

/** On the coarse grid the edge is found, on the fine one it is made exact. */
const COARSE = gridOf(6, 12)
const FINE = gridOf(16, 20)

/** ln(edge / start) at the time whose root is `share` of the root of `years`; from 1 on it no longer changes. */
export function logAt({ side, squares }: Boundary, share: number): number {
  const square = share < 1 ? interpolate(FINE.points, squares, share) : (squares[0] as number)
  const log = Math.sqrt(Math.max(square, 0))
  return side === 'upper' ? -log : log
}

const MOST_STEPS = 30
/** Of the whole curve. Newton doubles the digits with each step: what is left after this is worth no digit. */
const LAST_CHANGE = 3e-5
const LAST_CHANGE_COARSE = 3e-2
/** A miss this small is rounding. */
const ROUNDING = 1e-13

/**
 * Solves for an edge by Newton's method at all points at once. `like` is the edge of the same option at another
 * volatility, from which it is found faster. Null where that fails: where the edge has met the other one before and
 * there is nothing left to find.
 */
export function solveEdge(edge: Edge, like?: Boundary): Boundary | null {
  const equation = equationOf(edge, FINE)
  if (like) {
    const scale = (edge.sigma / like.sigma) * Math.sqrt(edge.years / like.years)
    const sign = edge.side === 'upper' ? -scale : scale
    const solved = newton(
      equation,
      like.squares.map(square => sign * Math.sqrt(square)),
      LAST_CHANGE,
    )
    if (solved) return boundaryOf(edge, solved)
  }
  const rough = equationOf(edge, COARSE)
  // Of two edges (a negative rate) the coarse grid finds one where there is none any more: they have met before.
  for (const slope of slopesOf(edge)) {
    const coarse = newton(rough, firstGuess(edge, COARSE, slope), LAST_CHANGE_COARSE)
    const solved =
      (coarse && edge.rate >= 0 && newton(equation, refined(coarse), LAST_CHANGE)) ||
      newton(equation, firstGuess(edge, FINE, slope), LAST_CHANGE)
    if (solved) return boundaryOf(edge, solved)
  }
  return null
}

const boundaryOf = (edge: Edge, logs: Float64Array): Boundary => ({
  ...edge,
  squares: logs.map(log => log * log),
  now: edge.start * Math.exp(logs[0] as number),
})

/** The logs of the coarse grid's points at those of the fine one. */
function refined(logs: Float64Array): Float64Array {
  const squares = logs.map(log => log * log)
  const sign = Math.sign(logs[0] as number)
  return FINE.points.map(x => sign * Math.sqrt(Math.max(interpolate(COARSE.points, squares, x), 1e-12 * x)))
}

/**
 * How steeply a first guess leaves its start, in units of sigma: 0.64 is the truth where the yield exceeds the rate,
 * and a guess that is far below the edge leads away from it. A single edge is always there to be found: try again.
 */
function slopesOf({ rate, carry }: Edge): readonly number[] {
  const slopes = carry > rate ? [0.64, 1, 2, 0.3] : [1, 0.64, 2, 0.3]
  return rate < 0 ? slopes.slice(0, 1) : slopes
}

/** The logs at which the equation is met, from a guess; null where the steps lead nowhere. */
function newton(equation: Equation, guess: Float64Array, lastChange: number): Float64Array | null {
  let at: Attempt | null = { logs: guess, here: equation(guess) }
  for (let step = 0; step < MOST_STEPS && at; step++) {
    const { logs, here }: Attempt = at
    const steps = solveLinear(here.slopes, here.misses)
    const change = changeOf(logs, steps)
    if (change < lastChange || here.size < ROUNDING) return moved(logs, steps, 1)
    at = descend(equation, at, steps)
  }
  return null
}

/** Of what is interpolated, in squares of the furthest log. */
function changeOf(logs: Float64Array, steps: Float64Array): number {
  const [furthest = 0] = logs
  const most = logs.reduce((so, log, j) => Math.max(so, Math.abs(log * (steps[j] as number))), 0)
  return (2 * most) / (furthest * furthest)
}

interface Attempt {
  readonly logs: Float64Array
  readonly here: Linearised
}

/** One Newton step, shortened until the equation is better met; null where no step does that. */
function descend(equation: Equation, { logs, here }: Attempt, steps: Float64Array): Attempt | null {
  for (let part = 1; part > 0.001; part *= 0.5) {
    const next = moved(logs, steps, part)
    const there = equation(next)
    if (there.size < here.size || there.size < ROUNDING) return { logs: next, here: there }
  }
  return null
}

/** The logs less a part of the steps: never so much that they lose their sign. */
const moved = (logs: Float64Array, steps: Float64Array, part: number): Float64Array =>
  logs.map((log, j) => log * Math.min(Math.max(1 - (part * (steps[j] as number)) / log, 0.2), 5))

/**
 * A curve of the right shape: it leaves its start with the root of time and levels out at the perpetual option's edge,
 * or half-way to the other edge. The idea is that of P. Bjerksund and G. Stensland, Closed-form approximation of
 * American options, Scandinavian J. Management 9 (1993) S87.
 */
function firstGuess(edge: Edge, { points }: Grid, slope: number): Float64Array {
  const sign = edge.side === 'upper' ? -1 : 1
  const reach = reachOf(edge)
  return points.map(x => {
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
