import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importFiles } from '../../datasets/index.ts'
import type { Report } from '../../reports/index.ts'
import { parseExperiment, runExperiment } from '../../studies/index.ts'
import { sharedPath } from '../fixtures/shared.ts'

const FILES = ['nifty_index_daily.csv', 'nifty_options_monthly.csv'].map(name =>
  sharedPath(`data/nse/${name}`),
)
const present = FILES.every(existsSync)
const SLIPPAGE = 0.05
const COMMISSION = 20

const experiment = (store: string): string => `
name: nifty
data: { store: ${store} }
from: 2022-01-03
to: 2024-06-28
account: { currency: INR, cash: 3000000 }
strategy:
  use: oi-zone-strangle
  with: { product: NIFTY, putRule: { anchor: near, steps: 0 }, netTol: 0.10 }
margin: { model: strategy }
costs: { commissionPerContract: ${COMMISSION}, slippageTicks: 1 }
missingSettlement: underlying
`

async function runOn(store: string, sets: readonly string[] = []): Promise<Report> {
  const read = parseExperiment(experiment(store), 'nifty.yaml', sets)
  const { report } = await runExperiment(read.experiment, {
    folder: '.',
    placeOf: read.placeOf,
    engine: 'stillhalter test',
    rerun: 'stillhalter run nifty.yaml',
  })
  return report
}

/** Rows of a csv without quotes, each as its cells. */
const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map(line => line.split(','))

/** The exchange's own rows, by `date expiry right strike`, straight from the csv. */
function quotes(): Map<
  string,
  { open: number; close: number; settle: number; quantity: number; lot: number }
> {
  return new Map(
    rowsOf(FILES[1] ?? '')
      .slice(1)
      .map(([date, expiry, type, strike, open, , , close, settle, , , quantity, lot]) => [
        `${date} ${expiry} ${type === 'CE' ? 'C' : 'P'} ${Number(strike)}`,
        {
          open: Number(open),
          close: Number(close),
          settle: Number(settle),
          quantity: Number(quantity),
          lot: Number(lot),
        },
      ]),
  )
}

/** The index's closes by date, straight from the csv. */
const closes = (): Map<string, number> =>
  new Map(
    rowsOf(FILES[0] ?? '')
      .slice(3)
      .map(([date, close]) => [date ?? '', Number(close)]),
  )

describe.skipIf(!present)(
  'NIFTY monthly options, Jan 2022 to Jun 2024 (skipped where the exchange files are absent)',
  async () => {
    if (!present) {
      it('needs the exchange files', () => {})
      return
    }
    const folder = mkdtempSync(join(tmpdir(), 'nifty-'))
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
    const store = join(folder, 'store')
    await importFiles({ paths: FILES, store })
    const report = await runOn(store)
    const rows = quotes()
    const index = closes()

    it('trades at least 22 of the 28 expiries', () => {
      const expiries = new Set(report.trades.map(trade => trade.tag))
      expect(expiries.size).toBe(report.trades.length)
      expect(expiries.size).toBeGreaterThanOrEqual(22)
    })

    it('says why the other expiries were not traded', () => {
      const traded = new Set(report.trades.map(trade => trade.tag))
      const listed = [...new Set([...rows.keys()].map(key => key.split(' ')[1] ?? ''))]
      const wanted = listed
        .filter(expiry => expiry >= '2022-01' && expiry < '2024-07')
        .map(expiry => `NIFTY ${expiry}`)
      expect(wanted.length).toBe(28)
      const refused = new Set(report.refusals.map(refusal => refusal.tag))
      expect(wanted.filter(tag => !traded.has(tag) && !refused.has(tag))).toEqual([])
    })

    it('trades by delta and credit over margin too', async () => {
      const other = await runOn(store, [
        'strategy.use=delta-neutral-strangle',
        'strategy.with={ product: NIFTY, netTol: 0.1, useZones: false }',
      ])
      expect(other.trades.length).toBeGreaterThan(10)
      for (const trade of other.trades) {
        const { netDelta, callDelta, putDelta } = trade.reason.evidence
        expect(Math.abs(Number(netDelta))).toBeLessThanOrEqual(0.1 + 1e-9)
        expect(Math.max(Math.abs(Number(callDelta)), Math.abs(Number(putDelta)))).toBeLessThanOrEqual(0.3)
      }
    })

    it('makes fewer trades under the default rules, and the refusals say why', async () => {
      const strict = await runOn(store, [
        'strategy.with.putRule={anchor: peak, steps: 1}',
        'strategy.with.netTol=0.05',
      ])
      expect(strict.trades.length).toBeGreaterThanOrEqual(8)
      expect(strict.trades.length).toBeLessThanOrEqual(14)
      expect(new Set(strict.refusals.map(refusal => refusal.rule))).toEqual(new Set(['N1', 'N2', 'Z6', 'Z8']))
    })

    it.each(report.trades.map(trade => [trade.tag, trade] as const))(
      'fills %s at prices of the file, and its profit follows from them by hand',
      (_, trade) => {
        let cash = 0
        const lots = new Map<string, number>()
        for (const event of trade.events) {
          if (event.instrument === null || event.quantity === null || event.price === null) continue
          const key = event.instrument.replace('NIFTY ', '')
          if (event.kind === 'fill') {
            const row = rows.get(`${event.session} ${key}`)
            expect(row, `${event.session} ${key}`).toBeDefined()
            if (!row) continue
            expect(row.quantity).toBeGreaterThan(0)
            const printed = row.open > 0 ? row.open : row.close
            expect(event.price).toBeCloseTo(Math.max(0, printed + Math.sign(event.quantity) * SLIPPAGE), 9)
            const lot = lots.get(key) ?? row.lot
            lots.set(key, lot)
            cash -=
              Math.round(event.quantity * event.price * lot * 100) / 100 +
              Math.abs(event.quantity) * COMMISSION
          }
          if (event.kind === 'expiry') {
            expect(event.price).toBe(rows.get(`${event.session} ${key}`)?.settle)
            expect(Math.abs(event.price - (index.get(event.session) ?? Number.NaN))).toBeLessThan(0.06)
            const [, right, strike] = key.split(' ')
            const depth = (event.price - Number(strike)) * (right === 'C' ? 1 : -1)
            cash += Math.round(event.quantity * Math.max(0, depth) * (lots.get(key) ?? 0) * 100) / 100
          }
        }
        expect(trade.status).toBe('closed')
        expect(trade.profit).toBeCloseTo(cash, 2)
      },
    )

    it('ends with the opening cash and the profit of all trades', () => {
      const sum = report.trades.reduce((total, trade) => total + trade.profit, 0)
      expect(report.headline.equityEnd).toBeCloseTo(3_000_000 + sum, 2)
    })

    it('sells before it knows: no leg was chosen by open interest of its own session', () => {
      expect(report.run.oiLagSessions).toBe(1)
      expect(report.findings.map(finding => finding.id)).not.toContain('look-ahead')
    })

    it('reports look-ahead, and trades otherwise, when open interest is used a session early', async () => {
      const early = await runOn(store, ['data.oiLagSessions=0'])
      expect(early.findings[0]).toMatchObject({ id: 'look-ahead', severity: 'bad' })
      expect(early.trades).not.toEqual(report.trades)
    })
  },
)
