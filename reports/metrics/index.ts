/** The metrics: pure functions from returns per period to one number each. */

export {
  calmar,
  type Drawdown,
  maxDrawdown,
  maxDrawdownSimple,
  painIndex,
  ulcerIndex,
  underwater,
  underwaterSimple,
} from './drawdown.ts'
export { hitRate, omega, profitFactor } from './gains.ts'
export { cagr, totalReturn } from './growth.ts'
export {
  annualVol,
  kurtExcessSampleAdj,
  kurtPop,
  mean,
  type Returns,
  skewPop,
  skewSampleAdj,
  stdevPop,
  stdevSample,
} from './moments.ts'
export { type Overfitting, pbo } from './pbo.ts'
export {
  deflatedSharpe,
  expectedMaxSharpe,
  minTrackRecordLength,
  probabilisticSharpe,
  type SharpeEstimate,
  sharpeEstimate,
  type Trials,
} from './selection.ts'
export { sharpe, sharpeAnnual, sharpeAnnualGeometric } from './sharpe.ts'
export { downsideDeviation, downsideDeviationSubset, sortino, sortinoAnnual } from './sortino.ts'
export {
  esGaussian,
  esHistorical,
  varCornishFisher,
  varGaussian,
  varHistorical,
} from './value-at-risk.ts'
