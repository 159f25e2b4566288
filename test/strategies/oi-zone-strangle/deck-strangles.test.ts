/** The deck's two strangles, written by the strategy on chains made by hand: strikes, sizes, stops. */

import { describe, expect, it } from 'vitest'
import { fixedMargin, type OptionProduct, optionOf, parseDay } from '../../../engine/index.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { oiZoneStrangle } from '../../../strategies/oi-zone-strangle/index.ts'
import { only, runBook } from '../../fixtures/run-book.ts'
import { OG, type Quote, type TinyDay, tinyMarket } from '../../fixtures/tiny-market.ts'

const EURO: OptionProduct = {
  ...OG,
  multiplier: [{ from: null, value: 125_000 }],
  point: 0.01,
  ticks: [{ from: null, value: [{ below: null, tick: 0.0001 }] }],
}

interface Board {
  readonly expiry: string
  readonly price: number
  readonly strikes: readonly number[]
  readonly callPeak: number
  readonly putPeak: number
  readonly vols: readonly [call: number, put: number]
}

/** Settlements from Black-76 at one volatility a side, open interest that peaks at one strike a side. */
const quotesOf = (board: Board, days: number): Quote[] =>
  board.strikes.flatMap(strike =>
    (['call', 'put'] as const).map((right): Quote => {
      const fair = black76(right, board.price, strike, days / 365, board.vols[right === 'call' ? 0 : 1])
      const peak = right === 'call' ? board.callPeak : board.putPeak
      return {
        strike,
        right,
        settlement: fair,
        open: fair,
        close: fair,
        volume: 10,
        openInterest: strike === peak ? 900 : 20,
      }
    }),
  )

const market = (board: Board, product: OptionProduct, days: readonly string[]) =>
  tinyMarket({
    option: product,
    expiry: board.expiry,
    days: days.map(
      (day): TinyDay => ({
        day,
        underlying: board.price,
        quotes: quotesOf(board, parseDay(board.expiry) - parseDay(day)),
      }),
    ),
  })

const margin = (initial: number, maintenance: number) =>
  fixedMargin(
    { OG: [{ from: null, value: { strangle: { initial, maintenance }, future: { initial, maintenance } } }] },
    () => 'OG',
  )

const openingOf = async (
  board: Board,
  product: OptionProduct,
  days: readonly string[],
  stopPoints: number,
  step: number,
) => {
  const records = await runBook({
    market: market(board, product, days),
    strategy: oiZoneStrangle,
    params: {
      product: 'OG',
      stopPoints,
      callRule: { anchor: 'near', steps: 0 },
      putRule: { anchor: 'near', steps: 0 },
      netTol: 0.2,
      dteMin: 10,
      maxDistPoints: 1000 * step,
    },
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    rules: { margin: margin(3500, 2500), slippageTicks: 0, commissionPerContract: 0 },
  })
  return only(records, 'order')[0]?.order
}

describe('the gold strangle of the deck', () => {
  const board: Board = {
    expiry: '2009-10-27',
    price: 1057.5,
    strikes: [1000, 1010, 1025, 1040, 1050, 1060, 1075, 1090, 1110, 1125],
    callPeak: 1110,
    putPeak: 1025,
    vols: [0.24163777403629, 0.20399882987918],
  }

  it('is two lots of the call 1110 and the put 1025 with a stop of 12 points', async () => {
    const order = await openingOf(board, OG, ['2009-10-09', '2009-10-12', '2009-10-13'], 12, 1)
    expect(order?.legs).toEqual([
      { instrument: optionOf('OG', parseDay('2009-10-27'), 'call', 1110), quantity: -2 },
      { instrument: optionOf('OG', parseDay('2009-10-27'), 'put', 1025), quantity: -2 },
    ])
    expect(order?.stop).toEqual({ loss: { points: 12 }, test: 'settlement' })
  })
})

describe('the euro strangle of the deck', () => {
  const board: Board = {
    expiry: '2009-11-06',
    price: 1.491,
    strikes: [1.44, 1.45, 1.46, 1.47, 1.48, 1.49, 1.5, 1.51, 1.52, 1.53, 1.54],
    callPeak: 1.53,
    putPeak: 1.46,
    vols: [0.110474, 0.108929],
  }

  it('is three lots with a stop of 0.80 points of 0.01, not two by a hair of binary floats', async () => {
    const order = await openingOf(board, EURO, ['2009-10-15', '2009-10-16', '2009-10-19'], 0.8, 0.01)
    expect(order?.legs.map(leg => [leg.instrument.id, leg.quantity])).toEqual([
      ['OG 2009-11-06 C 1.53', -3],
      ['OG 2009-11-06 P 1.46', -3],
    ])
    expect(order?.stop).toMatchObject({ loss: { points: 0.8 * 0.01 } })
  })
})
