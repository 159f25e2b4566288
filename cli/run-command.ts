/** `stillhalter run`: an experiment into report.html, report.json, records.parquet and journal.parquet. */

import { writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { withRecordWriter } from '../datasets/index.ts'
import { canonicalChunks, canonicalJson, htmlChunks, type StreamedReport } from '../reports/index.ts'
import { readExperiment, streamExperiment } from '../studies/index.ts'
import type { Log } from './log.ts'
import { progressOf } from './progress.ts'
import { withResults } from './results.ts'
import { handedOn, type RunSwitches } from './run-switches.ts'
import { packageVersion } from './version.ts'

export interface RunArguments extends RunSwitches {
  readonly experiment: string
  readonly set: readonly string[]
  /** Folder of the results; null = runs/<name>. */
  readonly out: string | null
  /** Print the report's JSON instead of a summary. */
  readonly json: boolean
  readonly quiet: boolean
}

export async function runCommand(args: RunArguments, log: Log, signal: AbortSignal): Promise<string> {
  const handed = handedOn(args)
  const { experiment, placeOf } = await readExperiment(args.experiment, args.set, handed.ceilings)
  const out = args.out ?? join('runs', experiment.name)
  log.info({ experiment: args.experiment, out, strategy: experiment.strategy.use }, 'run')
  const report = await withResults(out, RESULTS, async publication => {
    const [page, data, records, journal] = RESULTS.map(publication.path) as [string, string, string, string]
    return withRecordWriter(publication.path('records.json'), experiment.account.currency, async writer => {
      const progress = progressOf(experiment.name, args.quiet)
      const { report } = await streamExperiment(experiment, {
        folder: resolve(dirname(args.experiment)),
        placeOf,
        engine: packageVersion(),
        rerun: rerunOf(args),
        sink: writer.take,
        progress: progress.at,
        signal,
        ...handed,
      }).finally(progress.stop)
      await writeFile(page, htmlChunks(report))
      await writeFile(data, canonicalChunks(report))
      await writer.write(records, journal)
      return report
    })
  })
  log.info({ trades: report.headline.trades, files: RESULTS.length }, 'written')
  return args.json
    ? canonicalJson(report)
    : summaryOf(
        report,
        RESULTS.map(name => relative('.', join(out, name))),
      )
}

const RESULTS = ['report.html', 'report.json', 'records.parquet', 'journal.parquet'] as const

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

function summaryOf(report: StreamedReport, paths: readonly string[]): string {
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

const findingValue = ({ value, unit }: StreamedReport['findings'][number]): string =>
  value === null ? '' : ` [${Number(value.toFixed(2))} ${unit}]`
