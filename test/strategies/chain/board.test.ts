/** The board of an expiry, read from a chain. */

import { describe, expect, it } from 'vitest'
import type { ChainView, ExpiryRows } from '../../../engine/model/slice.ts'
import { boardOf, priceAtRow, rowOf } from '../../../strategies/chain/board.ts'
import { type ChainRow, chainOf } from '../../engine/feed/columns.ts'

const row = (
  expiry: number,
  strike: number,
  right: 'call' | 'put',
  parts: Partial<ChainRow> = {},
): ChainRow => ({
  time: 1,
  expiry,
  strike,
  right,
  ...parts,
})

/** A chain whose known open interest is ten times the row. */
function viewOf(rows: readonly ChainRow[], unknown: readonly number[] = []): ChainView {
  const columns = chainOf('OG', rows)
  return {
    product: 'OG',
    time: 1,
    session: 1,
    columns,
    knownOpenInterest: Float64Array.from(rows, (_, i) => (unknown.includes(i) ? Number.NaN : 10 * i)),
    openInterestDay: new Int32Array(rows.length),
    expiries: [],
  }
}

const rowsOf = (from: number, to: number): ExpiryRows => ({
  series: {
    product: 'OG',
    expiry: 9,
    lastSession: { day: 9, close: 90 },
    underlying: 'GC 2009-12',
    settlement: null,
  },
  from,
  to,
  underlyingPrice: 100,
})

describe('a board', () => {
  const chain = viewOf(
    [
      row(8, 100, 'call'),
      row(9, 100, 'call'),
      row(9, 100, 'put'),
      row(9, 105, 'put'),
      row(9, 110, 'call'),
      row(10, 100, 'put'),
    ],
    [4],
  )
  const board = boardOf(chain, rowsOf(1, 5))

  it('lists the strikes of its expiry once, with both sides', () => {
    expect(board.strikes).toEqual([100, 105, 110])
    expect([board.callRow, board.putRow]).toEqual([
      [1, -1, 4],
      [2, 3, -1],
    ])
  })

  it('takes the open interest that was known, not that of the row, and zero where none was', () => {
    expect([board.call, board.put]).toEqual([
      [10, 0, 0],
      [20, 30, 0],
    ])
  })

  it('finds the row of an option', () => {
    expect(rowOf(board, 'call', 110)).toBe(4)
    expect(rowOf(board, 'put', 110)).toBe(-1)
    expect(rowOf(board, 'call', 111)).toBe(-1)
  })

  it('is empty for no rows', () => {
    expect(boardOf(chain, rowsOf(3, 3)).strikes).toEqual([])
  })
})

describe('the price of a row', () => {
  it.each<[string, Partial<ChainRow>, number | null]>([
    ['its settlement', { settlement: 6, bid: 1, ask: 2, close: 9 }, 6],
    ['else the middle of the quotes', { bid: 1, ask: 2, close: 9 }, 1.5],
    ['else the close', { bid: 1, close: 9 }, 9],
    ['zero is one', { settlement: 0 }, 0],
    ['nothing', {}, null],
  ])('is %s', (_, parts, price) => {
    expect(priceAtRow(viewOf([row(9, 100, 'call', parts)]), 0)).toBe(price)
  })

  it('that is not there is none', () => {
    expect(priceAtRow(viewOf([]), -1)).toBeNull()
  })
})
