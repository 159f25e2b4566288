/** The walk: which slices are visited, in which order, and what each of them shows. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BarColumns, ChainColumns } from '../../../engine/model/block.ts'
import { optionOf } from '../../../engine/model/instrument.ts'
import type { Series } from '../../../engine/model/market.ts'
import { asOf, column, derive, type Signal } from '../../../engine/model/signal.ts'
import type { Resolution } from '../../../engine/universe/feed.ts'
import type { Due } from '../../../engine/universe/timeline.ts'
import { anyCuts, barsOf, type ChainRow, chainOf, cutInto } from './columns.ts'
import { WalkedFeed, type WalkedPlan } from './walked-feed.ts'

const UNTIL = 60

/** Sessions last 10 units of time; every product's session is that of the instant. */
const dayOf = (time: number): number => Math.ceil(time / 10)

const seriesOf = (expiry: number): Series => ({
  product: 'OG',
  expiry,
  lastSession: { day: expiry, close: 10 * expiry },
  underlying: 'GC',
  settlement: null,
})

const plan = (parts: Partial<WalkedPlan> = {}): WalkedPlan => ({
  bars: new Set(),
  chains: new Set(),
  whens: new Map(),
  chainProducts: ['OG'],
  barProducts: ['GC', 'CL'],
  oiLagSessions: 1,
  due: [],
  computed: [],
  after: Number.NEGATIVE_INFINITY,
  warmUp: () => ({ bars: 0, after: Number.NEGATIVE_INFINITY, until: Number.NEGATIVE_INFINITY }),
  session: (_, time) => ({ day: dayOf(time), close: 10 * dayOf(time) }),
  seriesOf: (product, expiry) => (product === 'OG' ? seriesOf(expiry) : undefined),
  ...parts,
})

const close = (time: number, expiring: readonly Series[] = []): Due => ({
  time,
  closes: [{ session: { day: dayOf(time), close: time }, products: ['OG', 'GC'] }],
  expiring,
})

const chainAt = (...times: readonly number[]): ChainColumns =>
  chainOf(
    'OG',
    times.flatMap(time => [
      { time, expiry: 9, strike: 100, right: 'call' as const, openInterest: time, bid: 1, ask: 2 },
      { time, expiry: 9, strike: 100, right: 'put' as const, openInterest: time + 1 },
      { time, expiry: 9, strike: 105, right: 'call' as const, openInterest: time + 2 },
    ]),
  )

const barsAt = (instrument: string, ...times: readonly number[]): BarColumns =>
  barsOf(
    instrument,
    times.map(time => ({ time, close: 100 + time })),
  )

/** The instants that a feed visits, for one attention or one that changes with each feed. */
function visits(
  feed: WalkedFeed,
  blocks: ReturnType<typeof cutInto>,
  attention: Resolution | ((visited: number) => Resolution),
): number[] {
  const seen: number[] = []
  const now = (): Resolution => (typeof attention === 'string' ? attention : attention(seen.length))
  for (const block of blocks) {
    feed.load(block)
    feed.walk(block.until, now, () => void seen.push(feed.time))
  }
  feed.walk(UNTIL, now, () => void seen.push(feed.time))
  return seen
}

