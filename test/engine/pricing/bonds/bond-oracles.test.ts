/** Bonds against vectors from other software and published examples. */

import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../../engine/model/time.ts'
import { accrualStart, accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { streetYield } from '../../../../engine/pricing/bonds/bond-yield.ts'
import { firstCoupon } from '../../../../engine/pricing/bonds/first-coupon.ts'
import { isLastPeriod, remainingPayments } from '../../../../engine/pricing/bonds/remaining-payments.ts'
import { runningPeriod } from '../../../../engine/pricing/bonds/running-period.ts'
import { cashFlows } from '../../../../engine/pricing/bonds/schedule.ts'
import { bondSensitivity } from '../../../../engine/pricing/bonds/sensitivity.ts'
import { streetPrice, streetPriceCompound } from '../../../../engine/pricing/bonds/street-price.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'
import { bondOf } from './bonds.ts'

interface In {
  readonly issueDate: string
  readonly maturity: string
  readonly couponPct: number
  readonly settle: string
  readonly yield: number
  readonly cleanPriceForYield?: number
  readonly firstCoupon?: string
}

/** Prices at an auction's convention, simple interest in the running period, which nothing here is quoted by. */
const AUCTION = new Set(['cleanTreasuryConv', 'publishedPrice'])

withOracle<OracleFamily<In>>('bonds', ({ cases }) => {
  itAgrees(
    cases.map(vector => ({
      ...vector,
      out: Object.fromEntries(
        Object.entries(vector.out)
          .filter(([field]) => !AUCTION.has(field))
          .map(([field, value]) => [field, typeof value === 'boolean' ? String(value) : value]),
      ),
    })),
    vector => vector.tag ?? '',
    input => {
      const bond = bondOf(input.couponPct, input.maturity, input.issueDate, input.firstCoupon)
      const settle = parseDay(input.settle)
      const { start, end } = runningPeriod(bond, settle)
      const accrualFrom = accrualStart(bond, settle, runningPeriod(bond, settle))
      const accrued = accruedInterest(bond, settle)
      const clean = streetPrice(bond, settle, input.yield)
      const { macaulayYears, modifiedYears, convexity, dv01 } = bondSensitivity(bond, settle, input.yield)
      const payments = remainingPayments(bond, settle)
      const paying = { ...bond, couponPercent: bond.couponPercent || 1 }
      return {
        accrued,
        publishedAccrued: accrued,
        clean,
        dirty: clean + accrued,
        cleanCompound: streetPriceCompound(bond, settle, input.yield),
        macaulay: macaulayYears,
        modified: modifiedYears,
        convexity,
        dv01,
        yieldFromCleanPrice:
          input.cleanPriceForYield === undefined ? null : streetYield(bond, settle, input.cleanPriceForYield),
        couponsRemaining: cashFlows(paying, settle).length,
        nextCoupon: formatDay(cashFlows(paying, settle)[0]?.day ?? 0),
        accrualStart: formatDay(accrualFrom),
        quasiPeriodStart: formatDay(start),
        quasiPeriodEnd: formatDay(end),
        daysAccrued: settle - Math.max(start, accrualFrom),
        daysInPeriod: end - start,
        lastPeriodSimple: String(isLastPeriod(payments)),
        firstCouponAmount: firstCoupon(bond)?.amount ?? null,
      }
    },
  )
})

interface Published {
  readonly maturity: string
  readonly coupon: number
  readonly ytm: number
  readonly settle: string
  readonly clean: number
  readonly source?: string
  readonly accrued?: number
  readonly dirty?: number
}

interface Own extends Published {
  readonly accrued: number
  readonly macaulay: number
  readonly modified: number
  readonly convexity: number
  readonly dv01per100: number
}

withOracle<{ street: Published[]; own: Own[] }>('bonds-published', published => {
  const termsOf = ({ coupon, maturity, settle }: Published) =>
    [bondOf(100 * coupon, maturity), parseDay(settle)] as const

  describe('published examples', () => {
    it.each(published.street)('street $settle: $clean', example => {
      const terms = termsOf(example)
      expect(streetPrice(...terms, example.ytm)).toBeCloseTo(example.clean, 6)
      expect(accruedInterest(...terms)).toBeCloseTo(example.accrued ?? 0, 6)
      expect(streetYield(...terms, example.clean)).toBeCloseTo(example.ytm, 7)
    })

    it.each(published.own)('own $maturity settled $settle', example => {
      const terms = termsOf(example)
      const { macaulayYears, modifiedYears, convexity, dv01 } = bondSensitivity(...terms, example.ytm)
      const ratios = [
        streetPrice(...terms, example.ytm) / example.clean,
        accruedInterest(...terms) / example.accrued,
        macaulayYears / example.macaulay,
        modifiedYears / example.modified,
        convexity / example.convexity,
        dv01 / example.dv01per100,
      ]
      for (const ratio of ratios) expect(ratio).toBeCloseTo(1, 11)
    })
  })
})
