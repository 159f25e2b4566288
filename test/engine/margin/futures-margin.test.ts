/** Margin of futures by a rate a contract: who posts which, what is netted, and when it is rounded. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FuturesMarginTerms, futuresMargin } from '../../../engine/margin/futures-margin.ts'
import { DataError } from '../../../engine/model/errors.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { DAY, future } from './positions.ts'

const RATES: Readonly<Record<string, { initial: number; maintenance: number }>> = {
  ZN: { initial: 1265, maintenance: 1150 },
  ZB: { initial: 3080.5, maintenance: 2800.45 },
  FGBL: { initial: 2000, maintenance: 1900 },
}

function rateOf(product: string) {
  const rate = RATES[product]
  if (!rate) throw new DataError('no margin of this product is known', { field: 'margin', value: product })
  return rate
}

const model = (terms: Partial<FuturesMarginTerms> = {}) =>
  futuresMargin(rateOf, { holder: 'hedger', crossMarginFactor: 1, ...terms })

/** Product, initial and maintenance in currency units, and contracts. */
const of = (positions: readonly MarginPosition[], terms: Partial<FuturesMarginTerms> = {}) =>
  model(terms)
    .requirement(positions, DAY)
    .map(one => [one.product, one.initial / 100, one.maintenance / 100, one.structures[0]?.lots])

describe('margin of futures', () => {
  it('is maintenance for hedgers, who post no more, and the initial rate for speculators', () => {
    expect(of([future('ZN', -10)])).toEqual([['ZN', 11_500, 11_500, 10]])
    expect(of([future('ZN', -10)], { holder: 'speculator' })).toEqual([['ZN', 12_650, 11_500, 10]])
  })

  it.each<[string, readonly MarginPosition[], number]>([
    ['long is as dear as short', [future('ZN', 3)], 3],
    ['long and short of one month cancel', [future('ZN', 3), future('ZN', -5)], 2],
    ['months do not', [future('ZN', 3), future('ZN', -5, '2010-03')], 8],
    ['nothing is left', [future('ZN', 3), future('ZN', -3)], 0],
  ])('%s', (_, positions, lots) => {
    expect(of(positions)).toEqual([['ZN', 1150 * lots, 1150 * lots, lots]])
  })

  it('is by product, in the order of their ids, each in its currency', () => {
    const found = model().requirement([future('ZN', 1), future('FGBL', -1), future('ZB', 2)], DAY)
    expect(found.map(({ product, currency }) => [product, currency])).toEqual([
      ['FGBL', 'EUR'],
      ['ZB', 'USD'],
      ['ZN', 'USD'],
    ])
  })

  it('shrinks by the factor of clearing both legs together, and is rounded once for all contracts', () => {
    expect(of([future('ZB', 7)], { crossMarginFactor: 0.333 })).toEqual([['ZB', 6527.85, 6527.85, 7]])
    expect(of([future('ZB', 7)], { crossMarginFactor: 0.333, holder: 'speculator' })[0]?.[1]).toBe(7180.65)
  })

  it('is at the rate of the day', () => {
    const days: number[] = []
    const dated = futuresMargin(
      (_, day) => {
        days.push(day)
        return { initial: day, maintenance: day }
      },
      { holder: 'hedger', crossMarginFactor: 1 },
    )
    const day = parseDay('2020-03-13')
    expect(dated.requirement([future('ZN', 2)], day)[0]?.initial).toBe(day * 200)
    expect(days).toEqual([day])
  })

  it('of a product that has no rate is the error of who states them', () => {
    expect(() => of([future('GC', 1)])).toThrow('"GC": no margin of this product is known')
  })

  it('includes no premium and has no scenario, and looks at no volatility', () => {
    expect(model().requirement([future('ZN', 1)], DAY)).toMatchObject([
      { premiumIncluded: 0, scenario: null },
    ])
    expect(model().looksAtVolatility).toBe(false)
  })

  it('is the same for one position of many contracts as for many of one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (lots, crossMarginFactor) => {
          const many = Array.from({ length: lots }, () => future('ZB', -1))
          expect(of(many, { crossMarginFactor })).toEqual(of([future('ZB', -lots)], { crossMarginFactor }))
        },
      ),
    )
  })
})
