import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { curvePrice } from '../../../../engine/pricing/bonds/curve-price.ts'
import { parCurve } from '../../../../engine/pricing/bonds/par-curve.ts'
import { quasiDate } from '../../../../engine/pricing/bonds/quasi-dates.ts'
import { holds } from '../arbitrary.ts'

const TENORS = [1 / 12, 1.5 / 12, 2 / 12, 3 / 12, 4 / 12, 0.5, 1, 2, 3, 5, 7, 10, 20, 30]
const HALF_YEARS = [0.5, 1, 2, 3, 5, 7, 10, 20, 30]

const OFFICIAL = [4.36, 4.36, 4.35, 4.28, 4.21, 4.14, 3.86, 3.68, 3.66, 3.72, 3.84, 4.01, 4.44, 4.41]
const april = TENORS.map((years, i) => ({ years, parPercent: OFFICIAL[i] ?? 0 }))

/** Some of the tenors, one at least, with yields that wander by up to half a percent from one to the next. */
const points = fc
  .record({
    level: fc.double({ min: -1, max: 10, noNaN: true }),
    steps: fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 14, maxLength: 14 }),
    tenors: fc.subarray(TENORS, { minLength: 1 }),
  })
  .map(({ level, steps, tenors }) =>
    tenors.map((years, i) => ({
      years,
      parPercent: steps.slice(0, i).reduce((sum, step) => sum + step, level),
    })),
  )

