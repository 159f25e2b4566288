/** A forced reduction under a margin that is not linear in lots: chosen anew after every lot, and no more than is needed. */

import { describe, expect, it } from 'vitest'
import { optionOf, parseDay, strategyMargin } from '../../engine/index.ts'
import { only, runBook, scripted } from '../fixtures/run-book.ts'
import { OIX, tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2024-02-16'
const DAYS = ['2024-01-17', '2024-01-18', '2024-01-19']
const LOTS = 10

/** Ten iron condors whose least is five naked puts beside a spread of put and doubled call wings. */
const LEGS = [
  { strike: 35, right: 'put', price: 0.1, side: 1 },
  { strike: 40, right: 'put', price: 0.8, side: -1 },
  { strike: 50, right: 'call', price: 1, side: -1 },
  { strike: 52.5, right: 'call', price: 0.5, side: 1 },
] as const

const market = tinyMarket({
  option: OIX,
  expiry: EXPIRY,
  days: DAYS.map(day => ({
    day,
    underlying: 45,
    quotes: LEGS.map(({ strike, right, price }) => ({
      strike,
      right,
      bid: price,
      ask: price,
      settlement: price,
    })),
  })),
})
const idOf = (leg: (typeof LEGS)[number]) => optionOf('OIX', parseDay(EXPIRY), leg.right, leg.strike)

const margin = strategyMargin({ share: 0.2, shareLeast: 0.1, futures: {} })

const run = (cash: number) =>
  runBook({
    market,
    strategy: scripted('OIX', () => []),
    from: '2024-01-17',
    to: '2024-01-19',
    cash,
    positions: LEGS.map(leg => ({
      instrument: idOf(leg),
      quantity: leg.side * LOTS,
      price: leg.price,
      tag: 'condors',
    })),
    rules: { margin, callPolicy: 'instant', commissionPerContract: 0 },
  })

const states = async (cash: number) => {
  const records = await run(cash)
  return {
    steps: only(records, 'call').map(({ step }) => step),
    days: only(records, 'day').map(day => ({
      equity: day.equity / 100,
      needed: (day.maintenance - day.premiumIncluded) / 100,
      carvings: day.carvings?.OIX ?? '',
    })),
    forced: only(records, 'fill')
      .filter(({ origin }) => origin === 'liquidation')
      .map(({ fill }) => [fill.instrument.id, fill.quantity] as const),
  }
}

describe('a forced reduction of condors', () => {
  it('is none while equity covers the least', async () => {
    const { steps, days } = await states(2500)
    expect(steps).toEqual([])
    expect(days[0]).toMatchObject({ needed: 1850 })
    expect(days[0]?.carvings).toContain('5 naked put (-5 OIX 2024-02-16 P 40) 1200.00')
  })

  // Buying back the other five frees nothing: each of them is half of a spread.
  it('buys back the naked puts in one go, and then looks again', async () => {
    const { steps, days, forced } = await states(1500)
    expect(steps).toEqual(['notice', 'reduction', 'cured'])
    expect(forced).toEqual([['OIX 2024-02-16 P 40', 5]])
    expect(days.every(({ equity, needed }) => equity >= needed)).toBe(true)
  })

  it('goes from leg to leg as each lot changes what the next one frees', async () => {
    const { steps, days, forced } = await states(1200)
    expect(steps).toEqual(['notice', 'reduction', 'cured'])
    expect(forced.slice(0, 4)).toEqual([
      ['OIX 2024-02-16 P 40', 5],
      ['OIX 2024-02-16 P 35', -1],
      ['OIX 2024-02-16 P 40', 1],
      ['OIX 2024-02-16 C 50', 1],
    ])
    expect(days.every(({ equity, needed }) => equity >= needed)).toBe(true)
    expect(days[0]?.equity).toBeGreaterThan(0)
  })
})
