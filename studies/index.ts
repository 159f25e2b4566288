/** The door of the studies: experiments, what runs them, and what looks at many of them. */

export type { Executor } from './executors/executor.ts'
export type { Experiment } from './experiment-schema.ts'
export { experimentJsonSchema } from './json-schema.ts'
export { type OpenMarket, openOnce } from './open-market.ts'
export { parseExperiment, type ReadExperiment, readExperiment } from './read-experiment.ts'
export * from './risk-view/index.ts'
export {
  type ExperimentOptions,
  type ExperimentResult,
  type RecordSink,
  runExperiment,
  streamExperiment,
} from './run-experiment.ts'
export { runStudy, type Study } from './study.ts'
