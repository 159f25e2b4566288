import { describe, expect, it } from 'vitest'
import {
  chiSquaredTail,
  fTail,
  logGamma,
  studentCdf,
  studentQuantile,
} from '../../../../engine/pricing/statistics/distributions.ts'
import { normalCdf, normalPdf, normalQuantile } from '../../../../engine/pricing/statistics/normal.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'

const quantile = await studentQuantile()

describe('the laws of the tests', () => {
  it('have the tabulated values', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 14)
    expect(chiSquaredTail(3.841458820694124, 1)).toBeCloseTo(0.05, 14)
    expect(fTail(4.964602743730711, 1, 10)).toBeCloseTo(0.05, 13)
    expect(studentCdf(2.2281388519649385, 10)).toBeCloseTo(0.975, 11)
    expect(quantile(0.975, 10)).toBeCloseTo(2.2281388519649385, 10)
  })

  it('are whole below zero', () => {
    expect([chiSquaredTail(-1, 3), fTail(0, 2, 3), studentCdf(0, 7)]).toEqual([1, 1, 0.5])
  })

  it('keep the far tail of t, where 1 - F has no digits left', () => {
    expect(studentCdf(-8.884634881316238, 165.93) / 5.120953000639727e-16).toBeCloseTo(1, 10)
  })
})

interface In {
  readonly fn: string
  readonly x: number
  readonly p: number
  readonly df: number
  readonly df1: number
  readonly df2: number
}

const FUNCTIONS: Readonly<Record<string, (input: In) => number>> = {
  norm_cdf: ({ x }) => normalCdf(x),
  norm_pdf: ({ x }) => normalPdf(x),
  norm_ppf: ({ p }) => normalQuantile(p),
  lgamma: ({ x }) => logGamma(x),
  chi2_sf: ({ x, df }) => chiSquaredTail(x, df),
  f_sf: ({ x, df1, df2 }) => fTail(x, df1, df2),
  t_cdf: ({ x, df }) => studentCdf(x, df),
  t_ppf: ({ p, df }) => quantile(p, df),
}

withOracle<OracleFamily<In>>('special_functions', ({ cases }) => {
  itAgrees(
    cases,
    vector => vector.in.fn,
    input => ({ value: FUNCTIONS[input.fn]?.(input) ?? null }),
  )
})
