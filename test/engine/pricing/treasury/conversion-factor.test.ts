import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../../../engine/calendar/contracts.ts'
import { dayOf, parseDay } from '../../../../engine/model/time.ts'
import { conversionFactor } from '../../../../engine/pricing/treasury/conversion-factor.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'
import { contractMonth, coupon, treasury } from './treasuries.ts'

const ruleOf = (contract: string) => futureProductOf(contract).delivery?.rule ?? 'long'

describe('a conversion factor', () => {
  it.each([
    ['ZT', '2008-12', 1.5, '2010-10-31', 0.9229],
    ['Z3N', '2009-03', 1.125, '2012-01-15', 0.8747],
    ['ZF', '2008-12', 2.75, '2013-10-31', 0.8653],
    ['ZN', '2008-12', 3.75, '2018-11-15', 0.8357],
    ['ZB', '2008-12', 4.5, '2038-05-15', 0.7943],
  ])('of %s %s for %d %% of %s is the %d of the exchange', (contract, month, percent, maturity, factor) => {
    expect(conversionFactor(treasury(percent, maturity), month, ruleOf(contract)).factor).toBe(factor)
  })

  it('counts whole quarters by the long rule and whole months by the short one', () => {
    const bond = treasury(4, '2026-11-15')
    expect(conversionFactor(bond, '2024-03', 'long')).toMatchObject({
      wholeYears: 2,
      monthsBeyond: 6,
      monthsToCoupon: 6,
    })
    expect(conversionFactor(bond, '2024-03', 'short')).toMatchObject({
      wholeYears: 2,
      monthsBeyond: 8,
      monthsToCoupon: 2,
    })
    expect(conversionFactor(treasury(4, '2026-12-31'), '2024-03', 'long')).toMatchObject({
      monthsBeyond: 9,
      monthsToCoupon: 3,
    })
  })

  it('is the sum of discounted payments, less accrued interest', () => {
    holds(
      fc.property(
        contractMonth,
        coupon,
        fc.integer({ min: 0, max: 59 }),
        ({ year, month, text }, c, halves) => {
          const bond = { couponPercent: c, maturity: dayOf(year, month + 6 * halves + 3, 15) }
          const { unrounded } = conversionFactor(bond, text, 'long')
          // The first coupon lies a quarter away, the others half a year each.
          let worth = Math.exp(-(halves + 0.5) * Math.log(1.03))
          for (let k = 0; k <= halves; k++) worth += (c / 200) * Math.exp(-(k + 0.5) * Math.log(1.03))
          expect(unrounded).toBeCloseTo(worth - c / 400, 12)
        },
      ),
    )
  })

  it('of 6 % is 1 at every whole half-year, and a little less between', () => {
    holds(
      fc.property(contractMonth, fc.integer({ min: 0, max: 60 }), ({ year, month, text }, halves) => {
        const at = (monthsLater: number) =>
          conversionFactor(
            { couponPercent: 6, maturity: dayOf(year, month + 6 * halves + monthsLater, 15) },
            text,
            'long',
          )
        expect(at(0).factor).toBe(1)
        expect(at(0).unrounded).toBeCloseTo(1, 14)
        expect(at(3).factor).toBe(0.9999)
      }),
    )
  })

  it('grows with the coupon', () => {
    holds(
      fc.property(
        contractMonth,
        coupon,
        fc.integer({ min: 1, max: 360 }),
        ({ year, month, text }, c, later) => {
          const maturity = dayOf(year, month + later, 15)
          for (const rule of ['long', 'short'] as const) {
            const low = conversionFactor({ couponPercent: c, maturity }, text, rule).unrounded
            const high = conversionFactor({ couponPercent: c + 0.125, maturity }, text, rule).unrounded
            if (later >= 6) expect(high).toBeGreaterThan(low)
          }
        },
      ),
    )
  })

  it('rounds half up, float dust or not', () => {
    // With one payment half a year away the factor is (1 + c / 2) / 1.03, so that a coupon makes any half.
    for (let k = -200; k <= 200; k++) {
      const half = 1 + (k + 0.5) / 10_000
      const bond = treasury(200 * (1.03 * half - 1), '2024-12-15')
      expect(conversionFactor(bond, '2024-06', 'long').factor).toBe((10_000 + k + 1) / 10_000)
    }
  })

  it('needs a bond that lives longer than the contract', () => {
    expect(() => conversionFactor(treasury(4, '2017-11-30'), '2017-12', 'short')).toThrow(
      'field maturity: "2017-11-30": this bond matures before its delivery in 2017-12; name an earlier month',
    )
    expect(conversionFactor(treasury(4, '2017-12-31'), '2017-12', 'short').factor).toBe(1)
  })
})

interface FactorCase {
  readonly contract: string
  readonly couponPct: number
  readonly deliveryYear: number
  readonly deliveryMonth: number
  readonly maturity: string
}

withOracle<OracleFamily<FactorCase>>('conversion_factors', ({ cases }) => {
  itAgrees(
    cases,
    ({ tag = '', in: { contract } }) => `${tag} ${contract}`,
    ({ contract, couponPct, deliveryYear, deliveryMonth, maturity }) => {
      const month = `${deliveryYear}-${String(deliveryMonth).padStart(2, '0')}`
      const steps = conversionFactor(treasury(couponPct, maturity), month, ruleOf(contract))
      return {
        factor: steps.factor,
        factorUnrounded: steps.unrounded,
        n: steps.wholeYears,
        z: steps.monthsBeyond,
        v: steps.monthsToCoupon,
        published: steps.factor,
      }
    },
  )
})

interface Published {
  readonly vectors: readonly {
    readonly deliveryMonth: string
    readonly maturity: string
    readonly coupon: number
    readonly rule: 'long' | 'short'
    readonly publishedFactor: number | null
    readonly computedFactor: number
    readonly computedUnrounded: number
  }[]
}

withOracle<Published>('conversion-factors-published', ({ vectors }) => {
  it('are those of the published tables', () => {
    expect(vectors.length).toBeGreaterThan(25)
    for (const each of vectors) {
      const month = `${each.deliveryMonth.slice(0, 4)}-${each.deliveryMonth.slice(4)}`
      const maturity = parseDay(each.maturity)
      const { factor, unrounded } = conversionFactor(
        { couponPercent: 100 * each.coupon, maturity },
        month,
        each.rule,
      )
      expect(factor, each.maturity).toBe(each.publishedFactor ?? each.computedFactor)
      expect(unrounded).toBeCloseTo(each.computedUnrounded, 9)
    }
  })
})
