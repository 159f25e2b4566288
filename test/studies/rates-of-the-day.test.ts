/** An account in another currency than its trades: what is told of a day does not change with the days that follow. */

import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../engine/index.ts'
import type { Report } from '../../reports/index.ts'
import { parseExperiment, runExperiment } from '../../studies/index.ts'

async function reportTo(to: string): Promise<{ report: Report; records: RunRecord[] }> {
  const text = `name: dax
data: { store: demo }
from: 2009-01-02
to: ${to}
account: { currency: USD, cash: 300000, fx: { EUR: EURUSD }, cashRate: 2 }
strategy: { use: oi-zone-strangle, with: { product: ODAX } }
`
  const { experiment, placeOf } = parseExperiment(text, 'dax.yaml')
  const records: RunRecord[] = []
  const options = {
    folder: '.',
    placeOf,
    engine: 'test',
    rerun: '',
    sink: (one: RunRecord) => void records.push(one),
  }
  return { report: (await runExperiment(experiment, options)).report, records }
}

describe('an account in dollars that trades in euro', async () => {
  const short = await reportTo('2009-03-31')
  const long = await reportTo('2009-06-30')

  it('tells the same of a trade, whenever the run ends', () => {
    const closed = short.report.trades.filter(({ status }) => status === 'closed')
    expect(closed.length).toBeGreaterThan(0)
    const later = new Map(long.report.trades.map(trade => [trade.id, trade]))
    for (const trade of closed) expect(later.get(trade.id)).toEqual(trade)
    for (const { id, creditShare, riskShare } of short.report.trades)
      expect(later.get(id)).toMatchObject({ creditShare, riskShare })
  })

  it('counts commission and interest at the rates of their days', () => {
    const { report, records } = long
    const rates = records.flatMap(record => (record.kind === 'day' ? [record] : []))
    const rateAt = (time: number): number => rates.find(day => day.time >= time)?.rates.EUR ?? Number.NaN
    const sum = (kind: string): number =>
      records.reduce((total, record) => {
        if (record.kind !== 'entry' || record.entry.kind !== kind) return total
        const cash = record.entry.postings.find(({ account }) => account === 'cash')?.amount ?? 0
        return total + (cash / 100) * (record.entry.currency === 'EUR' ? rateAt(record.time) : 1)
      }, 0)
    expect(report.headline.commission).toBeCloseTo(-sum('commission'), 2)
    expect(report.headline.interest).toBeCloseTo(sum('interest'), 2)
    expect(new Set(rates.map(day => day.rates.EUR)).size).toBeGreaterThan(50)
  })
})
