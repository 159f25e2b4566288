/** A smooth curve through points that never leaves the range of two neighbours. */

/**
 * Piecewise cubic through points with strictly rising `xs`, one of them at least: monotone between any two points,
 * with one slope at each, and level before the first and after the last.
 *
 * Source: F. N. Fritsch and J. Butland, A method for constructing local monotone piecewise cubic interpolants, SIAM J.
 * Sci. Stat. Comput. 5 (1984), with three-point slopes at the ends.
 */
export function monotoneCubic(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const widths = steps(xs)
  const rises = steps(ys).map((rise, i) => rise / (widths[i] as number))
  const slopes = slopesOf(widths, rises)
  /** The first point that is not before x: found from the one before, since most ask in rising order. */
  let right = 0
  return x => {
    while (right > 0 && x <= (xs[right - 1] as number)) right--
    while (right < xs.length && x > (xs[right] as number)) right++
    if (right === 0) return ys[0] as number
    if (right === xs.length) return ys.at(-1) as number
    const i = right - 1
    const part = (x - (xs[i] as number)) / (widths[i] as number)
    const rise = rises[i] as number
    const bendLeft = (slopes[i] as number) - rise
    const bendRight = (slopes[right] as number) - rise
    const bend = (1 - part) * bendLeft - part * bendRight
    return part === 1
      ? (ys[right] as number)
      : (ys[i] as number) + (widths[i] as number) * part * (rise + (1 - part) * bend)
  }
}

const steps = (values: readonly number[]): number[] =>
  values.slice(1).map((value, i) => value - (values[i] as number))

/** The slope at each point: at an inner one the weighted harmonic mean of its neighbours', 0 where these turn. */
function slopesOf(widths: readonly number[], rises: readonly number[]): number[] {
  if (rises.length < 2) return [rises[0] ?? 0, rises[0] ?? 0]
  const inner = rises.slice(1).map((after, i) => {
    const before = rises[i] as number
    if (before * after <= 0) return 0
    const left = widths[i] as number
    const right = widths[i + 1] as number
    return (3 * (left + right)) / ((2 * right + left) / before + (right + 2 * left) / after)
  })
  const [first, second] = [endSlope(widths, rises), endSlope(widths.toReversed(), rises.toReversed())]
  return [first, ...inner, second]
}

/** Slope at the first point by the parabola through three, held to the sign and thrice the size of the first rise. */
function endSlope([near = 1, far = 1]: readonly number[], [rise = 0, next = 0]: readonly number[]): number {
  const slope = ((2 * near + far) * rise - near * next) / (near + far)
  if (slope * rise <= 0) return 0
  return rise * next <= 0 && Math.abs(slope) > 3 * Math.abs(rise) ? 3 * rise : slope
}
