/** Which contract is traded on a day, and its dates. */

import { calendarOf } from '../../engine/calendar/holidays.ts'
import {
  type TreasuryContractDates,
  treasuryContractDates,
} from '../../engine/calendar/treasury-contract-dates.ts'
import { type FutureInstrument, type FutureProduct, futureOf } from '../../engine/model/instrument.ts'
import { civilOf, type Day, type Month, monthOf, parseMonth } from '../../engine/model/time.ts'

export interface Contract {
  readonly future: FutureInstrument
  readonly dates: TreasuryContractDates
  /** The first day on which it is left for the next. */
  readonly rollDay: Day
}

export interface Contracts {
  /** The contract of a month. */
  of(month: Month): Contract
  /** The nearest quarterly contract that is not yet left on a day. */
  front(day: Day): Contract
  /** The contract a quarter after another. */
  after(contract: Contract): Contract
}

/** More are never looked at side by side. */
const REMEMBERED_MOST = 8

/** The contracts of a Treasury future, left `rollDays` business days before their first intention day. */
export function contractsOf(product: FutureProduct, rollDays: number): Contracts {
  const known = new Map<Month, Contract>()
  const of = (month: Month): Contract => {
    const before = known.get(month)
    if (before) return before
    const dates = treasuryContractDates(product, month)
    const rollDay = calendarOf('SIFMA').add(dates.firstIntentionDay, -rollDays)
    const contract = { future: futureOf(product.id, month), dates, rollDay }
    if (known.size === REMEMBERED_MOST) known.clear()
    known.set(month, contract)
    return contract
  }
  return {
    of,
    front(day) {
      const { year, month } = civilOf(day)
      let quarter = Math.ceil(month / 3) * 3
      for (;;) {
        const contract = of(monthOf(year, quarter))
        if (day < contract.rollDay) return contract
        quarter += 3
      }
    },
    after({ future }) {
      const { year, month } = parseMonth(future.month)
      return of(monthOf(year, month + 3))
    },
  }
}
