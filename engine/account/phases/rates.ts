/** Rates of exchange of one instant. */

import { DataError, invariant } from '../../model/errors.ts'
import { priceOf, type Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'

/** A rate that is older than so many sessions is missing. */
const STALE_MOST = 5

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

/**
 * Records the rates that are not of this session, nor of the one before, at its end: what is published later in the day is
 * known with the next. Throws a DataError where one is long gone, unless what is missing may be substituted.
 */
export function recordStaleRates(account: Account, slice: Slice): void {
  for (const [currency, source] of Object.entries(account.rules.fx)) {
    const bar = typeof source === 'string' ? slice.bar(source) : null
    if (!bar || account.portfolio.isFlat()) continue
    const staleSessions = account.facts.sessionsSince(account.home, bar.time, slice.time)
    if (staleSessions < 2) continue
    if (staleSessions > STALE_MOST && account.rules.missingSettlement === 'error')
      throw new DataError(
        `${source}, the rate of exchange of ${currency}, ends ${staleSessions} sessions before ${new Date(slice.time).toISOString().slice(0, 10)}, on ${new Date(bar.time).toISOString().slice(0, 10)}; import it up to the end of the run, or set missingSettlement: underlying to go on with the last rate`,
        { field: `account.fx.${currency}`, value: source },
      )
    account.record({ kind: 'substitute', time: slice.time, of: 'rate', name: currency, staleSessions })
  }
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
