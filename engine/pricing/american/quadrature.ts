/** The fixed tables of the American method: Gauss-Legendre rules, and Chebyshev interpolation in the root of time. */

export interface Rule {
  /** In (0, 1), rising. */
  readonly nodes: Float64Array
  /** They add up to 1. */
  readonly weights: Float64Array
}

/** The Gauss-Legendre rule with `count` nodes on (0, 1): the roots of a Legendre polynomial, by Newton's method. */
export function gaussLegendre(count: number): Rule {
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 0
    for (let round = 0; round < 8; round++) {
      const [value, before] = legendre(count, root)
      slope = (count * (root * value - before)) / (root * root - 1)
      root -= value / slope
    }
    nodes[i] = 0.5 * (1 - root)
    weights[i] = 1 / ((1 - root * root) * slope * slope)
  }
  return { nodes, weights }
}

/** The Legendre polynomials of degree `count` and one less. */
function legendre(count: number, x: number): readonly [number, number] {
  let value = 1
  let before = 0
  for (let j = 0; j < count; j++) {
    const next = ((2 * j + 1) * x * value - j * before) / (j + 1)
    before = value
    value = next
  }
  return [value, before]
}

/** Number of collocation points. */
export const POINTS = 16

/**
 * The collocation points, roots of time as a share of the root of the whole: Chebyshev's extrema from 1 down. The last
 * of them, 0, is left out, since what is interpolated vanishes there.
 */
export const POINT: Float64Array = Float64Array.from(
  { length: POINTS },
  (_, j) => 0.5 + 0.5 * Math.cos((j * Math.PI) / POINTS),
)

/** Weights of the barycentric formula: alternating, half as large at the ends. The one of the point 0 comes last. */
const BARYCENTRIC = Float64Array.from(
  { length: POINTS + 1 },
  (_, j) => (j % 2 === 0 ? 1 : -1) * (j === 0 || j === POINTS ? 0.5 : 1),
)

/** The share of each point's value in the polynomial through the values at the points, and 0 at 0; x in (0, 1). */
export function interpolationAt(x: number): Float64Array {
  const shares = POINT.map((point, j) => (BARYCENTRIC[j] as number) / (x - point))
  const hit = POINT.indexOf(x)
  if (hit >= 0) return shares.map((_, j) => (j === hit ? 1 : 0))
  const sum = shares.reduce((total, share) => total + share, (BARYCENTRIC[POINTS] as number) / x)
  return shares.map(share => share / sum)
}

/** The polynomial's value at `x`, for values taken one at a time. */
export function interpolate(values: Float64Array, x: number): number {
  let above = 0
  let below = (BARYCENTRIC[POINTS] as number) / x
  for (let j = 0; j < POINTS; j++) {
    const gap = x - (POINT[j] as number)
    if (gap === 0) return values[j] as number
    const share = (BARYCENTRIC[j] as number) / gap
    above += share * (values[j] as number)
    below += share
  }
  return above / below
}
