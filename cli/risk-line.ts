/** What `stillhalter risk` takes. */

import type { Argv } from 'yargs'
import type { Chosen } from './actions.ts'
import { EXPERIMENT, json, RUN_OPTIONS, repeated } from './options.ts'

export const addRisk = (parser: Argv, choose: (chosen: Chosen) => void): Argv =>
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
