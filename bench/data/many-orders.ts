/** Orders by the thousand in one slice, all filled and all closed again: what one of them costs, however many there are. */

import { concatMap, from, map, tap } from 'rxjs'
import { z } from 'zod'
import { barBuilder, chainBuilder } from '../../datasets/market/builders.ts'
import { memoryMarket } from '../../datasets/market/memory.ts'
import {
  defineStrategy,
  fixedMargin,
  type IndexProduct,
  type Intent,
  type MarginModel,
  type Market,
  minor,
  type OptionProduct,
  optionOf,
  run,
  SCAN_DEFAULTS,
  type Session,
  type Strategy,
  scanMargin,
  strategyMargin,
  type Wake,
} from '../../engine/index.ts'

const MS_PER_DAY = 86_400_000
const FIRST = 14_000
const SESSIONS = 19
const EXPIRY = FIRST + 60
const CONTRACTS = 3000
const LEVEL = 20_000

const INDEX: IndexProduct = { kind: 'index', id: 'IX', name: 'An index', exchange: 'listed', currency: 'USD' }
const OPTION: OptionProduct = {
  kind: 'option',
  id: 'OIX',
  name: 'Options on it',
  aliases: [],
  exchange: 'listed',
  currency: 'USD',
  multiplier: [{ from: null, value: 50 }],
  point: 1,
  ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }],
  exercise: [{ from: null, value: 'european' }],
  settlement: { kind: 'cash', index: 'IX' },
  premium: [{ from: null, value: 'upFront' }],
  expiry: [{ from: null, value: { rule: 'listed', time: '21:00', zone: 'UTC' } }],
  exercisedAtTheMoney: { call: false, put: false },
  sizeFactor: 1,
}

const CALLS = Array.from({ length: CONTRACTS }, (_, i) => optionOf('OIX', EXPIRY, 'call', LEVEL + 5 * i))

/** One expiry of calls, a close a day. */
export function callMarket(): Market {
  const bars = barBuilder('IX')
  const chain = chainBuilder('OIX')
  const sessions: Session[] = []
  for (let day = FIRST; day <= EXPIRY; day++) {
    const time = day * MS_PER_DAY + 21 * 3_600_000
    sessions.push({ day, close: time })
    if (day > FIRST + SESSIONS) continue
    const level = LEVEL + 10 * (day - FIRST)
    bars.push({ time, open: level, high: level, low: level, close: level, settlement: level })
    for (const { strike } of CALLS) {
      const settlement = Math.round(4000 * Math.exp((level - strike) / 4000)) / 10
      chain.push({
        time,
        expiry: EXPIRY,
        strike,
        right: 0,
        bid: settlement - 0.1,
        ask: settlement + 0.1,
        settlement,
      })
    }
  }
  return memoryMarket({
    provenance: { store: 'bench', kind: 'memory', sources: [] },
    products: [OPTION, INDEX],
    sessions: new Map([
      ['OIX', sessions],
      ['IX', sessions],
    ]),
    series: [
      {
        product: 'OIX',
        expiry: EXPIRY,
        lastSession: { day: EXPIRY, close: EXPIRY * MS_PER_DAY + 21 * 3_600_000 },
        underlying: 'IX',
        settlement: null,
      },
    ],
    lastSessions: new Map(),
    bars: [bars.columns()],
    chains: [chain.columns()],
  })
}

const reason = { rule: 'bench', text: 'one of many' }

/** Sells so many calls, a group each, and buys all of them back in the next slice. */
const writer = (count: number, planted: boolean): Strategy =>
  defineStrategy({
    name: 'many-orders',
    about: 'Gives many orders at once for the benchmark.',
    params: z.strictObject({}),
    run: ({ bus }) =>
      bus.chains('OIX').pipe(
        map(wake => answer(wake, count)),
        tap(intents => {
          if (planted && compared(intents) !== intents.length) throw new Error('two orders are one')
        }),
        concatMap(intents => from(intents)),
      ),
  })

/** Compares each with each, four times: what a search through the orders of a slice would cost. Gives how many are themselves. */
const compared = (intents: readonly Intent[]): number =>
  intents.reduce(
    (found, one) =>
      found + [...intents, ...intents, ...intents, ...intents].filter(other => other === one).length / 4,
    0,
  )

function answer({ snapshot: { groups } }: Wake, count: number): Intent[] {
  if (groups.length > 0) return groups.map(({ id }): Intent => ({ kind: 'close', group: id, reason }))
  return CALLS.slice(0, count).map(
    (instrument): Intent => ({
      kind: 'open',
      tag: instrument.id,
      legs: [{ instrument, side: 'sell', ratio: 1 }],
      lots: 1,
      reason,
    }),
  )
}

const rate = { initial: 3500, maintenance: 2500 }

/** The margin models that an account of index options may have. */
export const MODELS: Readonly<Record<string, MarginModel>> = {
  fixed: fixedMargin({ OIX: [{ from: null, value: { nakedCall: rate } }] }, () => null),
  scan16: scanMargin({ ...SCAN_DEFAULTS, psr: { OIX: [{ from: null, value: 50_000 }] } }),
  strategy: strategyMargin({ share: 0.15, shareLeast: 0.1, futures: {} }),
}

/** CPU microseconds an order, by how many of them there are in a slice. */
export async function costsOf(
  market: Market,
  margin: MarginModel,
  counts: readonly number[],
  planted: boolean,
  rounds: number,
): Promise<Map<number, number>> {
  for (let warm = 0; warm < 5; warm++) await ordersOf(market, margin, 300, planted)
  const least = new Map<number, { readonly micros: number; readonly orders: number }>()
  for (let round = 0; round < rounds; round++) {
    for (const count of [0, ...counts]) {
      const one = await timed(market, margin, count, planted)
      if (one.micros < (least.get(count)?.micros ?? Number.POSITIVE_INFINITY)) least.set(count, one)
    }
  }
  const without = least.get(0)?.micros ?? Number.NaN
  return new Map(
    counts.map(count => {
      const { micros, orders } = least.get(count) ?? { micros: Number.NaN, orders: 1 }
      return [count, (micros - without) / orders]
    }),
  )
}

/** Few orders take so little time that they are run again and again; CPU of one run. */
async function timed(market: Market, margin: MarginModel, count: number, planted: boolean) {
  const runs = Math.max(1, Math.round(1200 / (count + 60)))
  const start = process.cpuUsage()
  let orders = 0
  for (let i = 0; i < runs; i++) orders = await ordersOf(market, margin, count, planted)
  const { user, system } = process.cpuUsage(start)
  return { micros: (user + system) / runs, orders }
}

/** Runs them; gives the number of orders. */
async function ordersOf(
  market: Market,
  margin: MarginModel,
  count: number,
  planted: boolean,
): Promise<number> {
  let orders = 0
  await run({
    market,
    accounts: [
      {
        from: FIRST + 1,
        to: FIRST + SESSIONS,
        warmup: 0,
        oiLagSessions: 0,
        strategy: writer(count, planted),
        params: {},
        terms: { currency: 'USD', cash: minor(1_000_000_000_000), cashRatePercent: 0 },
        reserve: minor(0),
        rules: {
          fill: 'nextOpen',
          slippageTicks: 0,
          commissionPerContract: 1,
          margin,
          callPolicy: 'fcm',
          callDays: 1,
          missingSettlement: 'error',
          fx: {},
        },
        record: record => {
          if (record.kind === 'order') orders++
        },
      },
    ],
  })
  return orders
}
