/** Phase 4: the requirement against equity, and the account's line in the record. */

import { invariant } from '../../model/errors.ts'
import type { Requirement } from '../../model/margin-model.ts'
import type { DayRecord } from '../../model/record.ts'
import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { carvingText } from './carving-text.ts'
import { exposure, requirementOf } from './exposure.ts'
import { advanceCall, standingBy } from './margin-call.ts'
import { recordStaleRates } from './rates.ts'
import { reduce } from './reduce.ts'

/**
 * `fcm` tests after settlement, `instant` on every slice and reduces in it. Gives what is required after the test;
 * null where the slice calls for none.
 */
export function testMargin(account: Account, slice: Slice): Requirement | null {
  const instant = account.rules.callPolicy === 'instant'
  if (slice.closes.length === 0 && !instant) return null
  const requirement = required(account, slice)
  if (!account.portfolio.isFlat() || account.call.open)
    advanceCall(account, standingBy(account, slice, requirement))
  return instant && reduce(account, slice) ? required(account, slice) : requirement
}

const required = (account: Account, slice: Slice): Requirement =>
  requirementOf(account, slice, exposure(account, slice))

/** How options are margined together, by product; nothing where none are. */
function carvingsOf({ products }: Requirement): Pick<DayRecord, 'carvings'> {
  const texts = products.flatMap(({ product, currency, carving }) =>
    carving && carving.parts.length > 0 ? [[product, carvingText(carving, currency)] as const] : [],
  )
  return texts.length === 0 ? {} : { carvings: Object.fromEntries(texts) }
}

/** One line a session's end: equity, cash and the requirement as published. What was filled after the test is in it. */
export function recordDay(account: Account, slice: Slice, tested: Requirement | null): void {
  if (slice.closes.length === 0 || tested === null) return
  const requirement = account.news.fills.length > 0 ? required(account, slice) : tested
  const equity = account.portfolio.equity()
  invariant(requirement.maintenance <= requirement.initial, 'maintenance margin is no more than initial')
  account.equityRecorded = equity
  recordStaleRates(account, slice)
  account.record({
    kind: 'day',
    time: slice.time,
    session: Math.max(...slice.closes.map(end => end.session.day)),
    equity,
    cash: account.portfolio.money.cash(),
    initial: requirement.initial,
    maintenance: requirement.maintenance,
    premiumIncluded: requirement.premiumIncluded,
    scenarios: Object.fromEntries(
      requirement.products.flatMap(({ product, scenario }) =>
        scenario === null ? [] : [[product, scenario]],
      ),
    ),
    ...carvingsOf(requirement),
    groups: [...account.portfolio.groups()].length,
    rates: account.portfolio.money.ratesNow(),
  })
}
