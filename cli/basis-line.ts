/** What `stillhalter basis` takes. */

import type { Argv } from 'yargs'
import type { Chosen } from './actions.ts'
import { json } from './options.ts'

export const addBasis = (parser: Argv, choose: (chosen: Chosen) => void): Argv =>
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
