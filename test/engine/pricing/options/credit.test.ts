/** The arithmetic of a credit. */

import { describe, expect, it } from 'vitest'
import {
  breakEvens,
  closingProfit,
  creditMoney,
  creditPoints,
  dailyGain,
  shareOfEquity,
} from '../../../../engine/pricing/options/credit.ts'

describe('a credit', () => {
  it('is the sum of premiums without float dust', () => {
    expect(creditPoints([0.35, 0.46])).toBe(0.81)
    expect(creditPoints([0.1, 0.2])).toBe(0.3)
    expect(creditPoints([6, 5.6])).toBe(11.6)
    expect(creditPoints([])).toBe(0)
  })

  it('is worth its points', () => {
    expect(creditMoney(0.81, 1250)).toBeCloseTo(1012.5, 9)
    expect(creditMoney(11.6, 100)).toBe(1160)
  })

  it('is earned by the day, and in no days at all not', () => {
    expect(dailyGain(1012.5, 21)).toBeCloseTo(48.2142857, 6)
    expect(dailyGain(1012.5, 0)).toBeNull()
    expect(dailyGain(1012.5, -1)).toBeNull()
  })

  it('less what closing costs is the profit', () => {
    expect(closingProfit(11.6, 13.2)).toBe(-1.6)
    expect(closingProfit(0.81, 0.81)).toBe(0)
    expect(closingProfit(11.6, 0.5)).toBe(11.1)
  })

  it.each([
    [1110, 1025, 11.6, 1121.6, 1013.4],
    [1.53, 1.46, 0.0081, 1.5381, 1.4519],
  ])('moves the break-evens of %f and %f outwards by %f', (call, put, credit, upper, lower) => {
    expect(breakEvens(call, put, credit)).toEqual({ upper, lower })
  })

  it('is a share of equity', () => {
    expect(shareOfEquity(11.6, 100, 2, 150_000)).toBeCloseTo(0.0154667, 7)
    expect(shareOfEquity(0.8, 1250, 3, 150_000)).toBe(0.02)
  })
})
