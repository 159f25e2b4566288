/** What every report owes its reader: the headline is the end of the ledger, and its profit is beyond all that was paid in. */

import { invariant } from '../../engine/model/errors.ts'
import { type Minor, toAmount, toMinor } from '../../engine/model/money.ts'
import type { TradeFacts } from '../../folds/index.ts'
import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'

/** An amount in the account's minor units, and by how many of them rounding may have moved it. */
interface Amount {
  readonly units: number
  readonly slack: number
}

/**
 * Throws where the headline is not the opening capital, all postings to the account's own cash and the value of what is
 * open, by the trades that are: to the minor unit, and for what is in another currency to the rounding of its conversions.
 */
export function requireLedgerEnd(
  input: ReportInput,
  headline: Report['headline'],
  open: readonly TradeFacts[],
): void {
  const { currency } = input.run
  const parts = [...ownCash(input), ...openValues(input, open)]
  const end = parts.reduce((sum, { units }) => sum + units, 0)
  const slack = parts.reduce((sum, part) => sum + part.slack, 0)
  const told = toMinor(headline.equityEnd, currency)
  invariant(Math.abs(told - end) <= slack, () => `the headline, ${told}, is the end of the ledger, ${end}`)
  const profit = headline.equityEnd - toAmount(input.facts.ledger.deposited, currency)
  invariant(
    Math.abs(headline.profit - profit) < CENT,
    () => `the profit, ${headline.profit}, is what the ledger has beyond the cash paid in, ${profit}`,
  )
}

/** The profit is told in hundredths of the currency. */
const CENT = 0.01

/** Cash, margin that was posted, and what is owed on the credit line, by currency. */
const ownCash = (input: ReportInput): Amount[] =>
  [...input.facts.ledger.balances].map(([currency, balance]) => converted(balance, currency, 1, input))

/** What is open at the end, by trade. The ledger rounds each leg; a leg of options may have become one of futures. */
const openValues = (input: ReportInput, trades: readonly TradeFacts[]): Amount[] =>
  trades.flatMap(({ open, currency, legs }) =>
    open ? [converted(open.value, currency, 2 * legs.length, input)] : [],
  )

/** In the account's currency; `rounded` is how many amounts the ledger converts where this converts one. */
function converted(value: Minor, currency: string, rounded: number, input: ReportInput): Amount {
  if (currency === input.run.currency) return { units: value, slack: 0 }
  const amount = toAmount(value, currency)
  return {
    units: toMinor(amount * input.rateAtEnd(currency), input.run.currency),
    slack: 1 + rounded + Math.abs(amount) * RATE_SLACK,
  }
}

/** The rate of the end is that of a million units, in whole minor units of the account. */
const RATE_SLACK = 1e-6
