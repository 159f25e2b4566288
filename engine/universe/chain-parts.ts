/** What the chain of one instant is made of. */

import type { ChainColumns } from '../model/block.ts'
import type { ExpiryRows } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import type { KnownColumns } from './known-open-interest.ts'

/** `from` and `to` are rows of the block; those of the expiries count from `from` on. All of it is frozen or private. */
export interface ChainParts {
  readonly product: string
  readonly time: EpochMs
  readonly session: Day
  readonly block: ChainColumns
  readonly known: KnownColumns
  readonly from: number
  readonly to: number
  readonly expiries: readonly ExpiryRows[]
}
