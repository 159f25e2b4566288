/** Every field of every oracle case of the performance family, at the case's own tolerances. */

import { expect, test } from 'vitest'
import * as metrics from '../../../reports/metrics/index.ts'
import { withOracle } from '../../fixtures/shared.ts'

type Value = number | null | readonly number[]
type Fields = Record<string, Value>
interface Case {
  readonly tag: string
  readonly in: Record<string, unknown>
  readonly out: Fields
  readonly tol: Record<string, { readonly rel: number; readonly abs: number }>
}

interface SeriesInput {
  readonly returns: readonly number[] | `same_as:${number}`
  readonly rf: number
  readonly mar: number
  readonly ppy: number
  readonly conf: number
}

function ofSeries(returns: readonly number[], { rf, mar, ppy, conf }: SeriesInput): Fields {
  const drawdown = metrics.maxDrawdown(returns)
  const estimate = metrics.sharpeEstimate(returns, rf)
  return {
    n: returns.length,
    mean: metrics.mean(returns),
    stdevSample: metrics.stdevSample(returns),
    stdevPop: metrics.stdevPop(returns),
    skewPop: metrics.skewPop(returns),
    kurtPop: metrics.kurtPop(returns),
    skewSampleAdj: metrics.skewSampleAdj(returns),
    kurtExcessSampleAdj: metrics.kurtExcessSampleAdj(returns),
    totalReturn: metrics.totalReturn(returns),
    cagr: metrics.cagr(returns, ppy),
    annualVol: metrics.annualVol(returns, ppy),
    sharpe: metrics.sharpe(returns, rf),
    sharpeAnnual: metrics.sharpeAnnual(returns, ppy, rf),
    sharpeAnnualGeometric: metrics.sharpeAnnualGeometric(returns, ppy, rf),
    downsideDeviation: metrics.downsideDeviation(returns, mar),
    downsideDeviationSubset: metrics.downsideDeviationSubset(returns, mar),
    sortino: metrics.sortino(returns, mar),
    sortinoAnnual: metrics.sortinoAnnual(returns, ppy, mar),
    maxDrawdown: drawdown?.depth ?? null,
    maxDrawdownPeakIndex: drawdown?.peakIndex ?? null,
    maxDrawdownTroughIndex: drawdown?.troughIndex ?? null,
    maxDrawdownRecoveryIndex: drawdown?.recoveryIndex ?? null,
    longestUnderwaterBars: drawdown?.longestUnderwaterBars ?? null,
    maxDrawdownSimple: metrics.maxDrawdownSimple(returns)?.depth ?? null,
    calmar: metrics.calmar(returns, ppy),
    ulcerIndex: metrics.ulcerIndex(returns),
    painIndex: metrics.painIndex(returns),
    varHistorical: metrics.varHistorical(returns, conf),
    esHistorical: metrics.esHistorical(returns, conf),
    varGaussian: metrics.varGaussian(returns, conf),
    esGaussian: metrics.esGaussian(returns, conf),
    varCornishFisher: metrics.varCornishFisher(returns, conf),
    hitRate: metrics.hitRate(returns),
    profitFactor: metrics.profitFactor(returns),
    omega: metrics.omega(returns, mar),
    probSharpeVs0: metrics.probabilisticSharpe(estimate),
    minTrackRecordVs0_95: metrics.minTrackRecordLength(estimate, 0.95),
  }
}

interface DeflatedInput {
  readonly sharpe: number
  readonly varTrials: number
  readonly nTrials: number
  readonly nObs: number
  readonly skew: number
  readonly kurt: number
}

function ofTrials({ sharpe, varTrials, nTrials, nObs, skew, kurt }: DeflatedInput): Fields {
  const trials = { count: nTrials, variance: varTrials }
  return {
    expectedMaxSharpe: metrics.expectedMaxSharpe(trials),
    dsr: metrics.deflatedSharpe({ sharpe, observations: nObs, skew, kurt }, trials),
  }
}

function ofMatrix({
  matrix,
  S,
}: {
  readonly matrix: readonly (readonly number[])[]
  readonly S: number
}): Fields {
  const trials = (matrix[0] ?? []).map((_, trial) => matrix.map(row => row[trial] ?? Number.NaN))
  const result = metrics.pbo(trials, S)
  return {
    pboNplus1: result?.probability ?? null,
    pboN: result?.probabilityByRankShare ?? null,
    logitsSorted: result?.logits ?? null,
    meanLogit: result?.logitMean ?? null,
    rankCounts: result?.rankCounts ?? null,
    probOosLoss: result?.lossShare ?? null,
    slope: result?.slope ?? null,
    combinations: result?.splits ?? null,
  }
}

function compute(input: Record<string, unknown>, cases: readonly Case[]): Fields {
  if ('matrix' in input) return ofMatrix(input as unknown as Parameters<typeof ofMatrix>[0])
  if ('nTrials' in input) return ofTrials(input as unknown as DeflatedInput)
  const series = input as unknown as SeriesInput
  return ofSeries(returnsOf(series, cases), series)
}

function returnsOf({ returns }: SeriesInput, cases: readonly Case[]): readonly number[] {
  if (typeof returns !== 'string') return returns
  const other = cases[Number(returns.slice('same_as:'.length))]
  if (other === undefined) throw new Error(`no case for ${returns}`)
  return returnsOf(other.in as unknown as SeriesInput, cases)
}

function expectField(name: string, actual: Value | undefined, expected: Value, { tol }: Case): void {
  const allowed = tol[name] ?? { rel: 0, abs: 0 }
  if (expected === null || actual === null || actual === undefined) {
    expect(actual, name).toBe(expected)
    return
  }
  const [found, wanted] = [[actual].flat(), [expected].flat()]
  expect(found.length, name).toBe(wanted.length)
  wanted.forEach((reference, i) => {
    const gap = Math.abs((found[i] ?? Number.NaN) - reference)
    expect(gap, `${name}: ${found[i]} instead of ${reference}`).toBeLessThanOrEqual(
      allowed.abs + allowed.rel * Math.abs(reference),
    )
  })
}

withOracle<{ readonly cases: readonly Case[] }>('performance', ({ cases }) => {
  test.each(cases.map((vector, i) => ({ vector, i, tag: vector.tag })))('case $i: $tag', ({ vector }) => {
    const actual = compute(vector.in, cases)
    for (const [name, expected] of Object.entries(vector.out))
      expectField(name, actual[name], expected, vector)
  })
})
