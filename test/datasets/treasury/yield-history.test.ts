/** Which yields belong to which session. */

import { expect, it } from 'vitest'
import { barBuilder } from '../../../datasets/market/builders.ts'
import { memoryMarket } from '../../../datasets/market/memory.ts'
import { curveOn, yieldHistory } from '../../../datasets/treasury/yield-history.ts'
import { indexProductOf } from '../../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import { formatDay, type Market, parseDay } from '../../../engine/index.ts'

/** Yields by instrument and instant; sessions of April 2019. */
function marketOf(yields: Readonly<Record<string, Readonly<Record<string, number>>>>): Market {
  const exchange = exchangeOf('SIFMA')
  const sessions = exchange
    .sessions(parseDay('2019-04-01'), parseDay('2019-04-30'))
    .map(day => ({ day, close: exchange.closeOf(day) }))
  return memoryMarket({
    provenance: { store: 'yields', kind: 'memory', sources: [] },
    products: [indexProductOf('CMT')],
    sessions: new Map([['CMT', sessions]]),
    series: [],
    lastSessions: new Map(),
    bars: Object.entries(yields).map(([instrument, rows]) => {
      const bars = barBuilder(instrument)
      for (const [time, close] of Object.entries(rows)) bars.push({ time: Date.parse(time), close })
      return bars.columns()
    }),
    chains: [],
  })
}

const pointsOf = async (market: Market): Promise<Record<string, (readonly [number, number])[]>> =>
  Object.fromEntries(
    [...(await yieldHistory(market)).points].map(([day, points]) => [
      formatDay(day),
      points.map(({ years, parPercent }) => [years, parPercent] as const),
    ]),
  )

it('a session has the latest yields of its day, by tenor', async () => {
  const market = marketOf({
    'CMT 10Y': { '2019-04-16T14:00Z': 2.5, '2019-04-16T21:00Z': 2.6, '2019-04-17T21:00Z': 2.59 },
    'CMT 1.5M': { '2019-04-16T21:00Z': 2.4, '2019-04-17T21:00Z': Number.NaN },
    'CMT spot': { '2019-04-16T21:00Z': 9 },
  })
  expect(await pointsOf(market)).toEqual({
    '2019-04-16': [
      [0.125, 2.4],
      [10, 2.6],
    ],
    '2019-04-17': [[10, 2.59]],
  })
  const history = await yieldHistory(market)
  expect([history.first, history.last].map(formatDay)).toEqual(['2019-04-16', '2019-04-17'])
  expect(curveOn(history, history.last).parPercent(10)).toBeCloseTo(2.59, 12)
})

it('what is published while the market is closed belongs to no session, not even to the next', async () => {
  // Good Friday; of the Monday after it there is no yield.
  const market = marketOf({
    'CMT 10Y': { '2019-04-18T21:00Z': 2.57, '2019-04-19T21:00Z': 2.58, '2019-04-23T21:00Z': 2.56 },
  })
  expect(Object.keys(await pointsOf(market))).toEqual(['2019-04-18', '2019-04-23'])
})

it('yields are needed, and an index that they are of', async () => {
  await expect(yieldHistory(marketOf({}))).rejects.toThrow(/"CMT": .* it has no par yield; import/)
  const none = memoryMarket({
    provenance: { store: 'none', kind: 'memory', sources: [] },
    products: [],
    sessions: new Map(),
    series: [],
    lastSessions: new Map(),
    bars: [],
    chains: [],
  })
  await expect(yieldHistory(none)).rejects.toThrow(/no such product; there are none; import a file of them/)
})
