/** Margin models beside the ruling one, and the default that goes by settlement. */

import { describe, expect, it } from 'vitest'
import {
  fixedMargin,
  type Intent,
  marginBySettlement,
  optionOf,
  parseDay,
  SCAN_DEFAULTS,
  scanMargin,
  strategyMargin,
} from '../../engine/index.ts'
import { only, PLAIN_RULES, runBook, scripted } from '../fixtures/run-book.ts'
import { type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2009-10-27'
const call = optionOf('OG', parseDay(EXPIRY), 'call', 1110)

const days: TinyDay[] = (
  [
    ['2009-10-20', 1058, 6],
    ['2009-10-21', 1060, 6],
    ['2009-10-22', 1090, 15],
    ['2009-10-23', 1100, 20],
    ['2009-10-26', 1060, 1],
  ] as const
).map(([day, underlying, price]) => ({
  day,
  underlying,
  quotes: [{ strike: 1110, right: 'call' as const, bid: price, ask: price, settlement: price }],
}))

const open: Intent = {
  kind: 'open',
  tag: 'call',
  legs: [{ instrument: call, side: 'sell', ratio: 1 }],
  lots: 1,
  reason: { rule: 'test', text: 'opens' },
}
const strategy = scripted('OG', (_, day) => (day === '2009-10-20' ? [open] : []))
const market = tinyMarket({ expiry: EXPIRY, days })
const psr = { GC: [{ from: null, value: 3999 }] }
const span = { from: '2009-10-20', to: '2009-10-26', market, strategy }

describe('margin models beside the ruling one', () => {
  it('are told of at every close, and change nothing', async () => {
    const alone = await runBook({ ...span, cash: 6000 })
    const scan = scanMargin({ ...SCAN_DEFAULTS, psr })
    const beside = await runBook({ ...span, cash: 6000, rules: { compared: [PLAIN_RULES.margin, scan] } })
    const others = beside.filter(record => record.kind !== 'comparison')
    expect(others).toEqual(alone)
    const told = only(beside, 'comparison')
    expect(told.filter(record => record.model === 'fixed').map(record => record.initial)).toEqual(
      only(beside, 'day').map(record => record.initial),
    )
    expect(told.some(record => record.model === 'scan16' && record.initial > 0)).toBe(true)
  })

  it('say which calls they would have made on this equity', async () => {
    const dear = fixedMargin(
      {
        OG: [
          {
            from: null,
            value: {
              nakedCall: { initial: 6000, maintenance: 5500 },
              future: { initial: 6000, maintenance: 5500 },
            },
          },
        ],
      },
      () => 'OG',
    )
    const records = await runBook({ ...span, cash: 6000, rules: { compared: [dear] } })
    const called = only(records, 'comparison').filter(record => record.called)
    expect(called.map(record => new Date(record.time).toISOString().slice(0, 10))).toEqual(['2009-10-22'])
    expect(only(records, 'call').map(record => record.step)).toEqual([])
  })

  it('that lack a rate say so once', async () => {
    const empty = fixedMargin({}, () => null)
    const faults = only(await runBook({ ...span, rules: { compared: [empty] } }), 'comparisonFault')
    expect(faults.map(record => [record.model, record.why.includes('no such product')])).toEqual([
      ['fixed', true],
    ])
  })
})

describe('margin by settlement', () => {
  it('scans futures and options on them, and names the scenario that binds', async () => {
    const margin = marginBySettlement(
      scanMargin({ ...SCAN_DEFAULTS, psr }),
      strategyMargin({ share: 0.15, shareLeast: 0.1, futures: {} }),
    )
    const records = await runBook({ ...span, rules: { margin } })
    const held = only(records, 'day').filter(record => record.groups > 0)
    expect(held.length).toBeGreaterThan(0)
    for (const day of held) {
      expect(day.premiumIncluded).toBe(0)
      expect(day.scenarios.OG).toBeGreaterThanOrEqual(1)
      expect(day.initial).toBeCloseTo(1.35 * day.maintenance, -1)
    }
  })

  it('without a range takes three daily deviations, and says what is missing before there are enough', async () => {
    const margin = scanMargin({ ...SCAN_DEFAULTS, psr: {} })
    await expect(runBook({ ...span, rules: { margin } })).rejects.toThrow('margin.psr.OG')
  })
})
