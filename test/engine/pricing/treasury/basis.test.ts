import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { couponsBetween } from '../../../../engine/pricing/bonds/schedule.ts'
import { type BasisTerms, basis, basisOf, basisTermsOf } from '../../../../engine/pricing/treasury/basis.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'
import { financed, treasury } from './treasuries.ts'

/** Bought at 101, financed at 3.6 % over 100 days, which is 1 % of the price; two coupons' halves accrue. */
const terms: BasisTerms = {
  cleanPrice: 100,
  accruedSettle: 1,
  accruedDelivery: 2,
  coupons: [],
  days: 100,
  futuresPrice: 125,
  factor: 0.8,
  repoFraction: 0.036,
}

describe('the basis', () => {
  it('is what the bond costs more than the future, carry counted', () => {
    const found = basis(terms)
    expect(found.invoicePrice).toBe(102)
    expect(found.grossBasis).toBe(0)
    expect(found.forwardClean).toBeCloseTo(101 * 1.01 - 2, 12)
    expect(found.carry).toBeCloseTo(-0.01, 12)
    expect(found.netBasis).toBeCloseTo(0.01, 12)
    expect(found.impliedRepo).toBeCloseTo((1 / 101) * 3.6, 12)
    expect(found.dislocation).toBeCloseTo(-0.01 / 101, 12)
    expect(found.theoreticalFuture).toBeCloseTo(100.01 / 0.8, 12)
  })

  it('is quoted in 32nds', () => {
    expect(basis({ ...terms, cleanPrice: 100.25 }).grossBasis32nds).toBe(8)
    expect(basis({ ...terms, cleanPrice: 99.75 }).grossBasis32nds).toBe(-8)
  })

  it('counts coupons with interest at the repo rate, or at a rate and a year of their own', () => {
    const withCoupon = { ...terms, accruedDelivery: 0.5, coupons: [{ amount: 2, daysToDelivery: 50 }] }
    expect(basis(withCoupon).forwardClean).toBeCloseTo(101 * 1.01 - 2 * 1.005 - 0.5, 12)
    const own = { ...withCoupon, reinvestFraction: 0.073, reinvestYearDays: 365 }
    expect(basis(own).forwardClean).toBeCloseTo(101 * 1.01 - 2 * 1.01 - 0.5, 12)
    expect(basis({ ...terms, repoYearDays: 365 }).forwardClean).toBeCloseTo(101 * (1 + 3.6 / 365) - 2, 12)
  })

  it('has no implied rate when the bond is paid for and delivered on one day', () => {
    const spot = basis({ ...terms, days: 0, accruedDelivery: 1, futuresPrice: 125.5 })
    expect(spot.impliedRepo).toBeNull()
    expect(spot.netBasis).toBeCloseTo(spot.grossBasis, 12)
    expect(spot.carry).toBeCloseTo(0, 12)
  })

  it('takes interest and coupons from the schedule of the bond', () => {
    const bond = treasury(4, '2030-05-15')
    const [settle, coupon, delivery] = ['2024-04-15', '2024-05-15', '2024-06-14'].map(day => parseDay(day))
    if (settle === undefined || coupon === undefined || delivery === undefined) throw new Error('no days')
    const quote = { cleanPrice: 99, futuresPrice: 110, factor: 0.89, repoFraction: 0.05 }
    expect(basisTermsOf(bond, settle, delivery, quote)).toEqual({
      ...quote,
      accruedSettle: accruedInterest(bond, settle),
      accruedDelivery: accruedInterest(bond, delivery),
      coupons: [{ amount: 2, daysToDelivery: 30 }],
      days: 60,
    })
    const onCouponDay = basisTermsOf(bond, settle, coupon, quote)
    expect(onCouponDay).toMatchObject({ accruedDelivery: 0, coupons: [{ amount: 2, daysToDelivery: 0 }] })
    expect(basisTermsOf(bond, coupon, delivery, quote).coupons).toEqual([])
    expect(() => basisTermsOf(bond, delivery, settle, quote)).toThrow('field settle: "2024-06-14"')
  })

  it('is 0 net at the implied repo rate', () => {
    holds(
      fc.property(financed, ({ bond, settle, days, cleanPrice, futuresPrice, factor, repoFraction }) => {
        const at = (rate: number) =>
          basisOf(bond, settle, settle + days, cleanPrice, futuresPrice, factor, rate)
        const { impliedRepo } = at(repoFraction)
        const { netBasis, dislocation, theoreticalFuture } = at(impliedRepo ?? Number.NaN)
        expect(netBasis).toBeCloseTo(0, 10)
        expect(dislocation).toBeCloseTo(0, 10)
        expect(theoreticalFuture).toBeCloseTo(futuresPrice, 9)
      }),
    )
  })

  it('is 0 net at the implied repo rate when coupons earn their own', () => {
    const own = fc.record({ reinvestFraction: fc.double({ min: 0, max: 0.1, noNaN: true }) })
    holds(
      fc.property(financed, own, ({ bond, settle, days, ...quote }, { reinvestFraction }) => {
        const own = {
          ...basisTermsOf(bond, settle, settle + days, quote),
          reinvestFraction,
          reinvestYearDays: 365,
        }
        const { impliedRepo } = basis(own)
        expect(basis({ ...own, repoFraction: impliedRepo ?? Number.NaN }).netBasis).toBeCloseTo(0, 10)
      }),
    )
  })

  it('is what holding the bond to delivery loses', () => {
    holds(
      fc.property(financed, ({ bond, settle, days, cleanPrice, futuresPrice, factor, repoFraction }) => {
        const delivery = settle + days
        const found = basisOf(bond, settle, delivery, cleanPrice, futuresPrice, factor, repoFraction)
        // Day by day: interest on the loan, and on what coupons have brought in.
        const paid = cleanPrice + accruedInterest(bond, settle)
        let cash = 0
        let interest = 0
        for (let day = settle + 1; day <= delivery; day++) {
          interest += ((cash - paid) * repoFraction) / 360
          for (const coupon of couponsBetween(bond, day - 1, day)) cash += coupon.amount
        }
        const profit = found.invoicePrice + cash + interest - paid
        expect(profit).toBeCloseTo(-found.netBasis, 9)
        expect(profit / paid).toBeCloseTo(found.dislocation, 10)
        expect(found.grossBasis - found.carry).toBeCloseTo(found.netBasis, 10)
      }),
      200,
    )
  })

  it.each([
    ['cleanPrice', 0],
    ['futuresPrice', -1],
    ['factor', 0],
    ['days', -1],
    ['accruedSettle', Number.NaN],
    ['accruedDelivery', Number.POSITIVE_INFINITY],
    ['repoFraction', Number.NaN],
    ['reinvestFraction', Number.NaN],
    ['repoYearDays', 0],
  ])('needs a usable %s, not %d', (field, value) => {
    expect(() => basis({ ...terms, [field]: value })).toThrow(`field ${field}: "${value}"`)
  })

  it('needs coupons between payment and delivery', () => {
    const after = { ...terms, coupons: [{ amount: 2, daysToDelivery: 100 }] }
    expect(() => basis(after)).toThrow('field daysToDelivery: "100"')
  })
})