describe('the walk', () => {
  const bars = [barsAt('GC', 1, 2, 3, 10, 11, 20)]
  const chains = [chainAt(5, 10, 15)]
  const due = [close(10), close(20), close(30)]

  it.each([
    ['closes', [10, 20, 30]],
    ['chains', [5, 10, 15, 20, 30]],
    ['all', [1, 2, 3, 5, 10, 11, 15, 20, 30]],
  ] as const)('with attention to %s visits %j', (attention, expected) => {
    const blocks = cutInto([], UNTIL, bars, chains)
    expect(visits(new WalkedFeed(plan({ due })), blocks, attention)).toEqual(expected)
  })

  it('visits what somebody listens to, whatever the attention', () => {
    const blocks = cutInto([12], UNTIL, bars, chains)
    expect(visits(new WalkedFeed(plan({ chains: new Set(['OG']) })), blocks, 'closes')).toEqual([5, 10, 15])
    expect(visits(new WalkedFeed(plan({ bars: new Set(['GC']) })), blocks, 'closes')).toEqual([
      1, 2, 3, 10, 11, 20,
    ])
    expect(visits(new WalkedFeed(plan({ bars: new Set(['CL']) })), blocks, 'closes')).toEqual([])
  })

  it('asks before each slice how attentive to be', () => {
    const blocks = cutInto([], UNTIL, bars, chains)
    const feed = new WalkedFeed(plan({ due }))
    expect(
      visits(feed, blocks, visited => (visited === 0 ? 'chains' : visited < 3 ? 'all' : 'closes')),
    ).toEqual([5, 10, 11, 20, 30])
  })

  it('visits an instant at which several things happen once, with all of them', () => {
    const feed = new WalkedFeed(plan({ due, chains: new Set(['OG']), bars: new Set(['GC']) }))
    const [block] = cutInto([], UNTIL, bars, chains)
    if (!block) throw new Error('no block')
    feed.load(block)
    const seen: unknown[] = []
    feed.walk(
      10,
      () => 'all',
      () => {
        if (feed.time === 10)
          seen.push([
            feed.bar('GC')?.time,
            feed.chain('OG')?.time,
            feed.closes.length,
            feed.barSpeaks('GC'),
            feed.chainSpeaks('OG'),
          ])
      },
    )
    expect(seen).toEqual([[10, 10, 1, true, true]])
  })

  it('visits a slice without a row when only an expiry falls due', () => {
    const series = seriesOf(4)
    const feed = new WalkedFeed(plan({ due: [close(40, [series])] }))
    const seen: unknown[] = []
    feed.walk(
      UNTIL,
      () => 'closes',
      () =>
        void seen.push([
          feed.time,
          feed.expiring,
          feed.bar('GC'),
          feed.chain('OG'),
          feed.quote(optionOf('OG', 4, 'call', 100)),
          feed.barSpeaks('GC'),
          feed.chainSpeaks('OG'),
        ]),
    )
    expect(seen).toEqual([[40, [series], null, null, null, false, false]])
  })

  it('passes over the warm-up, and shows its last bar and its open interest afterwards', () => {
    const feed = new WalkedFeed(plan({ due, chains: new Set(['OG']), after: 11 }))
    const [block] = cutInto([], UNTIL, bars, chains)
    if (!block) throw new Error('no block')
    feed.load(block)
    const seen: unknown[] = []
    feed.walk(
      UNTIL,
      () => 'closes',
      () =>
        void seen.push([
          feed.time,
          feed.bar('GC')?.time,
          [...(feed.chain('OG')?.knownOpenInterest ?? [])].slice(-3),
        ]),
    )
    expect(seen).toEqual([
      [15, 11, [10, 11, 12]],
      [20, 20, []],
      [30, 20, []],
    ])
  })

  it('stops after its end and goes on from there', () => {
    const feed = new WalkedFeed(plan({ due }))
    const seen: number[] = []
    for (const until of [9, 10, 25, 25, UNTIL])
      feed.walk(
        until,
        () => 'closes',
        () => void seen.push(feed.time),
      )
    expect(seen).toEqual([10, 20, 30])
  })
})

