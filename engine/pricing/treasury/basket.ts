/** Which bonds may be delivered into a Treasury future, and which bound the others break. */

import { DataError } from '../../model/errors.ts'
import { type BasketRule, type BondIssue, type FutureProduct, inForce } from '../../model/instrument.ts'
import { type Day, dayOf, formatDay, type Month, parseMonth } from '../../model/time.ts'

/** What a basket asks of a bond. */
type Terms = Pick<BondIssue, 'maturity' | 'originalMonths'>

/** The first day of the month that lies so many months after another. */
function firstAfter(month: Month, months: number): Day {
  const civil = parseMonth(month)
  return dayOf(civil.year, civil.month + months, 1)
}

/** The first maturity that is too long; null = none is. */
function firstTooLong({ remainingMonthsMost: most }: BasketRule, month: Month): Day | null {
  if (most === null) return null
  // So many months from a month's last day end on the last day of the month that they reach.
  const last = most.from === 'first' ? firstAfter(month, most.months) : firstAfter(month, most.months + 1) - 1
  return most.inclusive ? last + 1 : last
}

/** A rule's bounds in one delivery month. */
interface Bounds {
  readonly originalMonthsMost: number | null
  readonly earliest: Day
  /** Null = no maturity is too long. */
  readonly tooLong: Day | null
}

const boundsOf = (rule: BasketRule, month: Month): Bounds => ({
  originalMonthsMost: rule.originalMonthsMost,
  earliest: firstAfter(month, rule.remainingMonthsLeast),
  tooLong: firstTooLong(rule, month),
})

const isWithin = (
  { maturity, originalMonths }: Terms,
  { originalMonthsMost, earliest, tooLong }: Bounds,
): boolean =>
  (originalMonthsMost === null || originalMonths <= originalMonthsMost) &&
  maturity >= earliest &&
  (tooLong === null || maturity < tooLong)

/** The bound of the rule that a bond breaks in a delivery month, in words; null = the bond may be delivered. */
export function basketBreach(issue: Terms, rule: BasketRule, month: Month): string | null {
  const bounds = boundsOf(rule, month)
  if (isWithin(issue, bounds)) return null
  const { maturity, originalMonths } = issue
  const { originalMonthsMost, earliest, tooLong } = bounds
  if (originalMonthsMost !== null && originalMonths > originalMonthsMost)
    return `it was issued for ${originalMonths} months, the contract takes at most ${originalMonthsMost}`
  return maturity < earliest
    ? `it matures on ${formatDay(maturity)}, the contract takes maturities from ${formatDay(earliest)} on`
    : `it matures on ${formatDay(maturity)}, the contract takes maturities before ${formatDay(tooLong ?? maturity)}`
}

/** Whether the terms of a bond lie within a basket's bounds in a delivery month. */
export const isDeliverable = (issue: Terms, rule: BasketRule, month: Month): boolean =>
  isWithin(issue, boundsOf(rule, month))

/**
 * The rule that a contract's delivery follows: the one in force on the first day of its month. Throws a DataError for a
 * future that delivers no bonds.
 */
export function basketRuleOf({ id, delivery }: FutureProduct, month: Month): BasketRule {
  if (!delivery)
    throw new DataError('this future delivers no bonds; name a Treasury future such as ZN', {
      field: 'future',
      value: id,
    })
  return inForce(delivery.basket, firstAfter(month, 0), `basket of ${id}`)
}

/**
 * The issues that may be delivered into a contract, in their order: issued by a day (the delivery, or today), and within
 * the contract's rule or another one. Throws as `basketRuleOf` does.
 */
export function deliverableBasket(
  issues: readonly BondIssue[],
  product: FutureProduct,
  month: Month,
  asOf: Day,
  rule: BasketRule = basketRuleOf(product, month),
): BondIssue[] {
  const bounds = boundsOf(rule, month)
  return issues.filter(issue => issue.issued <= asOf && isWithin(issue, bounds))
}

/** Throws a DataError that names the bound an issue breaks, unless it may be delivered into a contract on a day. */
export function requireDeliverable(
  issue: BondIssue,
  product: FutureProduct,
  month: Month,
  delivery: Day,
  rule: BasketRule = basketRuleOf(product, month),
): void {
  const reason = whyNot(issue, rule, month, delivery)
  if (reason !== null)
    throw new DataError(
      `cannot be delivered into ${product.id} ${month}: ${reason}; choose a bond of its basket`,
      { field: 'bond', value: issue.id },
    )
}

const whyNot = (issue: BondIssue, rule: BasketRule, month: Month, asOf: Day): string | null =>
  issue.issued > asOf
    ? `it is issued on ${formatDay(issue.issued)}, after ${formatDay(asOf)}`
    : basketBreach(issue, rule, month)
