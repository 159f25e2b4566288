/** `stillhalter study ambiguities`: what each reading of the deck changes in an experiment. */

import { dirname, resolve } from 'node:path'
import { table } from 'arquero'
import { meaningOf, type Report } from '../reports/index.ts'
import { type Reading, readingsStudy } from '../studies/definitions/readings/index.ts'
import { openOnce, readExperiment, runExperiment, runStudy } from '../studies/index.ts'
import { progressOf } from './progress.ts'
import { handedOn, type RunSwitches } from './run-switches.ts'
import { textTable } from './text-table.ts'
import { packageVersion } from './version.ts'

export interface AmbiguitiesArguments extends RunSwitches {
  readonly experiment: string
  readonly set: readonly string[]
  readonly json: boolean
  readonly quiet: boolean
}

/** What to print. Nothing is written to disk. */
export async function ambiguitiesCommand(args: AmbiguitiesArguments, signal: AbortSignal): Promise<string> {
  const handed = handedOn(args)
  const { experiment } = await readExperiment(args.experiment, args.set, handed.ceilings)
  const progress = progressOf(experiment.name, args.quiet)
  const openMarket = openOnce()
  const runWith = async (sets: readonly string[]): Promise<Report> => {
    const read = await readExperiment(args.experiment, [...args.set, ...sets], handed.ceilings)
    const { report } = await runExperiment(read.experiment, {
      folder: resolve(dirname(args.experiment)),
      placeOf: read.placeOf,
      engine: packageVersion(),
      rerun: '',
      openMarket,
      signal,
      ...handed,
    })
    return report
  }
  const study = readingsStudy(experiment.strategy.use, runWith)
  const readings = await runStudy(study, progress.at).finally(progress.stop)
  return args.json ? `${JSON.stringify(readings, null, 2)}\n` : textOf(readings, experiment.account.currency)
}

function textOf(readings: readonly Reading[], currency: string): string {
  const rows = table({
    no: readings.map(({ switched }) => (switched === null ? '' : String(switched.number))),
    'what the deck leaves open': readings.map(({ switched }) => switched?.question ?? 'the defaults'),
    reading: readings.map(({ switched }) => switched?.reading ?? ''),
    [meaningOf('headline.trades').title]: readings.map(({ trades, fault }) =>
      fault === null ? trades : null,
    ),
    changed: readings.map(({ tradesChanged, fault }) => (fault === null ? tradesChanged : null)),
    [`${meaningOf('headline.profit').title} ${currency}`]: readings.map(({ profit, fault }) =>
      fault === null ? profit.toFixed(2) : '',
    ),
    change: readings.map(({ profitChange, switched, fault }) =>
      switched === null || fault !== null ? '' : profitChange.toFixed(2),
    ),
    [meaningOf('headline.maxDrawdown').title]: readings.map(({ maxDrawdown }) => percent(maxDrawdown)),
    [meaningOf('headline.peakMarginShare').title]: readings.map(({ peakMarginShare }) =>
      percent(peakMarginShare),
    ),
  })
  const faults = readings.flatMap(({ switched, fault }) =>
    fault === null || switched === null ? [] : [`${switched.number} ${switched.reading}: ${fault}`],
  )
  return [textTable(rows), ...faults, ''].join('\n')
}

const percent = (share: number | null): string => (share === null ? '' : `${(share * 100).toFixed(1)} %`)
