/** An account on its way through a market: it begins, is led through its slices, and ends, well or with its error. */

import type { Account } from './account/account.ts'
import type { Answers } from './account/answers.ts'
import { showValue } from './account/execution/show-value.ts'
import type { Holdings } from './account/holdings.ts'
import { holdingsOf } from './account/phases/exposure.ts'
import { openAccount } from './account/phases/open-account.ts'
import { resolutionOf } from './account/resolution.ts'
import type { Span } from './account/span.ts'
import { invariant, StrategyError } from './model/errors.ts'
import type { Minor } from './model/money.ts'
import type { EpochMs } from './model/time.ts'
import type { Feed } from './universe/feed.ts'

/** An account that went through all of its span. */
export interface AccountEnd extends Span {
  readonly kind: 'end'
  /** The last row that was read for it; `after` when there was none. */
  readonly dataUntil: EpochMs
  /** The product whose calendar is the account's. */
  readonly home: string
  /** Equity when the run began. */
  readonly capital: Minor
  /** What it holds at the end. */
  readonly holdings: Holdings
}

/** An account that was ended by its strategy, by what its data lack, or by an invariant that did not hold. */
export interface AccountFailure {
  readonly kind: 'failure'
  readonly error: Error
}

/** What became of an account of a run; `requireEnd` throws where it did not come to its end. */
export type AccountResult = AccountEnd | AccountFailure

export const failureOf = (error: unknown): AccountFailure => ({
  kind: 'failure',
  error: error instanceof Error ? error : new Error(showValue(error)),
})

/** The end of an account that came to it. Throws the error of one that did not. */
export function requireEnd(result: AccountResult | undefined): AccountEnd {
  invariant(result !== undefined, 'the run has such an account')
  if (result.kind === 'failure') throw result.error
  return result
}

const NEVER = Number.POSITIVE_INFINITY

export class Running {
  /** The next instant at which it wants to be visited. */
  next: EpochMs
  result: AccountResult | null = null
  private readonly account: Account
  private readonly answers: Answers
  private readonly feed: Feed
  private readonly span: Span
  private readonly step: (account: Account, slice: Feed) => void
  private begun = false
  /** The next slice; what lies before it is the end of the span. */
  private slice: EpochMs = NEVER

  constructor(
    account: Account,
    answers: Answers,
    feed: Feed,
    span: Span,
    step: (account: Account, slice: Feed) => void,
  ) {
    this.account = account
    this.answers = answers
    this.feed = feed
    this.span = span
    this.step = step
    this.next = span.after
  }

  /** Looks for its next instant; to be asked again whenever the market has taken new rows. */
  look(): void {
    if (this.result) this.next = NEVER
    else if (this.begun) {
      this.slice = this.feed.nextInstant(resolutionOf(this.account))
      this.next = Math.min(this.slice, this.span.until)
    }
  }

  /** Leads it through the instant that the market stands at, which is its next. Nothing that it throws gets out. */
  visit(): void {
    try {
      if (!this.begun) openAccount(this.account, this.feed)
      else if (this.slice === this.feed.time) this.answer()
      this.begun = true
      this.look()
      // There is nothing up to the end of the span but its end.
      if (this.slice > this.span.until && this.feed.time >= this.span.until) this.result = this.end()
    } catch (error) {
      this.result = failureOf(error)
    }
    if (this.result) this.next = NEVER
  }

  private answer(): void {
    const { feed, answers } = this
    feed.arrive()
    answers.begin(feed.time)
    this.step(this.account, feed)
    answers.end()
    const failure = answers.errorAt(feed.time)
    if (failure) throw failure
  }

  /** Ends the streams and values what stays open; a strategy that is not done by then has an answer on its way that would come too late. */
  private end(): AccountEnd {
    const { account, answers, feed } = this
    const { time } = feed
    if (!answers.failure) account.bus.complete()
    const failure = answers.errorAt(time)
    if (failure) throw failure
    if (!answers.isComplete) {
      throw new StrategyError(
        `strategy ${account.strategy} still had work pending when its streams ended; answer within the slice, without delays or promises`,
      )
    }
    const { equityRecorded, portfolio } = account
    invariant(
      equityRecorded === null || equityRecorded === portfolio.equity(),
      () => `the account's last line, ${equityRecorded}, is the end of its ledger, ${portfolio.equity()}`,
    )
    for (const group of portfolio.groups()) {
      account.record({ kind: 'open', time, group: group.id, value: portfolio.openValue(group) })
    }
    return {
      kind: 'end',
      ...this.span,
      dataUntil: feed.lastRow(this.span.after),
      home: account.home,
      capital: portfolio.money.capital(),
      holdings: holdingsOf(account, feed),
    }
  }
}
