/** `stillhalter data`: import files into a store, list stores, show and check one. */

import { basename } from 'node:path'
import type { Logger } from 'pino'
import type { Argv } from 'yargs'
import {
  checkStore,
  type ImportedFile,
  type ImportReport,
  importers,
  importFiles,
  listStores,
  type Repair,
  repairStore,
  showStore,
} from '../datasets/index.ts'
import { parseCeilings } from '../engine/model/ceilings.ts'
import { readOptions } from './data-options.ts'
import { printableValue } from './printable.ts'
import { progressOf } from './progress.ts'
import { scenarioCommand } from './scenario-command.ts'
import { textTable } from './text-table.ts'

/** Adds the commands. `print` writes to standard output; a check that finds damage sets the exit code 1. */
export const addDataCommands = (
  parser: Argv,
  log: Logger,
  signal: AbortSignal,
  print: (text: string) => void,
): Argv =>
  parser.command('data', 'import market data and look at stores', data =>
    data
      .command(
        'scenarios [id]',
        'list the stress weeks whose dated facts are built in, or the facts of one',
        command =>
          command
            .positional('id', { type: 'string', describe: 'such as march-2020' })
            .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
        args => print(scenarioCommand(args)),
      )
      .command(
        'import <paths..>',
        'import files, or folders of files, into a store',
        command =>
          command
            .positional('paths', {
              type: 'string',
              array: true,
              demandOption: true,
              describe: 'files or folders',
            })
            .option('store', {
              type: 'string',
              demandOption: true,
              describe: 'folder of the store; made when it is not there',
            })
            .option('format', {
              choices: importers.map(one => one.name),
              describe: 'default: recognised by the header',
            })
            .option('options', {
              type: 'string',
              describe: "YAML file with the format's options, such as a column map",
            })
            .option('set', {
              type: 'string',
              array: true,
              nargs: 1,
              default: [] as string[],
              describe: 'one option: key=value',
            })
            .option('max-bad-share', {
              type: 'number',
              default: 0.01,
              describe: 'share of bad rows beyond which a file is refused',
            })
            .option('licence', {
              type: 'string',
              default: 'unknown',
              describe: 'what the data may be used for',
            })
            .option('replace', {
              type: 'boolean',
              default: false,
              describe: 'take the place of a source of the same name',
            })
            .option('ceiling', {
              type: 'string',
              array: true,
              nargs: 1,
              default: [] as string[],
              describe: 'raise or lower what a file may come to: name=number, as in rows=2e9',
            }),
        async args => {
          log.info({ paths: args.paths, store: args.store }, 'import')
          const progress = progressOf('import', Boolean(args.quiet))
          const report = await importFiles({
            paths: args.paths,
            store: args.store,
            ...(args.format === undefined ? {} : { importer: args.format }),
            options: await readOptions(args.options ?? null, args.set),
            maxBadShare: args.maxBadShare,
            licence: args.licence,
            replace: args.replace,
            ceilings: parseCeilings(args.ceiling),
            onProgress: ({ bytesDone, bytes }) => progress.at(bytes === 0 ? 1 : bytesDone / bytes),
            signal,
          }).finally(progress.stop)
          print(importText(report, args.store))
        },
      )
      .command(
        'list [folder]',
        'list the stores of a folder',
        command => command.positional('folder', { type: 'string', default: '.', describe: 'where to look' }),
        async args => {
          const stores = await listStores(args.folder)
          print(`${stores.map(printableValue).join('\n')}\n`)
        },
      )
      .command(
        'show <store>',
        'show what a store holds',
        command => command.positional('store', STORE),
        async args => {
          const { name, products, expiries, sources } = await showStore(args.store)
          print(
            [
              `store ${printableValue(name)}`,
              textTable(products),
              textTable(expiries),
              textTable(sources),
              '',
            ].join('\n\n'),
          )
        },
      )
      .command(
        'check <store>',
        'verify hashes, order and completeness; exit code 1 when the store is damaged',
        command => command.positional('store', STORE),
        async args => {
          const findings = await checkStore(args.store)
          const lines = findings.map(
            ({ severity, text }) => `${severity === 'bad' ? '!!' : ' !'} ${printableValue(text)}`,
          )
          print(`${(lines.length === 0 ? ['No finding.'] : lines).join('\n')}\n`)
          if (findings.some(({ severity }) => severity === 'bad')) process.exitCode = 1
        },
      )
      .command(
        'repair <store>',
        'build a lost or damaged manifest anew from the store itself; exit code 1 when some of it is lost',
        command => command.positional('store', STORE),
        async args => {
          const repair = await repairStore(args.store)
          print(repairText(repair))
          if (repair.damaged.length > 0) process.exitCode = 1
        },
      )
      .demandCommand(1, 'name a data command; see --help'),
  )

/** The store that a command is about. */
const STORE = { type: 'string', demandOption: true, describe: 'folder of the store' } as const

const repairText = ({ status, sources, damaged }: Repair): string =>
  [
    status === 'whole'
      ? 'The manifest is whole.'
      : `The manifest was built anew from ${sources.length} sources.`,
    ...damaged.map(name => `!! ${name} is damaged: import its source again`),
    'Run stillhalter data check to see whether the parts are whole.',
    '',
  ].join('\n')

/** How many rejected rows are told one by one; the store keeps them all. */
const TOLD = 10

/** Why a file of a folder was not read. */
const NOT_READ: Readonly<Record<string, string>> = {
  unknown: 'not read: no importer knows its header; name the format to import it',
  link: 'not read: a symbolic link; name the file itself to import it',
  special: 'not read: a pipe, socket or device',
}

function importText(report: ImportReport, store: string): string {
  const lines = report.files.flatMap(file => [
    `${printableValue(file.file)}: ${NOT_READ[file.status] ?? countsText(file)}`,
    ...file.rejections.slice(0, TOLD).map(({ line, field, value, reason }) => {
      const [name, column, text] = [file.file, field, value].map(printableValue)
      return ` ! ${name}, line ${line}, field ${column}: "${text}": ${reason}`
    }),
    ...(file.rejectedFile ? [` ! all rejected rows: ${basename(store)}/${file.rejectedFile}`] : []),
  ])
  return `${lines.join('\n')}\n-> ${store}\n`
}

const countsText = ({ status, importer, accepted, rejected, skipped }: ImportedFile): string =>
  `${status}, ${accepted} rows by ${importer}, ${rejected} rejected, ${skipped} not asked for`