describe('a slice', () => {
  it('shows the latest bar there is, with its own time, and never a later one', () => {
    const feed = new WalkedFeed(plan({ due: [close(7), close(15)] }))
    const seen: unknown[] = []
    const [block] = cutInto([], UNTIL, [barsAt('GC', 5, 8, 20)], [])
    if (!block) throw new Error('no block')
    feed.load(block)
    feed.walk(
      UNTIL,
      () => 'closes',
      () => void seen.push(feed.bar('GC')?.time),
    )
    expect(seen).toEqual([5, 8])
  })

  it('groups the rows of a chain by expiry with the settlement, else the close, of the underlying', () => {
    const rows = (time: number): ChainRow[] => [
      { time, expiry: 8, strike: 100, right: 'call' },
      { time, expiry: 8, strike: 105, right: 'call' },
      { time, expiry: 9, strike: 100, right: 'put' },
    ]
    const feed = new WalkedFeed(plan({ chains: new Set(['OG']) }))
    const [block] = cutInto(
      [],
      UNTIL,
      [
        barsOf('GC', [
          { time: 12, close: 101, settlement: 102 },
          { time: 14, close: 103 },
        ]),
      ],
      [chainOf('OG', [11, 13, 15].flatMap(rows))],
    )
    if (!block) throw new Error('no block')
    feed.load(block)
    const seen: unknown[] = []
    feed.walk(
      UNTIL,
      () => 'closes',
      () => {
        const chain = feed.chain('OG')
        seen.push(chain?.expiries.map(one => [one.series.expiry, one.from, one.to, one.underlyingPrice]))
        expect(feed.chain('OG')).toEqual(chain)
        expect(feed.chain('OG')).not.toBe(chain)
      },
    )
    expect(seen).toEqual([
      [
        [8, 0, 2, null],
        [9, 2, 3, null],
      ],
      [
        [8, 0, 2, 102],
        [9, 2, 3, 102],
      ],
      [
        [8, 0, 2, 103],
        [9, 2, 3, 103],
      ],
    ])
  })

  it('leaves out expiries that the market does not list', () => {
    const feed = new WalkedFeed(
      plan({ chains: new Set(['OG']), seriesOf: (_, expiry) => (expiry === 9 ? seriesOf(9) : undefined) }),
    )
    const [block] = cutInto(
      [],
      UNTIL,
      [],
      [
        chainOf('OG', [
          { time: 5, expiry: 8, strike: 100, right: 'call' },
          { time: 5, expiry: 9, strike: 100, right: 'call' },
        ]),
      ],
    )
    if (!block) throw new Error('no block')
    feed.load(block)
    feed.walk(
      UNTIL,
      () => 'closes',
      () => expect(feed.chain('OG')?.expiries.map(one => [one.from, one.to])).toEqual([[1, 2]]),
    )
  })
})

/** 1 at each bar where the running sum of closes is a multiple of three, else 0. */
const everyThird = (grid: string): Signal =>
  derive({
    operation: 'everyThird',
    parameters: [],
    inputs: [column(grid, 'close')],
    event: true,
    kernel: () => {
      let sum = 0
      return ([values], out) => {
        for (let row = 0; row < out.length; row++) {
          sum += values?.[row] ?? 0
          out[row] = sum % 3 === 0 ? 1 : 0
        }
      }
    },
  })

const times = fc
  .uniqueArray(fc.integer({ min: 1, max: UNTIL }), { maxLength: 25 })
  .map(list => list.sort((a, b) => a - b))
const anyAttention = fc.constantFrom<Resolution>('closes', 'chains', 'all')

const anyMarket = fc.record({
  gold: times,
  crude: times,
  chain: times,
  due: times,
  attentions: fc.array(anyAttention, { minLength: 1, maxLength: 5 }),
  listensToBars: fc.boolean(),
  listensToChains: fc.boolean(),
  listensToSignal: fc.boolean(),
  after: fc.integer({ min: 0, max: 30 }),
  warmUpBars: fc.nat({ max: 12 }),
})

type AnyMarket = typeof anyMarket extends fc.Arbitrary<infer T> ? T : never

const signal = everyThird('GC')
/** The running sum of the closes, which never forgets where it began. */
const runningSum = (input: Signal): Signal =>
  derive({
    operation: 'runningSum',
    parameters: [],
    inputs: [input],
    kernel: () => {
      let sum = 0
      return ([values], out) => {
        for (let row = 0; row < out.length; row++) {
          sum += values?.[row] ?? 0
          out[row] = sum
        }
      }
    },
  })
