/** A market of bonds and futures made from par yields: rows that see nothing later, settlements, gaps, and its facts. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { treasuryMarket, treasuryTermsSchema } from '../../../datasets/index.ts'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { treasuryContractDates } from '../../../engine/calendar/treasury-contract-dates.ts'
import { formatDay, type Market, parseDay } from '../../../engine/index.ts'
import { type PlainRow, rowsOf } from '../market-rows.ts'
import { ratesWith, SPAN } from './rates-with.ts'
import { boardOf, closesOf, issuesOf, made, SIFMA, TICK } from './treasury-board.ts'

describe('imported settlements', async () => {
  const settlements = [
    ['ZN 2019-12', '2019-10-11', 130.5],
    // Columbus Day: the futures settle, the bond market is closed.
    ['ZN 2019-12', '2019-10-14', 131.5],
    ['ZN 2019-12', '2019-10-15', 132.5],
    ['ZN 2020-12', '2019-10-15', 133.5],
  ] as const
  const inferred = 'Contract months of front-month futures are inferred.'
  const market = await made({ prices: 'settlements' }, { settlements, notes: [inferred] })

  it('stand as they are, but for days on which the bond market is closed', async () => {
    const { bars } = await rowsOf(market, { bars: ['ZN'] })
    expect(
      bars.map(({ instrument, time, settlement, volume }) => [instrument, time, settlement, volume]),
    ).toEqual([
      ['ZN 2019-12', '2019-10-11T21:00:00.000Z', 130.5, 7],
      ['ZN 2019-12', '2019-10-15T21:00:00.000Z', 132.5, 7],
      ['ZN 2020-12', '2019-10-15T21:00:00.000Z', 133.5, 7],
    ])
    expect(market.sessions('ZN').some(({ day }) => formatDay(day) === '2019-10-14')).toBe(false)
  })

  it('leave the bonds of the listed contracts beside them', async () => {
    const bonds = async (one: Market) => (await rowsOf(one, { bars: ['UST'] })).bars
    expect(await bonds(market)).toEqual(await bonds(await made()))
  })

  it('are not read where prices are theoretical', async () => {
    const theoretical = await made({}, { settlements })
    const { bars } = await rowsOf(theoretical, { bars: ['ZN'] })
    expect(bars).toEqual((await rowsOf(await made(), { bars: ['ZN'] })).bars)
  })

  it('are said to be imported, with rolls that the store says are inferred', () => {
    expect(market.provenance.notes?.join(' ')).toMatch(/Prices of ZN are those that were imported/)
    expect(market.provenance.notes?.at(-1)).toBe(inferred)
  })

  it('keep their last sessions where they are not of this market', async () => {
    const other = await made({ futures: ['ZF'] }, { settlements })
    expect(other.lastSessionOf('ZN 2020-12')).toEqual({ day: parseDay('2019-10-15'), close: 0 })
    expect(market.lastSessionOf('ZN 2020-12')?.day).toBe(parseDay('2020-12-21'))
    expect(
      (await rowsOf(other, { bars: ['ZN', 'ZF'] }, Date.parse('2019-10-14'), Date.parse('2019-10-15'))).bars,
    ).toEqual([expect.objectContaining({ instrument: 'ZN 2019-12', settlement: 131.5 })])
  })

  it('must be there', async () => {
    await expect(made({ prices: 'settlements' })).rejects.toThrow(
      /field data.treasury.prices: "ZN": .*import settlements of it, or take theoretical prices/,
    )
  })
})

describe('yields that are missing', async () => {
  const whole = await closesOf(await made(), ['ZN', 'UST'])

  it('of a session leave it without rows, and the next as it was', async () => {
    const gap = (_: string, day: string) => day !== '2019-04-02'
    const closes = await closesOf(await made({}, { keep: gap }), ['ZN', 'UST'])
    expect(closes.days()).toEqual(whole.days().filter(day => day !== '2019-04-02'))
    expect(closes.on('2019-04-03', 'ZN')).toEqual(whole.on('2019-04-03', 'ZN'))
  })

  it('of some tenors leave a curve of the others', async () => {
    const few = (instrument: string) => ['CMT 2Y', 'CMT 10Y'].includes(instrument)
    const market = await made({}, { keep: few })
    const closes = await closesOf(market, ['ZN', 'UST', 'CMT'])
    expect(closes.days()).toEqual(whole.days())
    const { price, cheapest } = boardOf(market, closes, 'ZN 2019-06', '2019-04-03', 'curve')
    expect(Math.abs(price - cheapest.basis.theoreticalFuture)).toBeLessThanOrEqual(TICK / 2 + 1e-9)
    expect(Math.abs(price - whole.at('2019-04-03', 'ZN 2019-06'))).toBeLessThan(2)
  })

  it('for months are bridged by the last curve before them', async () => {
    const pause = (_: string, day: string) => day < '2019-04-02' || day > '2019-09-20'
    const market = await made({}, { keep: pause })
    const closes = await closesOf(market, ['ZN', 'UST', 'CMT'])
    expect(closes.days()).toEqual(whole.days().filter(day => pause('', day)))
    const note = issuesOf(market).find(issue => /2029-08-15 10Y$/.test(issue.id))
    const [before, after] = ['2019-04-01', '2019-09-23'].map(day => closes.at(day, 'CMT 10Y'))
    expect(note?.couponPercent).toBe(Math.floor((before ?? 0) * 8) / 8)
    expect(note?.couponPercent).not.toBe(Math.floor((after ?? 0) * 8) / 8)
    expect(closes.on('2019-09-23', 'ZN').map(([id]) => id)).toEqual(['ZN 2019-12', 'ZN 2020-03'])
  })

  it('altogether are an error that says what to import', async () => {
    await expect(made({}, { keep: instrument => instrument === 'SOFR' })).rejects.toThrow(
      /field data.treasury: "CMT": .*it has no par yield; import a file of them first/,
    )
  })

  it('that make no curve name their day', async () => {
    const base = await ratesWith({})
    const broken: Market = {
      ...base,
      async *read(needs, after, until) {
        for await (const block of base.read(needs, after, until)) {
          const bars = block.bars.get('CMT 30Y')
          const row = bars?.time.indexOf(Date.parse('2019-04-02T21:00:00Z')) ?? -1
          if (bars && row >= 0) bars.close[row] = 90
          yield block
        }
      },
    }
    const market = await treasuryMarket(treasuryTermsSchema.parse({}), broken)
    await expect(rowsOf(market, { bars: ['ZN'] })).rejects.toThrow(/no positive discount.*CMT of 2019-04-02/)
  })

  it('below zero are priced like any', async () => {
    const market = await made({}, { negative: true })
    const closes = await closesOf(market, ['ZN', 'UST', 'CMT'], '2019-09-01', '2019-10-01')
    const { rate, cheapest, price } = boardOf(market, closes, 'ZN 2019-12', '2019-09-23', 'curve')
    expect(rate).toBeLessThan(0)
    expect(Math.abs(price - cheapest.basis.theoreticalFuture)).toBeLessThanOrEqual(TICK / 2 + 1e-9)
  })
})

/** One line a row, which is quick to compare. */
const linesOf = (rows: readonly PlainRow[]): string => rows.map(row => JSON.stringify(row)).join('\n')

