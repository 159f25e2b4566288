/** The integral equation of an early-exercise boundary on a Chebyshev grid, with its derivatives. */

import { normalCdf, normalPdf } from '../statistics/normal.ts'
import { gaussLegendre, interpolationAt, POINT, POINTS } from './quadrature.ts'
import type { PutTerms } from './terms.ts'

/** One edge of the exercise region of a put with strike 1, as an unknown curve of the time left to expiry. */
export interface Edge extends PutTerms {
  /** Upper: the option is held above the edge. Lower: below it, which takes a yield below a negative rate. */
  readonly side: 'upper' | 'lower'
  /** Where the edge is just before expiry, in strikes. */
  readonly start: number
}

/** How far the equation is from being met at each collocation point, and how that changes. */
export interface Linearised {
  readonly misses: Float64Array
  /** d miss[i] / d log[j], row after row. */
  readonly slopes: Float64Array
  /** The largest miss; infinite where the logs make no sense. */
  readonly size: number
}

/** With u = t sin^2 and t - u = t cos^2 of an angle both roots are smooth, and a Gauss rule over angles is enough. */
const RULE = gaussLegendre(32)
const SINES = RULE.nodes.map(x => Math.sin(0.5 * Math.PI * x))
const COSINES = RULE.nodes.map(x => Math.cos(0.5 * Math.PI * x))
/** Weights of the integral over u, as shares of t. */
const SHARES = RULE.weights.map((w, k) => Math.PI * w * (SINES[k] as number) * (COSINES[k] as number))
/** By point and angle: the interpolation at that root of time. */
const INTERPOLATIONS = Array.from(POINT, x => Array.from(SINES, sine => interpolationAt(x * sine)))

/**
 * The misses at `logs`, ln(edge / start) at the collocation points.
 *
 * At the edge B(t) itself holding is worth exactly the exercise. For the upper edge that reads B exp((r-q)t) D = N with
 * N = N(d2(t, B)) + r int exp(ru) N(d2(t-u, B/B(u))) du, and D the same with q and d1; for the lower one N and D are
 * the integrals alone, with N(-d), so that neither edge needs the other. A miss is the logarithm of the ratio of both
 * sides. What is interpolated is ln^2(B / start), since it is smooth in the root of time.
 *
 * Sources: L. Andersen, M. Lake, D. Offengenden, High-performance American option pricing, J. Computational Finance
 * 20 (2016) 39, fixed point B; for two edges L. Andersen, M. Lake, Fast American option pricing: the double-boundary
 * case, Wilmott (2021) 30.
 */
export function equationAt(edge: Edge, logs: Float64Array): Linearised {
  const misses = new Float64Array(POINTS)
  const slopes = new Float64Array(POINTS * POINTS)
  const squares = logs.map(log => log * log)
  let size = 0
  for (let i = 0; i < POINTS; i++) {
    const row = slopes.subarray(i * POINTS, (i + 1) * POINTS)
    const miss = missAt(edge, logs, squares, i, row)
    misses[i] = miss
    size = miss > -Infinity && miss < Infinity ? Math.max(size, Math.abs(miss)) : Infinity
  }
  return { misses, slopes, size }
}

/** The miss at point `i`; fills `row` with its derivatives. */
function missAt(edge: Edge, logs: Float64Array, squares: Float64Array, i: number, row: Float64Array): number {
  const { rate, carry } = edge
  const sign = edge.side === 'upper' ? 1 : -1
  const point = POINT[i] as number
  const time = edge.years * point * point
  const deviation = edge.sigma * Math.sqrt(time)
  const drift = (rate - carry) * time
  const log = logs[i] as number
  const grown = edge.start * Math.exp(log + drift)

  const owed = { value: 0, slope: 0, past: new Float64Array(POINTS) }
  const held = { value: 0, slope: 0, past: new Float64Array(POINTS) }
  if (edge.side === 'upper') {
    const d1 = (Math.log(edge.start) + log + drift) / deviation + 0.5 * deviation
    const d2 = d1 - deviation
    owed.value = normalCdf(d2)
    owed.slope = normalPdf(d2) / deviation
    held.value = normalCdf(d1)
    held.slope = normalPdf(d1) / deviation
  }
  for (let k = 0; k < SINES.length; k++) {
    const shares = INTERPOLATIONS[i]?.[k] as Float64Array
    const sine = SINES[k] as number
    const cosine = COSINES[k] as number
    const then = -sign * Math.sqrt(Math.max(dot(shares, squares), 0))
    const width = deviation * cosine
    const d1 = (log - then + drift * cosine * cosine) / width + 0.5 * width
    const d2 = d1 - width
    const weight = time * (SHARES[k] as number)
    const interest = weight * rate * Math.exp(rate * time * sine * sine)
    const income = weight * carry * Math.exp(carry * time * sine * sine)
    owed.value += interest * normalCdf(sign * d2)
    held.value += income * normalCdf(sign * d1)
    const slopeOwed = (sign * interest * normalPdf(d2)) / width
    const slopeHeld = (sign * income * normalPdf(d1)) / width
    owed.slope += slopeOwed
    held.slope += slopeHeld
    if (then === 0) continue
    addScaled(owed.past, shares, -slopeOwed / then)
    addScaled(held.past, shares, -slopeHeld / then)
  }
  for (let j = 0; j < POINTS; j++) {
    const past = (held.past[j] as number) / held.value - (owed.past[j] as number) / owed.value
    row[j] = (logs[j] as number) * past
  }
  row[i] = (row[i] as number) + 1 + held.slope / held.value - owed.slope / owed.value
  return Math.log((grown * held.value) / owed.value)
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let j = 0; j < one.length; j++) sum += (one[j] as number) * (other[j] as number)
  return sum
}

function addScaled(row: Float64Array, shares: Float64Array, factor: number): void {
  for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) + factor * (shares[j] as number)
}
