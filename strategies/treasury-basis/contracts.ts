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

/** The contract of a month. */
export function contractOf(product: FutureProduct, month: Month, rollDays: number): Contract {
  const dates = treasuryContractDates(product, month)
  const rollDay = calendarOf('SIFMA').add(dates.firstIntentionDay, -rollDays)
  return { future: futureOf(product.id, month), dates, rollDay }
}

/** The nearest quarterly contract that is not yet left on a day. */
export function frontContract(product: FutureProduct, day: Day, rollDays: number): Contract {
  const { year, month } = civilOf(day)
  let quarter = Math.ceil(month / 3) * 3
  for (;;) {
    const contract = contractOf(product, monthOf(year, quarter), rollDays)
    if (day < contract.rollDay) return contract
    quarter += 3
  }
}

/** The contract a quarter after another. */
export function contractAfter(product: FutureProduct, { future }: Contract, rollDays: number): Contract {
  const { year, month } = parseMonth(future.month)
  return contractOf(product, monthOf(year, month + 3), rollDays)
}
