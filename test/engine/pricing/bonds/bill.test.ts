import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../../engine/model/time.ts'
import { billPrice, billYield, daysInYearAfter } from '../../../../engine/pricing/bonds/bill.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds } from '../arbitrary.ts'
import { itAgrees, type OracleFamily } from '../oracle-cases.ts'

const days = (...texts: [string, string]) => [parseDay(texts[0]), parseDay(texts[1])] as const

describe('a Treasury bill (31 CFR 356, appendix B, section VI)', () => {
  it('costs its face less the discount', () => {
    expect(billPrice(...days('1989-11-24', '1990-02-22'), 0.0761)).toBeCloseTo(98.0975, 12)
    expect(billPrice(...days('1990-06-07', '1991-06-06'), 0.0765)).toBeCloseTo(92.265, 12)
  })

  it('yields simple interest up to half a year, above it as a bond does', () => {
    expect(billYield(...days('1990-06-01', '1990-06-21'), 99.559444)).toBeCloseTo(0.08076, 5)
    expect(billYield(...days('1990-06-07', '1991-06-06'), 92.265)).toBeCloseTo(0.082373, 6)
  })

  it.each([
    ['2003-03-01', 366],
    ['2004-02-28', 366],
    ['2004-02-29', 365],
    ['2004-03-01', 365],
    ['2003-02-28', 365],
  ])('bought on %s has a year of %i days before it', (settle, yearDays) => {
    const start = parseDay(settle)
    expect(daysInYearAfter(start)).toBe(yearDays)
    expect(billYield(start, start + 91, 99)).toBeCloseTo(((1 / 99) * yearDays) / 91, 14)
  })

  it('yields at half a year what it yields a day later, but for that day', () => {
    const settle = parseDay('2021-02-25')
    const at = (term: number) => billYield(settle, settle + term, 98) ?? 0
    expect(at(182) / at(183)).toBeCloseTo(183 / 182, 3)
  })

  it('is worth its payments at its yield', () => {
    const terms = fc.tuple(fc.integer({ min: 0, max: 22_000 }), fc.integer({ min: 1, max: 365 }))
    const price = fc.double({ min: 80, max: 102, noNaN: true })
    holds(
      fc.property(terms, price, ([settle, term], paid) => {
        const i = billYield(settle, settle + term, paid) ?? 0
        const [year, month, day] = formatDay(settle).split('-')
        const after = month === '02' && day === '29' ? '28' : day
        const yearDays = parseDay(`${Number(year) + 1}-${month}-${after}`) - settle
        const half = yearDays / 2
        const back =
          term <= half
            ? paid * (1 + (i * term) / yearDays)
            : paid * (1 + (i * (term - half)) / yearDays) * (1 + i / 2)
        expect(back).toBeCloseTo(100, 10)
      }),
    )
  })

  it('has no yield at no price, and none at all once it is paid', () => {
    expect(billYield(0, 91, 0)).toBeNull()
    expect(billYield(0, 91, Number.NaN)).toBeNull()
    expect(() => billYield(91, 91, 99)).toThrow('field settle: "1970-04-02": the bill has matured')
    expect(() => billPrice(91, 91, 0.05)).toThrow('settle before its maturity')
  })
})

interface In {
  readonly issue: string
  readonly maturity: string
  readonly discountRate: number
}

withOracle<OracleFamily<In>>('treasury_basis', ({ cases }) => {
  itAgrees(
    cases.filter(({ tag }) => tag === 'tbill'),
    ({ tag }) => tag ?? '',
    ({ issue, maturity, discountRate }) => {
      const terms = days(issue, maturity)
      const price = billPrice(...terms, discountRate)
      const term = terms[1] - terms[0]
      const yearBasis = daysInYearAfter(terms[0])
      return {
        days: term,
        price,
        yearBasis,
        investmentRate: billYield(...terms, price),
        branch: 2 * term > yearBasis ? 'quadratic' : 'simple',
      }
    },
  )
})
