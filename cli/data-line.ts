/** What the commands of `stillhalter data` take. */

import type { Argv } from 'yargs'
import type { Chosen } from './actions.ts'
import { json, repeated } from './options.ts'

export const addData = (parser: Argv, choose: (chosen: Chosen) => void): Argv =>
  parser.command('data', 'import market data and look at stores', data =>
    data
      .command(
        'scenarios [id]',
        'list the stress weeks whose dated facts are built in, or the facts of one',
        command =>
          command.positional('id', { type: 'string', describe: 'such as march-2020' }).option('json', json()),
        args => choose({ command: 'data scenarios', args }),
      )
      .command(
        'import <paths..>',
        'import files, or folders of files, into a store',
        async command => {
          const { importers } = await import('../datasets/importer-registry.ts')
          return command
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
            .option('set', repeated('one option: key=value'))
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
            .option(
              'ceiling',
              repeated('raise or lower what a file may come to: name=number, as in rows=2e9'),
            )
        },
        args => choose({ command: 'data import', args: { ...args, quiet: Boolean(args.quiet) } }),
      )
      .command(
        'list [folder]',
        'list the stores of a folder',
        command => command.positional('folder', { type: 'string', default: '.', describe: 'where to look' }),
        args => choose({ command: 'data list', args }),
      )
      .command(
        'show <store>',
        'show what a store holds',
        command => command.positional('store', STORE),
        args => choose({ command: 'data show', args }),
      )
      .command(
        'check <store>',
        'verify hashes, order and completeness; exit code 1 when the store is damaged',
        command => command.positional('store', STORE),
        args => choose({ command: 'data check', args }),
      )
      .command(
        'repair <store>',
        'build a lost or damaged manifest anew from the store itself; exit code 1 when some of it is lost',
        command => command.positional('store', STORE),
        args => choose({ command: 'data repair', args }),
      )
      .demandCommand(1, 'name a data command; see --help'),
  )

/** The store that a command is about. */
const STORE = { type: 'string', demandOption: true, describe: 'folder of the store' } as const
