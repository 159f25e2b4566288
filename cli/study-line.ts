/** What the commands of `stillhalter study` take. */

import { join } from 'node:path'
import type { Argv } from 'yargs'
import type { Chosen } from './actions.ts'
import { EXPERIMENT, json, RUN_OPTIONS, repeated } from './options.ts'

const RETURNS = ['log', 'simple'] as const

export const addStudy = (parser: Argv, choose: (chosen: Chosen) => void): Argv =>
  parser.command('study', 'statistics of markets, of readings of the rules, and of leverage', study =>
    addLeverage(study, choose)
      .command(
        'ambiguities <experiment>',
        'run an experiment once for each reading of the deck, and show what each changes',
        command =>
          command
            .positional('experiment', EXPERIMENT)
            .option('set', repeated('override: key=value'))
            .options(RUN_OPTIONS)
            .option('json', json()),
        args => choose({ command: 'study ambiguities', args: { ...args, quiet: Boolean(args.quiet) } }),
      )
      .command(
        'regime',
        'forward returns in and out of a regime, such as an index below its 200-session average',
        async command => {
          const { REGIME_KINDS } = await import('../strategies/regimes/regime-schema.ts')
          return command
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
            .option('set', repeated('another parameter of the regime: key=value'))
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
            .option('json', json('print JSON, both kinds of return'))
        },
        args => choose({ command: 'study regime', args }),
      )
      .demandCommand(1, 'name a study; see --help'),
  )

const addLeverage = (study: Argv, choose: (chosen: Chosen) => void): Argv =>
  study.command(
    'leverage <experiments..>',
    'run basis trades at several leverages, and show which survive, which are called, and why',
    command =>
      command
        .positional('experiments', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'YAML files whose strategy is treasury-basis',
        })
        .option('leverage', {
          type: 'string',
          array: true,
          nargs: 1,
          default: ['10,20,30,50'],
          describe: 'value of the bonds over equity, by commas',
        })
        .option('set', repeated('override of every experiment: key=value'))
        .option('out', {
          type: 'string',
          default: join('runs', 'leverage'),
          describe: 'folder of the results',
        })
        .options(RUN_OPTIONS)
        .option('json', json('print the comparison as JSON')),
    args => choose({ command: 'study leverage', args: { ...args, quiet: Boolean(args.quiet) } }),
  )
