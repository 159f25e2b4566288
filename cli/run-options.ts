/** What every command that runs experiments takes besides its own, and hands on to each run. */

import { parseCeilings } from '../engine/model/ceilings.ts'
import type { ExperimentOptions } from '../studies/index.ts'
import { CEILING_OPTION } from './ceiling-option.ts'
import { tellSupervisor } from './supervised.ts'

/** For `options(RUN_OPTIONS)`. */
export const RUN_OPTIONS = {
  ceiling: CEILING_OPTION,
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

/** As they come from the command line. */
export interface RunSwitches {
  /** name=value each. */
  readonly ceiling: readonly string[]
  readonly ownCode: boolean
  readonly rememberHashes: boolean
}

type Handed = Required<Pick<ExperimentOptions, 'ceilings' | 'ownCode' | 'rememberHashes' | 'stuck'>>

/** What a run is handed of them. Throws a DataError for a ceiling that is none. */
export const handedOn = ({ ceiling, ownCode, rememberHashes }: RunSwitches): Handed => ({
  ceilings: parseCeilings(ceiling),
  ownCode,
  rememberHashes,
  stuck: ({ message }) => tellSupervisor({ kind: 'stuck', message }),
})
