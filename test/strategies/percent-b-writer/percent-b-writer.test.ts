/** `percent-b-writer` through the engine, against the rules as a plain loop and against published cases. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { barBuilder, chainBuilder } from '../../../datasets/market/builders.ts'
import { memoryMarket } from '../../../datasets/market/memory.ts'
import { type Market, MS_PER_DAY, parseDay, type RunRecord, type Session } from '../../../engine/index.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { percentBWriter } from '../../../strategies/percent-b-writer/index.ts'
import { only, PLAIN_RULES, runBook } from '../../fixtures/run-book.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { OIX } from '../../fixtures/tiny-market.ts'
import { percentBOf, type ReferenceEvent, referenceEvents } from './reference.ts'

const FIRST = parseDay('2010-01-01')
const STEP = 0.5

const sessionOf = (index: number): Session => ({
  day: FIRST + index,
  close: (FIRST + index) * MS_PER_DAY + 22 * 3_600_000,
})

/** An index with these closes, one session a day, and options of one far expiry on every half point, priced at 20 %. */
function marketOf(closes: readonly number[]): Market {
  const expiry = FIRST + closes.length + 30
  const sessions = Array.from({ length: closes.length + 60 }, (_, index) => sessionOf(index))
  const bars = barBuilder('IX')
  const chain = chainBuilder('OIX')
  for (const [index, close] of closes.entries()) {
    const { day, close: time } = sessionOf(index)
    bars.push({ time, open: close, high: close, low: close, close, settlement: close, volume: 1 })
    const years = (expiry - day) / 365
    for (let strike = Math.floor(close) - 40; strike <= close + 40; strike += STEP) {
      for (const right of ['call', 'put'] as const) {
        const price = Math.max(0.05, black76(right, close, strike, years, 0.2))
        chain.push({
          time,
          expiry,
          strike,
          right: right === 'call' ? 0 : 1,
          settlement: price,
          bid: price,
          ask: price,
        })
      }
    }
  }
  return memoryMarket({
    provenance: { store: 'made', kind: 'memory', sources: [] },
    products: [OIX, { kind: 'index', id: 'IX', name: 'An index', exchange: 'NYSE', currency: 'USD' }],
    sessions: new Map([
      ['OIX', sessions],
      ['IX', sessions],
    ]),
    series: [
      {
        product: 'OIX',
        expiry,
        lastSession: sessionOf(expiry - FIRST),
        underlying: 'IX',
        settlement: null,
      },
    ],
    lastSessions: new Map(),
    bars: [bars.columns()],
    chains: [chain.columns()],
    cuts: [],
  })
}

const run = (closes: readonly number[], params: object = {}): Promise<RunRecord[]> =>
  runBook({
    market: marketOf(closes),
    strategy: percentBWriter,
    params: {
      product: 'OIX',
      dteMin: 0,
      dteMax: 10_000,
      skipExpiryWeek: false,
      buyBack: 'off',
      strongProfit: null,
      sizing: 'lots',
      lots: 1,
      marginCap: 1,
      ...params,
    },
    from: '2010-01-01',
    to: new Date((FIRST + closes.length - 1) * MS_PER_DAY).toISOString().slice(0, 10),
    cash: 10_000_000,
    rules: { ...PLAIN_RULES, missingSettlement: 'underlying' },
  })

const indexOf = (time: number): number => Math.floor(time / MS_PER_DAY) - FIRST

/** What the run decided, in the words of the reference. */
function decisions(records: readonly RunRecord[]): ReferenceEvent[] {
  return only(records, 'order').map(({ order }) => {
    const side = order.legs[0]?.instrument.id.includes(' C ') ? ('call' as const) : ('put' as const)
    const level = order.stop && 'level' in order.stop ? order.stop.level : null
    return {
      session: indexOf(order.placedAt),
      kind: order.purpose === 'open' ? 'write' : order.origin === 'stop' ? 'stop' : 'counter',
      side,
      limit: level,
    }
  })
}

const sorted = (events: readonly ReferenceEvent[]): ReferenceEvent[] =>
  [...events].sort(
    (a, b) => a.session - b.session || a.kind.localeCompare(b.kind) || a.side.localeCompare(b.side),
  )

