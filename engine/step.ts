/** THE main path: one slice through the building, in the order that users read in the manual. */

import type { Account } from './account/account.ts'
import { answer } from './account/phases/answer.ts'
import { closeSession, mark } from './account/phases/close.ts'
import { compareMargin } from './account/phases/compare-margin.ts'
import { declareLate } from './account/phases/declare-late.ts'
import { financeBonds } from './account/phases/finance.ts'
import { assignEarly, settleDue } from './account/phases/lifecycle.ts'
import { postMargin } from './account/phases/liquidity.ts'
import { recordDay, testMargin } from './account/phases/margin.ts'
import { matchOrders } from './account/phases/match.ts'
import { matchAtOnce } from './account/phases/match-at-once.ts'
import { takeRates } from './account/phases/rates.ts'
import { reduce } from './account/phases/reduce.ts'
import { testStops } from './account/phases/stops.ts'
import { wake } from './account/phases/wake.ts'
import type { Requirement } from './model/margin-model.ts'
import type { Feed } from './universe/feed.ts'

/** Takes an account through one slice. Everything in it is synchronous; the record is complete when it returns. */
export function step(account: Account, slice: Feed): void {
  let required: Requirement | null = null
  const isActive = !isIdle(account)
  if (isActive) {
    account.atOpen = account.rules.fill === 'nextOpen'
    takeRates(account, slice)
    matchOrders(account, slice)
    reduce(account, slice)
    account.atOpen = false
  }
  takeRates(account, slice)
  if (isActive || slice.closes.length > 0) {
    settleDue(account, slice)

    mark(account, slice)
    financeBonds(account, slice)
    closeSession(account, slice)
    assignEarly(account, slice)
    testStops(account, slice)

    postMargin(account, slice)
    required = testMargin(account, slice)
  }
  wake(account, slice)
  if (hasNews(account)) account.news = { fills: [], calls: [] }

  answer(account, slice)
  if (account.rules.fill === 'same') matchAtOnce(account, slice)

  // Told last: from here on no cash moves in this slice.
  recordDay(account, slice, required)
  compareMargin(account, slice)
  declareLate(account, slice)
}

/** An account without orders and positions has nothing to match, settle, mark or margin. */
const isIdle = (account: Account): boolean => account.broker.isIdle() && account.portfolio.isFlat()

/** What was told is over; what a fill in the slice of the decision adds after it is told with the next slice. */
const hasNews = ({ news }: Account): boolean => news.fills.length > 0 || news.calls.length > 0
