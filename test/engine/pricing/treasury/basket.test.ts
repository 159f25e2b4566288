import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../../../engine/calendar/contracts.ts'
import { tenYearBasketUpToEight } from '../../../../engine/calendar/treasury-contracts.ts'
import type { BondIssue } from '../../../../engine/model/instrument.ts'
import { parseDay } from '../../../../engine/model/time.ts'
import {
  basketRuleOf,
  deliverableBasket,
  isDeliverable,
  requireDeliverable,
} from '../../../../engine/pricing/treasury/basket.ts'
import { withOracle } from '../../../fixtures/shared.ts'

const issue = (maturity: string, originalMonths: number, issued: string): BondIssue => ({
  id: `UST 2 ${maturity} ${originalMonths}M`,
  couponPercent: 2,
  maturity: parseDay(maturity),
  issued: parseDay(issued),
  firstCoupon: null,
  originalMonths,
})

const takes = (contract: string, month: string, maturity: string, originalMonths: number): boolean =>
  isDeliverable(
    { maturity: parseDay(maturity), originalMonths },
    basketRuleOf(futureProductOf(contract), month),
    month,
  )

describe('a basket', () => {
  it.each([
    ['ZT', '2015-12', '2017-09-01', 24, true, 'one year and nine months from the first day'],
    ['ZT', '2015-12', '2017-08-31', 24, false, 'a day less'],
    ['ZT', '2015-12', '2017-12-31', 60, true, 'two years from the last day'],
    ['ZT', '2015-12', '2018-01-01', 60, false, 'a day more'],
    ['ZT', '2016-06', '2018-06-30', 24, true, 'two years from a last day that is the thirtieth'],
    ['ZT', '2015-12', '2017-11-30', 84, false, 'an old note of seven years'],
    ['ZT', '2015-12', '2017-11-30', 63, true, 'a note of five years and three months'],
    ['Z3N', '2019-12', '2022-11-30', 84, false, 'notes of seven years before the relaunch'],
    ['Z3N', '2020-12', '2023-11-30', 84, true, 'and since'],
    ['ZF', '2015-12', '2020-02-01', 60, true, 'four years and two months'],
    ['ZF', '2015-12', '2020-01-31', 60, false, 'a day less'],
    ['ZN', '2017-12', '2024-06-01', 84, true, 'six years and a half'],
    ['ZN', '2017-12', '2024-05-31', 84, false, 'a day less'],
    ['ZN', '2017-12', '2027-12-01', 120, true, 'ten years'],
    ['ZN', '2017-12', '2027-12-02', 120, false, 'a day more'],
    ['ZN', '2017-12', '2025-02-15', 360, false, 'an old bond'],
    ['TN', '2017-12', '2027-05-01', 120, true, 'nine years and five months'],
    ['TN', '2017-12', '2027-04-30', 120, false, 'a day less'],
    ['ZB', '2017-12', '2032-12-01', 360, true, 'fifteen years'],
    ['ZB', '2017-12', '2042-11-30', 360, true, 'a day less than twenty-five'],
    ['ZB', '2017-12', '2042-12-01', 360, false, 'twenty-five'],
    ['ZB', '2008-12', '2038-05-15', 360, true, 'thirty while there was no other contract for them'],
    ['UB', '2017-12', '2042-12-01', 360, true, 'twenty-five'],
    ['UB', '2017-12', '2042-11-30', 360, false, 'a day less'],
  ])('of %s %s: %s of %d months, %s: %s', (contract, month, maturity, originalMonths, taken) => {
    expect(takes(contract, month, maturity, originalMonths)).toBe(taken)
  })

  it('is what has been issued by a day and lies within the bounds, in the order of the list', () => {
    const seven = issue('2024-11-30', 84, '2017-11-30')
    const ten = issue('2027-11-15', 120, '2017-11-15')
    const fresh = issue('2024-12-31', 84, '2017-12-29')
    const five = issue('2022-11-30', 60, '2017-11-30')
    const listed = [five, fresh, ten, seven]
    const note = futureProductOf('ZN')
    expect(deliverableBasket(listed, note, '2017-12', parseDay('2017-12-28'))).toEqual([ten, seven])
    expect(deliverableBasket(listed, note, '2017-12', parseDay('2017-12-29'))).toEqual([fresh, ten, seven])
    expect(
      deliverableBasket(listed, note, '2017-12', parseDay('2017-12-29'), tenYearBasketUpToEight),
    ).toEqual([fresh, seven])
  })

  it.each([
    [
      'ZT',
      issue('2019-11-30', 84, '2012-11-30'),
      'it was issued for 84 months, the contract takes at most 63',
    ],
    [
      'ZN',
      issue('2024-05-31', 84, '2017-05-31'),
      'it matures on 2024-05-31, the contract takes maturities from 2024-06-01 on',
    ],
    [
      'ZB',
      issue('2047-11-15', 360, '2017-11-15'),
      'it matures on 2047-11-15, the contract takes maturities before 2042-12-01',
    ],
    ['ZN', issue('2024-12-31', 84, '2018-01-02'), 'it is issued on 2018-01-02, after 2017-12-29'],
  ])('of %s refuses %o by name of the bound: %s', (contract, bond, reason) => {
    const delivery = parseDay('2017-12-29')
    expect(() => requireDeliverable(bond, futureProductOf(contract), '2017-12', delivery)).toThrow(
      `field bond: "${bond.id}": cannot be delivered into ${contract} 2017-12: ${reason}; choose a bond of its basket`,
    )
  })

  it('lets its bonds pass', () => {
    const bond = issue('2024-11-30', 84, '2017-11-30')
    expect(() =>
      requireDeliverable(bond, futureProductOf('ZN'), '2017-12', parseDay('2017-12-29')),
    ).not.toThrow()
  })

  it('belongs to a Treasury future', () => {
    expect(() => basketRuleOf(futureProductOf('GC'), '2017-12')).toThrow(
      /field future: "GC": this future delivers no bonds/,
    )
  })
})

interface Factors {
  readonly cases: readonly {
    readonly tag: string
    readonly in: { readonly contract: string; readonly maturity: string }
  }[]
}

withOracle<Factors>('conversion_factors', ({ cases }) => {
  it('takes every maturity of the published baskets of December 2015', () => {
    const published = cases.filter(({ tag }) => tag === 'published_dec2015_basket')
    expect(published.length).toBeGreaterThan(40)
    for (const { in: listed } of published)
      expect(takes(listed.contract, '2015-12', listed.maturity, 24), JSON.stringify(listed)).toBe(true)
  })
})
