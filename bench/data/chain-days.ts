/** Twenty years of daily chains and the zone strangle on them: through the engine, and as a bare loop over the columns. */

import { DEMO_TERMS, syntheticMarket } from '../../datasets/synthetic/market.ts'
import { knownOpenInterest } from '../../engine/feed/known-open-interest.ts'
import { OwnChain } from '../../engine/feed/own-chain.ts'
import {
  CHAIN_FLOATS,
  type ChainColumns,
  type ExpiryRows,
  emptyChain,
  fixedMargin,
  type Market,
  type MarketBlock,
  minor,
  parseDay,
  type RunRecord,
  run,
  type Series,
  type Session,
} from '../../engine/index.ts'
import { oiZoneStrangle } from '../../strategies/oi-zone-strangle/index.ts'
import { daysToExpiry } from '../../strategies/rules/expiry-week.ts'
import { viewExpiry } from '../../strategies/zones/expiry-view.ts'
import { zoneMemory } from '../../strategies/zones/zone-memory.ts'

const FROM = '2003-01-02'
const TO = '2022-12-30'

export interface ChainDays {
  readonly market: Market
  readonly chain: ChainColumns
  readonly sessions: readonly Session[]
  readonly series: ReadonlyMap<number, Series>
  /** Settlement of each contract by time. */
  readonly prices: ReadonlyMap<string, ReadonlyMap<number, number>>
}

const params = oiZoneStrangle.params.parse({
  product: 'OG',
  sizing: 'lots',
  lots: 1,
  putRule: { anchor: 'near', steps: 0 },
})

/** Strikes so many points apart leave about 400 quotes a session. */
const STRIKE_STEP = 30

export async function chainDays(): Promise<ChainDays> {
  const full = syntheticMarket({
    ...DEMO_TERMS,
    listed: 2,
    seed: 11,
    from: parseDay(FROM),
    to: parseDay(TO),
    cuts: [],
  })
  const prices = new Map<string, Map<number, number>>()
  const blocks: MarketBlock[] = []
  let chain: ChainColumns | undefined
  for await (const block of full.read(
    { chains: ['OG'], bars: ['GC'], chainsAfter: 0 },
    0,
    Number.MAX_SAFE_INTEGER,
  )) {
    chain = thinned(block.chains.get('OG'))
    blocks.push({ ...block, chains: new Map([['OG', chain]]) })
    for (const [id, bars] of block.bars) {
      prices.set(id, new Map([...bars.time].map((time, row) => [time, bars.settlement[row] as number])))
    }
  }
  if (!chain) throw new Error('the market has no chain')
  const market: Market = {
    ...full,
    async *read() {
      yield* blocks
    },
  }
  const series = new Map(market.series('OG').map(one => [one.expiry, one]))
  return { market, chain, sessions: market.sessions('OG'), series, prices }
}

/** The rows whose strike is a multiple of the step. */
function thinned(chain: ChainColumns | undefined): ChainColumns {
  if (!chain) throw new Error('a block has no chain')
  const rows = Array.from({ length: chain.length }, (_, row) => row).filter(
    row => (chain.strike[row] as number) % STRIKE_STEP === 0,
  )
  const kept = emptyChain(chain.product, rows.length)
  for (const [to, from] of rows.entries()) {
    for (const field of CHAIN_FLOATS) kept[field][to] = chain[field][from] as number
    kept.expiry[to] = chain.expiry[from] as number
    kept.right[to] = chain.right[from] as number
  }
  return kept
}

/** The records of the run. */
export async function throughEngine({ market }: ChainDays): Promise<RunRecord[]> {
  const records: RunRecord[] = []
  await run(
    {
      market,
      from: parseDay(FROM),
      to: parseDay(TO),
      warmup: 0,
      oiLagSessions: 1,
      books: [
        {
          strategy: oiZoneStrangle,
          params,
          account: { currency: 'USD', cash: minor(100_000_000), cashRatePercent: 0 },
          reserve: minor(0),
          rules: {
            fill: 'nextOpen',
            slippageTicks: 1,
            commissionPerContract: 2.5,
            margin: fixedMargin(
              {
                OG: [
                  {
                    from: null,
                    value: {
                      strangle: { initial: 3500, maintenance: 2500 },
                      future: { initial: 5399, maintenance: 3999 },
                    },
                  },
                ],
              },
              () => 'OG',
            ),
            callPolicy: 'fcm',
            callDays: 1,
            missingSettlement: 'error',
            fx: {},
          },
        },
      ],
    },
    { record: record => records.push(record) },
  )
  return records
}

