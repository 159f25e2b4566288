/** The one place that turns an experiment into its parts: market, strategy, margin model, run, report. */

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readPositions } from '../datasets/index.ts'
import {
  type AccountEnd,
  type CarriedPosition,
  type Ceilings,
  DataError,
  type Day,
  type EpochMs,
  formatDay,
  type Holdings,
  type Market,
  parseDay,
  type RunRecord,
  requireEnd,
  run,
  type Strategy,
  sessionIndexAt,
  toAmount,
  toMinor,
} from '../engine/index.ts'
import { type ReportFacts, reportFold } from '../folds/index.ts'
import {
  canonicalJson,
  inMemory,
  type Report,
  type StreamedReport,
  streamedReport,
} from '../reports/index.ts'
import { withRegimes } from '../strategies/index.ts'
import { assignmentModelOf } from './assignment.ts'
import type { Experiment } from './experiment-schema.ts'
import { fundingOf } from './funding-schema.ts'
import { marginNotes, marginTables } from './futures-margin-model.ts'
import { isStrategyFile, type LoadedStrategy, loadStrategy } from './load-strategy.ts'
import { located } from './located.ts'
import { comparedModels, marginModelOf } from './margin-model.ts'
import { withFileHashes } from './named-files.ts'
import { type OpenMarket, openMarket } from './open-market.ts'
import { paramDocs } from './param-docs.ts'
import { type PlaceOf, validate } from './validate.ts'

/** Takes each record of a run as it happens, in order. */
export type RecordSink = (record: RunRecord) => void

/** What a run of an experiment is told besides the experiment. */
export interface ExperimentOptions {
  /** Folder that relative paths of the experiment start from. */
  readonly folder: string
  readonly placeOf: PlaceOf
  /** Name and version of the package, for the provenance. */
  readonly engine: string
  /** The command that runs it again, for the provenance. */
  readonly rerun: string
  /** Besides the report. */
  readonly sink?: RecordSink
  readonly progress?: (share: number) => void
  readonly signal?: AbortSignal
  /** The run ends with this day's session, where that is before the experiment's last. */
  readonly until?: Day
  /** false = an experiment that names a strategy file is refused before anything of it is loaded. */
  readonly ownCode?: boolean
  /** Of what a strategy may answer; the standard when absent. */
  readonly ceilings?: Ceilings
  /** As `openStore` has it; false when absent. */
  readonly rememberHashes?: boolean
  /** Opens its market, where many share one; anew when absent. */
  readonly openMarket?: OpenMarket
  /** As `RunHooks` has it. */
  readonly stuck?: (error: Error) => void
}

/** What a run of an experiment leaves behind; its records went to the sink. */
export interface ExperimentResult {
  readonly report: Report
  /** What is held at the end. */
  readonly holdings: Holdings
}

/** Runs an experiment whole. Throws a DataError for bad input and a StrategyError for a strategy at fault. */
export async function runExperiment(
  stated: Experiment,
  options: ExperimentOptions,
): Promise<ExperimentResult> {
  const { report, holdings } = await streamExperiment(stated, options)
  return { report: inMemory(report), holdings }
}

/** The same with a report for writers, whose trades are not in memory. */
export async function streamExperiment(
  stated: Experiment,
  options: ExperimentOptions,
): Promise<Omit<ExperimentResult, 'report'> & { readonly report: StreamedReport }> {
  const experiment = endingBy(stated, options.until)
  if (options.ownCode === false) refuseOwnCode(experiment, options.placeOf)
  const hashed = withFileHashes(experiment, options.folder)
  const market = await (options.openMarket ?? openMarket)(experiment, options)
  const found = await loadStrategy(
    experiment.strategy.use,
    options.folder,
    options.placeOf(['strategy', 'use']),
  )
  const strategy = withRegimes(found.strategy, experiment.strategy.when)
  const loaded = { ...found, strategy }
  const params = validate(strategy.params, experiment.strategy.with, path =>
    options.placeOf(['strategy', 'with', ...path]),
  )
  const { account, costs, margin } = experiment
  const positions =
    account.positions === null
      ? []
      : await positionsOf(account.positions, options, market, parseDay(experiment.from, 'from'))
  const tables = await marginTables(margin, options.folder)
  const told = reportFold.begin()
  const end = await located(options.placeOf, async () => {
    const { accounts } = await run(
      {
        market,
        ceilings: options.ceilings ?? {},
        accounts: [
          {
            strategy,
            params,
            from: parseDay(experiment.from, 'from'),
            to: parseDay(experiment.to, 'to'),
            warmup: experiment.warmup,
            oiLagSessions: experiment.data.oiLagSessions,
            terms: {
              currency: account.currency,
              cash: toMinor(account.cash, account.currency),
              cashRatePercent: account.cashRate,
            },
            reserve: toMinor(account.reserve, account.currency),
            positions,
            rules: {
              fill: experiment.fill,
              slippageTicks: costs.slippageTicks,
              commissionPerContract: costs.commissionPerContract,
              margin: marginModelOf(margin, market, tables, experiment.funding?.crossMarginFactor),
              compared: comparedModels(margin, market),
              assignment: assignmentModelOf(experiment.assignment, experiment.seed),
              callPolicy: margin.call,
              callDays: margin.callDays,
              ...(experiment.funding ? { funding: fundingOf(experiment.funding, account.currency) } : {}),
              missingSettlement: experiment.missingSettlement,
              fx: account.fx,
            },
            record: record => {
              told.take(record)
              options.sink?.(record)
            },
          },
        ],
      },
      {
        progress: (time, span) => options.progress?.((time - span.after) / (span.until - span.after)),
        ...(options.signal ? { signal: options.signal } : {}),
        ...(options.stuck ? { stuck: options.stuck } : {}),
      },
    )
    return requireEnd(accounts[0])
  })
  const understood = {
    ...hashed,
    strategy: { ...experiment.strategy, with: params, ...codeOf(loaded) },
  }
  const carried = marginNotes(margin, tables, futuresOf(experiment), parseDay(experiment.to))
  return {
    report: reportOf(experiment, understood, options, market, loaded, params, end, told.end(), carried),
    holdings: end.holdings,
  }
}

