/** The put/call ratio of a chain, and what becomes of it: rules P1, P2 and P4. */

import { describe, expect, it } from 'vitest'
import { putCallRatio, ratioTrend, sideTotals } from '../../../strategies/regimes/put-call-ratio.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { chainView, type Row } from './chains.ts'

const NEAR = '2009-10-27'
const FAR = '2009-11-23'
const ROWS: readonly Row[] = [
  { expiry: NEAR, right: 'call', known: 30, volume: 5 },
  { expiry: NEAR, right: 'put', known: 60, volume: 1 },
  { expiry: NEAR, right: 'call', known: 10 },
  { expiry: NEAR, right: 'put' },
  { expiry: FAR, right: 'call', known: 60, volume: 15 },
  { expiry: FAR, right: 'put', known: 40, volume: 4 },
]

describe('the totals of a chain', () => {
  it.each([
    ['openInterest', 'all', { call: 100, put: 100 }],
    ['openInterest', 'front', { call: 40, put: 60 }],
    ['volume', 'all', { call: 20, put: 5 }],
    ['volume', 'front', { call: 5, put: 1 }],
  ] as const)('of %s, expiries %s', (counts, expiries, totals) => {
    expect(sideTotals(chainView(ROWS), { counts, expiries })).toEqual(totals)
  })

  it('are null where no row of a side tells anything, which is not 0', () => {
    const rows: Row[] = [
      { expiry: NEAR, right: 'call', known: 0 },
      { expiry: NEAR, right: 'put' },
    ]
    const rules = { counts: 'openInterest', expiries: 'all' } as const
    expect(sideTotals(chainView(rows), rules)).toEqual({ call: 0, put: null })
    expect(sideTotals(chainView([]), { ...rules, expiries: 'front' })).toEqual({ call: null, put: null })
  })
})

describe('the ratio', () => {
  it.each([
    ['putCall', 40, 60, 1.5],
    ['callPut', 40, 60, 2 / 3],
    ['putCall', 40, 0, 0],
    ['putCall', 0, 60, null],
    ['callPut', 40, 0, null],
    ['putCall', null, 60, null],
    ['putCall', 40, null, null],
  ] as const)('%s of %s calls and %s puts is %s', (ratio, call, put, expected) => {
    const value = putCallRatio({ call, put }, ratio)
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 12)
  })
})

withOracle<{
  pcOI: {
    input: { call: number[]; put: number[] }
    putCall: number[]
    sma10: (number | null)[]
    literalCallPut: number[]
  }
}>('option-rules', ({ pcOI }) => {
  const chains = pcOI.input.call.map((call, i) =>
    chainView(
      [
        { expiry: NEAR, right: 'call', known: call - 30 },
        { expiry: NEAR, right: 'put', known: 50 },
        { expiry: FAR, right: 'call', known: 30 },
        { expiry: FAR, right: 'put', known: (pcOI.input.put[i] ?? 0) - 50 },
      ],
      14_000 + i,
    ),
  )
  const rules = { counts: 'openInterest', expiries: 'all' } as const

  it('agrees on the ratio, both ways round', () => {
    chains.forEach((chain, i) => {
      const totals = sideTotals(chain, rules)
      expect(putCallRatio(totals, 'putCall')).toBeCloseTo(pcOI.putCall[i] ?? 0, 6)
      expect(putCallRatio(totals, 'callPut')).toBeCloseTo(pcOI.literalCallPut[i] ?? 0, 6)
    })
  })

  it('agrees on its average of ten sessions', () => {
    const trend = ratioTrend({ smooth: 10, by: 'slope', length: 2 })
    chains.forEach((chain, i) => {
      trend.take(chain.session, putCallRatio(sideTotals(chain, rules), 'putCall'))
      const expected = pcOI.sma10[i] ?? null
      if (expected === null) expect(trend.latest().smoothed).toBeNaN()
      else expect(trend.latest().smoothed).toBeCloseTo(expected, 6)
    })
  })
})
