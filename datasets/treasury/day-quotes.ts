/** Bonds at one close, priced off the curve of that day when they are first asked for. */

import type { BondIssue } from '../../engine/model/instrument.ts'
import type { Day } from '../../engine/model/time.ts'
import { accruedInterest } from '../../engine/pricing/bonds/accrued.ts'
import { curvePrice } from '../../engine/pricing/bonds/curve-price.ts'
import type { ParCurve } from '../../engine/pricing/bonds/par-curve.ts'
import type { PeriodOf } from '../../engine/pricing/bonds/running-period.ts'

/** Per 100 of face, on the day of payment. */
interface QuotedBond {
  readonly clean: number
  readonly accrued: number
}

export interface DayQuotes {
  readonly day: Day
  /** On which bonds that are traded today are paid for. */
  readonly settle: Day
  readonly curve: ParCurve
  /** Throws a DataError for a bond that is not issued or has matured by the day of payment. */
  bond(issue: BondIssue): QuotedBond
  /** What was asked for, by instrument id. */
  readonly quoted: ReadonlyMap<string, QuotedBond>
}

export function dayQuotes(day: Day, settle: Day, published: ParCurve, periodOf: PeriodOf): DayQuotes {
  const quoted = new Map<string, QuotedBond>()
  const curve = withDiscountsKept(published)
  return {
    day,
    settle,
    curve,
    quoted,
    bond(issue) {
      const before = quoted.get(issue.id)
      if (before) return before
      const period = periodOf(issue, settle)
      const bond = {
        clean: curvePrice(issue, settle, curve, period),
        accrued: accruedInterest(issue, settle, period),
      }
      quoted.set(issue.id, bond)
      return bond
    },
  }
}

/** Bonds that pay on the same days of the year are paid at the same times. */
function withDiscountsKept(curve: ParCurve): ParCurve {
  const known = new Map<number, readonly number[]>()
  return {
    ...curve,
    discounts(halfYears, count) {
      const before = known.get(halfYears)
      if (before && before.length >= count) return before
      const discounts = curve.discounts(halfYears, count)
      known.set(halfYears, discounts)
      return discounts
    },
  }
}
