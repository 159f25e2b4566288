/** `stillhalter study leverage`: experiments at several leverages, into comparison.html and comparison.json. */

import { writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { table } from 'arquero'
import { DataError } from '../engine/index.ts'
import {
  canonicalJson,
  comparisonOf,
  headOf,
  type LeverageComparison,
  renderLeverage,
} from '../reports/index.ts'
import { type LeverageCase, leverageStudy } from '../studies/definitions/leverage/index.ts'
import { type OpenMarket, openOnce, readExperiment, runExperiment, runStudy } from '../studies/index.ts'
import { progressOf } from './progress.ts'
import { withResults } from './results.ts'
import { handedOn, type RunSwitches } from './run-switches.ts'
import { textTable } from './text-table.ts'
import { packageVersion } from './version.ts'

export interface LeverageArguments extends RunSwitches {
  readonly experiments: readonly string[]
  /** Values, or several by commas. */
  readonly leverage: readonly string[]
  readonly set: readonly string[]
  /** Folder of the results. */
  readonly out: string
  readonly json: boolean
  readonly quiet: boolean
}

/** Runs the study, writes its two files, and gives what is to be printed. Throws a DataError for bad input. */
export async function leverageCommand(args: LeverageArguments, signal: AbortSignal): Promise<string> {
  const leverages = leveragesOf(args.leverage.join(','))
  const openMarket = openOnce()
  const cases = await Promise.all(args.experiments.map(file => caseOf(file, args, openMarket, signal)))
  requireNames(cases)
  const comparison = await withResults(args.out, RESULTS, async publication => {
    const progress = progressOf('leverage', args.quiet)
    const runs = await runStudy(leverageStudy(cases, leverages), progress.at).finally(progress.stop)
    const comparison = comparisonOf(runs, { engine: packageVersion(), rerun: rerunOf(args) })
    const [page, data] = RESULTS
    await writeFile(publication.path(page), renderLeverage(comparison))
    await writeFile(publication.path(data), canonicalJson(comparison))
    return comparison
  })
  const paths = RESULTS.map(name => `-> ${relative('.', join(args.out, name))}`)
  return args.json ? canonicalJson(comparison) : [textOf(comparison), ...paths, ''].join('\n')
}

const RESULTS = ['comparison.html', 'comparison.json'] as const

/** From the least to the greatest. */
function leveragesOf(text: string): number[] {
  const leverages = text.split(',').map(word => {
    const leverage = /^\s*\d*\.?\d+\s*$/.test(word) ? Number(word) : Number.NaN
    if (leverage > 0 && Number.isFinite(leverage)) return leverage
    throw new DataError('write positive numbers by commas, such as 10,20,30,50', {
      field: '--leverage',
      value: word.trim() === '' ? text : word.trim(),
    })
  })
  const twice = leverages.find((leverage, i) => leverages.indexOf(leverage) !== i)
  if (twice !== undefined)
    throw new DataError('name each leverage once', { field: '--leverage', value: twice })
  return leverages.sort((a, b) => a - b)
}

const STRATEGY = 'treasury-basis'

async function caseOf(
  file: string,
  args: LeverageArguments,
  openMarket: OpenMarket,
  signal: AbortSignal,
): Promise<LeverageCase> {
  const handed = handedOn(args)
  const { experiment, placeOf } = await readExperiment(file, args.set, handed.ceilings)
  const { use, with: params } = experiment.strategy
  if (use !== STRATEGY) {
    throw new DataError(`this study is of the strategy ${STRATEGY}; name an experiment of it`, {
      ...placeOf(['strategy', 'use']),
      value: use,
    })
  }
  if (params.sizing !== undefined && params.sizing !== 'leverage') {
    throw new DataError('the size does not come from a leverage; set strategy.with.sizing=leverage', {
      ...placeOf(['strategy', 'with', 'sizing']),
      value: params.sizing,
    })
  }
  if (experiment.account.currency !== 'USD') {
    throw new DataError(
      'Treasury bonds are paid for in dollars, and so is margin on them; keep the account in USD',
      { ...placeOf(['account', 'currency']), value: experiment.account.currency },
    )
  }
  const run: LeverageCase['run'] = async (leverage, sink) => {
    const read = await readExperiment(
      file,
      [...args.set, `strategy.with.leverage=${leverage}`],
      handed.ceilings,
    )
    return runExperiment(read.experiment, {
      folder: resolve(dirname(file)),
      placeOf: read.placeOf,
      engine: packageVersion(),
      rerun: '',
      sink,
      openMarket,
      signal,
      ...handed,
    })
  }
  return { experiment, run }
}

/** The comparison knows experiments by their names. */
function requireNames(cases: readonly LeverageCase[]): void {
  const names = cases.map(({ experiment }) => experiment.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined)
    throw new DataError('two experiments have this name; give each its own', { field: 'name', value: twice })
}

const rerunOf = ({ experiments, leverage, set, ceiling }: LeverageArguments): string =>
  [
    'stillhalter study leverage',
    ...[
      ...experiments,
      '--leverage',
      leverage.join(','),
      ...set.flatMap(one => ['--set', one]),
      ...ceiling.flatMap(one => ['--ceiling', one]),
    ].map(word => (/^[\w./=,:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)),
  ].join(' ')

const textOf = ({ sentence, experiments }: LeverageComparison): string =>
  [sentence, ...experiments.flatMap(experimentText)].join('\n')

function experimentText({
  name,
  from,
  to,
  currency,
  notes,
  runs,
}: LeverageComparison['experiments'][number]): string[] {
  const head = (name: Parameters<typeof headOf>[0]): string => headOf(name, currency)
  const rows = table({
    [head('leverage')]: runs.map(({ leverage }) => leverage),
    [head('survival.fate')]: runs.map(({ survival }) => survival?.fate ?? 'refused'),
    [head('survival.endReturn')]: runs.map(({ survival }) => percent(survival?.endReturn)),
    [head('survival.worstReturn')]: runs.map(({ survival }) => percent(survival?.worstReturn)),
    [head('survival.firstCall.day')]: runs.map(({ survival }) => survival?.firstCall?.day ?? ''),
    [head('survival.firstCall.missing')]: runs.map(
      ({ survival }) => survival?.firstCall?.missing.toFixed(2) ?? '',
    ),
    [head('survival.forcedDays')]: runs.map(({ survival }) => survival?.forcedDays.length ?? null),
    [head('survival.softDays')]: runs.map(({ survival }) => survival?.softDays.length ?? null),
    [head('survival.opening.distance')]: runs.map(({ survival }) => percent(survival?.opening?.distance)),
    [head('survival.leastDistance')]: runs.map(({ survival }) => percent(survival?.leastDistance)),
    [head('survival.leastCash')]: runs.map(({ survival }) => survival?.leastCash.toFixed(0) ?? ''),
    [head('survival.mostBorrowed')]: runs.map(({ survival }) => survival?.mostBorrowed.toFixed(0) ?? ''),
  })
  return [
    '',
    `${name}, ${from} to ${to}`,
    ...notes.filter(({ kind }) => kind === 'carried margin').map(({ text }) => `!! ${text}`),
    textTable(rows),
    ...runs.flatMap(({ leverage, survival, refused }) => {
      const why = refused ?? survival?.firstCall?.why
      return why === undefined ? [] : [`${leverage} times: ${why}`]
    }),
  ]
}

const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '' : `${(share * 100).toFixed(2)} %`
