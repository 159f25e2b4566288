/** Reads a market together with the bonds and futures that are modelled over its par yields, block by block. */

import {
  BAR_FIELDS,
  type BarColumns,
  cutBars,
  cutChain,
  emptyBars,
  firstAfter,
  type MarketBlock,
} from '../../engine/model/block.ts'
import { productIdOf } from '../../engine/model/instrument.ts'
import { type Market, type MarketNeeds, type Session, sessionIndexAt } from '../../engine/model/market.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { sessionsIn } from '../modelled/session-walk.ts'
import type { TreasuryDesk } from './treasury-desk.ts'

/** Blocks end after so many sessions at the latest, so that memory does not grow with the data. */
const SESSIONS_A_BLOCK = 64

interface TreasuryReading {
  readonly base: Market
  readonly desk: TreasuryDesk
  /** Of the bond market. */
  readonly sessions: readonly Session[]
  /** Ids of products whose rows come from the desk. */
  readonly modelled: ReadonlySet<string>
  /** Ids of futures whose rows come from the market below. */
  readonly settled: ReadonlySet<string>
}

/** The rows that are asked for, in (after, until]. What a session shows depends on its own day alone. */
export async function* readTreasury(
  reading: TreasuryReading,
  needs: MarketNeeds,
  after: EpochMs,
  until: EpochMs,
): AsyncGenerator<MarketBlock> {
  const { base, modelled, sessions } = reading
  const below = { ...needs, bars: needs.bars.filter(product => !modelled.has(product)) }
  const days = new Set(sessions.map(({ day }) => day))
  for await (const block of base.read(below, after, until)) {
    for (const piece of blockPieces(block, sessions, SESSIONS_A_BLOCK)) {
      const passed = [...piece.bars].map(([id, bars]) => [id, inBondSessions(reading, days, bars)] as const)
      yield {
        after: piece.after,
        until: piece.until,
        bars: new Map([...passed, ...modelledBars(reading, needs, piece)]),
        chains: piece.chains,
      }
    }
  }
}

/** Closes of one instrument, and when they were known. */
interface Closes {
  readonly times: EpochMs[]
  readonly prices: number[]
}

function modelledBars(
  { desk, modelled }: TreasuryReading,
  needs: MarketNeeds,
  { sessions }: BlockPiece,
): [string, BarColumns][] {
  const found = new Map<string, Closes>()
  const wanted = needs.bars.filter(product => modelled.has(product))
  if (wanted.length === 0) return []
  for (const { day, close } of sessions) {
    const prices = desk.price(day)
    if (prices === null) continue
    if (wanted.includes(desk.bonds.id)) add(found, close, prices.bonds)
    add(found, close, prices.futures)
  }
  return [...found]
    .filter(([instrument]) => wanted.includes(productIdOf(instrument)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([instrument, closes]): [string, BarColumns] => [instrument, columnsOf(instrument, closes)])
}

function add(found: Map<string, Closes>, time: EpochMs, prices: ReadonlyMap<string, number>): void {
  for (const [instrument, price] of prices) {
    let closes = found.get(instrument)
    if (!closes) {
      closes = { times: [], prices: [] }
      found.set(instrument, closes)
    }
    closes.times.push(time)
    closes.prices.push(price)
  }
}

/** A close that is its settlement, and nothing else. */
function columnsOf(instrument: string, { times, prices }: Closes): BarColumns {
  const close = Float64Array.from(prices)
  const nothing = new Float64Array(close.length).fill(Number.NaN)
  return {
    instrument,
    length: close.length,
    time: Float64Array.from(times),
    open: nothing,
    high: nothing,
    low: nothing,
    close,
    settlement: close,
    volume: nothing,
  }
}

/** The bars of a settled future without those of days on which the bond market is closed; other bars as they are. */
function inBondSessions(
  { base, settled }: TreasuryReading,
  days: ReadonlySet<Day>,
  bars: BarColumns,
): BarColumns {
  const product = productIdOf(bars.instrument)
  if (!settled.has(product)) return bars
  const own = base.sessions(product)
  const rows: number[] = []
  for (let row = 0; row < bars.length; row++) {
    const session = own[sessionIndexAt(own, bars.time[row] as number)]
    if (session && days.has(session.day)) rows.push(row)
  }
  if (rows.length === bars.length) return bars
  const kept = emptyBars(bars.instrument, rows.length)
  for (const field of BAR_FIELDS)
    for (const [to, from] of rows.entries()) kept[field][to] = bars[field][from] as number
  return kept
}

interface BlockPiece extends MarketBlock {
  /** That end in the piece, ascending. */
  readonly sessions: readonly Session[]
}

/** Pieces of at most `count` sessions, each ending with one, the last with the block. Together they are the block. */
function* blockPieces(
  block: MarketBlock,
  sessions: readonly Session[],
  count: number,
): Generator<BlockPiece> {
  const within = sessionsIn(sessions, block.after, block.until)
  let after = block.after
  for (let from = 0; from === 0 || from < within.length; from += count) {
    const some = within.slice(from, from + count)
    const until = from + count < within.length ? (some.at(-1)?.close ?? block.until) : block.until
    yield { ...cutBlock(block, after, until), sessions: some }
    after = until
  }
}

function cutBlock(block: MarketBlock, after: EpochMs, until: EpochMs): MarketBlock {
  const rows = (times: Float64Array): [number, number] => [firstAfter(times, after), firstAfter(times, until)]
  return {
    after,
    until,
    bars: new Map([...block.bars].map(([id, bars]) => [id, cutBars(bars, ...rows(bars.time))])),
    chains: new Map([...block.chains].map(([id, chain]) => [id, cutChain(chain, ...rows(chain.time))])),
  }
}
