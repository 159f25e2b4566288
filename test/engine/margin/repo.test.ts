/** Terms of lenders: the haircut that they make, however stated, and which are in force. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Funding, haircutOf, type LenderTerms, termsOn } from '../../../engine/margin/repo.ts'
import { DataError } from '../../../engine/model/errors.ts'
import { parseDay } from '../../../engine/model/time.ts'

const terms = (stated: Partial<LenderTerms> = {}): LenderTerms => ({
  spreadPercent: 0,
  termDays: 1,
  ...stated,
})

describe('the haircut', () => {
  it.each([
    ['stated as one', { haircutPercent: 2 }, 1, 0.02],
    ['stated as an initial margin', { initialMarginPercent: 2 }, 1, 0.02 / 1.02],
    ['not stated: all is lent', {}, 1, 0],
    ['stated as none', { haircutPercent: 0 }, 1, 0],
    ['stated as no initial margin', { initialMarginPercent: 0 }, 1, 0],
    ['cleared with the future', { haircutPercent: 2 }, 0.2, 0.004],
    ['stated as an initial margin and cleared with the future', { initialMarginPercent: 25 }, 0.5, 0.1],
    [
      'stated as undefined is not stated',
      { haircutPercent: undefined, initialMarginPercent: 5 },
      1,
      0.05 / 1.05,
    ],
  ])('%s', (_, stated, factor, expected) => {
    expect(haircutOf(terms(stated), factor)).toBeCloseTo(expected, 15)
  })

  it('stands alone where nothing is said of the future', () => {
    expect(haircutOf(terms({ haircutPercent: 3 }))).toBe(0.03)
  })

  it('is stated in one way, not both, even where the two agree', () => {
    const both = () => haircutOf(terms({ haircutPercent: 0, initialMarginPercent: 0 }))
    expect(both).toThrow(DataError)
    expect(both).toThrow('state a haircut or an initial margin, not both')
  })

  it('as an initial margin lends what is worth that much more than the loan', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 200, noNaN: true }), initialMarginPercent => {
        const lent = 1 - haircutOf(terms({ initialMarginPercent }))
        expect(1 / lent - 1).toBeCloseTo(initialMarginPercent / 100, 12)
      }),
    )
  })
})

describe('terms in force', () => {
  const funding: Funding = {
    rate: 1.5,
    lender: [
      { from: '2020-01-02', value: terms({ haircutPercent: 1 }) },
      { from: '2020-03-12', value: terms({ haircutPercent: 4, termDays: 7 }) },
    ],
    repoLag: 1,
    crossMarginFactor: 1,
    creditLine: null,
  }

  it.each([
    ['2020-01-02', 1],
    ['2020-03-11', 1],
    ['2020-03-12', 4],
    ['2030-01-01', 4],
  ])('on %s have a haircut of %i %%', (day, haircut) => {
    expect(termsOn(funding, parseDay(day)).haircutPercent).toBe(haircut)
  })

  it('are not known before the first: the error names the day', () => {
    expect(() => termsOn(funding, parseDay('2020-01-01'))).toThrow(
      '"2020-01-01": no terms of the lender is known',
    )
  })
})
