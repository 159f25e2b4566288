/** The package's door: run experiments and write strategies of one's own. */

export * from '../engine/index.ts'
export * from '../folds/index.ts'
export type { Executor } from './executors/executor.ts'
export { type Experiment, experimentSchema } from './experiment-schema.ts'
export { experimentJsonSchema } from './json-schema.ts'
export { type MarketTerms, type OpenMarket, openMarket, openOnce } from './open-market.ts'
export { parseExperiment, type ReadExperiment, readExperiment } from './read-experiment.ts'
export * from './risk-view/index.ts'
export {
  type ExperimentOptions,
  type ExperimentResult,
  type RecordSink,
  runExperiment,
} from './run-experiment.ts'
export { runStudy, type Study } from './study.ts'
