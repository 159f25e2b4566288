/** What a chain says of itself without handing out a column: the board of an expiry, the price of a row. */

import { describe, expect, it } from 'vitest'
import type { Right } from '../../../engine/model/instrument.ts'
import type { ChainView, ExpiryRows } from '../../../engine/model/slice.ts'
import { type ChainRow, chainInstant, chainOf, chainView } from './columns.ts'

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

/** Rows of another instant before and after those that the chain is of, and open interest of ten times the block's row. */
const chain = chainView(
  chainOf('OG', [
    { time: 0, expiry: 9, strike: 100, right: 'call', settlement: 77 },
    row(8, 100, 'call'),
    row(9, 100, 'call', { settlement: 6, bid: 1, ask: 2, close: 9 }),
    row(9, 100, 'put', { bid: 1, ask: 2, close: 9 }),
    row(9, 105, 'put', { bid: 1, close: 9 }),
    row(9, 110, 'call', { settlement: 0, multiplier: 50 }),
    row(10, 100, 'put'),
    { time: 2, expiry: 9, strike: 100, right: 'call', settlement: 88, multiplier: 3 },
  ]),
  { from: 1, to: 7, known: i => (i === 5 ? Number.NaN : 10 * i) },
)

describe('a board', () => {
  const board = chain.board(rowsOf(1, 5))
  const bothSides = (of: (right: Right, at: number) => number): number[][] =>
    (['call', 'put'] as const).map(right => [0, 1, 2].map(at => of(right, at)))

  it('lists the strikes of its expiry once, with both sides', () => {
    expect(board.strikes()).toEqual([100, 105, 110])
    expect(bothSides((right, at) => board.row(right, at))).toEqual([
      [1, -1, 4],
      [2, 3, -1],
    ])
  })

  it('takes the open interest that was known, not that of the row, and zero where none was', () => {
    expect(bothSides((right, at) => board.openInterest(right, at))).toEqual([
      [20, 0, 0],
      [30, 40, 0],
    ])
  })

  it('is empty for no rows', () => {
    expect(chain.board(rowsOf(3, 3)).strikes()).toEqual([])
  })

  it('cannot be changed by whoever asked', () => {
    const mine = chain.board(rowsOf(1, 5))
    expect([mine.strikes().fill(1), mine.strikes()]).toEqual([
      [1, 1, 1],
      [100, 105, 110],
    ])
  })

  it.each([
    [0, 7],
    [-1, 2],
    [4, 2],
    [0, Number.NaN],
  ])('has no rows from %d to %d: they are of another instant, or of none', (from, to) => {
    expect(() => chain.board(rowsOf(from, to))).toThrow(`none from ${from} to ${to}`)
  })
})

describe('the price of a row', () => {
  it.each<[string, number, number | null]>([
    ['its settlement', 1, 6],
    ['else the middle of the quotes', 2, 1.5],
    ['else the close', 3, 9],
    ['zero where that is the settlement', 4, 0],
    ['nothing where there is none', 5, null],
    ['nothing for a row before the first', -1, null],
    ['nothing for a row of another instant', 6, null],
  ])('is %s', (_, at, price) => {
    expect(chain.price(at)).toBe(price)
  })
})

describe('the multiplier of a row', () => {
  it.each([
    [4, 50],
    [1, null],
    [6, null],
    [-1, null],
  ])('of row %d is %s', (at, multiplier) => {
    expect(chain.multiplier(at)).toBe(multiplier)
  })
})

describe('what is derived from a chain', () => {
  const rows = [row(9, 100, 'call', { settlement: 6 }), row(9, 105, 'call', { settlement: 4 })]

  it('is made once for an instant and a key, from the chain alone, and is frozen', () => {
    const shared = chainInstant(chainOf('OG', rows))
    const asked: number[] = []
    const prices = (
      one: ChainView,
      key: number,
    ): { readonly key: number; readonly prices: (number | null)[] } => {
      asked.push(key)
      return { key, prices: [one.price(0), one.price(1)] }
    }
    const [first, second] = [shared.view(), shared.view()]
    expect(first.derive(prices, 1)).toEqual({ key: 1, prices: [6, 4] })
    expect(second.derive(prices, 1)).toBe(first.derive(prices, 1))
    expect(second.derive(prices, 2)).toEqual({ key: 2, prices: [6, 4] })
    expect(asked).toEqual([1, 2])
    expect(Object.isFrozen(first.derive(prices, 1).prices)).toBe(true)
  })

  it('is frozen within what was frozen already', () => {
    const made = chainInstant(chainOf('OG', rows))
      .view()
      .derive(() => Object.freeze({ list: [[1]] }), 1)
    expect([made.list, made.list[0]].map(Object.isFrozen)).toEqual([true, true])
  })

  it('sees columns of its own', () => {
    const shared = chainInstant(chainOf('OG', rows))
    const spoil = (one: ChainView): number => {
      ;(one.columns.strike as Float64Array).fill(0)
      return 1
    }
    const read = (one: ChainView): number => one.columns.strike[0] ?? 0
    expect([shared.view().derive(spoil, 1), shared.view().derive(read, 1)]).toEqual([1, 100])
  })

  it.each<[string, () => unknown]>([
    ['an object of a class', () => new Map()],
    ['an object of a class', () => ({ deep: [new Float64Array(1)] })],
    ['an object of a class', () => Object.freeze(new Map())],
    ['an object of a class', () => Object.freeze({ deep: new Map() })],
    ['a function', () => ({ call: () => 1 })],
  ])('cannot be %s', (what, make) => {
    expect(() => chainInstant(chainOf('OG', rows)).view().derive(make, 1)).toThrow(`not ${what}`)
  })
})
