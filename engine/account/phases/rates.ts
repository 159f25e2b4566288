/** Rates of exchange of one instant. */

import { DataError, invariant } from '../../model/errors.ts'
import { priceOf, type Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'

/**
 * Gives the portfolio this instant's rates, or those before it while orders meet the open; a series without a bar yet is
 * a DataError.
 */
export function takeRates(account: Pick<Account, 'rules' | 'portfolio' | 'atOpen'>, slice: Slice): void {
  const sources = Object.entries(account.rules.fx)
  if (sources.length === 0) return
  account.portfolio.takeRates(
    new Map(sources.map(([currency, source]) => [currency, rateOf(account.atOpen, currency, source, slice)])),
  )
}

/** Account currency per unit of the currency. */
function rateOf(atOpen: boolean, currency: string, source: number | string, slice: Slice): number {
  if (typeof source === 'number') return source
  const bar = (atOpen ? slice.barBefore(source) : null) ?? slice.bar(source)
  if (!bar) {
    throw new DataError(
      `${source} has no price yet on ${new Date(slice.time).toISOString()}; start later or import it`,
      {
        field: `account.fx.${currency}`,
        value: source,
      },
    )
  }
  const rate = priceOf(bar)
  invariant(bar.time <= slice.time, 'no rate is from after its slice')
  return rate
}
