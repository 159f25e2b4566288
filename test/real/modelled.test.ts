/** Premiums modelled on the S&P 500 and on spot gold: imports, chains and short runs on the real files. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importFiles, modelledMarket, modelledTermsSchema, openStore } from '../../datasets/index.ts'
import { CALL, formatDay, type Market, optionOf, parseDay, strategyMargin } from '../../engine/index.ts'
import { black76 } from '../../engine/pricing/options/black76.ts'
import { rowsOf } from '../datasets/market-rows.ts'
import { only, runBook, scripted } from '../fixtures/run-book.ts'
import { sharedPath } from '../fixtures/shared.ts'

const SP500 = sharedPath('data/underlyings/sp500_1950_2018.csv')
const GOLD = sharedPath('data/lean/cfd/xauusd.zip')
const EURO = sharedPath('data/lean/forex/eurusd.zip')

const base = mkdtempSync(join(tmpdir(), 'modelled-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Sells a put and a call some deviations out, in the second expiry, whenever nothing is held. */
const writer = (product: string, width: number) =>
  scripted(product, wake => {
    const chain = wake.chain(product)
    const rows = chain?.expiries[1]
    const price = rows?.underlyingPrice
    if (!chain || !rows || !price || wake.snapshot.groups.length > 0 || wake.snapshot.working.length > 0) {
      return []
    }
    const { strike: strikes } = chain.columns
    const listed = [...strikes.subarray(rows.from, rows.to)]
    const put = Math.max(...listed.filter(strike => strike <= price * (1 - width)))
    const call = Math.min(...listed.filter(strike => strike >= price * (1 + width)))
    const leg = (right: 'put' | 'call', strike: number) =>
      ({ instrument: optionOf(product, rows.series.expiry, right, strike), side: 'sell', ratio: 1 }) as const
    return [
      {
        kind: 'open',
        tag: formatDay(rows.series.expiry),
        legs: [leg('put', put), leg('call', call)],
        lots: 1,
        reason: { rule: 'test', text: 'a strangle' },
      },
    ]
  })

const runOn = (market: Market, product: string, from: string, to: string, width: number) =>
  runBook({
    market,
    strategy: writer(product, width),
    from,
    to,
    cash: 1_000_000,
    rules: {
      margin: strategyMargin({ share: 0.15, shareLeast: 0.1, futures: {} }),
    },
  })

describe.skipIf(!existsSync(SP500))('the S&P 500 (skipped where the file is absent)', async () => {
  if (!existsSync(SP500)) {
    it('needs the file', () => {})
    return
  }
  const store = join(base, 'sp500')
  const report = await importFiles({
    paths: [SP500],
    store,
    importer: 'generic-csv',
    options: {
      table: 'bars',
      map: { date: 'Date', open: 'Open', high: 'High', low: 'Low', close: 'Close', volume: 'Volume' },
      fixed: { instrument: 'SPX500' },
      products: [{ kind: 'index', id: 'SPX500', name: 'S&P 500', exchange: 'listed', currency: 'USD' }],
      listed: { of: ['SPX500'], zone: 'America/New_York', close: '16:00' },
    },
  })
  const market = modelledMarket(
    await openStore(store),
    modelledTermsSchema.parse({
      product: 'SPM',
      underlying: 'SPX500',
      multiplier: 100,
      tick: 0.05,
      strikes: { step: { share: 0.01 }, each: { deviations: 3 } },
      volatility: { realised: { length: 20, factor: 1.1 } },
    }),
  )
  const rows = readFileSync(SP500, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.replaceAll('"', '').split(','))
  const days = rows.map(cells => cells[1] ?? '')
  const closes = rows.map(cells => Number(cells[5]))

  it('is imported row by row', () => {
    expect(report).toMatchObject({ accepted: rows.length, rejected: 0 })
    expect([days[0], days.length]).toEqual(['1950-01-03', rows.length])
  })

  it('lists an expiry every month of 69 years, on the third Friday or the session before', () => {
    const expiries = market.series('SPM').map(({ expiry }) => formatDay(expiry))
    const within = expiries.filter(expiry => expiry <= (days.at(-1) ?? ''))
    expect(new Set(within.map(expiry => expiry.slice(0, 7))).size).toBe(within.length)
    expect(within.length).toBe(12 * 69 - (within.at(-1) === '2018-12-21' ? 0 : 1))
    // Good Fridays.
    for (const day of ['2008-03-20', '2014-04-17', '2000-04-20']) expect(within).toContain(day)
  })

  it('has the premiums that a loop over the csv gives, in 1950, 1987 and 2008', async () => {
    for (const day of ['1950-03-01', '1987-10-20', '2008-10-15']) {
      const at = days.indexOf(day)
      const returns = Array.from({ length: 20 }, (_, i) => {
        const now = at - 19 + i
        return Math.log((closes[now] ?? 0) / (closes[now - 1] ?? 0))
      })
      const mean = returns.reduce((sum, one) => sum + one, 0) / 20
      const vol = Math.sqrt((252 / 19) * returns.reduce((sum, one) => sum + (one - mean) * (one - mean), 0))
      const close = market.sessions('SPX500').find(session => session.day === parseDay(day))?.close ?? 0
      const needs = { bars: [], chains: ['SPM'], chainsAfter: close - 1 }
      let seen = 0
      for await (const { chains } of market.read(needs, close - 1, close)) {
        const chain = chains.get('SPM')
        for (let row = 0; chain && row < chain.length; row++) {
          const right = chain.right[row] === CALL ? 'call' : 'put'
          const years = ((chain.expiry[row] ?? 0) - parseDay(day)) / 365
          const fair = black76(right, closes[at] ?? 0, chain.strike[row] ?? 0, years, 1.1 * vol)
          expect(Math.abs((chain.settlement[row] ?? 0) - fair)).toBeLessThanOrEqual(0.025 + 1e-9)
          seen++
        }
      }
      expect(seen).toBeGreaterThan(20)
    }
  })

  it('runs through 2008: fills below the model, expiries at the closes of the csv', async () => {
    const records = await runOn(market, 'SPM', '2008-01-02', '2008-12-31', 0.05)
    const expiries = only(records, 'expiry')
    expect(expiries.length).toBeGreaterThan(16)
    for (const { instrument, settlement } of expiries) {
      expect(settlement).toBe(closes[days.indexOf(instrument.split(' ')[1] ?? '')])
    }
    expect(only(records, 'fill').every(({ fill }) => fill.source === 'quote' && fill.price > 0)).toBe(true)
    expect(only(records, 'day')).toHaveLength(days.filter(day => day.startsWith('2008')).length)
  })
})

