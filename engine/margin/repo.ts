/** What lenders give against bonds: haircut or initial margin, rate and term. */

import { DataError } from '../model/errors.ts'
import { type Dated, inForce } from '../model/instrument.ts'
import type { Minor } from '../model/money.ts'
import type { Day } from '../model/time.ts'

/** Terms of a lender, in force from a date on. State the haircut or the initial margin, not both; neither = all is lent. */
export interface LenderTerms {
  /** Share of the value that is not lent, in percent: 2 lends 98 of 100. */
  readonly haircutPercent?: number | undefined
  /** Value over loan less one, in percent: 2 lends 100 of 102. */
  readonly initialMarginPercent?: number | undefined
  /** Over the fixing, percent a year. */
  readonly spreadPercent: number
  /** Calendar days of a loan; 1 = overnight, to the next business day. A loan that would end on a holiday ends after it. */
  readonly termDays: number
}

/** How bonds are paid for. */
export interface Funding {
  /** Percent a year, or the index whose bars are the overnight fixing, each known from its publication on. */
  readonly rate: number | string
  readonly lender: readonly Dated<LenderTerms>[]
  /**
   * What to do on a session on which no fixing is published, as on a Good Friday that the bond market keeps half: stop
   * (absent), or take the one published before.
   */
  readonly missingFixing?: 'error' | 'previous'
  /** Sessions by which the lender's price of the bond is behind at a roll: the cash follows the price so late. */
  readonly repoLag: 0 | 1
  /** Multiplies haircut and futures margin where both legs are cleared together; 1 = each stands alone. */
  readonly crossMarginFactor: number
  readonly creditLine: CreditLine | null
  /**
   * What a bond is worth that is on its way into a future that trades no more: its share of the invoice, which is fixed
   * (absent), or its price in the market.
   */
  readonly deliveryMark?: 'invoice' | 'market'
}

/** Cash that a bank lends when free cash falls below zero. */
export interface CreditLine {
  readonly limit: Minor
  /** Over the fixing, percent a year. */
  readonly spreadPercent: number
}

/** Terms in force. */
export const termsOn = (funding: Funding, day: Day): LenderTerms =>
  inForce(funding.lender, day, 'terms of the lender')

/** The share of a bond's value that is not lent, as a fraction. Throws a DataError for terms that contradict each other. */
export function haircutOf(terms: LenderTerms, crossMarginFactor = 1): number {
  const { haircutPercent, initialMarginPercent } = terms
  if (haircutPercent !== undefined && initialMarginPercent !== undefined) {
    throw new DataError('state a haircut or an initial margin, not both', {
      field: 'initialMarginPercent',
      value: initialMarginPercent,
    })
  }
  const haircut =
    initialMarginPercent === undefined
      ? (haircutPercent ?? 0) / 100
      : 1 - 1 / (1 + initialMarginPercent / 100)
  return haircut * crossMarginFactor
}
