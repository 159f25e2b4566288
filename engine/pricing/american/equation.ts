/** The integral equation of an early-exercise boundary on a Chebyshev grid, with its derivatives. */

import { mills } from '../statistics/mills.ts'
import { normalPdf } from '../statistics/normal.ts'
import type { Grid } from './quadrature.ts'
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

/** The equation of one edge: a function of `logs`, ln(edge / start) at the points of the grid. */
export type Equation = (logs: Float64Array) => Linearised

/**
 * At the edge B(t) itself holding is worth exactly the exercise. For the upper edge that reads B exp((r-q)t) D = N with
 * N = N(d2(t, B)) + r int exp(ru) N(d2(t-u, B/B(u))) du, and D the same with q and d1; for the lower one N and D are
 * the integrals alone, with N(-d), so that neither edge needs the other. A miss is the logarithm of the ratio of both
 * sides. What is interpolated is ln^2(B / start), since it is smooth in the root of time.
 *
 * Sources: L. Andersen, M. Lake, D. Offengenden, High-performance American option pricing, J. Computational Finance
 * 20 (2016) 39, fixed point B; for two edges L. Andersen, M. Lake, Fast American option pricing: the double-boundary
 * case, Wilmott (2021) 30.
 */
export function equationOf(edge: Edge, grid: Grid): Equation {
  const flows = flowsOf(edge, grid)
  const count = grid.points.length
  return logs => {
    const misses = new Float64Array(count)
    const slopes = new Float64Array(count * count)
    const squares = logs.map(log => log * log)
    let size = 0
    for (let i = 0; i < count; i++) {
      const miss = missAt(edge, grid, flows, logs, squares, i, slopes)
      misses[i] = miss
      size = miss > -Infinity && miss < Infinity ? Math.max(size, Math.abs(miss)) : Infinity
    }
    return { misses, slopes, size }
  }
}

/** What exercised options earn and forgo between the angles, by point and angle: whatever the edge, the same. */
interface Flows {
  readonly interest: Float64Array
  readonly income: Float64Array
}

function flowsOf({ years, rate, carry }: PutTerms, { points, sines, weights }: Grid): Flows {
  const interest = new Float64Array(points.length * sines.length)
  const income = new Float64Array(interest.length)
  let at = 0
  for (const point of points) {
    const time = years * point * point
    for (let k = 0; k < sines.length; k++) {
      const sine = sines[k] as number
      const past = time * sine * sine
      const weight = time * (weights[k] as number)
      interest[at] = weight * rate * Math.exp(rate * past)
      income[at] = weight * carry * Math.exp(carry * past)
      at++
    }
  }
  return { interest, income }
}

/** N(d), from its density. */
const cdfFrom = (d: number, density: number): number => (d < 0 ? density * mills(-d) : 1 - density * mills(d))

/** The miss at point `i`; fills its row of `slopes`. The numerator N is what is owed, the denominator D what is held. */
function missAt(
  edge: Edge,
  grid: Grid,
  flows: Flows,
  logs: Float64Array,
  squares: Float64Array,
  i: number,
  slopes: Float64Array,
): number {
  const { points, cosines, shares } = grid
  const count = points.length
  const angles = cosines.length
  const sign = edge.side === 'upper' ? 1 : -1
  const point = points[i] as number
  const time = edge.years * point * point
  const deviation = edge.sigma * Math.sqrt(time)
  const drift = (edge.rate - edge.carry) * time
  const log = logs[i] as number

  let [owed, owedSlope, held, heldSlope] = [0, 0, 0, 0]
  if (edge.side === 'upper') {
    const d1 = (Math.log(edge.start) + log + drift) / deviation + 0.5 * deviation
    const d2 = d1 - deviation
    const density1 = normalPdf(d1)
    const density2 = normalPdf(d2)
    owed = cdfFrom(d2, density2)
    held = cdfFrom(d1, density1)
    owedSlope = density2 / deviation
    heldSlope = density1 / deviation
  }
  // By angle: the derivatives by the square of the edge then, apart from the point's share in it.
  const owedPast = new Float64Array(angles)
  const heldPast = new Float64Array(angles)
  for (let k = 0; k < angles; k++) {
    const at = i * angles + k
    const from = at * count
    let square = 0
    for (let j = 0; j < count; j++) square += (shares[from + j] as number) * (squares[j] as number)
    const then = square > 0 ? -sign * Math.sqrt(square) : 0
    const cosine = cosines[k] as number
    const width = deviation * cosine
    const d1 = (log - then + drift * cosine * cosine) / width + 0.5 * width
    const d2 = d1 - width
    const interest = flows.interest[at] as number
    const income = flows.income[at] as number
    const density1 = normalPdf(d1)
    const density2 = normalPdf(d2)
    owed += interest * cdfFrom(sign * d2, density2)
    held += income * cdfFrom(sign * d1, density1)
    const slopeOwed = (sign * interest * density2) / width
    const slopeHeld = (sign * income * density1) / width
    owedSlope += slopeOwed
    heldSlope += slopeHeld
    if (then === 0) continue
    owedPast[k] = slopeOwed / then
    heldPast[k] = slopeHeld / then
  }
  const row = i * count
  for (let k = 0; k < angles; k++) {
    const past = (owedPast[k] as number) / owed - (heldPast[k] as number) / held
    const from = (i * angles + k) * count
    for (let j = 0; j < count; j++)
      slopes[row + j] = (slopes[row + j] as number) + past * (shares[from + j] as number)
  }
  for (let j = 0; j < count; j++) slopes[row + j] = (slopes[row + j] as number) * (logs[j] as number)
  slopes[row + i] = (slopes[row + i] as number) + 1 + heldSlope / held - owedSlope / owed
  return Math.log((edge.start * Math.exp(log + drift) * held) / owed)
}