describe('the rows', async () => {
  const ALL = { bars: ['ZN', 'ZT', 'UST', 'CMT', 'SOFR'] }
  const SHORT = { from: parseDay('2019-05-01'), to: parseDay('2019-10-31') }
  const terms = { futures: ['ZN', 'ZT'], dislocation: [{ from: '2019-06-03', bp: 12.5 }] }
  const { bars: rows } = await rowsOf(await made(terms, SHORT), ALL)
  const times = [...new Set(rows.map(({ time }) => Date.parse(String(time))))].sort((a, b) => a - b)
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const anytime = fc.oneof(
    fc.integer({ min: first - 90_000_000, max: last + 90_000_000 }),
    fc.constantFrom(...times),
  )
  const between = (after: number, until: number): readonly PlainRow[] =>
    rows.filter(({ time }) => Date.parse(String(time)) > after && Date.parse(String(time)) <= until)

  test.prop([fc.array(anytime, { maxLength: 20 })], { seed: 1, numRuns: 10 })(
    'do not depend on how the data is cut',
    async cuts => {
      const market = await made(terms, { ...SHORT, cuts: [...new Set(cuts)] })
      expect(linesOf((await rowsOf(market, ALL)).bars)).toBe(linesOf(rows))
    },
  )

  test.prop([anytime, anytime], { seed: 2, numRuns: 15 })(
    'do not depend on where the reading begins and ends',
    async (one, other) => {
      const [after, until] = [Math.min(one, other), Math.max(one, other)]
      const read = await rowsOf(await made(terms, SHORT), ALL, after, until)
      expect(linesOf(read.bars)).toBe(linesOf(between(after, until)))
    },
  )

  test.prop([fc.integer({ min: SHORT.from + 1, max: SHORT.to })], { seed: 3, numRuns: 10 })(
    'see nothing of later sessions: of yields that end earlier, the same up to their end',
    async to => {
      const market = await made(terms, { ...SHORT, to })
      const { bars } = await rowsOf(market, ALL)
      expect(linesOf(bars)).toBe(linesOf(between(0, (to + 1) * 86_400_000 + 3_600_000 * 3)))
    },
  )

  it('come in blocks without a gap, with what was asked for and nothing else', async () => {
    const market = await made({}, { cuts: [Date.parse('2019-03-01T21:00:00Z')] })
    const [after, until] = [Date.parse('2018-12-15'), Date.parse('2020-01-15')]
    let end = after
    let blocks = 0
    const seen = new Set<string>()
    for await (const block of market.read(
      { bars: ['ZN', 'SOFR'], chains: [], chainsAfter: 0 },
      after,
      until,
    )) {
      expect(block.after).toBe(end)
      end = block.until
      blocks++
      for (const [id, columns] of block.bars) {
        seen.add(id.split(' ')[0] ?? '')
        expect(columns.instrument).toBe(id)
        expect([...columns.time].every(time => time > block.after && time <= block.until)).toBe(true)
      }
    }
    expect(end).toBe(until)
    expect(blocks).toBeGreaterThan(4)
    expect([...seen].sort()).toEqual(['SOFR', 'ZN'])
  })
})

