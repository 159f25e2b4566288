/** A series of a chart as points in time, and how few of them still give the same picture. */

/** Instant in epoch milliseconds and value; null = a gap. */
export type Point = readonly [time: number, value: number | null]

/**
 * The first, lowest, highest and last point of each of `slices` runs of equal length, in order (M4 of Jugel et al., 2014).
 * A series that is short already comes back as it is.
 */
export function lowHigh(points: readonly Point[], slices: number): readonly Point[] {
  if (points.length <= slices * 4) return points
  const kept: Point[] = []
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((slice * points.length) / slices)
    const to = Math.floor(((slice + 1) * points.length) / slices)
    kept.push(...corners(points, from, to))
  }
  return kept
}

function corners(points: readonly Point[], from: number, to: number): Point[] {
  let low = -1
  let high = -1
  let first = -1
  let last = -1
  for (let i = from; i < to; i++) {
    const value = points[i]?.[1] ?? null
    if (value === null) continue
    if (first < 0) first = i
    last = i
    if (low < 0 || value < (points[low]?.[1] ?? 0)) low = i
    if (high < 0 || value > (points[high]?.[1] ?? 0)) high = i
  }
  const kept = first < 0 ? [from] : [...new Set([first, low, high, last])].sort((a, b) => a - b)
  return kept.flatMap(i => {
    const point = points[i]
    return point ? [point] : []
  })
}

/** Two columns as points; a number that is not finite becomes a gap. */
export const zip = (times: readonly number[], values: readonly (number | null)[]): Point[] =>
  times.map((time, i): Point => {
    const value = values[i] ?? null
    return [time, value !== null && Number.isFinite(value) ? value : null]
  })
