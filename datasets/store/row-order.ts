/** Whether rows ascend by their key, as every part is written: what a query without ORDER BY rests on. */

import type { BarColumns, ChainColumns } from '../../engine/model/block.ts'

/** The first bar that is not later than the one before it; null = each is. */
export function barOutOfOrder({ time, length }: BarColumns): number | null {
  for (let row = 1; row < length; row++) {
    if (!((time[row] as number) > (time[row - 1] as number))) return row
  }
  return null
}

/** The first quote that does not come after the one before it by time, expiry, strike, right; null = each does. */
export function quoteOutOfOrder({ time, expiry, strike, right, length }: ChainColumns): number | null {
  for (let row = 1; row < length; row++) {
    const later = (time[row] as number) - (time[row - 1] as number)
    if (later > 0) continue
    const expires = later === 0 ? (expiry[row] as number) - (expiry[row - 1] as number) : later
    if (expires > 0) continue
    const higher = expires === 0 ? (strike[row] as number) - (strike[row - 1] as number) : expires
    if (higher > 0) continue
    if (!(higher === 0 && (right[row] as number) > (right[row - 1] as number))) return row
  }
  return null
}
