/** Phase 6 of `fill: same`: orders meet the slice of their decision, and what they trade at a session's end takes part in that end. */

import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { exchangeVariation, mark } from './close.ts'
import { postMargin } from './liquidity.ts'
import { matchOrders } from './match.ts'

export function matchAtOnce(account: Account, slice: Slice): void {
  matchOrders(account, slice)
  if (slice.closes.length === 0 || account.news.fills.length === 0) return
  mark(account, slice)
  exchangeVariation(account, slice)
  account.portfolio.money.startInterest(slice.time)
  postMargin(account, slice)
}
