/** Series that break formulas: a ratio that does not exist is null, never 0, NaN or infinite. */

import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { Returns } from '../../../reports/metrics/index.ts'
import * as metrics from '../../../reports/metrics/index.ts'
import { anyReturns } from './arbitraries.ts'

const depth = (drawdown: metrics.Drawdown | null) => drawdown?.depth ?? null

const measures: Record<string, (returns: Returns) => number | null> = {
  mean: metrics.mean,
  stdevSample: metrics.stdevSample,
  stdevPop: metrics.stdevPop,
  skewPop: metrics.skewPop,
  kurtPop: metrics.kurtPop,
  skewSampleAdj: metrics.skewSampleAdj,
  kurtExcessSampleAdj: metrics.kurtExcessSampleAdj,
  totalReturn: metrics.totalReturn,
  cagr: returns => metrics.cagr(returns, 12),
  annualVol: returns => metrics.annualVol(returns, 12),
  sharpe: returns => metrics.sharpe(returns, 0.001),
  sharpeAnnual: returns => metrics.sharpeAnnual(returns, 12, 0.001),
  sharpeAnnualGeometric: returns => metrics.sharpeAnnualGeometric(returns, 12, 0.001),
  downsideDeviation: metrics.downsideDeviation,
  downsideDeviationSubset: metrics.downsideDeviationSubset,
  sortino: metrics.sortino,
  sortinoAnnual: returns => metrics.sortinoAnnual(returns, 12),
  maxDrawdown: returns => depth(metrics.maxDrawdown(returns)),
  maxDrawdownSimple: returns => depth(metrics.maxDrawdownSimple(returns)),
  calmar: returns => metrics.calmar(returns, 12),
  ulcerIndex: metrics.ulcerIndex,
  painIndex: metrics.painIndex,
  varHistorical: returns => metrics.varHistorical(returns, 0.95),
  esHistorical: returns => metrics.esHistorical(returns, 0.95),
  varGaussian: returns => metrics.varGaussian(returns, 0.95),
  esGaussian: returns => metrics.esGaussian(returns, 0.95),
  varCornishFisher: returns => metrics.varCornishFisher(returns, 0.95),
  hitRate: metrics.hitRate,
  profitFactor: metrics.profitFactor,
  omega: metrics.omega,
  probabilisticSharpe: returns => metrics.probabilisticSharpe(metrics.sharpeEstimate(returns)),
  minTrackRecordLength: returns => metrics.minTrackRecordLength(metrics.sharpeEstimate(returns)),
}

/** The metrics that exist for the series; all others must be null. */
const tables: Record<string, { returns: number[]; exists: Record<string, number> }> = {
  empty: { returns: [], exists: {} },
  'a single gain': {
    returns: [0.25],
    exists: {
      mean: 0.25,
      stdevPop: 0,
      totalReturn: 0.25,
      cagr: 13.551915228366852,
      downsideDeviation: 0,
      maxDrawdown: 0,
      maxDrawdownSimple: 0,
      ulcerIndex: 0,
      painIndex: 0,
      varHistorical: -0.25,
      varGaussian: -0.25,
      esGaussian: -0.25,
      hitRate: 1,
    },
  },
  'a single total loss': {
    returns: [-1],
    exists: {
      mean: -1,
      stdevPop: 0,
      totalReturn: -1,
      cagr: -1,
      downsideDeviation: 1,
      downsideDeviationSubset: 1,
      sortino: -1,
      sortinoAnnual: -Math.sqrt(12),
      maxDrawdown: 1,
      maxDrawdownSimple: 1,
      calmar: -1,
      ulcerIndex: 1,
      painIndex: 1,
      varHistorical: 1,
      varGaussian: 1,
      esGaussian: 1,
      hitRate: 0,
      profitFactor: 0,
      omega: 0,
    },
  },
  'nothing but zeros': {
    returns: Array.from({ length: 12 }, () => 0),
    exists: {
      mean: 0,
      stdevSample: 0,
      stdevPop: 0,
      totalReturn: 0,
      cagr: 0,
      annualVol: 0,
      downsideDeviation: 0,
      maxDrawdown: 0,
      maxDrawdownSimple: 0,
      ulcerIndex: 0,
      painIndex: 0,
      varHistorical: 0,
      varGaussian: 0,
      esGaussian: 0,
      hitRate: 0,
    },
  },
  'the same loss every month': {
    returns: Array.from({ length: 12 }, () => -0.1),
    exists: {
      mean: -0.1,
      stdevSample: 0,
      stdevPop: 0,
      totalReturn: -0.717570463519,
      cagr: -0.717570463519,
      annualVol: 0,
      downsideDeviation: 0.1,
      downsideDeviationSubset: 0.1,
      sortino: -1,
      sortinoAnnual: -Math.sqrt(12),
      maxDrawdown: 0.717570463519,
      maxDrawdownSimple: 1.2,
      calmar: -1,
      ulcerIndex: 0.5005690603250627,
      painIndex: 0.46182215236075,
      varHistorical: 0.1,
      varGaussian: 0.1,
      esGaussian: 0.1,
      hitRate: 0,
      profitFactor: 0,
      omega: 0,
    },
  },
}

describe.each(Object.entries(tables))('%s', (_, { returns, exists }) => {
  test.each(Object.entries(measures))('%s', (name, measure) => {
    const expected = exists[name]
    const value = measure(returns)
    if (expected === undefined) expect(value).toBeNull()
    else if (expected === 0) expect(value).toBe(0)
    else expect(value).toBeCloseTo(expected, 12)
  })
})

test.prop([anyReturns()])(
  'no metric is ever NaN or infinite, and typed arrays give the same bits',
  returns => {
    for (const measure of Object.values(measures)) {
      const value = measure(returns)
      expect(value === null || Number.isFinite(value)).toBe(true)
      expect(measure(Float64Array.from(returns))).toBe(value)
    }
  },
)

test('a ratio too large for a double does not exist', () => {
  expect(metrics.profitFactor([1e-10, -5e-324])).toBeNull()
})
