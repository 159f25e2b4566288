/** What accounts need of a market: the chains and bars that are read, and a rate for every currency. */

import { DataError } from '../model/errors.ts'
import { productIdOf, underlyingProductOf } from '../model/instrument.ts'
import type { Kind } from '../model/kind.ts'
import type { MarketNeeds } from '../model/market.ts'
import { instrumentsOf } from '../model/signal.ts'
import { signalsOf } from '../universe/bus.ts'
import type { Account } from './account.ts'
import type { Lookup } from './lookup.ts'

/** The option products that an account listens to or starts with. */
export const chainsOf = (account: Account): string[] => [
  ...new Set([...account.bus.subscriptions.chains, ...carriedIn('chains', account)]),
]

/** Products of what it starts with, by where they are quoted. */
const carriedIn = (place: Kind['quotedIn'], { carried, facts }: Account): string[] =>
  carried.flatMap(({ instrument }) =>
    facts.kindOf(instrument).quotedIn === place ? [instrument.product] : [],
  )

/**
 * The products whose daily volatility the account's margin models look at: what its options deliver or settle on, and the
 * futures that it listens to or starts with.
 */
export function volatilityOf(account: Account, facts: Lookup): string[] {
  const { margin, compared = [] } = account.rules
  if (![margin, ...compared].some(model => model.looksAtVolatility)) return []
  const underlyings = chainsOf(account).map(product => underlyingProductOf(facts.optionProduct(product)))
  const { bars, read } = account.bus.subscriptions
  return [...underlyings, ...carriedIn('bars', account), ...[...bars].map(productIdOf), ...read]
}

/** Chains that are listened to or held, and the bars that they, the signals and the rates need. */
export function needsOf(account: Account, facts: Lookup): Pick<MarketNeeds, 'chains' | 'bars'> {
  const { subscriptions } = account.bus
  const chains = chainsOf(account)
  const bars = new Set(carriedIn('bars', account))
  for (const product of chains) bars.add(underlyingProductOf(facts.optionProduct(product)))
  for (const instrument of [...subscriptions.bars, ...subscriptions.read]) bars.add(productIdOf(instrument))
  for (const instrument of signalsOf(subscriptions).flatMap(instrumentsOf)) bars.add(productIdOf(instrument))
  for (const source of [...Object.values(account.rules.fx), account.rules.funding?.rate])
    if (typeof source === 'string') bars.add(productIdOf(source))
  return { chains: [...chains].sort(), bars: [...bars].sort() }
}

/**
 * Every currency that an account may trade in needs a rate, unless it is the account's. Indices cannot be traded.
 * Throws a DataError.
 */
export function checkRates(account: Account, facts: Lookup): void {
  const { chains, bars, read } = account.bus.subscriptions
  const carried = account.carried.map(({ instrument }) => instrument.id)
  const instruments = [...bars, ...carried, ...signalsOf(account.bus.subscriptions).flatMap(instrumentsOf)]
  for (const id of [...chains, ...read, ...instruments.map(productIdOf)]) {
    const { kind, currency } = facts.product(id)
    if (kind === 'index' || currency === account.portfolio.terms.currency || currency in account.rules.fx)
      continue
    throw new DataError(`${id} trades in ${currency}; state a rate, as in fx: { ${currency}: 1.1 }`, {
      field: 'account.fx',
      value: currency,
    })
  }
}

/** The fixing that loans are priced at must be one that the market has. Throws a DataError. */
export function checkFixing(account: Account, facts: Lookup): void {
  const rate = account.rules.funding?.rate
  if (typeof rate !== 'string' || facts.market.sessions(productIdOf(rate)).length > 0) return
  throw new DataError('the market has no such fixing; import it, or state a rate in percent', {
    field: 'funding.rate',
    value: rate,
  })
}
