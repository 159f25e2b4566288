/** What an entry moves in cash. */

import type { Entry } from '../engine/model/entry.ts'
import { add, type Minor, ZERO } from '../engine/model/money.ts'

/** In the entry's own currency; 0 where it moves none. */
export function cashOf({ postings }: Entry): Minor {
  let cash = ZERO
  for (const { account, amount } of postings) if (account === 'cash') cash = add(cash, amount)
  return cash
}
