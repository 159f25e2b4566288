import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import { normalCdf, normalPdf, normalQuantile } from '../../../../engine/pricing/statistics/normal.ts'
import { holds } from '../arbitrary.ts'

describe('the normal law', () => {
  it('has the tabulated density and distribution', () => {
    expect(normalPdf(0)).toBe(0.3989422804014327)
    expect(normalCdf(0)).toBe(0.5)
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 15)
    expect(normalCdf(-1.2815515655446004)).toBeCloseTo(0.1, 15)
  })

  it('keeps its digits in the lower tail, where 1 - N(-x) has none left', () => {
    expect(normalCdf(-10) / 7.619853024160525e-24).toBeCloseTo(1, 12)
    expect(normalCdf(-37) / 5.725571222524577e-300).toBeCloseTo(1, 11)
  })

  it('ends at 0 and 1', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1])
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  })

  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.1, -1.2815515655446004],
    [1e-20, -9.262340089798407],
    [1e-100, -21.273453560965326],
    [1e-300, -37.0470962993612],
  ])('has the quantile of %d', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 13)
  })

  it('has a quantile that its distribution takes back', () => {
    holds(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), x => {
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-9)
      }),
    )
  })

  it.each([-0.1, 1.1, Number.NaN])('refuses %d as a probability', p => {
    expect(() => normalQuantile(p)).toThrow(DataError)
  })
})
