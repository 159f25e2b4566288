/** The board of one expiry: its strikes, ascending, with what is known of each side. */

/** Known open interest by listed strike, ascending, in contracts; 0 where none is known. */
export interface StrikeBoard {
  readonly strikes: readonly number[]
  readonly call: readonly number[]
  readonly put: readonly number[]
}

/** A board with the rows of the chain that its open interest stands in. */
export interface Board extends StrikeBoard {
  /** Row of the chain by strike index; -1 where that side is not listed. */
  readonly callRow: readonly number[]
  readonly putRow: readonly number[]
}
