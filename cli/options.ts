/** Options that several commands take. */

import { CEILINGS } from '../engine/model/ceilings.ts'

/** The experiment that a command is about. */
export const EXPERIMENT = { type: 'string', demandOption: true, describe: 'YAML file' } as const

/** A value that may be given several times, each with its own `--name`. */
export const repeated = (describe: string) =>
  ({ type: 'string', array: true, nargs: 1, default: [] as string[], describe }) as const

export const json = (describe = 'print JSON') => ({ type: 'boolean', default: false, describe }) as const

/** Of every command that runs experiments. */
export const RUN_OPTIONS = {
  ceiling: repeated(`raise a ceiling: name=value, of ${Object.keys(CEILINGS).join(', ')}`),
  'own-code': {
    type: 'boolean',
    default: true,
    describe: 'run strategy files; --no-own-code refuses experiments that name one',
  },
  'remember-hashes': {
    type: 'boolean',
    default: false,
    describe: 'do not hash parts of a store again whose size, time and inode are those of an earlier run',
  },
} as const
