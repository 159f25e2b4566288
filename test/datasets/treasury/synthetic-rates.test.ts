/** The seeded market of interest rates. */

import { describe, expect, it } from 'vitest'
import { marketOf, RATES_DEMO, RATES_DEMO_SPAN, syntheticRates } from '../../../datasets/index.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { formatDay, parseDay } from '../../../engine/index.ts'
import { type PlainRow, rowsOf } from '../market-rows.ts'
import { SPAN } from './rates-with.ts'

const rates = async (changes = {}): Promise<readonly PlainRow[]> =>
  (await rowsOf(syntheticRates({ ...SPAN, ...changes }), { bars: ['CMT', 'SOFR'] })).bars
const closes = (rows: readonly PlainRow[], instrument: string): number[] =>
  rows.filter(row => row.instrument === instrument).map(({ close }) => Number(close))

const SESSIONS = calendarOf('SIFMA').sessions(SPAN.from, SPAN.to)

describe('seeded rates', async () => {
  const rows = await rates()

  it('have a yield of every tenor at the close of every session of the bond market', () => {
    const days = rows.filter(row => row.instrument === 'CMT 10Y').map(({ time }) => String(time).slice(0, 10))
    expect(days).toEqual(SESSIONS.map(day => formatDay(day)))
    const instruments = new Set(rows.map(({ instrument }) => instrument))
    expect(instruments).toHaveLength(12)
    for (const instrument of instruments)
      expect(closes(rows, String(instrument))).toHaveLength(SESSIONS.length)
    expect(rows.find(({ instrument }) => instrument === 'CMT 10Y')?.time).toBe('2018-10-01T21:00:00.000Z')
  })

  it('have an overnight rate on the morning of every session, of the one before', () => {
    const sofr = rows.filter(row => row.instrument === 'SOFR')
    expect(sofr.map(({ time }) => String(time).slice(0, 10))).toEqual(SESSIONS.map(day => formatDay(day)))
    expect(sofr[0]?.time).toBe('2018-10-01T12:00:00.000Z')
    // In winter the same hour of New York is a later one.
    expect(sofr.at(-1)?.time).toBe('2020-12-31T13:00:00.000Z')
  })

  it('stay between 0 and 6 percent, in hundredths', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const all = await rates({ seed })
      for (const { instrument, close } of all) {
        expect(Number(close)).toBeGreaterThanOrEqual(0)
        expect(Number(close)).toBeLessThanOrEqual(instrument === 'SOFR' ? 9 : 6)
        expect(Math.round(Number(close) * 100) / 100).toBe(close)
      }
    }
  })

  it('fall below 0 where they may', async () => {
    const low = closes(await rates({ negative: true }), 'CMT 2Y')
    expect(Math.min(...low)).toBeLessThan(0)
    expect(Math.min(...low)).toBeGreaterThanOrEqual(-1.5)
  })

  it('spike overnight at some ends of quarters, and only there', async () => {
    const spikes = await Promise.all(
      [1, 2, 3, 4].map(async seed => {
        const sofr = (await rates({ seed })).filter(row => row.instrument === 'SOFR')
        return sofr.flatMap(({ time, close }, i) =>
          Number(close) - Number(sofr[i - 1]?.close) > 0.8 ? [String(time).slice(5, 10)] : [],
        )
      }),
    )
    expect(spikes.flat().length).toBeGreaterThan(3)
    // Published on the first session of a quarter.
    for (const day of spikes.flat()) expect(day).toMatch(/^(01|04|07|10)-0[1-5]$/)
  })

  it('are the same from the same seed, and others from another', async () => {
    expect(await rates()).toEqual(rows)
    expect(closes(await rates({ seed: 2 }), 'CMT 10Y')).not.toEqual(closes(rows, 'CMT 10Y'))
  })

  it('begin, when they last for a shorter time, as they do for a longer', async () => {
    const to = parseDay('2019-07-03')
    const end = '2019-07-03T23:59'
    expect(await rates({ to })).toEqual(rows.filter(({ time }) => String(time) <= end))
  })

  it('know sessions before the first rate and a year after the last', () => {
    const days = syntheticRates(SPAN)
      .sessions('CMT')
      .map(({ day }) => day)
    expect([days[0], days.at(-1)].map(day => formatDay(day ?? 0))).toEqual(['2018-08-22', '2022-02-04'])
  })

  it('are found by their name', async () => {
    const market = await marketOf(RATES_DEMO, { folder: '/nowhere', seed: 3 })
    expect(market.provenance).toMatchObject({ store: 'rates-demo', kind: 'synthetic' })
    const { bars } = await rowsOf(market, { bars: ['CMT'] })
    expect(String(bars[0]?.time).slice(0, 10)).toBe(RATES_DEMO_SPAN.from)
    expect(String(bars.at(-1)?.time).slice(0, 10)).toBe(RATES_DEMO_SPAN.to)
    await expect(marketOf('rates-dmeo', { folder: '/nowhere', seed: 3 })).rejects.toThrow(
      /did you mean "rates-demo"/,
    )
    await expect(marketOf(RATES_DEMO, { folder: '/nowhere', seed: 3, deckRules: true })).rejects.toThrow(
      /field data.deckRules/,
    )
  })
})