describe('the market', async () => {
  const base = await ratesWith({})
  const market = await treasuryMarket(treasuryTermsSchema.parse({ futures: ['ZN', 'ZB'] }), base)

  it('carries the bonds, and the rules by which futures deliver them', () => {
    expect(market.product('UST')).toMatchObject({ kind: 'bond', exchange: 'SIFMA', currency: 'USD' })
    const maturities = issuesOf(market).map(({ maturity }) => maturity)
    expect(maturities).toEqual(maturities.toSorted((a, b) => a - b))
    expect(market.product('ZN')).toBe(futureProductOf('ZN'))
    expect(market.product('ZN')).toMatchObject({ delivery: { bonds: 'UST', rule: 'long' } })
    expect(market.product('CMT')).toBe(base.product('CMT'))
    expect(() => market.product('ZF')).toThrow(/no such product.*modelled are UST, ZN, ZB/)
  })

  it('knows when a contract ends', () => {
    const end = market.lastSessionOf('ZN 2020-06')
    expect(end).toEqual({
      day: parseDay('2020-06-19'),
      open: Date.parse('2020-06-18T21:00:00Z'),
      close: Date.parse('2020-06-19T21:00:00Z'),
    })
    expect(market.sessions('ZN')).toContainEqual(end)
    expect(market.lastSessionOf('ZB 2019-12')?.day).toBe(parseDay('2019-12-19'))
    expect(
      ['ZN 2020-05', 'ZN 1999-12', 'ZN', 'UST 3 2025-08-15 10Y'].map(id => market.lastSessionOf(id)),
    ).toEqual([null, null, null, null])
  })

  it('has the sessions of the bond market, from before the yields to the end of what is listed', () => {
    const sessions = market.sessions('ZN')
    expect(market.sessions('UST')).toBe(sessions)
    const days = sessions.map(({ day }) => day)
    expect(days).toEqual(SIFMA.sessions(SPAN.from - 40, days.at(-1) ?? 0))
    const four = treasuryContractDates(futureProductOf('ZN'), '2021-12').lastDeliveryDay
    expect(days.at(-1)).toBeGreaterThan(four)
    expect(market.sessions('SOFR')).toBe(base.sessions('SOFR'))
    expect(market.zoneOf('ZN')).toBe('America/New_York')
    expect(market.series('ZN')).toEqual([])
  })

  it('says in plain words what it is', async () => {
    expect(market.provenance).toMatchObject({ store: 'rates-demo', kind: 'modelled' })
    const notes = async (terms: Record<string, unknown>) => (await made(terms)).provenance.notes?.join(' ')
    const plain = market.provenance.notes?.join(' ')
    expect(market.provenance.notes?.[0]).toMatch(
      /^Bonds are priced off the par yields of the day \(CMT\), which a seeded generator made up, not observed/,
    )
    expect(plain).toMatch(/Prices of ZN, ZB are theoretical, not settlements: .* at the par curve's own rate/)
    expect(plain).toMatch(/Futures are not dislocated/)
    expect(plain).toMatch(/issued before 2018-10-01/)
    expect(plain).toMatch(/while it is closed nothing moves/)
    expect(await notes({ forwardRate: 2.5, dislocation: [{ from: '2019-01-01', bp: 7 }] })).toMatch(
      /carried at 2.5 % a year.*from 7 to 7 basis points/,
    )
  })
})
