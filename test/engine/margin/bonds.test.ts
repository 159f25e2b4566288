/** What bonds need of equity: by product, whatever nobody lends. */

import { describe, expect, it } from 'vitest'
import { bondProducts } from '../../../engine/calendar/bond-products.ts'
import { bondRequirement, isFinanced } from '../../../engine/margin/bonds.ts'
import { type BondIssue, bondOf, type Product } from '../../../engine/model/instrument.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { minor } from '../../../engine/model/money.ts'
import { AUGUST_2024 } from '../../fixtures/basis-market.ts'
import { marginTerms } from '../../fixtures/kinds.ts'
import { future, option } from './positions.ts'

const [UST] = bondProducts

function bond(tiedUp: number | null, more: { issue?: BondIssue; product?: Product } = {}): MarginPosition {
  const product = more.product ?? UST
  if (!product) throw new Error('there is a bond product')
  const instrument = bondOf(more.issue ?? AUGUST_2024)
  return {
    instrument,
    product,
    ...marginTerms(instrument, product),
    quantity: 1000,
    multiplier: 1,
    price: 100,
    paidUpFront: true,
    underlyingPrice: 100,
    daysToExpiry: 0,
    sigmaDaily: null,
    ...(tiedUp === null ? {} : { tiedUp: minor(tiedUp) }),
  }
}

describe('what bonds require', () => {
  it.each<[string, readonly MarginPosition[], number, number]>([
    ['of one is what it ties up', [bond(2_000_00)], 200_000, 1],
    ['of several is their sum', [bond(2_000_00), bond(5), bond(0)], 200_005, 3],
    ['is below nothing while a lender has lent more than it is worth', [bond(-7_50)], -750, 1],
    ['of some above and some below is what is left', [bond(10_00), bond(-7_50)], 250, 2],
    ['of one that ties up nothing it says nothing of', [bond(null)], 0, 1],
  ])('%s', (_, positions, expected, lots) => {
    expect(bondRequirement(positions)).toEqual([
      {
        product: 'UST',
        currency: 'USD',
        initial: expected,
        maintenance: expected,
        premiumIncluded: 0,
        structures: [{ structure: 'bond', lots }],
        scenario: null,
      },
    ])
  })

  it('is told by product, each in its currency', () => {
    const bunds: Product | undefined = UST && { ...UST, id: 'BUND', currency: 'EUR' }
    if (!bunds) throw new Error('there is a bond product')
    const found = bondRequirement([bond(100), bond(7, { product: bunds }), bond(20)])
    expect(found.map(({ product, currency, initial }) => [product, currency, initial])).toEqual([
      ['UST', 'USD', 120],
      ['BUND', 'EUR', 7],
    ])
  })

  it('of none is nothing', () => {
    expect(bondRequirement([])).toEqual([])
  })

  it('is asked for bonds alone', () => {
    expect([bond(1), future('GC', 1), option()].map(isFinanced)).toEqual([true, false, false])
  })
})
