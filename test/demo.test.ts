/** The embedded example, as `npm start` runs it, and a short run kept whole as a golden file. */

import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Report, reportSchema } from '../reports/index.ts'
import { readExperiment, runExperiment } from '../studies/index.ts'

async function reportOf(sets: readonly string[] = []): Promise<Report> {
  const file = fileURLToPath(new URL('../cli/demo.yaml', import.meta.url))
  const { experiment, placeOf } = await readExperiment(file, sets)
  const options = { folder: '.', placeOf, engine: 'stillhalter test', rerun: 'stillhalter run demo.yaml' }
  return (await runExperiment(experiment, options)).report
}

describe('the embedded example', async () => {
  const report = await reportOf()
  const { headline, trades, calls, days, months } = report

  it('has winning and losing months, a stop, an assignment, an expiry and a margin call with a forced reduction', () => {
    expect(months.filter(month => month.profit > 0).length).toBeGreaterThan(3)
    expect(months.filter(month => month.profit < 0).length).toBeGreaterThan(3)
    expect(headline.stops).toBeGreaterThan(0)
    expect(headline.assignments).toBeGreaterThan(0)
    expect(headline.marginCalls).toBeGreaterThan(0)
    expect(trades.map(trade => trade.exit)).toEqual(
      expect.arrayContaining(['stop', 'assigned', 'liquidation', 'strategy']),
    )
    expect(calls.flatMap(call => call.steps.map(step => step.step))).toEqual(
      expect.arrayContaining(['notice', 'deposit', 'unmet', 'reduction', 'cured']),
    )
  })

  it('adds up to the cent: cash, deposits, interest and the profit of every trade', () => {
    const deposits = days.deposit.reduce((sum, amount) => sum + amount, 0)
    const profit = trades.reduce((sum, trade) => sum + trade.profit, 0)
    expect(report.run.cash + deposits + headline.interest + profit).toBeCloseTo(headline.equityEnd, 2)
    expect(months.reduce((sum, month) => sum + month.profit, 0)).toBeCloseTo(headline.profit, 2)
    for (const trade of trades.filter(one => one.status === 'closed')) {
      expect(trade.cash.reduce((sum, flow) => sum + flow.amount, 0)).toBeCloseTo(trade.profit, 2)
    }
  })

  it('is what its schema says', () => {
    expect(reportSchema.parse(report)).toEqual(report)
  })

  it('says which open interest it used, and what its prices are', () => {
    const ids = report.findings.map(finding => finding.id)
    expect(ids).toContain('modelled')
    expect(ids).not.toContain('look-ahead')
    expect(report.run.zone).toBe('America/New_York')
  })
})

describe('a short run', () => {
  it('is the golden one, byte for byte', async () => {
    await expect(canonicalJson(await reportOf(['to=2009-03-31']))).toMatchFileSnapshot('golden/short.json')
  })
})

describe('a run beyond the data', () => {
  it('says where the data ends', async () => {
    const report = await reportOf(['from=2010-11-01', 'to=2011-01-31'])
    expect(report.findings.find(finding => finding.id === 'data-ends')).toMatchObject({
      value: 20,
      unit: 'sessions',
    })
  })
})