/** Legs that the run held, by the rows of their sessions: what the bare loop marks. */
export function heldRows({ chain }: ChainDays, records: readonly RunRecord[]): Int32Array {
  const rowOf = new Map<string, number>()
  for (let row = 0; row < chain.length; row++) {
    rowOf.set(`${chain.time[row]} ${chain.expiry[row]} ${chain.right[row]} ${chain.strike[row]}`, row)
  }
  const held = new Map<string, string>()
  const rows: number[] = []
  for (const record of records) {
    if (record.kind === 'fill' && record.fill.instrument.kind === 'option') {
      const { id, expiry, right, strike } = record.fill.instrument
      if (record.purpose === 'open') held.set(id, `${expiry} ${right === 'call' ? 0 : 1} ${strike}`)
      else held.delete(id)
    }
    if (record.kind === 'expiry') held.delete(record.instrument)
    if (record.kind === 'day')
      for (const key of held.values()) rows.push(rowOf.get(`${record.time} ${key}`) ?? -1)
  }
  return Int32Array.from(rows.filter(row => row >= 0))
}

/** The same zones and marks by hand: one pass over the columns. Gives a sum that stands for all zones. */
export function bareLoop({ chain, sessions, series, prices }: ChainDays, marked: Int32Array): number {
  const known = { contracts: new Float64Array(chain.length), day: new Int32Array(chain.length) }
  const openInterest = knownOpenInterest(1)
  const memories = new Map<
    number,
    { call: ReturnType<typeof zoneMemory>; put: ReturnType<typeof zoneMemory> }
  >()
  let sum = 0
  let value = 0
  let mark = 0
  let session = 0
  for (let from = 0; from < chain.length; ) {
    const time = chain.time[from] as number
    let to = from + 1
    while (to < chain.length && chain.time[to] === time) to++
    while ((sessions[session]?.close ?? time) < time) session++
    const day = sessions[session]?.day ?? 0
    openInterest.serve(chain, from, to, day, known)
    for (; mark < marked.length && (marked[mark] as number) < to; mark++)
      value += chain.settlement[marked[mark] as number] as number
    const rows = nearest(chain, series, prices, from, to, time, sessions[session + 1]?.day ?? day)
    if (rows) {
      const memory = memories.get(rows.series.expiry) ?? { call: zoneMemory(2), put: zoneMemory(2) }
      memories.set(rows.series.expiry, memory)
      const view = new OwnChain({
        product: 'OG',
        time,
        session: day,
        block: chain,
        known,
        from: 0,
        to: chain.length,
        expiries: [rows],
      })
      const { zones } = viewExpiry(view, rows, params, memory) ?? { zones: { call: null, put: null } }
      sum += (zones.call?.near ?? 0) + (zones.put?.near ?? 0)
    }
    from = to
  }
  return value > 0 ? sum : -1
}

function nearest(
  chain: ChainColumns,
  series: ReadonlyMap<number, Series>,
  prices: ChainDays['prices'],
  first: number,
  last: number,
  time: number,
  fillDay: number,
): ExpiryRows | null {
  for (let from = first; from < last; ) {
    const expiry = chain.expiry[from] as number
    let to = from + 1
    while (to < last && chain.expiry[to] === expiry) to++
    const days = daysToExpiry(fillDay, expiry)
    const one = series.get(expiry)
    if (one && days >= params.dteMin && days <= params.dteMax) {
      return { series: one, from, to, underlyingPrice: prices.get(one.underlying)?.get(time) ?? null }
    }
    from = to
  }
  return null
}

/** The zones that the run observed, summed as the bare loop sums them. */
export const observed = (records: readonly RunRecord[]): number =>
  records.reduce(
    (sum, record) =>
      record.kind === 'observation'
        ? sum + Number(record.values.callLower ?? 0) + Number(record.values.putUpper ?? 0)
        : sum,
    0,
  )