/** A wave like that of the published case. */
const wave = Array.from(
  { length: 160 },
  (_, i) => Math.round((100 + 8 * Math.sin(i / 9) + 1.5 * Math.sin(i / 2.3) + 0.03 * i) * 1e4) / 1e4,
)

/** A rougher one, on which the variants of the rules part ways. */
const rough = Array.from({ length: 220 }, (_, i) => (wave[i % 160] ?? 100) + (((i * 7919) % 13) - 6) * 0.55)

const expectSame = (actual: readonly ReferenceEvent[], expected: readonly ReferenceEvent[]): void => {
  const plain = ({ session, kind, side }: ReferenceEvent) => `${session} ${kind} ${side}`
  expect(sorted(actual).map(plain)).toEqual(sorted(expected).map(plain))
  for (const [at, event] of sorted(expected).entries()) {
    if (event.limit !== null) expect(sorted(actual)[at]?.limit).toBeCloseTo(event.limit, 9)
  }
}

describe('percent-b-writer', () => {
  it('writes, stops and turns where the rules say', async () => {
    const expected = referenceEvents(wave)
    expect(expected.length).toBeGreaterThan(10)
    expectSame(decisions(await run(wave)), expected)
  })

  test.prop([fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 60, maxLength: 110 })], {
    seed: 61,
    numRuns: 15,
  })('does so on any path of prices', async steps => {
    let price = 100
    const closes = steps.map(step => {
      price = Math.max(60, price + step / 10)
      return price
    })
    // The last session has no next one in which its order could be told.
    expectSame(decisions(await run(closes)), referenceEvents(closes))
  })

  it('writes the nearest listed strike outside two deviations', async () => {
    const records = await run(wave)
    const opened = only(records, 'order').filter(({ order }) => order.purpose === 'open')
    for (const { order } of opened) {
      const option = order.legs[0]?.instrument
      if (option?.kind !== 'option') throw new Error('an option was written')
      const limit = Number(order.reason.evidence?.limit)
      const beyond = option.right === 'put' ? limit - option.strike : option.strike - limit
      expect(beyond).toBeGreaterThanOrEqual(0)
      expect(beyond).toBeLessThan(STEP)
    }
  })

  it.each([
    ['thresholdOn', 'prev'],
    ['thresholdOn', 'minLast5'],
    ['thresholdOn', 'G'],
    ['counterSignal', 'literal'],
    ['stopSide', 'literal'],
    ['bands', 'envelope'],
    ['ddof', 1],
    ['distance', 'returns'],
    ['sides', 'put'],
    ['stopK', 1],
  ])('%s: %s changes what it does', async (name, value) => {
    const orders = async (params: object) =>
      only(await run(rough, params), 'order').map(({ order }) => [order.placedAt, order.origin, order.legs])
    expect(await orders({ [name]: value })).not.toEqual(await orders({}))
  })

  it('writes one side alone when told to', async () => {
    const sides = decisions(await run(wave, { sides: 'call' })).map(event => event.side)
    expect(new Set(sides)).toEqual(new Set(['call']))
  })

  withOracle('option-rules', oracle => {
    const { pctB } = oracle as unknown as {
      pctB: {
        sample: { i: number; close: number; pctB: number }[]
        events: {
          i: number
          write?: 'put' | 'call'
          exit?: 'stop' | 'counter'
          side?: 'put' | 'call'
          stop?: number
        }[]
      }
    }

    it('agrees with the published samples of the wave', () => {
      const b = percentBOf(wave)
      for (const sample of pctB.sample) {
        expect(wave[sample.i]).toBe(sample.close)
        expect(b[sample.i]).toBeCloseTo(sample.pctB, 7)
      }
    })

    it('agrees with the published events of the wave', async () => {
      const expected = pctB.events.map(event => ({
        session: event.i,
        kind: event.write ? ('write' as const) : (event.exit ?? 'counter'),
        side: event.write ?? event.side ?? 'put',
        limit: null,
      }))
      const actual = decisions(await run(wave))
      expectSame(actual, expected)
      for (const event of pctB.events) {
        if (event.stop === undefined) continue
        const written = actual.find(one => one.session === event.i && one.kind === 'write')
        expect(written?.limit).toBeCloseTo(event.stop, 5)
      }
    })
  })
})
