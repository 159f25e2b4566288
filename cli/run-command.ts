/** `stillhalter run`: an experiment into report.html, report.json and journal.parquet. */

import { dirname, join, relative, resolve } from 'node:path'
import type { Logger } from 'pino'
import { writeJournal } from '../datasets/index.ts'
import type { RunRecord } from '../engine/index.ts'
import { parseCeilings } from '../engine/model/ceilings.ts'
import { canonicalJson, type Report, renderHtml } from '../reports/index.ts'
import { readExperiment, runExperiment } from '../studies/index.ts'
import { progressOf } from './progress.ts'
import { packageVersion } from './version.ts'
import { writeWhole } from './write-whole.ts'

export interface RunArguments {
  readonly experiment: string
  readonly set: readonly string[]
  /** Folder of the results; null = runs/<name>. */
  readonly out: string | null
  /** Print the report's JSON instead of a summary. */
  readonly json: boolean
  readonly quiet: boolean
  /** name=value each. */
  readonly ceiling: readonly string[]
  readonly ownCode: boolean
}

export async function runCommand(args: RunArguments, log: Logger, signal: AbortSignal): Promise<string> {
  const { experiment, placeOf } = await readExperiment(args.experiment, args.set, parseCeilings(args.ceiling))
  const out = args.out ?? join('runs', experiment.name)
  log.info({ experiment: args.experiment, out, strategy: experiment.strategy.use }, 'run')
  const progress = progressOf(experiment.name, args.quiet)
  const { report, records } = await runExperiment(experiment, {
    folder: resolve(dirname(args.experiment)),
    placeOf,
    engine: packageVersion(),
    rerun: rerunOf(args),
    progress: progress.at,
    signal,
    ownCode: args.ownCode,
  }).finally(progress.stop)
  const json = canonicalJson(report)
  const files = resultFiles(out, report, json, records)
  await writeWhole(files)
  log.info({ trades: report.headline.trades, records: records.length, files: files.length }, 'written')
  return args.json
    ? json
    : summaryOf(
        report,
        files.map(file => relative('.', file.path)),
      )
}

const resultFiles = (out: string, report: Report, json: string, records: readonly RunRecord[]) => [
  { path: join(out, 'report.html'), text: renderHtml(report) },
  { path: join(out, 'report.json'), text: json },
  {
    path: join(out, 'journal.parquet'),
    make: (path: string) =>
      writeJournal(
        path,
        records.flatMap(record => (record.kind === 'entry' ? [record.entry] : [])),
      ),
  },
]

const rerunOf = (args: RunArguments): string =>
  [
    'stillhalter',
    'run',
    args.experiment,
    ...args.set.flatMap(set => ['--set', set]),
    ...args.ceiling.flatMap(one => ['--ceiling', one]),
  ]
    .map(word => (/^[\w./=,:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')

function summaryOf(report: Report, paths: readonly string[]): string {
  const { run, findings } = report
  const marks = { bad: '!!', warn: ' !', note: '  ' } as const
  return [
    `${report.name}: ${report.strategy.name}, ${run.firstSession} to ${run.lastSession}, ${run.sessions} sessions`,
    report.sentence,
    ...findings.map(finding => `${marks[finding.severity]} ${finding.text}${findingValue(finding)}`),
    ...(findings.length === 0 ? ['No finding.'] : []),
    ...paths.map(path => `-> ${path}`),
    '',
  ].join('\n')
}

const findingValue = ({ value, unit }: Report['findings'][number]): string =>
  value === null ? '' : ` [${Number(value.toFixed(2))} ${unit}]`
