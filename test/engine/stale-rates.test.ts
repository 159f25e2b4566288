/** A rate of exchange that stops: told from the second session on, and missing beyond the fifth. */

import { describe, expect, it } from 'vitest'
import { barBuilder } from '../../datasets/market/builders.ts'
import { memoryMarket } from '../../datasets/market/memory.ts'
import { formatDay, futureOf, type RunRecord } from '../../engine/index.ts'
import { atCloses, FUTURES_MARGIN, futuresMarket } from '../fixtures/futures-market.ts'
import { only, runBook } from '../fixtures/run-book.ts'
import { closeOf } from '../fixtures/tiny-market.ts'

const HELD = futureOf('FZ', '2009-06')
const DAYS = [2, 3, 4, 5, 6, 9, 10, 11, 12].map(day => `2009-03-${String(day).padStart(2, '0')}`)

/** A future in dollars, held by an account in euro; the rate has rows on the first sessions alone. */
function market(rated: number) {
  const base = futuresMarket({
    ends: {},
    days: DAYS.map(day => ({ day, prices: { [HELD.id]: 100 } })),
  })
  const rate = barBuilder('USDEUR')
  for (const day of DAYS.slice(0, rated)) rate.push({ time: closeOf(day), close: 0.8 })
  const contract = barBuilder(HELD.id)
  for (const day of DAYS)
    contract.push({ time: closeOf(day), open: 100, close: 100, settlement: 100, volume: 10 })
  return memoryMarket({
    provenance: base.provenance,
    products: [
      base.product('FZ'),
      { kind: 'index', id: 'USDEUR', name: 'euro per dollar', exchange: 'listed', currency: 'EUR' },
    ],
    sessions: new Map(['FZ', 'USDEUR'].map(id => [id, base.sessions('FZ')])),
    series: [],
    lastSessions: new Map(),
    bars: [rate.columns(), contract.columns()],
    chains: [],
  })
}

const held = (rated: number, missingSettlement: 'error' | 'underlying', quantity = 1): Promise<RunRecord[]> =>
  runBook({
    market: market(rated),
    strategy: atCloses({}),
    from: '2009-03-03',
    to: '2009-03-12',
    currency: 'EUR',
    positions: quantity === 0 ? [] : [{ tag: 'a', instrument: HELD, quantity, price: 100 }],
    rules: { margin: FUTURES_MARGIN, fx: { USD: 'USDEUR' }, missingSettlement },
  })

const stale = (records: readonly RunRecord[]) =>
  only(records, 'substitute').map(({ of, name, time, staleSessions }) => [
    of,
    name,
    formatDay(Math.floor(time / 86_400_000)),
    staleSessions,
  ])

describe('a rate of exchange that stops', () => {
  it('is told of from the second session on', async () => {
    expect(stale(await held(7, 'error'))).toEqual([['rate', 'USD', '2009-03-12', 2]])
    expect(stale(await held(9, 'error'))).toEqual([])
  })

  it('stops the run beyond the fifth, unless what is missing may be substituted', async () => {
    expect(stale(await held(4, 'error'))).toHaveLength(4)
    await expect(held(3, 'error')).rejects.toThrow(
      'USDEUR, the rate of exchange of USD, ends 6 sessions before 2009-03-12',
    )
    expect(stale(await held(3, 'underlying')).at(-1)).toEqual(['rate', 'USD', '2009-03-12', 6])
  })

  it('concerns no account that holds nothing', async () => {
    expect(stale(await held(3, 'error', 0))).toEqual([])
  })
})
