/** `stillhalter study`: what an underlying did in a regime and out of it, what readings of the rules change, what leverage does. */

import { type ColumnTable, table } from 'arquero'
import type { Argv } from 'yargs'
import { marketOf } from '../datasets/index.ts'
import { parseDay } from '../engine/index.ts'
import { REGIME_KINDS, type Regime, regimeSchema } from '../strategies/index.ts'
import { type RegimeStudy, type ReturnKind, regimeStudy, studyTable } from '../studies/regime-study/index.ts'
import { validate } from '../studies/validate.ts'
import { ambiguitiesCommand } from './ambiguities-command.ts'
import { readOptions } from './data-options.ts'
import { addLeverageCommand } from './leverage-command.ts'
import { RUN_OPTIONS } from './run-options.ts'
import { textTable } from './text-table.ts'

const RETURNS = ['log', 'simple'] as const

interface RegimeArguments {
  /** `demo`, or the folder of a store. */
  readonly store: string
  /** Instrument whose returns are looked at, and the regime too unless it names its own. */
  readonly of: string
  readonly regimeOf?: string | undefined
  readonly kind: Regime['kind']
  readonly length?: number | undefined
  readonly width?: number | undefined
  readonly level?: number | undefined
  readonly product?: string | undefined
  readonly trend?: string | undefined
  readonly not?: boolean | undefined
  /** Other parameters of the regime: key=value. */
  readonly set: readonly string[]
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly horizon: readonly number[]
  readonly returns: ReturnKind
  readonly json: boolean
}

/** Adds `study regime`, `study ambiguities` and `study leverage`. `print` writes to standard output. */
export const addStudyCommands = (parser: Argv, signal: AbortSignal, print: (text: string) => void): Argv =>
  parser.command('study', 'statistics of markets, of readings of the rules, and of leverage', study =>
    addLeverageCommand(study, signal, print)
      .command(
        'ambiguities <experiment>',
        'run an experiment once for each reading of the deck, and show what each changes',
        command =>
          command
            .positional('experiment', { type: 'string', demandOption: true, describe: 'YAML file' })
            .option('set', {
              type: 'string',
              array: true,
              nargs: 1,
              default: [] as string[],
              describe: 'override: key=value',
            })
            .options(RUN_OPTIONS)
            .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
        async args => print(await ambiguitiesCommand({ ...args, quiet: Boolean(args.quiet) }, signal)),
      )
      .command(
        'regime',
        'forward returns in and out of a regime, such as an index below its 200-session average',
        command =>
          command
            .option('store', { type: 'string', demandOption: true, describe: '`demo`, or a store' })
            .option('of', {
              type: 'string',
              demandOption: true,
              describe: 'index or contract whose returns are looked at',
            })
            .option('regime-of', { type: 'string', describe: 'what the regime looks at (default --of)' })
            .option('kind', { choices: REGIME_KINDS, demandOption: true, describe: 'kind of regime' })
            .option('length', { type: 'number', describe: 'sessions that the regime looks at' })
            .option('width', { type: 'number', describe: 'of bands, standard deviations' })
            .option('level', { type: 'number', describe: 'of volatilityAbove, points' })
            .option('product', { type: 'string', describe: 'of ratioTrend, option product' })
            .option('trend', { choices: ['rising', 'falling'], describe: 'of ratioTrend' })
            .option('not', { type: 'boolean', describe: 'turn the regime round' })
            .option('set', {
              type: 'string',
              array: true,
              nargs: 1,
              default: [] as string[],
              describe: 'another parameter of the regime: key=value',
            })
            .option('from', { type: 'string', describe: 'first session, YYYY-MM-DD (default all)' })
            .option('to', { type: 'string', describe: 'last session, YYYY-MM-DD (default all)' })
            .option('horizon', {
              type: 'number',
              array: true,
              default: [1, 5, 21],
              describe: 'sessions that returns run over',
            })
            .option('returns', {
              choices: RETURNS,
              default: 'log' as const,
              describe: 'kind of return to print',
            })
            .option('json', {
              type: 'boolean',
              default: false,
              describe: 'print JSON, both kinds of return',
            }),
        async args => print(await regimeCommand(args)),
      )
      .demandCommand(1, 'name a study; see --help'),
  )

/** Runs the study and gives what is to be printed. Throws a DataError for bad input. */
async function regimeCommand(args: RegimeArguments): Promise<string> {
  const regime = await regimeOf(args)
  const study = await regimeStudy({
    market: await marketOf(args.store, { folder: '.', seed: 1 }),
    of: args.of,
    regime,
    from: args.from === undefined ? null : parseDay(args.from, '--from'),
    to: args.to === undefined ? null : parseDay(args.to, '--to'),
    horizons: args.horizon,
  })
  return args.json ? `${JSON.stringify(study, null, 2)}\n` : studyText(study, args.store, args.returns)
}

/** Parameters of a regime that have an option of their own. */
const OPTIONS = ['kind', 'of', 'length', 'width', 'level', 'product', 'trend', 'not'] as const

async function regimeOf(args: RegimeArguments): Promise<Regime> {
  const of = args.kind === 'ratioTrend' ? args.regimeOf : (args.regimeOf ?? args.of)
  const stated = OPTIONS.map(name => [name, name === 'of' ? of : args[name]] as const)
  const value = {
    ...Object.fromEntries(stated.filter(([, one]) => one !== undefined)),
    ...(await readOptions(null, args.set)),
  }
  return validate(regimeSchema, value, path => ({ field: fieldOf(path.join('.')) }))
}

function fieldOf(name: string): string {
  if (name === 'of') return '--regime-of'
  return OPTIONS.some(one => one === name) ? `--${name}` : `--set ${name}`
}

function studyText(study: RegimeStudy, store: string, returns: ReturnKind): string {
  const { sessions } = study
  const known = sessions.inside + sessions.outside
  return [
    `Forward returns of ${study.of} in and out of the regime: ${study.text}.`,
    `Store ${store}, ${study.first} to ${study.last}.`,
    `${known} sessions with a known regime: ${sessions.inside} in it, in ${counted(sessions.stretches, 'stretch', 'stretches')}, and ${sessions.outside} out of it; at ${sessions.unknown} more it was not known.`,
    `The regime is read at a close; ${returns} returns run from that close over the horizon, in sessions. Nothing is annualised.`,
    'The t-statistic is the mean over its standard error, which is corrected for overlapping returns (Newey and West, Bartlett weights, horizon - 1 lags).',
    '',
    textTable(printed(studyTable(study, returns))),
    '',
  ].join('\n')
}

/** Heads and decimals of the columns that are no whole numbers. */
const DECIMALS = [
  ['meanPercent', 'mean %', 3],
  ['medianPercent', 'median %', 3],
  ['hitPercent', 'hit rate %', 1],
  ['errorPercent', 'std error %', 3],
  ['t', 't', 2],
] as const

/** The table with its numbers set to fixed decimals, heads and cells padded to the right edge. */
function printed(statistics: ColumnTable): ColumnTable {
  const cellsOf = (name: string): unknown[] => [...statistics.array(name)]
  const decimals = DECIMALS.map(([name, head, digits]) => {
    const cells = cellsOf(name).map(value => (typeof value === 'number' ? value.toFixed(digits) : ''))
    const width = Math.max(head.length, ...cells.map(cell => cell.length))
    return [head.padStart(width), cells.map(cell => cell.padStart(width))] as const
  })
  return table([
    ['horizon', cellsOf('horizon')],
    ['part', cellsOf('part')],
    ['count', cellsOf('count')],
    ...decimals,
  ])
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
