/** The index below its 200-day average since 1950, on the real closes. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../datasets/index.ts'
import { regimeSchema } from '../../strategies/index.ts'
import { regimeStudy } from '../../studies/definitions/regimes/index.ts'
import { sharedPath } from '../fixtures/shared.ts'

const FILE = sharedPath('data/underlyings/sp500_1950_2018.csv')
const present = existsSync(FILE)

const OPTIONS = {
  table: 'bars',
  map: { date: 'Date', open: 'Open', high: 'High', low: 'Low', close: 'Close' },
  fixed: { instrument: 'SPX' },
  products: [{ kind: 'index', id: 'SPX', name: 'S&P 500', exchange: 'listed', currency: 'USD' }],
  listed: { of: ['SPX'], zone: 'America/New_York', close: '16:00' },
}

/** Closes straight from the file. */
function closesOf(): number[] {
  const [head = '', ...rows] = readFileSync(FILE, 'utf8').trim().split(/\r?\n/)
  const column = head.split(',').indexOf('Close')
  return rows.map(row => Number(row.split(',')[column]))
}

/** Log returns over `horizon` sessions after each close, by whether it was below the average of `length` closes. */
function byLoop(closes: readonly number[], length: number, horizon: number) {
  const inside: number[] = []
  const outside: number[] = []
  for (let t = length - 1; t + horizon < closes.length; t++) {
    let sum = 0
    for (let i = t - length + 1; i <= t; i++) sum += closes[i] ?? Number.NaN
    const gain = Math.log((closes[t + horizon] ?? Number.NaN) / (closes[t] ?? Number.NaN))
    if ((closes[t] ?? Number.NaN) < sum / length) inside.push(gain)
    else outside.push(gain)
  }
  return { inside, outside }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

describe.skipIf(!present)(
  'the S&P 500 below its 200-day average (skipped where the file is absent)',
  async () => {
    if (!present) {
      it('needs the file of closes', () => {})
      return
    }
    const store = mkdtempSync(join(tmpdir(), 'sp500-'))
    afterAll(() => rmSync(store, { recursive: true, force: true }))
    await importFiles({ paths: [FILE], store, importer: 'generic-csv', options: OPTIONS })
    const study = await regimeStudy({
      market: await openStore(store),
      of: 'SPX',
      regime: regimeSchema.parse({ kind: 'belowAverage', of: 'SPX', length: 200 }),
      from: null,
      to: null,
      horizons: [1, 5, 21],
    })
    const closes = closesOf()

    it('covers every close of the file', () => {
      expect(study).toMatchObject({ first: '1950-01-03', last: '2018-12-07' })
      const { inside, outside, unknown } = study.sessions
      expect([inside + outside + unknown, unknown]).toEqual([closes.length, 199])
    })

    it.each([1, 5, 21])('has the counts and means of a plain loop over %i sessions', horizon => {
      const { inside, outside } = byLoop(closes, 200, horizon)
      const lineOf = (part: string) =>
        study.statistics.find(one => one.horizon === horizon && one.part === part && one.returns === 'log')
      expect(lineOf('in')?.count).toBe(inside.length)
      expect(lineOf('out')?.count).toBe(outside.length)
      expect(lineOf('in')?.mean).toBeCloseTo(mean(inside), 12)
      expect(lineOf('out')?.mean).toBeCloseTo(mean(outside), 12)
      expect(lineOf('in')?.hitRate).toBeCloseTo(inside.filter(gain => gain > 0).length / inside.length, 12)
      expect(lineOf('difference')?.mean).toBeCloseTo(mean(inside) - mean(outside), 12)
    })

    it('has the plain standard error over one session, and a larger one than that where returns overlap', () => {
      for (const horizon of [1, 21]) {
        const { inside } = byLoop(closes, 200, horizon)
        const average = mean(inside)
        const plain = Math.sqrt(mean(inside.map(gain => (gain - average) * (gain - average))) / inside.length)
        const line = study.statistics.find(
          one => one.horizon === horizon && one.part === 'in' && one.returns === 'log',
        )
        if (horizon === 1) expect(line?.standardError).toBeCloseTo(plain, 12)
        else expect(line?.standardError).toBeGreaterThan(2 * plain)
      }
    })
  },
)
