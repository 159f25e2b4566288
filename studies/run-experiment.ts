/** The one place that turns an experiment into its parts: market, strategy, margin model, run, report. */

import { createHash } from 'node:crypto'
import { marketOf } from '../datasets/index.ts'
import {
  DataError,
  type EpochMs,
  formatDay,
  type Market,
  type Place,
  parseDay,
  type RunRecord,
  type RunResult,
  run,
  type Strategy,
  sessionAt,
  toAmount,
  toMinor,
} from '../engine/index.ts'
import { canonicalJson, type Report, summarise } from '../reports/index.ts'
import type { Experiment } from './experiment-schema.ts'
import { type LoadedStrategy, loadStrategy } from './load-strategy.ts'
import { marginModelOf } from './margin-model.ts'
import { paramDocs } from './param-docs.ts'
import { type PlaceOf, validate } from './validate.ts'

export interface ExperimentOptions {
  /** Folder that relative paths of the experiment start from. */
  readonly folder: string
  readonly placeOf: PlaceOf
  /** Name and version of the package, for the provenance. */
  readonly engine: string
  /** The command that runs it again, for the provenance. */
  readonly rerun: string
  readonly progress?: (share: number) => void
  readonly signal?: AbortSignal
}

export interface ExperimentResult {
  readonly report: Report
  /** Every record of the run, in order. */
  readonly records: readonly RunRecord[]
}

/** Runs an experiment whole. Throws a DataError for bad input and a StrategyError for a strategy at fault. */
export async function runExperiment(
  experiment: Experiment,
  options: ExperimentOptions,
): Promise<ExperimentResult> {
  const market = await marketOf(experiment.data.store, { folder: options.folder, seed: experiment.seed })
  const loaded = await loadStrategy(
    experiment.strategy.use,
    options.folder,
    options.placeOf(['strategy', 'use']),
  )
  const { strategy } = loaded
  const params = validate(strategy.params, experiment.strategy.with, path =>
    options.placeOf(['strategy', 'with', ...path]),
  )
  const { account, costs, margin } = experiment
  const records: RunRecord[] = []
  const result = await run(
    {
      market,
      from: parseDay(experiment.from, 'from'),
      to: parseDay(experiment.to, 'to'),
      warmup: experiment.warmup,
      oiLagSessions: experiment.data.oiLagSessions,
      books: [
        {
          strategy,
          params,
          account: {
            currency: account.currency,
            cash: toMinor(account.cash, account.currency),
            cashRatePercent: account.cashRate,
          },
          reserve: toMinor(account.reserve, account.currency),
          rules: {
            fill: experiment.fill,
            slippageTicks: costs.slippageTicks,
            commissionPerContract: costs.commissionPerContract,
            margin: marginModelOf(margin, market),
            callPolicy: margin.call,
            callDays: margin.callDays,
            missingSettlement: experiment.missingSettlement,
            fx: ratesOf(experiment, market, options.placeOf),
          },
        },
      ],
    },
    {
      record: record => records.push(record),
      progress: (time, span) => options.progress?.((time - span.after) / (span.until - span.after)),
      ...(options.signal ? { signal: options.signal } : {}),
    },
  )
  return { report: reportOf(experiment, options, market, loaded, params, result, records), records }
}

/** Every currency that the market's products trade in needs a rate, unless it is the account's. */
function ratesOf(experiment: Experiment, market: Market, placeOf: PlaceOf): Experiment['account']['fx'] {
  const { currency, fx } = experiment.account
  const name = experiment.strategy.with.product
  const product =
    typeof name === 'string' ? at(placeOf(['strategy', 'with', 'product']), () => market.option(name)) : null
  if (product && product.currency !== currency && !(product.currency in fx)) {
    throw new DataError(
      `${product.id} trades in ${product.currency}; state a rate, as in fx: { ${product.currency}: 1.1 }`,
      {
        field: 'account.fx',
        value: product.currency,
      },
    )
  }
  return fx
}

/** Adds the place to a DataError that does not know where in the user's file it is. */
function at<T>(place: Place, look: () => T): T {
  try {
    return look()
  } catch (error) {
    throw error instanceof DataError ? new DataError(error.reason, { ...error.place, ...place }) : error
  }
}

function reportOf(
  experiment: Experiment,
  options: ExperimentOptions,
  market: Market,
  loaded: LoadedStrategy,
  params: unknown,
  result: RunResult,
  records: readonly RunRecord[],
): Report {
  const { strategy } = loaded
  const home = result.homes[0] ?? ''
  const sessions = market.sessions(home)
  const inAccount = result.inAccount[0]
  const rateAtEnd = (currency: string): number =>
    inAccount ? toAmount(inAccount(toMinor(1e6, currency), currency), experiment.account.currency) / 1e6 : 1
  const understood = { ...experiment, strategy: { ...experiment.strategy, with: params } }
  return summarise({
    name: experiment.name,
    strategy: {
      name: strategy.name,
      about: strategy.about,
      params: params as Record<string, unknown>,
      docs: paramDocs(strategy as Strategy),
    },
    run: {
      from: experiment.from,
      to: experiment.to,
      currency: experiment.account.currency,
      zone: market.zoneOf(home),
      cash: experiment.account.cash,
      reserve: experiment.account.reserve,
      fill: experiment.fill,
      slippageTicks: experiment.costs.slippageTicks,
      commissionPerContract: experiment.costs.commissionPerContract,
      cashRatePercent: experiment.account.cashRate,
      marginModel: experiment.margin.model,
      callPolicy: experiment.margin.call,
      callDays: experiment.margin.callDays,
      oiLagSessions: experiment.data.oiLagSessions,
      warmup: experiment.warmup,
      missingSettlement: experiment.missingSettlement,
      seed: experiment.seed,
    },
    provenance: {
      ...market.provenance,
      sources: [...market.provenance.sources],
      engine: options.engine,
      specHash: createHash('sha256').update(canonicalJson(understood)).digest('hex'),
      strategyHash: loaded.sha256,
      rerun: options.rerun,
      experiment: understood,
    },
    records,
    sessionOf: (time: EpochMs) => formatDay(sessionAt(sessions, time).day),
    rateAtEnd,
  })
}
