import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../datasets/index.ts'
import { type ChainView, parseDay, sessionAt } from '../../engine/index.ts'
import { zoneOf } from '../../strategies/zones/zone.ts'
import { WalkedFeed } from '../engine/universe/walked-feed.ts'
import { sharedPath } from '../fixtures/shared.ts'

const FILE = sharedPath('data/spx-chain/spx_2011_01.csv')
const present = existsSync(FILE)

describe.skipIf(!present)('the SPX chain of January 2011 (skipped where the file is absent)', async () => {
  if (!present) {
    it('needs the chain file', () => {})
    return
  }
  const store = mkdtempSync(join(tmpdir(), 'spx-'))
  afterAll(() => rmSync(store, { recursive: true, force: true }))
  await importFiles({ paths: [FILE], store })
  const market = await openStore(store)

  /** The chain of the first session, with the open interest dated on it. */
  async function firstChain(): Promise<ChainView | null> {
    const series = market.series('SPX')
    const sessions = market.sessions('SPX')
    const feed = new WalkedFeed({
      bars: new Set(),
      chains: new Set(['SPX']),
      whens: new Map(),
      computed: [],
      chainProducts: ['SPX'],
      barProducts: ['SPX-INDEX'],
      oiLagSessions: 0,
      due: [],
      after: 0,
      warmUp: () => ({ bars: 0, after: 0, until: 0 }),
      session: (_, time) => sessionAt(sessions, time),
      seriesOf: (_, expiry) => series.find(one => one.expiry === expiry),
    })
    let first: ChainView | null = null
    const needs = { chains: ['SPX'], bars: ['SPX-INDEX'], chainsAfter: 0 }
    for await (const block of market.read(needs, 0, Number.MAX_SAFE_INTEGER)) {
      feed.load(block)
      feed.walk(
        block.until,
        () => 'closes',
        () => {
          first ??= feed.chain('SPX')
        },
      )
    }
    return first
  }

  const chain = await firstChain()
  const rows = chain?.expiries.find(
    one => one.series.expiry >= parseDay('2011-01-21') && one.series.expiry <= parseDay('2011-01-22'),
  )
  const board = chain && rows ? chain.board(rows) : null

  it('has the largest open interest of the January expiry where the exchange had it', () => {
    const at = (side: 'call' | 'put', strike: number): number | undefined =>
      board?.openInterest(side, board.indexOf(strike))
    expect([at('call', 1200), at('put', 1200), at('put', 1100)]).toEqual([157_140, 184_586, 126_249])
    expect(Math.max(...(board?.strikes().map((_, at) => board.openInterest('call', at)) ?? []))).toBe(157_140)
  })

  it('peaks at the call 1300 and the put 1200 by rule Z3, the index standing near 1272', () => {
    expect(rows?.underlyingPrice).toBeCloseTo(1271.87, 2)
    const rules = {
      minOpenInterest: 1,
      dominance: 1,
      maxDist: Number.POSITIVE_INFINITY,
      mode: 'peak',
      theta: 0.5,
      gap: 1,
      massShare: 0.6,
    } as const
    const zone = (side: 'call' | 'put') =>
      board ? zoneOf(side, rows?.underlyingPrice ?? 0, board, rules) : null
    expect(zone('call')?.peak).toBe(1300)
    expect(board?.openInterest('call', board.indexOf(1300))).toBe(64_912)
    expect(zone('put')?.peak).toBe(1200)
  })
})
