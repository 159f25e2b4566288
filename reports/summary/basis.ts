/** What a run that held bonds tells beyond its trades: the profit by names, liquidity, and the basis that was seen. */

import { minor, toAmount, toMinor } from '../../engine/model/money.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import { noProfit, PROFIT_NAMES } from '../attribution/profit-names.ts'
import type { Basis } from '../schema/basis.ts'
import type { Trades } from '../schema/report.ts'
import type { Days } from './days.ts'
import type { ReportInput } from './input.ts'
import { rateOn, tidy } from './rates.ts'

/** Null when no bond was ever held. `profit` is that of the run, in account currency. */
export function basisOf(input: ReportInput, trades: Trades, days: Days, profit: number): Basis | null {
  if (input.facts.bonds.length === 0) return null
  return { names: namesOf(input, trades, profit), days: daysOf(input, days), seen: seenOf(input) }
}

/** Names of all basis trades at the rates of their ends, what else the account earned, and the cents between. */
function namesOf(input: ReportInput, trades: Trades, profit: number): Basis['names'] {
  const { currency } = input.run
  const rate = rateOn(input)
  const ends = new Map<number, EpochMs>()
  for (const { group, open, changedAt } of input.facts.trades) ends.set(group, open?.time ?? changedAt)
  const sums = { ...noProfit(), otherTrades: 0, interestCash: 0, interestCredit: 0 }
  for (const trade of trades) {
    if (trade.basis) {
      const atEnd = rate(trade.currency, ends.get(trade.id) ?? Number.POSITIVE_INFINITY)
      for (const name of PROFIT_NAMES) sums[name] += toMinor(trade.basis.names[name] * atEnd, currency)
    } else sums.otherTrades += toMinor(trade.profitAccount, currency)
  }
  for (const { time, currency: of, amount, on } of input.facts.ledger.interest) {
    const earned = toMinor(toAmount(amount, of) * rate(of, time), currency)
    sums[on === 'cash' ? 'interestCash' : 'interestCredit'] += earned
  }
  const named = Object.values(sums).reduce((sum, one) => sum + one, 0)
  sums.rounding += toMinor(profit, currency) - named
  const amount = (value: number): number => toAmount(minor(value), currency)
  return {
    carry: amount(sums.carry),
    financing: amount(sums.financing),
    convergence: amount(sums.convergence),
    deliveryOption: amount(sums.deliveryOption),
    curve: amount(sums.curve),
    execution: amount(sums.execution),
    fees: amount(sums.fees),
    rounding: amount(sums.rounding),
    otherTrades: amount(sums.otherTrades),
    interestCash: amount(sums.interestCash),
    interestCredit: amount(sums.interestCredit),
  }
}

/** Where the account's cash was, on the sessions of its days. */
function daysOf(input: ReportInput, { columns }: Days): Basis['days'] {
  const { currency } = input.run
  const liquidity = new Map(
    input.facts.liquidity.map(record => [input.sessionOf(record.time), record] as const),
  )
  const unlent = unlentBonds(input)
  const rates = new Map<string, number>()
  for (const { time, repoPercent } of input.facts.bonds)
    if (repoPercent !== null) rates.set(input.sessionOf(time), repoPercent)
  const rows = columns.session.map((session, i) => {
    const told = liquidity.get(session)
    const equity = columns.equity[i] ?? 0
    const bondValue = told ? toAmount(told.bondValue, currency) : (unlent.get(session) ?? null)
    const creditDrawn = told ? toAmount(told.creditDrawn, currency) : 0
    const needed = (columns.maintenance[i] ?? 0) - (columns.premiumIncluded[i] ?? 0)
    const held = bondValue !== null && bondValue > 0
    return {
      cashFree: told ? toAmount(told.cashFree, currency) : (columns.cash[i] ?? 0),
      marginPosted: told ? toAmount(told.marginPosted, currency) : 0,
      creditDrawn,
      bondValue,
      borrowed: told ? toAmount(told.borrowed, currency) : bondValue === null ? null : 0,
      leverage: held && equity > 0 ? tidy(bondValue / equity) : null,
      distanceToCall: held ? tidy((equity + creditDrawn - needed) / bondValue) : null,
      repoPercent: rates.get(session) ?? null,
    }
  })
  return {
    cashFree: rows.map(row => row.cashFree),
    marginPosted: rows.map(row => row.marginPosted),
    creditDrawn: rows.map(row => row.creditDrawn),
    bondValue: rows.map(row => row.bondValue),
    borrowed: rows.map(row => row.borrowed),
    leverage: rows.map(row => row.leverage),
    distanceToCall: rows.map(row => row.distanceToCall),
    repoPercent: rows.map(row => row.repoPercent),
  }
}

/** Value of all bonds by session, at its rate, for accounts that pay for bonds in full. */
function unlentBonds(input: ReportInput): Map<string, number> {
  const currencies = new Map<string, string>()
  for (const { currency, legs } of input.facts.trades)
    for (const leg of legs) currencies.set(leg.instrument.id, currency)
  const rate = rateOn(input)
  const values = new Map<string, number>()
  for (const { time, bond, value } of input.facts.bonds) {
    const currency = currencies.get(bond) ?? input.run.currency
    const session = input.sessionOf(time)
    const worth = toAmount(value, currency) * rate(currency, time)
    values.set(session, (values.get(session) ?? 0) + worth)
  }
  return values
}

const NUMBERS = [
  'futuresPrice',
  'impliedRepoPercent',
  'fundingPercent',
  'cheapestNetBasis',
  'heldGrossBasis',
  'heldNetBasis',
] as const

/** The strategy's observations of the basis; null without any. */
function seenOf(input: ReportInput): Basis['seen'] {
  const seen = input.facts.basis
  if (seen.length === 0) return null
  const numbers = (field: (typeof NUMBERS)[number]): (number | null)[] =>
    seen.map(({ values }) => {
      const value = values[field]
      return typeof value === 'number' ? tidy(value) : null
    })
  const names = (field: 'contract' | 'cheapest' | 'held'): (string | null)[] =>
    seen.map(({ values }) => {
      const value = values[field]
      return typeof value === 'string' ? value : null
    })
  return {
    session: seen.map(({ time }) => input.sessionOf(time)),
    contract: names('contract'),
    futuresPrice: numbers('futuresPrice'),
    cheapest: names('cheapest'),
    held: names('held'),
    impliedRepoPercent: numbers('impliedRepoPercent'),
    fundingPercent: numbers('fundingPercent'),
    cheapestNetBasis: numbers('cheapestNetBasis'),
    heldGrossBasis: numbers('heldGrossBasis'),
    heldNetBasis: numbers('heldNetBasis'),
  }
}
