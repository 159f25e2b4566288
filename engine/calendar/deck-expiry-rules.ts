/** The expiry rules as a deck of 2009 simplifies them: not the exchanges' dates, kept to replay what it would have done. */

import { DataError } from '../model/errors.ts'
import type { ExpiryRuleId } from '../model/instrument.ts'
import { parseMonth } from '../model/time.ts'
import type { ExpiryRule } from './expiry-rules.ts'
import { firstOf, monthBefore } from './month-days.ts'
import { FRIDAY, nthWeekday, thirdFridayOf, WEDNESDAY, weekdayOnOrBefore } from './nth-weekday.ts'

/*
 * None of them moves for a holiday that falls on its Friday: then the date that comes out is no session, and trading
 * ends in the session before it.
 */

/** Currencies: the first Friday after the first Wednesday of the contract month. */
const fx: ExpiryRule = month => {
  const { year, month: number } = parseMonth(month)
  return nthWeekday(year, number, WEDNESDAY, 1) + 2
}

/** T-Bond: the last Friday that precedes the last business day of the month before by at least five business days. */
const treasuryBond: ExpiryRule = (month, { business }) => {
  const lastBusinessDay = business.previous(firstOf(month))
  let friday = weekdayOnOrBefore(lastBusinessDay, FRIDAY)
  while (business.count(friday + 1, lastBusinessDay + 1) < 5) friday -= 7
  return friday
}

/** Crude oil: the last Friday at least six business days before the 25th of the month before. */
const crude: ExpiryRule = (month, { business }) => {
  const twentyFifth = firstOf(monthBefore(month)) + 24
  let friday = weekdayOnOrBefore(twentyFifth - 1, FRIDAY)
  while (business.count(friday + 1, twentyFifth + 1) < 6) friday -= 7
  return friday
}

/** Gold: four business days before the last one of the month before. Taken literally the deck's sentence is wrong. */
const gold: ExpiryRule = (month, { business }) => business.add(firstOf(month), -5)

/** Index options: the third Friday, whatever it is. */
const thirdFriday: ExpiryRule = month => {
  const { year, month: number } = parseMonth(month)
  return thirdFridayOf(year, number)
}

/** Bund: the last exchange day before the first of the contract month; the deck drops the words "six exchange days". */
const bund: ExpiryRule = (month, { business }) => business.previous(firstOf(month))

const rules: Readonly<Record<Exclude<ExpiryRuleId, 'listed'>, ExpiryRule>> = {
  fx,
  treasuryBond,
  treasuryBondFiveDays: treasuryBond,
  crude,
  gold,
  thirdFriday,
  bundSixDays: bund,
  bundFriday: bund,
}

/** What the deck puts in the place of an exchange's rule. Throws a DataError for `listed`, which it knows nothing of. */
export function deckExpiryRuleOf(id: ExpiryRuleId): ExpiryRule {
  if (id === 'listed') {
    throw new DataError('the deck has no rule for listed expiries; leave deckRules off', {
      field: 'deckRules',
      value: id,
    })
  }
  return rules[id]
}