const bySession = runningSum(column('GC', 'close', 'session'))
const goldAsCrude = runningSum(asOf(bySession, column('CL', 'close')))

const planOf = (market: AnyMarket): WalkedPlan =>
  plan({
    due: market.due.map(time => close(time, time % 2 === 0 ? [seriesOf(9)] : [])),
    bars: new Set(market.listensToBars ? ['CL'] : []),
    chains: new Set(market.listensToChains ? ['OG'] : []),
    whens: new Map(market.listensToSignal ? [[signal.key, [signal]]] : []),
    computed: [bySession, goldAsCrude],
    after: market.after,
    warmUp: () => ({ bars: market.warmUpBars, after: Number.NEGATIVE_INFINITY, until: market.after }),
  })

/** Everything that each slice shows, in the order of the visits. */
function everything(market: AnyMarket, cuts: readonly number[]): unknown[] {
  const feed = new WalkedFeed(planOf(market))
  const seen: unknown[] = []
  const attention = (): Resolution => market.attentions[seen.length % market.attentions.length] ?? 'closes'
  const visit = (): void => {
    const chain = feed.chain('OG')
    const rows = chain?.expiries[0]
    seen.push({
      time: feed.time,
      gold: feed.bar('GC'),
      crude: feed.bar('CL'),
      quote: feed.quote(optionOf('OG', 9, 'call', 100)),
      openInterest: rows && [...chain.knownOpenInterest.subarray(rows.from, rows.to)],
      openInterestDay: rows && [...chain.openInterestDay.subarray(rows.from, rows.to)],
      underlying: rows?.underlyingPrice,
      signal: market.listensToSignal ? [feed.at(signal), feed.spoke(signal)] : [],
      session: [feed.at(bySession), feed.latest(bySession)],
      asOf: [feed.at(goldAsCrude), feed.latest(goldAsCrude)],
      speaking: [
        feed.barSpeaks('GC'),
        feed.barSpeaks('CL'),
        feed.chainSpeaks('OG'),
        feed.whenSpeaks(signal.key),
      ],
      closes: feed.closes.length,
      expiring: feed.expiring.length,
    })
  }
  const blocks = cutInto(
    cuts,
    UNTIL,
    [barsAt('GC', ...market.gold), barsAt('CL', ...market.crude)],
    [chainAt(...market.chain)],
  )
  for (const block of blocks) {
    feed.load(block)
    feed.walk(block.until, attention, visit)
  }
  feed.walk(UNTIL, attention, visit)
  return seen
}

/** The last rows before the run and all rows of it. */
const warmedUp = (market: AnyMarket, list: readonly number[]): number[] => {
  const before = list.filter(time => time <= market.after)
  return [
    ...before.slice(Math.max(0, before.length - market.warmUpBars)),
    ...list.filter(time => time > market.after),
  ]
}

/** The running sums by the book: gold by session, and its value carried to the bars of crude. */
function sums(market: AnyMarket): { session: Map<number, number>; asOf: Map<number, number> } {
  const lastOf = new Map<number, number>()
  for (const time of market.gold) lastOf.set(10 * dayOf(time), 100 + time)
  const session = new Map<number, number>()
  let sum = 0
  for (const time of warmedUp(market, [...lastOf.keys()])) {
    sum += lastOf.get(time) ?? 0
    session.set(time, sum)
  }
  const carried = new Map<number, number>()
  let total = 0
  for (const time of warmedUp(market, market.crude)) {
    total += [...session].filter(([at]) => at <= time).at(-1)?.[1] ?? Number.NaN
    carried.set(time, total)
  }
  return { session, asOf: carried }
}

