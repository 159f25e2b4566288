/** Which contracts of a Treasury future are listed on a day, and which are being delivered. */

import { exchangeOf, sessionOn } from '../../engine/calendar/exchange.ts'
import {
  type TreasuryContractDates,
  treasuryContractDates,
} from '../../engine/calendar/treasury-contract-dates.ts'
import { type FutureInstrument, type FutureProduct, futureOf } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import { civilOf, type Day, type Month, monthOf } from '../../engine/model/time.ts'

export interface ListedContract {
  readonly future: FutureInstrument
  readonly product: FutureProduct
  readonly dates: TreasuryContractDates
  /** On the last trading day. */
  readonly lastSession: Session
}

export interface ContractListing {
  /** Those that trade on a day, the nearest first. */
  trading(day: Day): readonly ListedContract[]
  /** Those that have stopped trading and are still delivered. */
  delivering(day: Day): readonly ListedContract[]
  /** The contract of a month; null for a month that is none of a quarter's last, or too early. */
  contract(month: Month): ListedContract | null
}

/** Conversion factors count on a yield of 6 % from this contract on; earlier ones had 8 %, and are not listed. */
const FIRST_MONTH: Month = '2000-03'

const QUARTER = /^\d{4}-(03|06|09|12)$/

/**
 * The nearest `count` quarterly contracts whose last trading day is not past: the next one is listed on the session after
 * the nearest has stopped trading. A contract is delivered up to its last delivery day. Launches are not modelled: every
 * future is listed as far back as its factor is known.
 */
export function contractListing(product: FutureProduct, count: number): ContractListing {
  const known = new Map<Month, ListedContract>()
  const contractOf = (month: Month): ListedContract => {
    const before = known.get(month)
    if (before) return before
    const dates = treasuryContractDates(product, month)
    const day = dates.lastTradingDay
    const lastSession = sessionOn(exchangeOf('SIFMA'), day)
    const contract = { future: futureOf(product.id, month), product, dates, lastSession }
    known.set(month, contract)
    return contract
  }
  let latest: { readonly quarter: number; readonly contracts: readonly ListedContract[] } | null = null
  /** The contracts of a quarter and of the next ones, from the one before a day's on: it may be delivered yet. */
  const around = (day: Day): readonly ListedContract[] => {
    const { year, month } = civilOf(day)
    const before = 3 * Math.ceil(month / 3) - 3
    const quarter = 12 * year + before
    if (latest?.quarter === quarter) return latest.contracts
    const contracts = Array.from({ length: count + 2 }, (_, i) => monthOf(year, before + 3 * i))
      .filter(each => each >= FIRST_MONTH)
      .map(contractOf)
    latest = { quarter, contracts }
    return contracts
  }
  return {
    trading: day =>
      around(day)
        .filter(({ dates }) => dates.lastTradingDay >= day)
        .slice(0, count),
    delivering: day =>
      around(day).filter(({ dates }) => dates.lastTradingDay < day && day <= dates.lastDeliveryDay),
    contract: month => (QUARTER.test(month) && month >= FIRST_MONTH ? contractOf(month) : null),
  }
}
