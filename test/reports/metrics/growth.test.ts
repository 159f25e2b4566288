/** Growth and volatility, total and at a yearly pace. */

import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { annualVol, cagr, totalReturn } from '../../../reports/metrics/index.ts'
import { spreadReturns } from './arbitraries.ts'

describe('growth', () => {
  test('compounds', () => {
    expect(totalReturn([0.1, -0.1])).toBeCloseTo(-0.01, 15)
    expect(totalReturn([1, 1, 1])).toBe(7)
  })

  test('is brought to a year', () => {
    expect(cagr([0.21], 0.5)).toBeCloseTo(0.1, 14)
    expect(cagr([0.1], 2)).toBeCloseTo(0.21, 14)
    expect(cagr([0.5, 0.5], 2)).toBeCloseTo(1.25, 14)
  })

  test('a total loss is a growth of exactly -100 %, whatever follows', () => {
    expect(totalReturn([0.3, -1, 0.5])).toBe(-1)
    expect(cagr([0.3, -1, 0.5], 252)).toBe(-1)
  })

  test('wealth below zero has a total return but no yearly pace', () => {
    expect(totalReturn([-1.5])).toBe(-1.5)
    expect(cagr([-1.5], 252)).toBeNull()
  })

  test('what no double can hold does not exist', () => {
    expect(cagr([99], 252)).toBeNull()
    expect(totalReturn(Array.from({ length: 400 }, () => 9))).toBeNull()
  })

  test.prop([spreadReturns(2)])('does not depend on the order of the returns', returns => {
    const forward = totalReturn(returns) ?? Number.NaN
    expect(Math.abs((totalReturn([...returns].reverse()) ?? Number.NaN) - forward)).toBeLessThan(
      1e-12 * (1 + forward),
    )
  })
})

describe('yearly volatility', () => {
  test('grows with the root of time', () => {
    expect(annualVol([0.01, 0.03], 2)).toBeCloseTo(0.02, 15)
    expect(annualVol([0.01, 0.03], 8)).toBeCloseTo(0.04, 15)
  })

  test.each([0, -252, Number.NaN, Number.POSITIVE_INFINITY])('%s periods per year are refused', periods => {
    expect(() => annualVol([0.01, 0.03], periods)).toThrow(DataError)
    expect(() => cagr([0.01, 0.03], periods)).toThrow(/periodsPerYear/)
  })
})