/** The experiment with an end that is no later than `until`. */
const endingBy = (experiment: Experiment, until: Day | undefined): Experiment =>
  until === undefined || until >= parseDay(experiment.to, 'to')
    ? experiment
    : { ...experiment, to: formatDay(until) }

/** The book to start from; its path starts at the experiment's folder. */
async function positionsOf(
  file: string,
  options: ExperimentOptions,
  market: Market,
  from: Day,
): Promise<CarriedPosition[]> {
  const path = resolve(options.folder, file)
  if (!existsSync(path)) {
    throw new DataError('there is no such file; check the path', {
      ...options.placeOf(['account', 'positions']),
      value: file,
    })
  }
  return readPositions(path, file, market, from)
}

/** Futures of a modelled Treasury market. */
const futuresOf = ({ data }: Experiment): readonly string[] => data.treasury?.futures ?? []

function refuseOwnCode({ strategy }: Experiment, placeOf: PlaceOf): void {
  if (!isStrategyFile(strategy.use)) return
  throw new DataError('strategy files are not run here (--no-own-code); name a built-in strategy', {
    ...placeOf(['strategy', 'use']),
    value: strategy.use,
  })
}

/** Code of one's own is part of the specification; that of the registry goes with the engine's version. */
const codeOf = ({ sha256 }: LoadedStrategy) => (sha256 === null ? {} : { sha256 })

function reportOf(
  experiment: Experiment,
  understood: Record<string, unknown>,
  options: ExperimentOptions,
  market: Market,
  loaded: LoadedStrategy,
  params: unknown,
  end: AccountEnd,
  facts: ReportFacts,
  carried: readonly string[],
): StreamedReport {
  const { strategy } = loaded
  const sessions = market.sessions(end.home)
  const days = sessions.map(({ day }) => formatDay(day))
  const sessionOf = (time: EpochMs): string =>
    days[sessionIndexAt(sessions, time)] ?? days.at(-1) ?? formatDay(0)
  const rateAtEnd = (currency: string): number =>
    toAmount(end.holdings.inAccount(toMinor(1e6, currency), currency), experiment.account.currency) / 1e6
  const notes = [...carried, ...(market.provenance.notes ?? [])]
  return streamedReport({
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
      zone: market.zoneOf(end.home),
      cash: experiment.account.cash,
      equityStart: toAmount(end.capital, experiment.account.currency),
      reserve: experiment.account.reserve,
      fill: experiment.fill,
      slippageTicks: experiment.costs.slippageTicks,
      commissionPerContract: experiment.costs.commissionPerContract,
      cashRatePercent: experiment.account.cashRate,
      ...(experiment.funding ? { funding: experiment.funding } : {}),
      marginModel: experiment.margin.model,
      callPolicy: experiment.margin.call,
      callDays: experiment.margin.callDays,
      oiLagSessions: experiment.data.oiLagSessions,
      warmup: experiment.warmup,
      missingSettlement: experiment.missingSettlement,
      assignment: experiment.assignment.model,
      seed: experiment.seed,
    },
    provenance: {
      ...market.provenance,
      ...(notes.length > 0 ? { notes } : {}),
      sources: [...market.provenance.sources],
      engine: options.engine,
      specHash: createHash('sha256').update(canonicalJson(understood)).digest('hex'),
      strategyHash: loaded.sha256,
      rerun: options.rerun,
      experiment: understood,
    },
    facts,
    sessionOf,
    dataUntil: sessionOf(end.dataUntil),
    rateAtEnd,
  })
}
