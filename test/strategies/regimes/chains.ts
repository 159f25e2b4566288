/** Chains as a strategy sees them, written by hand. */

import { emptyChain } from '../../../engine/model/block.ts'
import type { ChainView } from '../../../engine/model/slice.ts'
import { type Day, MS_PER_DAY, parseDay } from '../../../engine/model/time.ts'
import { chainView as viewOf } from '../../engine/universe/columns.ts'

/** One row; what is left out is not known. */
export interface Row {
  readonly expiry: string
  readonly right: 'call' | 'put'
  readonly known?: number
  readonly volume?: number
}

/** Rows of one expiry follow each other. */
export function chainView(rows: readonly Row[], session: Day = 14_000): ChainView {
  const columns = emptyChain('OG', rows.length)
  for (const [i, row] of rows.entries()) {
    columns.right[i] = row.right === 'call' ? 0 : 1
    columns.volume[i] = row.volume ?? Number.NaN
  }
  const expiries = [...new Set(rows.map(({ expiry }) => expiry))]
  columns.time.fill(session * MS_PER_DAY)
  return viewOf(columns, {
    session,
    known: i => rows[i]?.known ?? Number.NaN,
    expiries: expiries.map(expiry => ({
      series: {
        product: 'OG',
        expiry: parseDay(expiry),
        lastSession: { day: parseDay(expiry), close: parseDay(expiry) * MS_PER_DAY },
        underlying: 'GC 2009-12',
        settlement: null,
      },
      from: rows.findIndex(row => row.expiry === expiry),
      to: rows.findLastIndex(row => row.expiry === expiry) + 1,
      underlyingPrice: 1000,
    })),
  })
}
