/** What is particular to csv files of the user's own: their options, and what follows from them. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../../datasets/import-files.ts'
import { openStore } from '../../../datasets/open-store.ts'
import { importOptionsFrom } from '../../../datasets/yaml/read-yaml.ts'
import { formatDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'

const folder = tempFolders()

async function take(text: string, options: Record<string, unknown>, maxBadShare = 0.01) {
  const store = join(folder(), 'store')
  const paths = [fileIn(folder(), 'own.csv', text)]
  const report = await importFiles({ paths, store, importer: 'generic-csv', options, maxBadShare })
  return { market: await openStore(store), report }
}

const chainMap = { date: 'd', expiry: 'e', strike: 'k', right: 'r', close: 'c' }
const gold = { table: 'chains', map: chainMap, fixed: { product: 'OG' }, products: ['OG', 'GC'] }

describe('a map of columns', () => {
  it('comes from YAML, with the facts of a product that nobody knows', async () => {
    const path = fileIn(
      folder(),
      'cocoa.yaml',
      `table: chains
map: { date: d, expiry: e, strike: k, right: r, close: c }
fixed: { product: COCOA }
products:
  - kind: option
    id: COCOA
    name: Cocoa options
    aliases: [kakao]
    exchange: listed
    currency: GBP
    multiplier: [{ from: null, value: 10 }]
    point: 1
    ticks: [{ from: null, value: [{ below: null, tick: 1 }] }]
    exercise: [{ from: null, value: american }]
    settlement: { kind: future, future: COCOA-F, cycle: [3, 5, 7, 9, 12] }
    premium: [{ from: null, value: upFront }]
    expiry: [{ from: null, value: { rule: listed, time: '17:00', zone: Europe/London } }]
    exercisedAtTheMoney: { call: false, put: false }
    sizeFactor: 1
listed: { zone: Europe/London, close: '17:00' }
`,
    )
    const options = await importOptionsFrom(path)
    const { market } = await take(
      'd,e,k,r,c\n2020-01-02,2020-02-14,1800,C,50\n2020-01-02,2020-11-13,1800,P,90\n',
      options,
    )
    expect(market.option('Kakao').id).toBe('COCOA')
    expect(market.series('COCOA').map(({ underlying }) => underlying)).toEqual([
      'COCOA-F 2020-03',
      'COCOA-F 2020-12',
    ])
    expect((await rowsOf(market, { chains: ['COCOA'] })).chains).toMatchObject([
      { time: '2020-01-02T17:00:00.000Z', close: 50 },
      { close: 90 },
    ])
  })

  it('names the line of bad YAML and a file that is not there', async () => {
    await expect(importOptionsFrom(fileIn(folder(), 'o.yaml', 'table: bars\nmap: {\n'))).rejects.toThrow(
      /o.yaml, line/,
    )
    await expect(importOptionsFrom(fileIn(folder(), 'o.yaml', 'a: 1\na: 2\n'))).rejects.toThrow(
      /o.yaml, line 2/,
    )
    await expect(importOptionsFrom(fileIn(folder(), 'o.yaml', '- a\n'))).rejects.toThrow('name: value')
    await expect(importOptionsFrom('nowhere.yaml')).rejects.toThrow('nowhere.yaml: there is no such file')
  })

  it.each([
    [
      'neither date nor time',
      { ...gold, map: { expiry: 'e', strike: 'k', right: 'r' } },
      /options.map.*name either/,
    ],
    ['no strike', { ...gold, map: { date: 'd', expiry: 'e', right: 'r' } }, /options.map.strike/],
    ['an unknown contract', { ...gold, products: ['OGG'] }, /"OGG"/],
    ['an unknown zone', { ...gold, zone: 'Europe/Bern' }, /options.zone/],
    ['an unknown option', { ...gold, seperator: ';' }, /seperator/],
  ])('that has %s is refused', async (_what, options, message) => {
    await expect(take('d,e,k,r,c\n', options)).rejects.toThrow(message)
  })
})

describe('a series of a known contract', () => {
  it('delivers the future that the exchange says, and ends by its calendar', async () => {
    const { market } = await take(
      'd,e,k,r,c\n2009-10-05,2009-10-27,1000,C,20\n2009-10-05,2009-11-24,1000,C,25\n',
      gold,
    )
    expect(
      market
        .series('OG')
        .map(({ expiry, lastSession, underlying }) => [
          formatDay(expiry),
          formatDay(lastSession.day),
          underlying,
        ]),
    ).toEqual([
      ['2009-10-27', '2009-10-27', 'GC 2009-12'],
      ['2009-11-24', '2009-11-24', 'GC 2009-12'],
    ])
  })

  it('may name another underlying', async () => {
    const options = { ...gold, map: { ...chainMap, underlying: 'u' } }
    const { market } = await take('d,e,k,r,c,u\n2009-10-05,2009-10-27,1000,C,20,GC 2010-02\n', options)
    expect(market.series('OG')).toMatchObject([{ underlying: 'GC 2010-02' }])
  })

  it('has a calendar that reaches beyond the rows', async () => {
    const { market } = await take('d,e,k,r,c\n2009-10-05,2009-10-27,1000,C,20\n', gold)
    const days = market.sessions('OG').map(({ day }) => formatDay(day))
    expect(days).toContain('2009-10-05')
    expect(days).not.toContain('2009-12-25')
    expect(days.at(-1) ?? '').toMatch(/^2010-11/)
  })
})

describe('bars', () => {
  const bars = {
    table: 'bars',
    map: { date: 'd', instrument: 'i', close: 'c', expiry: 'x' },
    products: ['GC'],
  }

  it('know the last session of a contract from its expiry', async () => {
    const { market } = await take('d,i,c,x\n2009-10-05,GC 2009-12,1010,2009-12-29\n', bars)
    expect(formatDay(market.lastSessionOf('GC 2009-12')?.day ?? 0)).toBe('2009-12-29')
    expect(market.lastSessionOf('GC 2010-02')).toBeNull()
  })

  it('that claim an order keep it', async () => {
    const text = 'd,i,c,x\n2009-10-06,GC 2009-12,1,\n2009-10-05,GC 2009-12,2,\n2009-10-05,GC 2010-02,3,\n'
    const { report } = await take(text, { ...bars, sorted: true }, 0.5)
    expect(report.files[0]?.rejections).toMatchObject([
      { line: 3, field: 'd', value: '2009-10-05', reason: expect.stringMatching(/not later/) },
    ])
    expect((await take(text, bars)).report).toMatchObject({ accepted: 3, rejected: 0 })
  })

  it('of a product that is not stated are rejected', async () => {
    const { report } = await take('d,i,c,x\n2009-10-05,GC 2009-12,1,\n2009-10-05,SI 2009-12,2,\n', bars, 0.5)
    expect(report.files[0]?.rejections).toMatchObject([{ line: 3, field: 'i', value: 'SI 2009-12' }])
  })
})

describe('numbers', () => {
  const bars = {
    table: 'bars',
    map: { date: 'd', close: 'c' },
    fixed: { instrument: 'GC 2009-12' },
    products: ['GC'],
  }
  const closesOf = async (cells: readonly string[], options: object) => {
    const text = `d;c\n${cells.map((cell, i) => `2009-10-${String(5 + i).padStart(2, '0')};${cell}\n`).join('')}`
    const { market, report } = await take(text, { ...bars, separator: ';', ...options }, 1)
    const rows = (await rowsOf(market, { bars: ['GC'] })).bars
    return {
      closes: rows.map(({ close }) => close),
      refused: report.files[0]?.rejections?.map(({ value }) => value),
    }
  }

  it('have signs of thousands where thousands are, and nowhere else', async () => {
    expect(await closesOf(['1,234.5', '12,345', '1,23,456.5'], { thousands: ',' })).toEqual({
      closes: [1234.5, 12_345, 123_456.5],
      refused: [],
    })
    const wrong = ['12,5', '1,2345', '1.5,000', ',125', '1,,234']
    expect(await closesOf(wrong, { thousands: ',' })).toEqual({ closes: [], refused: wrong })
  })

  it('may be missing by a word', async () => {
    expect(await closesOf(['5', '-', 'NaN'], { missing: ['-', 'NaN'] })).toEqual({
      closes: [5, undefined, undefined],
      refused: [],
    })
  })

  it('times a factor are decimals, and the factor may stand in the row', async () => {
    const { market } = await take(
      'd,e,k,r,c,f\n2009-10-05,2009-10-27,4.35,C,1.1,100\n2009-10-05,2009-10-27,1.1,C,1.1,10\n',
      {
        ...gold,
        factors: { strike: 100, close: 'f' },
      },
    )
    const { chains } = await rowsOf(market, { chains: ['OG'] })
    expect(chains.map(({ strike, close }) => [strike, close])).toEqual([
      [110, 11],
      [435, 110],
    ])
  })

  it('of a column that is there twice are refused', async () => {
    const options = { ...bars, map: { date: 'd', close: 'c' } }
    await expect(take('d,c,c\n2009-10-05,1,2\n', options)).rejects.toThrow(
      'line 1, field header: "c": is in the header twice',
    )
  })

  it('below a table may be followed by separators alone', async () => {
    const { report } = await take('d,c\n2009-10-05,1\n,\n , \n', bars)
    expect(report).toMatchObject({ accepted: 1, rejected: 0 })
  })
})

describe('a day that is no session of the exchange', () => {
  const bars = {
    table: 'bars',
    map: { date: 'd', close: 'c' },
    fixed: { instrument: 'GC 2009-12' },
    products: ['GC'],
  }
  const text = 'd,c\n2009-11-25,1\n2009-11-26,2\n2009-11-28,3\n2009-11-30,4\n'

  it('is refused by its line', async () => {
    const { report } = await take(text, bars, 1)
    expect(report.files[0]?.rejections?.map(({ line, reason }) => [line, reason])).toEqual([
      [3, expect.stringMatching(/^is of 2009-11-26, which is no session of NYMEX/)],
      [4, expect.stringMatching(/^is of 2009-11-28/)],
    ])
  })

  it('is one where the user says so, and one that the user closes is none', async () => {
    const stated = { ...bars, extraSessions: ['2009-11-28'], closedDays: ['2009-11-25'] }
    const { market, report } = await take(text, stated, 1)
    expect(report.files[0]?.rejections?.map(({ line }) => line)).toEqual([2, 3])
    const days = market.sessions('GC').map(({ day }) => formatDay(day))
    expect(days).toContain('2009-11-28')
    expect(days).not.toContain('2009-11-25')
  })

  it('may lie on the evening before a session', async () => {
    // Sunday evening in New York.
    const time = {
      ...bars,
      map: { time: 't', close: 'c' },
      zone: 'America/New_York',
      timeFormat: 'yyyy-MM-dd HH:mm',
    }
    const { report } = await take('t,c\n2009-11-29 17:30,1\n2009-11-29 18:30,2\n', time, 1)
    expect(report.files[0]?.rejections?.map(({ line }) => line)).toEqual([2])
  })
})
