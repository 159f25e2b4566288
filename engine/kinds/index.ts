/** The kinds of instrument that an engine trades, each in a file of its own. */

import type { Kinds } from '../model/kind.ts'
import { bond } from './bond.ts'
import { future } from './future.ts'
import { option } from './option.ts'

export const KINDS: Kinds = { option, future, bond }
