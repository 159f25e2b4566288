/** Filters as an experiment states them, and as its report tells them. */

import { describe, expect, it } from 'vitest'
import { experimentJsonSchema, runExperiment } from '../../studies/index.ts'
import { parseExperiment } from '../../studies/read-experiment.ts'

const text = (when: string): string => `name: filtered
data: { store: demo }
from: 2009-03-10
to: 2009-06-30
account: { currency: USD, cash: 150000 }
strategy:
  use: oi-zone-strangle
  with: { product: OG }
  when:
${when}`

async function run(when: string) {
  const { experiment, placeOf } = parseExperiment(text(when), 'filtered.yaml')
  return runExperiment(experiment, { folder: '.', placeOf, engine: 'test', rerun: 'test' })
}

describe('strategy.when', () => {
  it('is no filter when it is left out', () => {
    const { experiment } = parseExperiment(text('').replace('  when:\n', ''), 'filtered.yaml')
    expect(experiment.strategy.when).toEqual([])
  })

  it('takes the defaults of each kind', () => {
    const { experiment } = parseExperiment(
      text(
        '    - { kind: belowAverage, of: SPX }\n    - { kind: ratioTrend, product: OG, trend: falling }\n',
      ),
      'filtered.yaml',
    )
    expect(experiment.strategy.when).toMatchObject([
      { kind: 'belowAverage', of: 'SPX', length: 200, not: false },
      { kind: 'ratioTrend', product: 'OG', smooth: 10, by: 'slope', trend: 'falling' },
    ])
  })

  it('keeps the strategy from opening, and the report says what it waited for', async () => {
    const { report } = await run('    - { kind: belowAverage, of: GC 2009-12, length: 20 }\n')
    expect(report.strategy.name).toBe('oi-zone-strangle')
    expect(report.strategy.about).toMatch(
      / It opens only while GC 2009-12 is below its 20-session average\.$/,
    )
    expect(report.provenance.experiment).toMatchObject({
      strategy: { when: [{ kind: 'belowAverage', of: 'GC 2009-12', length: 20, not: false }] },
    })
    expect(report.refusals.filter(({ rule }) => rule === 'regime')[0]).toMatchObject({
      by: 'strategy',
      evidence: { regime: 'belowAverage', entry: 'Z6' },
    })
  })

  it.each([
    [
      '    - { kind: belowMean, of: SPX }\n',
      /filtered\.yaml, line 10, field strategy\.when\.0\.kind: "belowMean": no such kind of regime; there are belowAverage/,
    ],
    [
      '    - { kind: newLow, of: SPX }\n    - { kind: newLow, of: SPX, length: 0 }\n',
      /line 11, field strategy\.when\.1\.length: "0": /,
    ],
    ['    - { kind: newLow }\n', /line 10, field strategy\.when\.0\.of: is missing; add it/],
  ])('answers %j with its line', (when, message) => {
    expect(() => parseExperiment(text(when), 'filtered.yaml')).toThrow(message)
  })

  it('names the line of an instrument that the market does not have', async () => {
    await expect(
      run('    - { kind: newLow, of: GC 2009-12 }\n    - { kind: newLow, of: SPX }\n'),
    ).rejects.toThrow(
      /filtered\.yaml, line 11, field strategy\.when\.1\.of: "SPX": the market has no such product/,
    )
  })

  it('is completed by editors, whatever the strategy', () => {
    const { properties } = experimentJsonSchema() as {
      properties: { strategy: { anyOf: { properties: Record<string, { items?: { oneOf?: unknown[] } }> }[] } }
    }
    for (const { properties: keys } of properties.strategy.anyOf) {
      expect(keys.when?.items?.oneOf).toHaveLength(8)
    }
  })
})
