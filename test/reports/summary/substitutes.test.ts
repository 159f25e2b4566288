/** What stood in for a missing price, and trading that costs nothing, are worries with number and age. */

import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../engine/index.ts'
import { summarise } from '../../../reports/index.ts'
import { demoMarket, runBold } from '../../fixtures/demo.ts'
import { basisInput } from '../basis-runs.ts'

const records = await runBold(demoMarket(1), { cash: 60_000, reserve: 5000 })

function findingsOf(extra: readonly RunRecord[], rules = {}) {
  const { findings } = summarise(basisInput([...records, ...extra], 60_000, rules))
  return new Map(findings.map(finding => [finding.id, finding]))
}

const substitute = (
  of: 'settlement' | 'lastPrice' | 'rate',
  name: string,
  staleSessions: number,
): RunRecord => ({
  kind: 'substitute',
  time: records.at(-1)?.time ?? 0,
  of,
  name,
  staleSessions,
})

describe('what stood in for a missing price', () => {
  it.each([
    ['settlement', 'settled-on-underlying', 'legs'],
    ['lastPrice', 'ended-without-price', 'legs'],
    ['rate', 'stale-exchange-rate', 'sessions'],
  ] as const)('is counted with its age and its names: %s', (of, id, unit) => {
    const names = ['a', 'b', 'c', 'd']
    const found = findingsOf(names.map((name, i) => substitute(of, name, i))).get(id)
    expect(found).toMatchObject({ severity: 'warn', value: 4, unit })
    expect(found?.text).toMatch(/at worst of 3 sessions before: a, b, c and 1 more\.$/)
    expect(findingsOf([]).has(id)).toBe(false)
  })

  it('has no age within its session', () => {
    expect(findingsOf([substitute('settlement', 'a', 0)]).get('settled-on-underlying')?.text).toMatch(
      /instead: a\.$/,
    )
  })
})

describe('trading that costs nothing', () => {
  it('is a worry where no commission is taken', () => {
    expect(findingsOf([], { commissionPerContract: 0 }).get('no-commission')).toMatchObject({
      severity: 'warn',
    })
    expect(findingsOf([]).has('no-commission')).toBe(false)
  })

  it('is one where fills without a quote cost no slippage', () => {
    const fill = records.find(record => record.kind === 'fill')
    if (fill?.kind !== 'fill') throw new Error('the run trades')
    const atOpen: RunRecord = { ...fill, fill: { ...fill.fill, source: 'open' } }
    const unquoted = findingsOf([], { slippageTicks: 0 }).get('no-slippage')?.value ?? 0
    expect(findingsOf([atOpen], { slippageTicks: 0 }).get('no-slippage')).toMatchObject({
      value: unquoted + 1,
      severity: 'warn',
    })
    expect(findingsOf([atOpen]).has('no-slippage')).toBe(false)
  })
})
