/** The commands and what they take. Nothing that a command does is loaded to read its words. */

import yargs from 'yargs'
import type { Chosen } from './actions.ts'
import { addBasis } from './basis-line.ts'
import { addData } from './data-line.ts'
import { UsageError } from './failed.ts'
import { EXPERIMENT, json, RUN_OPTIONS, repeated } from './options.ts'
import { addRisk } from './risk-line.ts'
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
