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
import { runningPeriods } from '../../engine/pricing/bonds/running-period.ts'
import { type BasketBond, contractBasket } from '../../engine/pricing/treasury/contract-basket.ts'
import { deliverableFuture } from '../../engine/pricing/treasury/deliverable-future.ts'
import { type ContractListing, contractListing, type ListedContract } from './contract-listing.ts'
import { type DayQuotes, dayQuotes } from './day-quotes.ts'
import { type Dislocation, dislocationOf, futurePrice } from './future-price.ts'
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

/** The bonds that a contract takes and that are issued by a day. */
type IssuedBasket = (contract: ListedContract, day: Day) => readonly BasketBond[]

/**
 * Bonds are those in the baskets of contracts that trade or are delivered, from their issue on; futures those that trade
 * and have a bond in their basket by now. Baskets are remembered until their contract has been delivered; no price is.
 */
export function treasuryDesk(
  terms: TreasuryTerms,
  futures: readonly FutureProduct[],
  issues: readonly BondIssue[],
  history: YieldHistory,
): TreasuryDesk {
  const bonds = { ...bondProductOf('UST'), issues }
  const market = exchangeOf('SIFMA')
  const basketOf = issuedBaskets(issues)
  const periodOf = runningPeriods()
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
      const quotes = dayQuotes(day, settle, curveOn(history, day), periodOf)
      const futurePrices = [...counters.values()].flatMap(counter =>
        pricesAt(counter, quotes, basketOf, terms),
      )
      return {
        bonds: new Map([...quotes.quoted].map(([id, { clean }]) => [id, clean])),
        futures: new Map(futurePrices),
      }
    },
  }
}

function issuedBaskets(issues: readonly BondIssue[]): IssuedBasket {
  const known = new Map<string, { readonly basket: readonly BasketBond[]; readonly delivery: Day }>()
  return ({ future, product, dates }, day) => {
    const delivery = dates.lastDeliveryDay
    let found = known.get(future.id)
    if (!found) {
      for (const [id, other] of known) if (other.delivery < day) known.delete(id)
      const { bonds } = contractBasket(issues, deliverableFuture(product, 'future'), future.month, delivery)
      found = { basket: bonds, delivery }
      known.set(future.id, found)
    }
    return found.basket.filter(({ issue }) => issue.issued <= day)
  }
}

/** Quotes the bonds of every contract, and prices those that trade unless their prices are imported. */
function pricesAt(
  { listing, dislocation }: Counter,
  quotes: DayQuotes,
  basketOf: IssuedBasket,
  { forwardRate, prices }: TreasuryTerms,
): [id: string, price: number][] {
  const { day } = quotes
  const quoted = (contract: ListedContract): readonly BasketBond[] => {
    const basket = basketOf(contract, day)
    for (const { issue } of basket) quotes.bond(issue)
    return basket
  }
  for (const contract of listing.delivering(day)) quoted(contract)
  return listing.trading(day).flatMap((contract): [string, number][] => {
    const basket = quoted(contract)
    if (basket.length === 0 || prices === 'settlements') return []
    return [[contract.future.id, futurePrice(quotes, contract, basket, forwardRate, dislocation(day))]]
  })
}
