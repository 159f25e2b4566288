/** The commands and what they take. Nothing that a command does is loaded to read its words. */

import type { Argv } from 'yargs'
import yargs from 'yargs'
import type { Chosen } from './actions.ts'
import { addData } from './data-line.ts'
import { UsageError } from './failed.ts'
import { EXPERIMENT, json, RUN_OPTIONS, repeated } from './options.ts'
import { addStudy } from './study-line.ts'
import { packageVersion } from './version.ts'

/**
 * What the words ask for; null where they are answered: help and version are printed. Throws a UsageError for words that
 * are wrong.
 */
export async function chosenBy(argv: readonly string[]): Promise<Chosen | null> {
  let chosen: Chosen | null = null
  const choose = (one: Chosen): void => {
    chosen = one
  }
  const parser = yargs([...argv])
    .scriptName('stillhalter')
    .usage('$0 <command>\n\nBacktests for people who sell risk.')
    .command(
      'run <experiment>',
      'run an experiment and write report.html, report.json, records.parquet and journal.parquet',
      command =>
        command
          .positional('experiment', EXPERIMENT)
          .option('set', repeated('override: key=value, as in strategy.with.dteMin=20'))
          .options(RUN_OPTIONS)
          .option('margin', {
            choices: ['all'] as const,
            describe: 'all: set every margin model side by side in the report',
          })
          .option('out', { type: 'string', describe: 'folder of the results (default runs/<name>)' })
          .option('json', json('print the report as JSON')),
      ({ experiment, set, margin, out, json, quiet, ceiling, ownCode, rememberHashes }) =>
        choose({
          command: 'run',
          args: {
            experiment,
            set: margin === 'all' ? [...set, 'margin.compare=all'] : set,
            out: out ?? null,
            json,
            quiet: Boolean(quiet),
            ceiling,
            ownCode,
            rememberHashes,
          },
        }),
    )
    .command(
      'expiries <product>',
      'list the last trading days of an option product',
      command =>
        command
          .positional('product', { type: 'string', demandOption: true, describe: 'id or alias, such as GC' })
          .option('from', { type: 'string', demandOption: true, describe: 'first month, YYYY-MM' })
          .option('to', { type: 'string', demandOption: true, describe: 'last month, YYYY-MM' })
          .option('deck-rules', {
            type: 'boolean',
            default: false,
            describe: "the deck's simplified rules instead of the exchange's",
          })
          .option('json', json()),
      args => choose({ command: 'expiries', args }),
    )
    .command(
      'schema [which]',
      'print the JSON Schema of an experiment or of a report',
      command =>
        command.positional('which', {
          choices: ['experiment', 'report'] as const,
          default: 'experiment' as const,
        }),
      args => choose({ command: 'schema', args }),
    )
    .command(
      'verify',
      'recompute the figures of the deck that the rules come from; exit code 1 when one changes',
      command => command.option('json', json()),
      args => choose({ command: 'verify', args }),
    )
  await addRisk(addStudy(addBasis(addData(parser, choose), choose), choose), choose)
    .option('quiet', { type: 'boolean', default: false, describe: 'no progress', global: true })
    .option('verbose', { type: 'boolean', default: false, describe: 'log what is done', global: true })
    .option('trace', { type: 'boolean', default: false, describe: 'show where an error arose', global: true })
    .demandCommand(1, 'name a command; see --help')
    .recommendCommands()
    .strict()
    .version(packageVersion())
    .exitProcess(false)
    .locale('en')
    .fail((message: string | null, error: Error | undefined) => {
      throw message === null || message === undefined ? error : new UsageError(message)
    })
    .parseAsync()
  return chosen
}

/** What `stillhalter basis` takes. */
const addBasis = (parser: Argv, choose: (chosen: Chosen) => void): Argv =>
  parser.command(
    'basis <product>',
    'print the basis of every bond that a Treasury future takes, the cheapest to deliver first',
    command =>
      command
        .positional('product', {
          type: 'string',
          demandOption: true,
          describe: 'ZT, Z3N, ZF, ZN, TN, ZB or UB',
        })
        .option('on', { type: 'string', demandOption: true, describe: 'trade date, YYYY-MM-DD' })
        .option('store', {
          type: 'string',
          default: 'rates-demo',
          describe: 'store with par yields (and SOFR); rates-demo is invented',
        })
        .option('month', { type: 'string', describe: 'contract month, YYYY-MM; the front one when absent' })
        .option('repo', { type: 'number', describe: 'repo rate, percent; the latest SOFR when absent' })
        .option('price', {
          type: 'string',
          describe: "price of the future, as 110'195 or 110.609375; the market's when absent",
        })
        .option('yield-move', {
          type: 'number',
          default: 20,
          describe:
            'assumed standard deviation of yields until delivery, basis points; sizes the option to switch',
        })
        .option('bond', { type: 'string', describe: 'only this bond of the basket' })
        .option('issues', { type: 'string', describe: 'csv of the real issues; modelled when absent' })
        .option('json', json()),
    args => choose({ command: 'basis', args }),
  )

/** What `stillhalter risk` takes. */
const addRisk = (parser: Argv, choose: (chosen: Chosen) => void): Argv =>
  parser.command(
    'risk <experiment>',
    'Greeks, value and margin of what is open at a date, and how far stops and margin calls are',
    command =>
      command
        .positional('experiment', EXPERIMENT)
        .option('at', {
          type: 'string',
          demandOption: true,
          describe: 'close of this day, YYYY-MM-DD, or of the last session before it',
        })
        .option('group', { type: 'string', describe: 'tag of the group to print (default all)' })
        .option('range', { type: 'number', default: 10, describe: 'furthest move of the grid, percent' })
        .option('step', { type: 'number', default: 2.5, describe: 'step of the grid, percent' })
        .option('set', repeated('override: key=value, as in strategy.with.dteMin=20'))
        .options(RUN_OPTIONS)
        .option('json', json()),
    args =>
      choose({
        command: 'risk',
        args: { ...args, at: String(args.at), group: args.group ?? null, quiet: Boolean(args.quiet) },
      }),
  )
