/** Values counted into bins of equal, round width. */

import { rounded } from './axes.ts'

/** How many values are in `[from, to)`; the last bin has its end in it. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Bins over all values, zero being an edge where they cross it; none for no values. */
export function binsOf(values: readonly number[], most = 16, whole = false): Bin[] {
  if (values.length === 0) return []
  const least = values.reduce((a, b) => Math.min(a, b))
  const greatest = values.reduce((a, b) => Math.max(a, b))
  const scale = rounded(least, greatest, Math.min(most, Math.max(4, Math.ceil(Math.sqrt(values.length) * 2))))
  const step = whole ? Math.max(1, Math.round(scale.step)) : scale.step
  const start = Math.floor(scale.min / step) * step
  const size = Math.max(1, Math.ceil((scale.max - start) / step - 1e-9))
  const counts = new Array<number>(size).fill(0)
  for (const value of values) {
    const at = Math.min(size - 1, Math.max(0, Math.floor((value - start) / step + 1e-9)))
    counts[at] = (counts[at] ?? 0) + 1
  }
  return counts.map((count, i) => ({ from: start + i * step, to: start + (i + 1) * step, count }))
}
