/** Books side by side: what one of them listens to never changes another. */

import { concatMap, from, map } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { barBuilder } from '../../datasets/market/builders.ts'
import { memoryMarket } from '../../datasets/market/memory.ts'
import {
  defineStrategy,
  derive,
  type FutureProduct,
  fixedMargin,
  futureOf,
  type Intent,
  type Market,
  minor,
  type RunRecord,
  run,
  type Session,
  type Strategy,
} from '../../engine/index.ts'
import { oiZoneStrangle } from '../../strategies/oi-zone-strangle/index.ts'
import { demoMarket } from '../fixtures/demo.ts'
import { only, PLAIN_RULES, runBook } from '../fixtures/run-book.ts'

const FUTURE: FutureProduct = {
  kind: 'future',
  id: 'FUT',
  name: 'A future',
  exchange: 'listed',
  currency: 'USD',
  multiplier: [{ from: null, value: 100 }],
  ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }],
}
const CONTRACT = futureOf('FUT', '2020-12')
const DAY = 86_400_000
const MINUTE = 60_000

/** Seven sessions of ten minute bars that end a minute before the session does; the price rises by 1 a session. */
function minutes(): Market {
  const bars = barBuilder(CONTRACT.id)
  const sessions: Session[] = []
  for (let day = 0; day < 7; day++) {
    const close = (18_000 + day) * DAY + 20 * 60 * MINUTE
    sessions.push({ day: 18_000 + day, close })
    for (let i = 10; i >= 1; i--)
      bars.push({ time: close - i * MINUTE, open: 100 + day, close: 100 + day, volume: 1 })
  }
  return memoryMarket({
    provenance: { store: 'minutes', kind: 'memory', sources: [] },
    products: [FUTURE],
    sessions: new Map([['FUT', sessions]]),
    series: [],
    lastSessions: new Map(),
    bars: [bars.columns()],
    chains: [],
  })
}

/** Buys one contract at the third bar. */
const buyer = defineStrategy({
  name: 'buyer',
  about: 'Buys once and holds.',
  params: z.strictObject({}),
  run: ({ bus, signal }) => {
    const third = derive({
      operation: 'third',
      parameters: [],
      inputs: [signal.close(CONTRACT.id)],
      event: true,
      kernel: () => {
        let seen = 0
        return (_, out) => {
          for (let row = 0; row < out.length; row++) out[row] = ++seen === 3 ? 1 : 0
        }
      },
    })
    const reason = { rule: 'x', text: 'x' }
    return bus.when(third).pipe(
      map(
        (): Intent => ({
          kind: 'open',
          tag: 'x',
          legs: [{ instrument: CONTRACT, side: 'buy', ratio: 1 }],
          lots: 1,
          reason,
        }),
      ),
    )
  },
})

const listener = defineStrategy({
  name: 'listener',
  about: 'Only listens.',
  params: z.strictObject({}),
  run: ({ bus }) => bus.bars(CONTRACT.id).pipe(concatMap(() => from([] as Intent[]))),
})

async function together(strategies: readonly Strategy[]): Promise<RunRecord[][]> {
  const records: RunRecord[][] = strategies.map(() => [])
  const margin = fixedMargin(
    { FUT: [{ from: null, value: { future: { initial: 500, maintenance: 400 } } }] },
    () => null,
  )
  await run({
    market: minutes(),
    accounts: strategies.map((strategy, i) => ({
      from: 18_000,
      to: 18_006,
      warmup: 0,
      oiLagSessions: 1,
      strategy,
      params: {},
      terms: { currency: 'USD', cash: minor(15_000_000), cashRatePercent: 0 },
      reserve: minor(0),
      rules: { ...PLAIN_RULES, margin },
      record: record => records[i]?.push(record),
    })),
  })
  return records
}

describe('a future on bars finer than a session', () => {
  it('is marked at the end of each session by its last bar', async () => {
    const [alone = []] = await together([buyer])
    const bought = only(alone, 'fill')[0]?.fill.price ?? Number.NaN
    expect(bought).toBe(100.1)
    expect(only(alone, 'day').map(record => record.equity / 100)).toEqual(
      [100, 101, 102, 103, 104, 105, 106].map(
        price => 150_000 - 2.5 + Math.round((price - bought) * 10_000) / 100,
      ),
    )
  })

  it('has the same records beside a book that listens to every bar', async () => {
    const [alone] = await together([buyer])
    const [beside] = await together([buyer, listener])
    expect(beside).toEqual(alone)
  })
})

describe('an account in another currency', () => {
  it('writes as many lots as the same account in the currency of the product', async () => {
    const options = {
      market: demoMarket(2),
      strategy: oiZoneStrangle,
      params: { product: 'OG' },
      from: '2009-01-15',
      to: '2009-07-31',
    }
    const lots = (records: readonly RunRecord[]): number[] =>
      only(records, 'order').map(({ order }) => order.lots)
    const dollars = await runBook({ ...options, cash: 150_000 })
    const yen = await runBook({ ...options, cash: 15_000_000, currency: 'JPY', rules: { fx: { USD: 100 } } })
    expect(lots(dollars).length).toBeGreaterThan(2)
    expect(lots(yen)).toEqual(lots(dollars))
    const end = (records: readonly RunRecord[]): number => only(records, 'day').at(-1)?.equity ?? Number.NaN
    // A yen is the hundredth of a dollar here, as a cent is: the two ends differ by roundings alone.
    expect(Math.abs(end(yen) - end(dollars))).toBeLessThan(20)
  })
})