describe('the par curve', () => {
  it('by hand: two par bonds give two discount factors', () => {
    const curve = parCurve([
      { years: 0.5, parPercent: 4 },
      { years: 1, parPercent: 6 },
    ])
    expect(curve.discount(0.5)).toBeCloseTo(1 / 1.02, 15)
    expect(curve.discount(1)).toBeCloseTo((1 - 0.03 / 1.02) / 1.03, 15)
    expect(curve.discount(0.75)).toBeCloseTo(Math.sqrt(curve.discount(0.5) * curve.discount(1)), 15)
    expect(curve.discount(0)).toBe(1)
    expect(curve.discount(0.25)).toBeCloseTo(Math.sqrt(1 / 1.02), 15)
    expect(curve.zeroPercent(0.5)).toBeCloseTo(4, 12)
  })

  it('quotes bills at simple interest', () => {
    const curve = parCurve(april)
    expect(curve.discount(0.25)).toBeCloseTo(1 / (1 + 0.0428 / 4), 15)
    expect(curve.parPercent(1 / 12)).toBeCloseTo(4.36, 10)
  })

  it('prices a par bond of every tenor at 100 on a coupon day', () => {
    const settle = parseDay('2025-02-15')
    holds(
      fc.property(points, given => {
        const curve = parCurve(given)
        for (const { years, parPercent } of given.filter(({ years }) => HALF_YEARS.includes(years))) {
          const bond = {
            couponPercent: Math.abs(parPercent),
            maturity: quasiDate(settle, -2 * years),
            issued: settle,
            firstCoupon: null,
          }
          if (parPercent >= 0) expect(Math.abs(curvePrice(bond, settle, curve) - 100)).toBeLessThan(1e-10)
        }
        for (const { years, parPercent } of given)
          expect(Math.abs(curve.parPercent(years) - parPercent)).toBeLessThan(1e-10)
      }),
    )
  })

  it('is flat where one yield is all that is known, short or long', () => {
    for (const years of HALF_YEARS) {
      const curve = parCurve([{ years, parPercent: 5 }])
      for (const term of [0.25, 0.5, 3.3, 17, 45]) {
        expect(curve.discount(term)).toBeCloseTo(Math.exp(-2 * term * Math.log(1.025)), 13)
        expect(curve.zeroPercent(term)).toBeCloseTo(5, 11)
      }
      expect(curve.parPercent(12)).toBeCloseTo(5, 11)
    }
    const bills = parCurve([{ years: 1 / 12, parPercent: 5 }])
    expect(bills.discount(1)).toBeCloseTo(Math.exp(-12 * Math.log(1 + 0.05 / 12)), 14)
  })

  it('has level forward rates between half-years and beyond both ends', () => {
    const curve = parCurve(april)
    const forward = (from: number, to: number) =>
      Math.log(curve.discount(from) / curve.discount(to)) / (to - from)
    expect(forward(6, 6.2)).toBeCloseTo(forward(6.3, 6.5), 12)
    expect(forward(35, 60)).toBeCloseTo(forward(29.5, 30), 12)
    expect(forward(0, 0.01)).toBeCloseTo(forward(0.02, 1 / 12), 12)
  })

  it('keeps par yields between those of the neighbouring tenors', () => {
    const curve = parCurve(april)
    for (let years = 10.5; years < 20; years += 0.5) {
      expect(curve.parPercent(years)).toBeGreaterThan(4.01)
      expect(curve.parPercent(years)).toBeLessThan(4.44)
    }
    expect(curve.zeroPercent(10)).toBeGreaterThan(curve.parPercent(10))
  })

  it('gives the discount factors of a bond in one pass, to the last bit those of each time', () => {
    holds(
      fc.property(points, fc.double({ min: 0, max: 70, noNaN: true }), (some, halfYears) => {
        const curve = parCurve(some)
        const one = Array.from({ length: 70 }, (_, i) => curve.discount((halfYears + i) / 2))
        expect(curve.discounts(halfYears, 70)).toEqual(one)
      }),
    )
    expect(() => parCurve([{ years: 2, parPercent: 3 }]).discounts(-1, 1)).toThrow('field years: "-0.5"')
  })

  it('is one curve: no jump in discount factors, and all of them positive', () => {
    holds(
      fc.property(points, fc.double({ min: 0, max: 40, noNaN: true }), (given, years) => {
        const curve = parCurve(given)
        const here = curve.discount(years)
        expect(here).toBeGreaterThan(0)
        expect(Math.abs(curve.discount(years + 1e-9) / here - 1)).toBeLessThan(1e-8)
      }),
    )
  })

  it('takes negative yields', () => {
    const curve = parCurve([
      { years: 1 / 12, parPercent: -0.05 },
      { years: 2, parPercent: -0.7 },
      { years: 10, parPercent: -0.3 },
    ])
    expect(curve.discount(1 / 12)).toBeCloseTo(1 / (1 - 0.0005 / 12), 15)
    expect(curve.discount(2)).toBeGreaterThan(1.01)
    expect(curve.parPercent(10)).toBeCloseTo(-0.3, 10)
  })

  it.each([
    ['no points', [], 'of one tenor at least'],
    ['a tenor between half-years', [{ years: 1.25, parPercent: 4 }], 'field years: "1.25"'],
    ['a tenor of nothing', [{ years: 0, parPercent: 4 }], 'field years: "0"'],
    ['a negative tenor', [{ years: -1, parPercent: 4 }], 'field years: "-1"'],
    ['a tenor that is none', [{ years: Number.NaN, parPercent: 4 }], 'field years: "NaN"'],
    ['an endless tenor', [{ years: Infinity, parPercent: 4 }], 'field years: "Infinity"'],
    ['a missing yield', [{ years: 2, parPercent: Number.NaN }], 'field parPercent: "NaN"'],
    [
      'a tenor twice',
      [
        { years: 2, parPercent: 4 },
        { years: 2, parPercent: 4 },
      ],
      'once each',
    ],
    [
      'tenors out of order',
      [
        { years: 5, parPercent: 4 },
        { years: 2, parPercent: 4 },
      ],
      'sort them',
    ],
    [
      'yields that no discount factors give',
      [
        { years: 1, parPercent: 1 },
        { years: 30, parPercent: 40 },
      ],
      'no positive discount factor at',
    ],
    ['a yield that loses everything', [{ years: 1, parPercent: -200 }], 'no positive discount factor at 0.5'],
  ])('refuses %s', (_what, given, message) => {
    expect(() => parCurve(given)).toThrow(message)
  })

  it('knows terms from 0 on, and yields of terms above it', () => {
    const curve = parCurve(april)
    expect(() => curve.discount(-0.1)).toThrow('field years: "-0.1"')
    expect(() => curve.discount(Number.NaN)).toThrow('field years')
    expect(() => curve.zeroPercent(0)).toThrow('above 0 years')
    expect(() => curve.parPercent(0)).toThrow('above 0 years')
  })
})
