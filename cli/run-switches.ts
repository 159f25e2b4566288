/** What every command that runs experiments hands on to each run. */

import { parseCeilings } from '../engine/model/ceilings.ts'
import type { ExperimentOptions } from '../studies/index.ts'
import { tellSupervisor } from './supervised.ts'

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
