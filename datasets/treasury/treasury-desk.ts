/** Prices bonds and futures at the close of one session, off the par yields of that day and nothing later. */

import { bondProductOf } from '../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import {
  type BondIssue,
  type BondProduct,
  type FutureProduct,
  inForce,
} from '../../engine/model/instrument.ts'
import type { Day } from '../../engine/model/time.ts'
import { type BasketBond, contractBaskets } from './contract-basket.ts'
import { type ContractListing, contractListing, type ListedContract } from './contract-listing.ts'
import { type DayQuotes, dayQuotes } from './day-quotes.ts'
import { type Dislocation, dislocationOf } from './dislocation.ts'
import { futurePrice } from './future-price.ts'
import type { TreasuryTerms } from './treasury-terms.ts'
import { curveOn, type YieldHistory } from './yield-history.ts'

/** Clean prices of bonds and prices of futures at one close, by instrument id. */
interface TreasuryPrices {
  readonly bonds: ReadonlyMap<string, number>
  /** None where the futures' prices are imported. */
  readonly futures: ReadonlyMap<string, number>
}

export interface TreasuryDesk {
  readonly bonds: BondProduct
  /** By id of the future. */
  readonly listings: ReadonlyMap<string, ContractListing>
  /** At the close of a session; null for one without par yields. */
  price(day: Day): TreasuryPrices | null
}

/** A future with what its market shows. */
interface Counter {
  readonly listing: ContractListing
  readonly dislocation: Dislocation
}

type BasketsOf = (contract: ListedContract) => readonly BasketBond[]

/**
 * Bonds are those in the baskets of contracts that trade or are delivered, from their issue on; futures those that trade
 * and have a bond in their basket by now. Baskets are remembered; no price is.
 */
export function treasuryDesk(
  terms: TreasuryTerms,
  futures: readonly FutureProduct[],
  issues: readonly BondIssue[],
  history: YieldHistory,
): TreasuryDesk {
  const bonds = { ...bondProductOf('UST'), issues }
  const market = exchangeOf('SIFMA')
  const basketsOf = contractBaskets(issues)
  const counters = new Map(
    futures.map((product): [string, Counter] => [
      product.id,
      {
        listing: contractListing(product, terms.contracts),
        dislocation: dislocationOf(terms.dislocation, product.id),
      },
    ]),
  )
  return {
    bonds,
    listings: new Map([...counters].map(([id, { listing }]) => [id, listing])),
    price(day) {
      if (!history.points.has(day)) return null
      const settle = market.add(day, inForce(bonds.settlementDays, day, `settlement of ${bonds.id}`))
      const quotes = dayQuotes(day, settle, curveOn(history, day))
      const futurePrices = [...counters.values()].flatMap(counter =>
        pricesAt(counter, quotes, basketsOf, terms),
      )
      return {
        bonds: new Map([...quotes.quoted].map(([id, { clean }]) => [id, clean])),
        futures: new Map(futurePrices),
      }
    },
  }
}

/** Quotes the bonds of every contract, and prices those that trade unless their prices are imported. */
function pricesAt(
  { listing, dislocation }: Counter,
  quotes: DayQuotes,
  basketsOf: BasketsOf,
  { forwardRate, prices }: TreasuryTerms,
): [id: string, price: number][] {
  const { day } = quotes
  const issued = (contract: ListedContract): BasketBond[] =>
    basketsOf(contract).filter(({ issue }) => issue.issued <= day)
  const trading = listing.trading(day)
  for (const contract of [...listing.delivering(day), ...trading])
    for (const { issue } of issued(contract)) quotes.bond(issue)
  if (prices === 'settlements') return []
  return trading.flatMap(contract => {
    const basket = issued(contract)
    if (basket.length === 0) return []
    return [[contract.future.id, futurePrice(quotes, contract, basket, forwardRate, dislocation(day))]]
  })
}
