/** The commands and what they take. */

import type { Logger } from 'pino'
import yargs, { type Argv } from 'yargs'
import { DataError } from '../engine/index.ts'
import { addBasisCommand } from './basis-command.ts'
import { addDataCommands } from './data-command.ts'
import { expiriesCommand } from './expiries-command.ts'
import { logger } from './log.ts'
import { printable } from './printable.ts'
import { addRiskCommand } from './risk-command.ts'
import { runCommand } from './run-command.ts'
import { RUN_OPTIONS } from './run-options.ts'
import { SCHEMAS, schemaCommand } from './schema-command.ts'
import { addStudyCommands } from './study-command.ts'
import { verifyCommand } from './verify-command.ts'
import { packageVersion } from './version.ts'

/** What the user typed wrong, as yargs found it. */
class UsageError extends Error {}

/** Runs one command line and gives its exit code: 0 done, 1 failed, 2 bad input. `signal` ends what is long. */
export async function cli(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const log = logger(argv.includes('--verbose') ? 'info' : 'warn')
  try {
    await commands(argv, log, signal).parseAsync()
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return failed(error, log, argv.includes('--trace'))
  }
}

function failed(error: unknown, log: Logger, trace: boolean): number {
  const badInput = error instanceof DataError || error instanceof UsageError
  const message = printable(error instanceof Error ? error.message : String(error))
  if (trace && error instanceof Error) log.error({ stack: error.stack }, message)
  else process.stderr.write(`stillhalter: ${message}\n`)
  return badInput ? 2 : 1
}

const print = (text: string): void => {
  process.stdout.write(printable(text))
}

function commands(argv: readonly string[], log: Logger, signal: AbortSignal): Argv {
  const parser = yargs([...argv])
    .scriptName('stillhalter')
    .usage('$0 <command>\n\nBacktests for people who sell risk.')
    .command(
      'run <experiment>',
      'run an experiment and write report.html, report.json, records.parquet and journal.parquet',
      command =>
        command
          .positional('experiment', { type: 'string', demandOption: true, describe: 'YAML file' })
          .option('set', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'override: key=value, as in strategy.with.dteMin=20',
          })
          .options(RUN_OPTIONS)
          .option('margin', {
            choices: ['all'] as const,
            describe: 'all: set every margin model side by side in the report',
          })
          .option('out', { type: 'string', describe: 'folder of the results (default runs/<name>)' })
          .option('json', { type: 'boolean', default: false, describe: 'print the report as JSON' }),
      async args =>
        print(
          await runCommand(
            {
              experiment: args.experiment,
              set: args.margin === 'all' ? [...args.set, 'margin.beside=all'] : args.set,
              out: args.out ?? null,
              json: args.json,
              quiet: Boolean(args.quiet),
              ceiling: args.ceiling,
              ownCode: args.ownCode,
              rememberHashes: args.rememberHashes,
            },
            log,
            signal,
          ),
        ),
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
          .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
      args => print(expiriesCommand({ ...args, deckRules: args.deckRules })),
    )
    .command(
      'schema [which]',
      'print the JSON Schema of an experiment or of a report',
      command => command.positional('which', { choices: SCHEMAS, default: 'experiment' as const }),
      args => print(schemaCommand(args.which)),
    )
    .command(
      'verify',
      'recompute the figures of the deck that the rules come from; exit code 1 when one changes',
      command => command.option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
      args => {
        const { text, exitCode } = verifyCommand({ json: args.json })
        print(text)
        if (exitCode !== 0) process.exitCode = exitCode
      },
    )
  return addRiskCommand(
    addStudyCommands(addBasisCommand(addDataCommands(parser, log, signal, print), print), signal, print),
    log,
    signal,
    print,
  )
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
}
