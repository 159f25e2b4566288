/** Runs every product of the synthetic market through the engine: in its own currency, in another, and all at once. */

import { describe, expect, it } from 'vitest'
import { syntheticMarket } from '../../../datasets/index.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { type Market, parseDay, parseInstrument } from '../../../engine/index.ts'
import { oiZoneStrangle } from '../../../strategies/oi-zone-strangle/index.ts'
import { cashByKind, equityEnd, only, runBook } from '../../fixtures/run-book.ts'
import { rowsOf } from './columns.ts'
import { MARGIN, nearWriter } from './writers.ts'

const nineFrom = (first: string, last: string, deckRules: boolean): Market =>
  syntheticMarket({
    listed: 3,
    seed: 5,
    from: parseDay(first),
    to: parseDay(last),
    deckRules,
  })

const [from, to] = ['2008-12-01', '2009-03-20']
const market = nineFrom(from, to, false)
const CASH = 300_000

/** The rate that an account names for its other currency. */
const FX = { USD: { EUR: 'EURUSD' }, EUR: { USD: 'USDEUR' } } as const

const writeZones = (product: string, currency: 'USD' | 'EUR', own: string) =>
  runBook({
    market,
    strategy: oiZoneStrangle,
    // Held to the end, so that series expire in and out of the money.
    params: {
      product,
      sizing: 'lots',
      lots: 2,
      netTol: 0.2,
      stopMult: null,
      strongProfit: null,
      buyBack: 'off',
    },
    from,
    to,
    currency,
    cash: CASH,
    rules: { margin: MARGIN, fx: currency === own ? {} : FX[currency] },
  })

describe.each(optionProducts.map(({ id, currency }) => [id, currency] as const))('%s', async (id, own) => {
  const records = await writeZones(id, own === 'EUR' ? 'EUR' : 'USD', own)
  const foreign = own === 'EUR' ? 'USD' : 'EUR'
  const abroad = await writeZones(id, foreign, own)

  it('is written, marked each session and held to its expiries', () => {
    expect(only(records, 'fill').length).toBeGreaterThanOrEqual(6)
    expect(only(records, 'expiry').length).toBeGreaterThanOrEqual(4)
    expect(only(records, 'mark').length).toBeGreaterThan(40)
    expect(only(records, 'mark').every(({ staleSessions }) => staleSessions === 0)).toBe(true)
    for (const expiry of only(records, 'expiry')) {
      const option = parseInstrument(expiry.instrument)
      const series = market.series(id).find(one => option.kind === 'option' && one.expiry === option.expiry)
      expect(series?.lastSession.close).toBe(expiry.time)
      expect(expiry.source).toBe(series?.settlement === null ? 'underlying' : 'final')
    }
  })

  it('pays in its own currency, the premium up front or through variation margin', () => {
    expect(new Set(only(records, 'entry').map(({ entry }) => entry.currency))).toEqual(new Set([own]))
    const flows = cashByKind(records)
    expect('premium' in flows).toBe(id !== 'OGBL')
    if (id === 'OGBL') expect(flows.variation).toBeDefined()
    expect(equityEnd(records)).not.toBe(CASH)
  })

  it('is worth the same in an account of another currency, at the rate of the end', async () => {
    expect(only(abroad, 'fill').map(({ fill }) => [fill.instrument.id, fill.price, fill.quantity])).toEqual(
      only(records, 'fill').map(({ fill }) => [fill.instrument.id, fill.price, fill.quantity]),
    )
    const source = Object.values(FX[foreign])[0] ?? ''
    const rates = (await rowsOf(market, [], [source])).bars.get(source)
    const end = only(abroad, 'day').at(-1)?.time ?? 0
    const rate = rates?.close[rates.time.findLastIndex(time => time <= end)] ?? Number.NaN
    expect(equityEnd(abroad) - CASH).toBeCloseTo((equityEnd(records) - CASH) * rate, 1)
  })
})

describe.each([
  { rules: 'the exchanges’ rules', nine: market, from, to },
  {
    rules: 'the deck’s rules',
    nine: nineFrom('2009-03-02', '2009-04-30', true),
    from: '2009-03-02',
    to: '2009-04-30',
  },
])('all nine in one dollar account by $rules', async ({ rules, nine, ...span }) => {
  const records = await runBook({
    market: nine,
    strategy: nearWriter,
    params: { products: optionProducts.map(({ id }) => id) },
    ...span,
    cash: 1_000_000,
    rules: { margin: MARGIN, fx: FX.USD },
  })
  const expiries = only(records, 'expiry')
  const outcomes = new Set(
    expiries.map(({ instrument, outcome }) => `${instrument.split(' ')[0]} ${outcome}`),
  )

  it('expire in each product, worthless, in cash or into futures', () => {
    for (const { id, settlement } of optionProducts) {
      expect(outcomes).toContain(`${id} worthless`)
      expect(outcomes).toContain(`${id} ${settlement.kind === 'cash' ? 'cash' : 'assigned'}`)
    }
    expect(only(records, 'assignment').length).toBeGreaterThan(5)
    expect(new Set(only(records, 'entry').map(({ entry }) => entry.currency))).toEqual(
      new Set(['USD', 'EUR']),
    )
  })

  it('end on their dates', () => {
    const bund = expiries.filter(({ instrument }) => instrument.startsWith('OGBL'))
    const dates = [...new Set(bund.map(({ instrument }) => instrument.split(' ')[1]))]
    expect(dates).toEqual(
      rules === 'the deck’s rules'
        ? ['2009-03-31', '2009-04-30']
        : ['2008-12-18', '2009-01-23', '2009-02-20'],
    )
  })

  it('are settled in the session before an expiry that is a holiday', () => {
    for (const { instrument, time, early } of expiries) {
      const parsed = parseInstrument(instrument)
      if (parsed.kind !== 'option') throw new Error(instrument)
      const series = nine.series(parsed.product).find(one => one.expiry === parsed.expiry)
      expect([series?.lastSession.close, (series?.lastSession.day ?? 0) < parsed.expiry]).toEqual([
        time,
        early,
      ])
    }
    // The deck's rule for crude oil looks past Good Friday, the only such date in these months.
    const early = new Set(expiries.filter(one => one.early).map(({ instrument }) => instrument.slice(0, 13)))
    expect([...early]).toEqual(rules === 'the deck’s rules' ? ['LO 2009-04-10'] : [])
  })
})
