/** The board of one expiry: its strikes, ascending, with what is known of each side. */

import type { Numbers } from './numbers.ts'

/** Known open interest by listed strike, ascending, in contracts; 0 where none is known. */
export interface StrikeBoard {
  readonly strikes: Numbers
  readonly call: Numbers
  readonly put: Numbers
}

/** A board with the rows of the chain that its open interest stands in. */
export interface Board extends StrikeBoard {
  /** Row of the chain by strike index; -1 where that side is not listed. */
  readonly callRow: Numbers
  readonly putRow: Numbers
}
