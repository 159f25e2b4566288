/** The rates at which lenders lend: the overnight fixing, and the terms of this instant. */

import { type Funding, haircutOf, termsOn } from '../../margin/repo.ts'
import { DataError } from '../../model/errors.ts'
import { priceOf, type Slice } from '../../model/slice.ts'
import type { FundingView } from '../../model/strategy.ts'
import { formatDay } from '../../model/time.ts'
import type { Account } from '../account.ts'

/**
 * The overnight rate of the business day before this session, which is published on this one. Throws a DataError that
 * names the day when it was not.
 */
export function fixingOf(account: Account, slice: Slice, funding: Funding, product: string): number {
  if (typeof funding.rate === 'number') return funding.rate
  const bar = slice.bar(funding.rate)
  const before = account.facts.sessionAfter(product, slice.time, -1)
  const published = bar !== null && before !== null && bar.time > before.close
  if (bar && (published || funding.missingFixing === 'previous')) return priceOf(bar)
  throw new DataError(
    `there is no fixing of ${funding.rate} for ${before ? formatDay(before.day) : 'the day before'}; import it, state a rate, or set funding.missingFixing: previous to take the one before`,
    { field: 'funding.rate', value: funding.rate },
  )
}

/** The lender's terms of this instant; null without a lender, and before the first fixing. */
export function fundingNow(account: Account, slice: Slice): FundingView | null {
  const { funding } = account.rules
  if (!funding) return null
  const { day } = account.facts.session(account.home, slice.time)
  const terms = termsOn(funding, day)
  const fixing = typeof funding.rate === 'number' ? funding.rate : slice.bar(funding.rate)
  if (fixing === null) return null
  return {
    ratePercent: (typeof fixing === 'number' ? fixing : priceOf(fixing)) + terms.spreadPercent,
    haircut: haircutOf(terms, funding.crossMarginFactor),
  }
}
