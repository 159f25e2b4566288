/** The study of ambiguities: each reading is one the strategy takes, and what it changes is counted right. */

import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/index.ts'
import type { Report } from '../../../../reports/index.ts'
import { strategies } from '../../../../strategies/index.ts'
import { readingsStudy } from '../../../../studies/definitions/readings/index.ts'
import { switchesOf } from '../../../../studies/definitions/readings/switches.ts'
import { parseExperiment, runStudy } from '../../../../studies/index.ts'
import { madeReport } from '../../../reports/html/made-report.ts'
import { madeTrades } from '../../../reports/html/made-trades.ts'

const EXPERIMENT = `name: x
data: { store: demo }
from: 2009-01-02
to: 2009-03-31
account: { currency: USD, cash: 150000 }
`

const read = strategies.filter(strategy => strategy.name !== 'treasury-basis')

it('reads nothing into a strategy that the deck does not describe', () => {
  expect(switchesOf('treasury-basis')).toEqual([])
})

describe.each(read.map(strategy => [strategy.name, strategy] as const))(
  'the readings of %s',
  (name, strategy) => {
    it('are all parameters that it takes, and none is its default', () => {
      const text = `${EXPERIMENT}strategy: { use: ${name}, with: { product: OG } }\n`
      const base = parseExperiment(text, 'base').experiment
      expect(switchesOf(name).length).toBeGreaterThan(5)
      for (const { sets, reading } of switchesOf(name)) {
        const { experiment } = parseExperiment(text, 'switched', sets)
        const params = strategy.params.parse(experiment.strategy.with)
        const same =
          JSON.stringify(params) === JSON.stringify(strategy.params.parse(base.strategy.with)) &&
          JSON.stringify(experiment.data) === JSON.stringify(base.data)
        expect([reading, same]).toEqual([reading, reading.endsWith(': the default')])
      }
    })

    it('are told in the order of the list', () => {
      const numbers = switchesOf(name).map(one => one.number)
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    })
  },
)

describe('the study', () => {
  const study = (strategy: string, run: Parameters<typeof readingsStudy>[1]) =>
    runStudy(readingsStudy(strategy, run))
  const sessions = Array.from(
    { length: 40 },
    (_, i) => `2009-${i < 28 ? '01' : '02'}-${String((i % 28) + 1).padStart(2, '0')}`,
  )
  const trades = madeTrades({ count: 6, sessions, product: 'OG', currency: 'USD', rate: 1, seed: 3 })
  const base = madeReport({ sessions, trades, seed: 3, zones: false })
  const report = (profit: number, kept: number): Report => ({
    ...base,
    trades: trades.slice(0, kept),
    headline: { ...base.headline, profit, trades: kept },
  })

  it('sets each reading against the defaults', async () => {
    const readings = await study('oi-zone-strangle', async sets =>
      sets.length === 0 ? report(100, 4) : sets[0]?.includes('zoneMode') ? report(70.5, 6) : report(100, 4),
    )
    expect(readings).toHaveLength(switchesOf('oi-zone-strangle').length + 1)
    expect(readings[0]).toMatchObject({ switched: null, profit: 100, profitChange: 0, tradesChanged: 0 })
    expect(readings.find(one => one.switched?.number === 11)).toMatchObject({
      trades: 6,
      profitChange: -29.5,
      tradesChanged: 2,
    })
  })

  it('tells of a reading that is bad input, and stops at anything else', async () => {
    const failing = (error: Error) => async (sets: readonly string[]) => {
      if (sets[0]?.includes('netTol')) throw error
      return report(1, 1)
    }
    const readings = await study('oi-zone-strangle', failing(new DataError('no such thing')))
    expect(readings.filter(one => one.fault !== null)).toMatchObject([{ fault: 'no such thing', trades: 0 }])
    await expect(study('oi-zone-strangle', failing(new Error('broken')))).rejects.toThrow('broken')
  })

  it('has only the defaults for a strategy that is not of the deck', async () => {
    expect(await study('./mine.ts', async () => report(1, 1))).toHaveLength(1)
  })
})