interface BasisCase {
  readonly maturity: string
  readonly couponPct: number
  readonly settle: string
  readonly delivery: string
  readonly cleanPrice: number
  readonly futuresPrice: number
  readonly conversionFactor: number
  readonly repoRate: number
  readonly contract: string
}

withOracle<OracleFamily<BasisCase>>('treasury_basis', ({ cases }) => {
  itAgrees(
    cases.filter(({ tag }) => tag === 'basis'),
    ({ in: { contract } }) => contract,
    input => {
      const [settle, delivery] = [parseDay(input.settle), parseDay(input.delivery)]
      const built = basisTermsOf(treasury(input.couponPct, input.maturity), settle, delivery, {
        cleanPrice: input.cleanPrice,
        futuresPrice: input.futuresPrice,
        factor: input.conversionFactor,
        repoFraction: input.repoRate,
      })
      const { theoreticalFuture, ...found } = basis(built)
      return {
        ...found,
        accruedSettle: built.accruedSettle,
        accruedDelivery: built.accruedDelivery,
        daysToDelivery: built.days,
        couponsBetween: built.coupons.length,
        ctdFuturesPrice: theoreticalFuture,
      }
    },
  )
})

interface PublishedFuture {
  readonly name: string
  readonly future?: number
  readonly cf?: number
  readonly clean?: number
  readonly coupon?: number
  readonly maturity?: string
  readonly settle: string
  readonly delivery: string
  readonly days?: number
  readonly irr?: number
  readonly repo?: number
  readonly reinvest?: number
  readonly accruedSettle?: number
  readonly accruedDelivery?: number
  readonly grossBasis?: number
  readonly grossBasis32?: number
  readonly carry?: number
  readonly netBasis?: number
  readonly netBasis32?: number
}

withOracle<{ readonly futures: readonly PublishedFuture[] }>('bonds-published', ({ futures }) => {
  const [first] = futures

  /** The second case of a name shares the bond of the first; a case without a price or a rate asks for it. */
  const solve = (each: PublishedFuture) => {
    const { coupon = 0, maturity = '', clean = 100, cf = 1 } = each.maturity ? each : (first ?? each)
    const future = each.future ?? (each.maturity ? undefined : first?.future)
    const built: BasisTerms = {
      ...basisTermsOf(treasury(100 * coupon, maturity), parseDay(each.settle), parseDay(each.delivery), {
        cleanPrice: clean,
        futuresPrice: future ?? 100,
        factor: cf,
        repoFraction: each.repo ?? 0,
      }),
      ...(each.reinvest === undefined ? {} : { reinvestFraction: each.reinvest, reinvestYearDays: 365 }),
    }
    return { built, found: basis(built) }
  }

  it.each(futures.map(each => [each.name, each] as const))('agrees with %s', (_, each) => {
    const { built, found } = solve(each)
    if (each.days !== undefined) expect(built.days).toBe(each.days)
    if (each.accruedSettle !== undefined) expect(built.accruedSettle).toBeCloseTo(each.accruedSettle, 6)
    if (each.accruedDelivery !== undefined) {
      const digits = String(each.accruedDelivery).split('.')[1]?.length ?? 0
      expect(built.accruedDelivery).toBeCloseTo(each.accruedDelivery, digits)
    }
    if (each.irr !== undefined)
      expect(found.impliedRepo).toBeCloseTo(each.irr, String(each.irr).length > 6 ? 8 : 4)
    if (each.grossBasis !== undefined) expect(found.grossBasis).toBeCloseTo(each.grossBasis, 6)
    if (each.grossBasis32 !== undefined) expect(found.grossBasis32nds).toBeCloseTo(each.grossBasis32, 3)
    if (each.carry !== undefined) expect(found.carry).toBeCloseTo(each.carry, 6)
    if (each.netBasis !== undefined) expect(found.netBasis).toBeCloseTo(each.netBasis, 6)
    if (each.netBasis32 !== undefined) expect(32 * found.netBasis).toBeCloseTo(each.netBasis32, 3)
    if (each.future !== undefined && each.repo !== undefined)
      expect(found.theoreticalFuture).toBeCloseTo(each.future, 4)
  })
})
