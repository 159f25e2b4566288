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

/**
 * Roots of time at which an edge is solved for, as shares of the root of the whole, and a rule for integrals over the
 * time before each of them. With u = t sin^2 and t - u = t cos^2 of an angle both roots are smooth, and a Gauss rule
 * over angles is enough.
 */
export interface Grid {
  /** Chebyshev's extrema from 1 down. The last of them, 0, is left out, since what is interpolated vanishes there. */
  readonly points: Float64Array
  readonly sines: Float64Array
  readonly cosines: Float64Array
  /** Weights of the integral over u, as shares of t. */
  readonly weights: Float64Array
  /** By point, angle and point: what the value at the last has in the interpolation at the first times the sine. */
  readonly shares: Float64Array
}

/** A grid with so many points and angles. */
export function gridOf(count: number, angles: number): Grid {
  const points = Float64Array.from({ length: count }, (_, j) => 0.5 + 0.5 * Math.cos((j * Math.PI) / count))
  const rule = gaussLegendre(angles)
  const sines = rule.nodes.map(x => Math.sin(0.5 * Math.PI * x))
  const cosines = rule.nodes.map(x => Math.cos(0.5 * Math.PI * x))
  const weights = rule.weights.map((w, k) => Math.PI * w * (sines[k] as number) * (cosines[k] as number))
  const shares = new Float64Array(count * angles * count)
  points.forEach((point, i) => {
    sines.forEach((sine, k) => {
      shares.set(sharesAt(points, point * sine), (i * angles + k) * count)
    })
  })
  return { points, sines, cosines, weights, shares }
}

/** The share of each point's value in the polynomial through the values at the points, and 0 at 0; x in (0, 1). */
export function sharesAt(points: Float64Array, x: number): Float64Array {
  const hit = points.indexOf(x)
  if (hit >= 0) return points.map((_, j) => (j === hit ? 1 : 0))
  // The barycentric formula: weights alternate, and are half as large at the ends.
  const parts = points.map((point, j) => (j === 0 ? 0.5 : j % 2 === 0 ? 1 : -1) / (x - point))
  const last = (points.length % 2 === 0 ? 0.5 : -0.5) / x
  const sum = parts.reduce((total, part) => total + part, last)
  return parts.map(part => part / sum)
}

/** The polynomial's value at `x`, for values taken one at a time. */
export function interpolate(points: Float64Array, values: Float64Array, x: number): number {
  const count = points.length
  let above = 0
  let below = (count % 2 === 0 ? 0.5 : -0.5) / x
  let weight = 0.5
  for (let j = 0; j < count; j++) {
    const gap = x - (points[j] as number)
    if (gap === 0) return values[j] as number
    const part = weight / gap
    above += part * (values[j] as number)
    below += part
    weight = weight > 0 ? -1 : 1
  }
  return above / below
}
