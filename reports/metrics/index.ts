/** The metrics: pure functions from returns per period to one number each. */

export { annualVol } from './annual-vol.ts'
export { cagr } from './cagr.ts'
export { calmar } from './calmar.ts'
export { deflatedSharpe } from './deflated-sharpe.ts'
export { downsideDeviation, downsideDeviationSubset } from './downside-deviation.ts'
export { expectedMaxSharpe, type Trials } from './expected-max-sharpe.ts'
export { hitRate } from './hit-rate.ts'
export { type Drawdown, maxDrawdown, maxDrawdownSimple } from './max-drawdown.ts'
export { minTrackRecordLength } from './min-track-record-length.ts'
export {
  kurtExcessSampleAdj,
  kurtPop,
  mean,
  skewPop,
  skewSampleAdj,
  stdevPop,
  stdevSample,
} from './moments.ts'
export { omega } from './omega.ts'
export { painIndex } from './pain-index.ts'
export { type Overfitting, pbo } from './pbo.ts'
export { probabilisticSharpe } from './probabilistic-sharpe.ts'
export { profitFactor } from './profit-factor.ts'
export type { Returns } from './returns.ts'
export { sharpe, sharpeAnnual, sharpeAnnualGeometric } from './sharpe.ts'
export { type SharpeEstimate, sharpeEstimate } from './sharpe-estimate.ts'
export { sortino, sortinoAnnual } from './sortino.ts'
export { totalReturn } from './total-return.ts'
export { ulcerIndex } from './ulcer-index.ts'
export { underwater, underwaterSimple } from './underwater.ts'
export { varCornishFisher } from './value-at-risk-cornish-fisher.ts'
export { esGaussian, varGaussian } from './value-at-risk-gaussian.ts'
export { esHistorical, varHistorical } from './value-at-risk-historical.ts'