/** The instants that must be visited, found by looking at every one of them. */
function expectedVisits(market: AnyMarket): number[] {
  const spoken = new Set<number>()
  let sum = 0
  for (const time of warmedUp(market, market.gold)) {
    sum += 100 + time
    if (sum % 3 === 0) spoken.add(time)
  }
  const seen: number[] = []
  for (let time = market.after + 1; time <= UNTIL; time++) {
    const attention = market.attentions[seen.length % market.attentions.length]
    const wanted =
      market.due.includes(time) ||
      (market.chain.includes(time) && (market.listensToChains || attention !== 'closes')) ||
      (attention === 'all' && (market.gold.includes(time) || market.crude.includes(time))) ||
      (market.listensToBars && market.crude.includes(time)) ||
      (market.listensToSignal && spoken.has(time))
    if (wanted) seen.push(time)
  }
  return seen
}

describe('any market', () => {
  it('is walked in the order of time, no slice skipped and none visited twice', () => {
    fc.assert(
      fc.property(anyMarket, anyCuts(UNTIL), (market, cuts) => {
        const seen = everything(market, cuts).map(slice => (slice as { time: number }).time)
        expect(seen).toEqual(expectedVisits(market))
      }),
      { seed: 31, numRuns: 400 },
    )
  })

  it('shows signals by session, and carried to another grid, from the same bar on in every slice', () => {
    fc.assert(
      fc.property(anyMarket, anyCuts(UNTIL), (market, cuts) => {
        const { session, asOf: carried } = sums(market)
        const latest = (values: Map<number, number>, time: number): number =>
          [...values].filter(([at]) => at <= time).at(-1)?.[1] ?? Number.NaN
        for (const slice of everything(market, cuts)) {
          const one = slice as { time: number; session: number[]; asOf: number[] }
          expect(one.session).toEqual([session.get(one.time) ?? Number.NaN, latest(session, one.time)])
          expect(one.asOf).toEqual([carried.get(one.time) ?? Number.NaN, latest(carried, one.time)])
        }
      }),
      { seed: 34, numRuns: 400 },
    )
  })

  it('shows the same slices however it is cut into blocks', () => {
    fc.assert(
      fc.property(anyMarket, anyCuts(UNTIL), (market, cuts) => {
        expect(everything(market, cuts)).toEqual(everything(market, []))
      }),
      { seed: 32, numRuns: 400 },
    )
  })

  it('shows in its first slices what it shows in them when it goes on', () => {
    fc.assert(
      fc.property(anyMarket, fc.integer({ min: 1, max: UNTIL }), (market, end) => {
        const upTo = <T extends number>(list: readonly T[]): T[] => list.filter(time => time <= end)
        const cut = {
          ...market,
          gold: upTo(market.gold),
          crude: upTo(market.crude),
          chain: upTo(market.chain),
          due: upTo(market.due),
        }
        const short = everything(cut, [])
        expect(everything(market, []).slice(0, short.length)).toEqual(short)
      }),
      { seed: 33, numRuns: 200 },
    )
  })
})

describe('daily volatility in a slice', () => {
  it('before an instant does not know what that instant closes at', () => {
    const feed = new WalkedFeed(
      plan({
        bars: new Set(['GC']),
        volatilityOf: new Set(['GC']),
        warmUp: () => ({ bars: 100, after: Number.NEGATIVE_INFINITY, until: Number.NEGATIVE_INFINITY }),
      }),
    )
    const rows = Array.from({ length: 24 }, (_, i) => ({
      time: 10 * (i + 1),
      close: i === 23 ? 150 : 100 + (i % 2),
    }))
    const [block] = cutInto([], 240, [barsOf('GC', rows)], [])
    if (!block) throw new Error('no block')
    feed.load(block)
    const seen: (number | null)[][] = []
    feed.walk(
      240,
      () => 'all',
      () => seen.push([feed.sigmaDaily('GC', false), feed.sigmaDaily('GC', true)]),
    )
    const [last, secondLast] = [seen.at(-1), seen.at(-2)]
    expect(last?.[0]).toBeGreaterThan(0.05)
    expect(last?.[1]).toBe(secondLast?.[0])
    expect(feed.sigmaDaily('CL', false)).toBeNull()
  })
})
