/** Minute bars of a future on a seeded walk, and what trades them by %B: through an engine, and as a bare loop. */

import type { BarColumns, Market, Session } from '../../engine/index.ts'
import type { Build } from '../harness/build.ts'
import type { BenchAccount } from '../harness/run-accounts.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const START = Date.UTC(2000, 0, 3)
const BARS_A_SESSION = 1380
export const FUTURE = 'FUT'
export const CONTRACT = 'FUT 2040-12'
/** Enough to trade on whatever the walk does. */
const CASH_CENTS = 1_000_000_000_000

export interface Minutes {
  readonly market: Market
  readonly bars: BarColumns
  readonly sessions: readonly Session[]
}

/** When it trades: long below `low` after %B crossed its average upwards, flat above `high` after it crossed it downwards. */
export interface Levels {
  readonly length: number
  readonly low: number
  readonly high: number
}

/** Round trips in a million minutes: about 24,000 and about 1,400. */
export const MANY: Levels = { length: 21, low: 0.632, high: 0.368 }
export const FEW: Levels = { length: 21, low: 0.085, high: 0.915 }

const SMOOTH = 10

/** One session a calendar day; the last one is cut short. */
export function minutes(build: Build, count: number): Minutes {
  const chance = mulberry(7)
  const bars = build.emptyBars(CONTRACT, count)
  const sessions: Session[] = []
  let price = 1000
  for (let row = 0; row < count; row++) {
    const day = Math.floor(row / BARS_A_SESSION)
    const minute = row % BARS_A_SESSION
    const open = price
    price = Math.max(100, price + (chance() - 0.5) * 0.8)
    bars.time[row] = START + day * DAY_MS + (minute + 1) * MINUTE_MS
    bars.open[row] = open
    bars.high[row] = Math.max(open, price)
    bars.low[row] = Math.min(open, price)
    bars.close[row] = price
    bars.volume[row] = 10
    if (minute === BARS_A_SESSION - 1 || row === count - 1) {
      bars.settlement[row] = price
      sessions.push({ day: START / DAY_MS + day, close: bars.time[row] as number })
    }
  }
  const market = build.memoryMarket({
    provenance: { store: 'bench', kind: 'memory', sources: [] },
    products: [
      {
        kind: 'future',
        id: FUTURE,
        name: 'A future',
        exchange: 'listed',
        currency: 'USD',
        multiplier: [{ from: null, value: 100 }],
        ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }],
      },
    ],
    sessions: new Map([[FUTURE, sessions]]),
    series: [],
    lastSessions: new Map(),
    bars: [bars],
    chains: [],
    cuts: sessions.filter((_, i) => i % 100 === 99).map(session => session.close),
  })
  return { market, bars, sessions }
}

/** Numbers in [0, 1) off a seed. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An account that trades it; with `planted` its strategy also hears each bar. */
export function accountOf(build: Build, { length, low, high }: Levels, planted: boolean): BenchAccount {
  const { rx, z } = build
  const contract = build.futureOf(FUTURE, '2040-12')
  const strategy = build.defineStrategy({
    name: 'percent-b-future',
    about: 'Buys a future on %B.',
    params: z.strictObject({}),
    run: ({ bus, signal }) => {
      const b = build.percentB(signal.close(CONTRACT), length, 2)
      const cross = build.crossing(b, build.sma(b, SMOOTH))
      const reason = { rule: 'B', text: '%B crossed its average' }
      const speaks = build.derive({
        operation: 'crossingWithin',
        parameters: [low, high],
        inputs: [cross, b],
        event: true,
        kernel:
          () =>
          ([crossed, value], out) => {
            for (let row = 0; row < out.length; row++) {
              const sign = crossed?.[row] ?? Number.NaN
              const level = value?.[row] ?? Number.NaN
              out[row] = (sign > 0 && level < low) || (sign < 0 && level > high) ? sign : 0
            }
          },
      })
      const intents = bus.when(speaks).pipe(
        rx.map(wake => ({
          wake,
          up: wake.at(speaks) > 0,
          held: wake.snapshot.groups[0]?.id ?? null,
        })),
        rx.filter(({ up, held }) => up === (held === null)),
        rx.map(({ wake, held }) =>
          held === null
            ? {
                kind: 'open' as const,
                tag: String(wake.time),
                legs: [{ instrument: contract, side: 'buy' as const, ratio: 1 }],
                lots: 1,
                reason,
              }
            : { kind: 'close' as const, group: held, reason },
        ),
      )
      return planted ? rx.merge(intents, bus.bars(CONTRACT).pipe(rx.ignoreElements())) : intents
    },
  })
  return {
    strategy,
    params: {},
    terms: { currency: 'USD', cash: build.minor(CASH_CENTS), cashRatePercent: 0 },
    reserve: build.minor(0),
    rules: {
      fill: 'nextOpen',
      slippageTicks: 1,
      commissionPerContract: 2.5,
      margin: build.fixedMargin(
        { [FUTURE]: [{ from: null, value: { future: { initial: 5000, maintenance: 4000 } } }] },
        () => null,
      ),
      callPolicy: 'fcm',
      callDays: 1,
      missingSettlement: 'error',
      fx: {},
    },
  }
}

/**
 * The same by hand, nothing of the product's in it: rolling mean and squares, the position, fills, commissions and daily
 * marks, in one loop. Gives fills and final cents.
 */
export function bareLoop(
  { bars }: Minutes,
  { length: window, low, high }: Levels,
): { fills: number; cents: number } {
  const { open, close, settlement, length } = bars
  const recent = new Float64Array(SMOOTH)
  let cash = CASH_CENTS
  let fills = 0
  let position = 0
  let settled = 0
  let wish = 0
  let mean = 0
  let squares = 0
  let smoothed = 0
  let before = Number.NaN
  for (let row = 0; row < length; row++) {
    const price = close[row] as number
    if (wish !== 0) {
      const paid = Math.round(((open[row] as number) + 0.1 * wish) * 1e9) / 1e9
      if (wish > 0) settled = paid
      else cash += centsOf(paid) - centsOf(settled)
      cash -= 250
      position += wish
      fills++
      wish = 0
    }
    const mark = settlement[row] as number
    if (position !== 0 && !Number.isNaN(mark)) {
      cash += centsOf(mark) - centsOf(settled)
      settled = mark
    }
    if (row < window) {
      const distance = price - mean
      mean += distance / (row + 1)
      squares += distance * (price - mean)
      if (row < window - 1) continue
    } else {
      const gone = close[row - window] as number
      const was = mean
      mean += (price - gone) / window
      squares += (price - gone) * (price - mean + gone - was)
    }
    const half = 2 * Math.sqrt(squares / window)
    const b = (price - mean + half) / (2 * half)
    const at = row % SMOOTH
    smoothed += b - (recent[at] as number)
    recent[at] = b
    if (row < window + SMOOTH - 2) continue
    const distance = b - smoothed / SMOOTH
    if (position === 0) {
      if (before <= 0 && distance > 0 && b < low) wish = 1
    } else if (before >= 0 && distance < 0 && b > high) wish = -1
    before = distance
  }
  return { fills, cents: cash }
}

/** What one contract is worth in whole cents. */
const centsOf = (price: number): number => Math.floor(price * 10_000 + 0.5 + 1e-7)
