/** Five million minute bars of a future, and a %B strategy on them: through the engine, and as a bare loop. */

import { filter, map } from 'rxjs'
import { z } from 'zod'
import { memoryMarket } from '../datasets/market/memory.ts'
import { random } from '../datasets/synthetic/random.ts'
import {
  type BarColumns,
  defineStrategy,
  derive,
  emptyBars,
  type FutureProduct,
  fixedMargin,
  futureOf,
  type Intent,
  type Market,
  minor,
  run,
  type Session,
} from '../engine/index.ts'
import { crossing, percentB, sma } from '../strategies/indicators/index.ts'

const MINUTE = 60_000
const BARS_A_SESSION = 1380
const LENGTH = 21
const SMOOTH = 10
const LOW = 0.05
const HIGH = 0.95
/** Cents; enough to trade on whatever the walk does. */
const CASH = 1_000_000_000_000
const START = Date.UTC(2000, 0, 3)

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

export interface Minutes {
  readonly market: Market
  readonly bars: BarColumns
  readonly sessions: readonly Session[]
}

/** A seeded walk; one session a calendar day. */
export function minutes(count: number): Minutes {
  const chance = random(7)
  const bars = emptyBars(CONTRACT.id, count)
  const sessions: Session[] = []
  let price = 1000
  for (let row = 0; row < count; row++) {
    const day = Math.floor(row / BARS_A_SESSION)
    const minute = row % BARS_A_SESSION
    const open = price
    price = Math.max(100, price + (chance.uniform() - 0.5) * 0.8)
    bars.time[row] = START + day * 86_400_000 + (minute + 1) * MINUTE
    bars.open[row] = open
    bars.high[row] = Math.max(open, price)
    bars.low[row] = Math.min(open, price)
    bars.close[row] = price
    bars.volume[row] = 10
    if (minute === BARS_A_SESSION - 1 || row === count - 1) {
      bars.settlement[row] = price
      sessions.push({ day: START / 86_400_000 + day, close: bars.time[row] as number })
    }
  }
  const market = memoryMarket({
    provenance: { store: 'bench', kind: 'memory', sources: [] },
    products: [FUTURE],
    sessions: new Map([['FUT', sessions]]),
    series: [],
    lastSessions: new Map(),
    bars: [bars],
    chains: [],
    cuts: sessions.filter((_, i) => i % 100 === 99).map(session => session.close),
  })
  return { market, bars, sessions }
}

/** Long one contract after %B crosses its average upwards near the lower band, flat after the opposite cross near the upper one. */
const strategy = defineStrategy({
  name: 'percent-b-future',
  about: 'Buys a future on %B for the benchmark.',
  params: z.strictObject({}),
  run: ({ bus, signal }) => {
    const b = percentB(signal.close(CONTRACT.id), LENGTH, 2)
    const cross = crossing(b, sma(b, SMOOTH))
    const reason = { rule: 'B', text: '%B crossed its average' }
    const open = (time: number): Intent => ({
      kind: 'open',
      tag: String(time),
      legs: [{ instrument: CONTRACT, side: 'buy', ratio: 1 }],
      lots: 1,
      reason,
    })
    const close = (group: number): Intent => ({ kind: 'close', group, reason })
    const speaks = derive({
      operation: 'crossingWithin',
      parameters: [LOW, HIGH],
      inputs: [cross, b],
      event: true,
      kernel:
        () =>
        ([crossed, value], out) => {
          for (let row = 0; row < out.length; row++) {
            const sign = crossed?.[row] ?? Number.NaN
            const level = value?.[row] ?? Number.NaN
            out[row] = (sign > 0 && level < LOW) || (sign < 0 && level > HIGH) ? sign : 0
          }
        },
    })
    return bus.when(speaks).pipe(
      map(wake => ({ wake, up: wake.at(speaks) > 0, held: wake.snapshot.groups[0]?.id ?? null })),
      filter(({ up, held }) => up === (held === null)),
      map(({ wake, held }) => (held === null ? open(wake.time) : close(held))),
    )
  },
})

/** Final equity in cents, through the engine. */
export async function throughEngine({ market, sessions }: Minutes): Promise<number> {
  let equity = 0
  const first = sessions[0]
  const last = sessions.at(-1)
  if (!first || !last) return equity
  await run({
    market,
    accounts: [
      {
        from: first.day,
        to: last.day,
        warmup: 0,
        oiLagSessions: 1,
        strategy,
        params: {},
        terms: { currency: 'USD', cash: minor(CASH), cashRatePercent: 0 },
        reserve: minor(0),
        rules: {
          fill: 'nextOpen',
          slippageTicks: 1,
          commissionPerContract: 2.5,
          margin: fixedMargin(
            { FUT: [{ from: null, value: { future: { initial: 5000, maintenance: 4000 } } }] },
            () => null,
          ),
          callPolicy: 'fcm',
          callDays: 1,
          missingSettlement: 'error',
          fx: {},
        },
        record: record => {
          if (record.kind === 'day') equity = record.equity
        },
      },
    ],
  })
  return equity
}

/** The same by hand: the same signal, position, fills, commissions and daily marks, in one loop. */
export function bareLoop({ bars }: Minutes): number {
  const { open, close, settlement, length } = bars
  let cash = CASH
  let position = 0
  let settled = 0
  let wish = 0
  const bs = new Float64Array(length)
  let before = Number.NaN
  for (let row = 0; row < length; row++) {
    if (wish !== 0) {
      const price = Math.round(((open[row] as number) + 0.1 * wish) * 1e9) / 1e9
      if (wish > 0) settled = price
      else cash += cents(price) - cents(settled)
      cash -= 250
      position += wish
      wish = 0
    }
    if (position !== 0 && !Number.isNaN(settlement[row] as number)) {
      cash += cents(settlement[row] as number) - cents(settled)
      settled = settlement[row] as number
    }
    bs[row] = row < LENGTH - 1 ? Number.NaN : bAt(close, row)
    const distance = (bs[row] as number) - (row < LENGTH + SMOOTH - 2 ? Number.NaN : meanAt(bs, row, SMOOTH))
    if (before <= 0 && distance > 0 && position === 0 && (bs[row] as number) < LOW) wish = 1
    else if (before >= 0 && distance < 0 && position !== 0 && (bs[row] as number) > HIGH) wish = -1
    before = distance
  }
  return cash
}

/** What one contract is worth in whole cents. */
const cents = (price: number): number => Math.floor(price * 10_000 + 0.5 + 1e-7)

function meanAt(values: Float64Array, row: number, length: number): number {
  let sum = 0
  for (let i = row - length + 1; i <= row; i++) sum += values[i] as number
  return sum / length
}

function bAt(close: Float64Array, row: number): number {
  const base = close[row - LENGTH + 1] as number
  let sum = 0
  for (let i = row - LENGTH + 1; i <= row; i++) sum += (close[i] as number) - base
  const mean = base + sum / LENGTH
  let squares = 0
  for (let i = row - LENGTH + 1; i <= row; i++) {
    const distance = (close[i] as number) - mean
    squares += distance * distance
  }
  const half = 2 * Math.sqrt(squares / LENGTH)
  return half === 0 ? Number.NaN : ((close[row] as number) - mean + half) / (2 * half)
}
