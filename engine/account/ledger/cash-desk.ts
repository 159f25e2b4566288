/** The cash desk of a portfolio: balances by currency, margin posted, the credit line, and interest. Every change is a journal entry. */

import type { Entry } from '../../model/entry.ts'
import { invariant } from '../../model/errors.ts'
import { add, type Minor, negate, subtract, toAmount, toMinor, ZERO } from '../../model/money.ts'
import { type Day, type EpochMs, MS_PER_DAY } from '../../model/time.ts'
import * as entries from './entries.ts'
import { type Journal, journal } from './journal.ts'

/** The account at the start. */
export interface AccountTerms {
  readonly currency: string
  readonly cash: Minor
  /** Interest on cash balances, percent a year, actual/365; also charged on debts. */
  readonly cashRatePercent: number
}

export class CashDesk {
  private readonly terms: AccountTerms
  private readonly journal: Journal = journal()
  private readonly record: (entry: Entry) => void
  private rates: ReadonlyMap<string, number> = new Map()
  private capitalStart: Minor = ZERO
  private interestUntil: EpochMs | null = null
  private creditUntil: Day | null = null
  /** Cash by currency when interest was last posted: what the days since then have earned on. */
  private interestOn: ReadonlyMap<string, Minor> = new Map()

  constructor(terms: AccountTerms, record: (entry: Entry) => void) {
    this.terms = terms
    this.record = record
  }

  post(draft: entries.Draft): void {
    this.record(this.journal.post(draft))
  }

  /** Takes the rates of this instant: account currency per unit of each foreign one. */
  takeRates(rates: ReadonlyMap<string, number>): void {
    this.rates = rates
  }

  /** Account currency per unit of a currency, at this instant. */
  rateOf(currency: string): number {
    const rate = currency === this.terms.currency ? 1 : this.rates.get(currency)
    invariant(rate !== undefined && rate > 0, () => `a rate for ${currency} is known`)
    return rate
  }

  /** The rates of this instant, by currency. */
  ratesNow(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.rates)
  }

  /** The amount in the account's currency. */
  inAccount(amount: Minor, currency: string): Minor {
    if (currency === this.terms.currency || amount === 0) return amount
    return toMinor(toAmount(amount, currency) * this.rateOf(currency), this.terms.currency)
  }

  /** Cash of all currencies, in the account's. */
  cash(): Minor {
    return this.journal
      .currencies()
      .reduce(
        (sum, currency) => add(sum, this.inAccount(this.journal.balance('cash', currency), currency)),
        ZERO,
      )
  }

  /** Initial margin in the hands of the clearing house, in the account's currency. */
  marginPosted(): Minor {
    return this.journal.balance('margin', this.terms.currency)
  }

  /** What is drawn from the credit line. */
  creditDrawn(): Minor {
    return negate(this.journal.balance('creditLine', this.terms.currency))
  }

  /** Cash and margin posted, less debts. */
  net(): Minor {
    return subtract(add(this.cash(), this.marginPosted()), this.creditDrawn())
  }

  /** What was paid in at the start: equity when the run began. */
  capital(): Minor {
    return this.capitalStart
  }

  deposit(time: EpochMs, amount: Minor, memo: string): void {
    invariant(amount > 0, 'a deposit is positive')
    this.post(entries.deposit(time, this.terms.currency, amount, memo))
    if (this.interestUntil !== null) return
    this.capitalStart = amount
    this.startInterest(time)
  }

  /** Hands margin to the clearing house until it has `required`, or takes back what is too much. */
  postMargin(required: Minor, time: EpochMs): void {
    invariant(required >= 0, 'no clearing house owes margin')
    const change = subtract(this.marginPosted(), required)
    if (change !== 0) this.post(entries.margin(time, this.terms.currency, change))
    invariant(this.marginPosted() === required, 'the margin that is required is posted')
  }

  /** Draws (positive) from the credit line or pays back into it. */
  draw(amount: Minor, time: EpochMs): void {
    if (amount !== 0) this.post(entries.creditLine(time, this.terms.currency, amount))
    invariant(this.creditDrawn() >= 0, 'no more is paid back than was drawn')
  }

  /** Pays interest on what is drawn for the days since the last call, actual/360, at a rate in percent a year. */
  accrueCredit(day: Day, time: EpochMs, ratePercent: () => number): void {
    const drawn = toAmount(this.creditDrawn(), this.terms.currency)
    const days = day - (this.creditUntil ?? day)
    invariant(days >= 0, 'interest on credit is paid in the order of days')
    this.creditUntil = day
    if (drawn === 0 || days === 0) return
    const interest = toMinor((drawn * ratePercent() * days) / 36_000, this.terms.currency)
    this.post(entries.creditInterest(time, this.terms.currency, negate(interest)))
  }

  /** Posts interest on every cash balance for the calendar days since the last call. */
  accrueInterest(time: EpochMs): void {
    const from = this.interestUntil ?? time
    const days = Math.floor(time / MS_PER_DAY) - Math.floor(from / MS_PER_DAY)
    invariant(time >= from, 'interest is paid in the order of time')
    for (const [currency, held] of this.interestOn) {
      if (days <= 0) break
      const balance = toAmount(held, currency)
      const amount = toMinor((balance * this.terms.cashRatePercent * days) / 36_500, currency)
      if (amount !== 0) this.post(entries.interest(time, currency, amount))
    }
    this.startInterest(time)
  }

  /** From here on interest is earned on cash as it stands now. */
  startInterest(time: EpochMs): void {
    this.interestUntil = time
    if (this.terms.cashRatePercent === 0) return
    this.interestOn = new Map(
      this.journal.currencies().map(currency => [currency, this.journal.balance('cash', currency)]),
    )
  }
}
