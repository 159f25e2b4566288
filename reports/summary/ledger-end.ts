/** What every report owes its reader: the headline is the end of the ledger, and its profit is beyond all that was paid in. */

import { invariant } from '../../engine/model/errors.ts'
import { type Minor, toAmount, toMinor } from '../../engine/model/money.ts'
import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'
import { recordsOf } from './select.ts'

/** An amount in the account's minor units, and by how many of them rounding may have moved it. */
interface Amount {
  readonly units: number
  readonly slack: number
}

/**
 * Throws where the headline is not the opening capital, all postings to the account's own cash and the value of what is
 * open: to the minor unit, and for what is in another currency to the rounding of its conversions.
 */
export function requireLedgerEnd(input: ReportInput, headline: Report['headline']): void {
  const { currency } = input.run
  const parts = [...ownCash(input), ...openValues(input)]
  const end = parts.reduce((sum, { units }) => sum + units, 0)
  const slack = parts.reduce((sum, part) => sum + part.slack, 0)
  const told = toMinor(headline.equityEnd, currency)
  invariant(Math.abs(told - end) <= slack, `the headline, ${told}, is the end of the ledger, ${end}`)
  const profit = headline.equityEnd - paidIn(input)
  invariant(
    Math.abs(headline.profit - profit) < CENT,
    `the profit, ${headline.profit}, is what the ledger has beyond the cash paid in, ${profit}`,
  )
}

/** The profit is told in hundredths of the currency. */
const CENT = 0.01

/** Cash, margin that was posted, and what is owed on the credit line, by currency. */
function ownCash(input: ReportInput): Amount[] {
  const balances = new Map<string, number>()
  for (const { entry } of recordsOf(input.records, 'entry')) {
    for (const { account, amount } of entry.postings) {
      if (account !== 'cash' && account !== 'margin' && account !== 'creditLine') continue
      balances.set(entry.currency, (balances.get(entry.currency) ?? 0) + amount)
    }
  }
  return [...balances].map(([currency, balance]) => converted(balance as Minor, currency, 1, input))
}

/** What is open at the end, by group. */
function openValues(input: ReportInput): Amount[] {
  const open = recordsOf(input.records, 'open')
  if (open.length === 0) return []
  const fills = recordsOf(input.records, 'fill')
  return open.map(({ group, value }) => {
    const own = fills.filter(({ fill }) => fill.group === group)
    // The ledger rounds each leg; a leg of options may have become one of futures.
    const legs = 2 * new Set(own.map(({ fill }) => fill.instrument.id)).size
    return converted(value, own[0]?.fill.currency ?? input.run.currency, legs, input)
  })
}

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

/** In currency units. */
function paidIn(input: ReportInput): number {
  const entries = recordsOf(input.records, 'entry').filter(({ entry }) => entry.kind === 'deposit')
  return entries
    .flatMap(({ entry }) => entry.postings)
    .reduce(
      (sum, { account, amount }) => (account === 'cash' ? sum + toAmount(amount, input.run.currency) : sum),
      0,
    )
}
