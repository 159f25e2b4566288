/** Reads the board of one expiry from the rows of a block. */

import { CALL, type ChainColumns } from '../model/block.ts'
import type { Board } from '../model/board.ts'
import { Numbers } from '../model/numbers.ts'

/** Of the rows `from` to `to` of the block, by strike; the board counts rows from `first` on. Nobody can change it. */
export function boardOf(
  block: ChainColumns,
  knownOpenInterest: Float64Array,
  first: number,
  from: number,
  to: number,
): Board {
  const listed = strikesBetween(block.strike, from, to)
  const lists = new Float64Array(LISTS * listed)
  // Strikes, calls, puts, rows of calls and rows of puts, one after the other.
  lists.fill(-1, 3 * listed)
  let at = -1
  for (let row = from; row < to; row++) {
    const strike = block.strike[row] as number
    if (at < 0 || lists[at] !== strike) lists[++at] = strike
    const known = knownOpenInterest[row] as number
    const side = block.right[row] === CALL ? 1 : 2
    lists[side * listed + at] = Number.isNaN(known) ? 0 : known
    lists[(side + 2) * listed + at] = row - first
  }
  const list = (index: number): Numbers => new Numbers(lists, index * listed, listed)
  return { strikes: list(0), call: list(1), put: list(2), callRow: list(3), putRow: list(4) }
}

const LISTS = 5

function strikesBetween(strikes: Float64Array, from: number, to: number): number {
  let [listed, before] = [0, Number.NaN]
  for (let row = from; row < to; row++) {
    const strike = strikes[row] as number
    if (strike !== before) listed++
    before = strike
  }
  return listed
}