const LEAN = existsSync(GOLD) && existsSync(EURO)

describe.skipIf(!LEAN)('spot gold and the euro (skipped where the files are absent)', async () => {
  if (!LEAN) {
    it('need the files', () => {})
    return
  }
  const store = join(base, 'spot')
  const report = await importFiles({ paths: [GOLD, EURO], store })
  const spot = await openStore(store)

  it('are recognised and taken, 654 and 620 Sundays joined to the rows after them', () => {
    expect(
      report.files.map(({ importer, accepted, skipped, rejected }) => [
        importer,
        accepted,
        skipped,
        rejected,
      ]),
    ).toEqual([
      ['lean-quotes', 3949 - 654, 654, 0],
      ['lean-quotes', 3738 - 620, 620, 0],
    ])
    for (const id of ['XAUUSD', 'EURUSD']) {
      expect(spot.product(id)).toMatchObject({ kind: 'index', currency: 'USD' })
      expect(spot.sessions(id).some(({ day }) => (day + 4) % 7 === 0)).toBe(false)
    }
  })

  it('have the middle of bid and ask, and a Monday that opens on Sunday', async () => {
    const until = parseDay('2012-01-10') * 86_400_000
    const { bars } = await rowsOf(spot, { bars: ['XAUUSD'] }, until - 86_400_000, until)
    // Sunday: bid 1613.9 to 1616.084 and 1608.619, ask 1618.9 to 1619.445 and 1609.419; Monday reaches lower.
    expect(bars).toMatchObject([{ instrument: 'XAUUSD', time: '2012-01-09T23:59:00.000Z' }])
    expect(bars[0]?.open).toBeCloseTo((1613.9 + 1618.9) / 2, 9)
    expect(bars[0]?.high).toBeCloseTo((1623.553 + 1623.933) / 2, 9)
    expect(bars[0]?.low).toBeCloseTo((1605.046 + 1605.376) / 2, 9)
    expect(bars[0]?.close).toBeCloseTo((1611.571 + 1612.071) / 2, 9)
  })

  it('run on modelled premiums, across the week of December 2016 that is missing', async () => {
    const market = modelledMarket(
      spot,
      modelledTermsSchema.parse({
        product: 'XAUM',
        underlying: 'XAUUSD',
        multiplier: 100,
        tick: 0.1,
        strikes: { step: 10, each: 30 },
        volatility: { realised: { length: 20 } },
      }),
    )
    const { bars } = await rowsOf(spot, { bars: ['XAUUSD'] })
    const closes = new Map(bars.map(({ time, close }) => [String(time).slice(0, 10), Number(close)]))
    const records = await runOn(market, 'XAUM', '2016-06-01', '2017-02-28', 0.04)
    const expiries = only(records, 'expiry')
    expect(expiries.map(({ instrument }) => instrument.split(' ')[1])).toContain('2016-12-16')
    for (const { instrument, settlement } of expiries) {
      expect(settlement).toBe(closes.get(instrument.split(' ')[1] ?? ''))
    }
    expect(only(records, 'fill').length).toBeGreaterThan(6)
  })
})
