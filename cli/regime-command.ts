/** `stillhalter study regime`: what an underlying did in a regime and out of it. */

import { type ColumnTable, table } from 'arquero'
import { marketOf } from '../datasets/index.ts'
import { parseDay } from '../engine/index.ts'
import { type Regime, regimeSchema } from '../strategies/index.ts'
import {
  type RegimeStudy,
  type ReturnKind,
  regimeStudy,
  studyTable,
} from '../studies/definitions/regimes/index.ts'
import { validate } from '../studies/validate.ts'
import { readOptions } from './data-options.ts'
import { textTable } from './text-table.ts'

export interface RegimeArguments {
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

/** Runs the study and gives what is to be printed. Throws a DataError for bad input. */
export async function regimeCommand(args: RegimeArguments): Promise<string> {
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
