/** Drawdowns: depth, dates and duration, and the indices built on them. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  calmar,
  maxDrawdown,
  maxDrawdownSimple,
  painIndex,
  ulcerIndex,
  underwater,
  underwaterSimple,
} from '../../../reports/metrics/index.ts'
import { anyReturns } from './arbitraries.ts'

describe('maximum drawdown by hand', () => {
  test.each([
    ['falls and recovers', [0.5, -0.5, 1], 0.5, 0, 1, 2, 1],
    ['starts at its peak', [-0.5, 1], 0.5, -1, 0, 1, 1],
    ['never recovers', [0.5, -0.5, 0.5], 0.5, 0, 1, null, 2],
    ['leaves the peak late', [0.5, 0, 0, -0.5], 0.5, 2, 3, null, 1],
    ['lies at the bottom for a while', [-0.5, 0, 0, 1], 0.5, -1, 0, 3, 3],
    ['has two of one depth', [-0.5, 1, -0.5, 1], 0.5, -1, 0, 1, 1],
    ['is longest elsewhere', [-0.5, 1, -0.25, 0, 0.125, 0], 0.5, -1, 0, 1, 4],
    ['is total', [0.5, -1, 2], 1, 0, 1, null, 2],
    ['never falls', [0.5, 0, 0.25], 0, null, null, null, 0],
    ['owes more than it had', [-1.5, 0.5], 1.75, -1, 1, null, 2],
  ])('wealth that %s', (_, returns, depth, peakIndex, troughIndex, recoveryIndex, longestUnderwaterBars) => {
    expect(maxDrawdown(returns)).toEqual({
      depth,
      peakIndex,
      troughIndex,
      recoveryIndex,
      longestUnderwaterBars,
    })
  })

  test('without reinvestment the same returns fall less deep', () => {
    expect(maxDrawdownSimple([0.5, -0.5, 0.5])).toEqual({
      depth: expect.closeTo(1 / 3, 15),
      peakIndex: 0,
      troughIndex: 1,
      recoveryIndex: 2,
      longestUnderwaterBars: 1,
    })
    expect([...underwaterSimple([-0.5, -0.75])]).toEqual([0.5, 1.25])
  })

  test('nothing returns from a total loss', () => {
    expect([...underwater([-1, 0.1, 0.7, 100])]).toEqual([1, 1, 1, 1])
  })

  test('near ruin the trough is the lowest point, not the first that rounds to all', () => {
    expect(maxDrawdown([...Array.from({ length: 30 }, () => -0.9), 0.5, -0.5])).toMatchObject({
      depth: 1,
      troughIndex: 31,
    })
  })

  test('wealth beyond any double is no obstacle', () => {
    const explosive = [...Array.from({ length: 400 }, () => 9), -0.5]
    expect(maxDrawdown(explosive)).toMatchObject({ depth: 0.5, peakIndex: 399, troughIndex: 400 })
  })
})

describe('indices over drawdowns by hand', () => {
  const returns = [-0.5, 0.5, 1, 0]

  test('pain is the mean depth, ulcer its root mean square', () => {
    expect([...underwater(returns)]).toEqual([0.5, 0.25, 0, 0])
    expect(painIndex(returns)).toBeCloseTo(0.1875, 15)
    expect(ulcerIndex(returns)).toBeCloseTo(Math.sqrt(0.3125 / 4), 15)
  })

  test('Calmar is yearly growth over depth', () => {
    expect(calmar([0.5, -0.5, 1], 3)).toBeCloseTo(0.5 / 0.5, 14)
    expect(calmar([0.5, -1], 252)).toBe(-1)
  })

  test('Calmar does not exist where wealth never fell', () => {
    expect(calmar([0.01, 0, 0.02], 252)).toBeNull()
  })
})

describe('drawdowns of any returns down to -100 %', () => {
  test.prop([anyReturns(1)])('lie within 0 and 1, pain below ulcer below the maximum', returns => {
    const depth = maxDrawdown(returns)?.depth ?? Number.NaN
    const pain = painIndex(returns) ?? Number.NaN
    const ulcer = ulcerIndex(returns) ?? Number.NaN
    expect(pain).toBeGreaterThanOrEqual(0)
    expect(pain).toBeLessThanOrEqual(ulcer * (1 + 1e-12))
    expect(ulcer).toBeLessThanOrEqual(depth * (1 + 1e-12))
    expect(depth).toBeLessThanOrEqual(1)
  })

  test.prop([anyReturns(1)])('have their peak before the trough and their recovery after it', returns => {
    const drawdown = maxDrawdown(returns)
    if (drawdown === null || drawdown.troughIndex === null) return
    expect(drawdown.peakIndex).toBeLessThan(drawdown.troughIndex)
    expect(drawdown.recoveryIndex ?? returns.length).toBeGreaterThan(drawdown.troughIndex)
    const under = (drawdown.recoveryIndex ?? returns.length) - (drawdown.peakIndex ?? Number.NaN) - 1
    expect(drawdown.longestUnderwaterBars).toBeGreaterThanOrEqual(under)
  })

  test.prop([fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 25 })])(
    'agree with every pair of a peak and a later value',
    returns => {
      const wealth = [1]
      for (const value of returns) wealth.push((wealth.at(-1) ?? 1) * (1 + value))
      const depths = wealth.flatMap((peak, i) => wealth.slice(i).map(later => 1 - later / peak))
      expect(maxDrawdown(returns)?.depth).toBeCloseTo(Math.max(...depths), 12)
    },
  )

  test.prop([anyReturns(2)])('never shrink as time goes on', returns => {
    const before = maxDrawdown(returns.slice(0, -1))?.depth ?? Number.NaN
    expect(maxDrawdown(returns)?.depth).toBeGreaterThanOrEqual(before)
  })
})
