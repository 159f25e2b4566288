/** Shows which bond of a basket is delivered, and at which price of the future. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { streetYield } from '../../../../engine/pricing/bonds/bond-yield.ts'
import { streetPrice } from '../../../../engine/pricing/bonds/street-price.ts'
import { basis, basisOf } from '../../../../engine/pricing/treasury/basis.ts'
import { cheapestToDeliver, rankDeliverables } from '../../../../engine/pricing/treasury/cheapest.ts'
import { conversionFactor } from '../../../../engine/pricing/treasury/conversion-factor.ts'
import { deliveryCosts, theoreticalFuture } from '../../../../engine/pricing/treasury/theoretical-future.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds } from '../arbitrary.ts'
import { financed, longBonds2023, treasury } from './treasuries.ts'

const spot = basis({
  cleanPrice: 100,
  accruedSettle: 1,
  accruedDelivery: 1,
  coupons: [],
  days: 0,
  futuresPrice: 125,
  factor: 0.8,
  repoFraction: 0.03,
})

const candidate = (id: string, impliedRepo: number | null, netBasis: number) => ({
  id,
  basis: { ...spot, impliedRepo, netBasis },
})

describe('the cheapest to deliver', () => {
  it('implies the greatest repo rate; equals are told by net basis, then by name', () => {
    const basket = [
      candidate('none', null, -1),
      candidate('low', 0.01, 0.2),
      candidate('high, dear', 0.03, 0.3),
      candidate('high b', 0.03, 0.1),
      candidate('high a', 0.03, 0.1),
    ]
    const order = ['high a', 'high b', 'high, dear', 'low', 'none']
    for (const listed of [basket, [...basket].reverse()]) {
      const ranked = rankDeliverables(listed)
      expect(ranked.map(({ id }) => id)).toEqual(order)
      expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5])
      expect(cheapestToDeliver(listed)?.id).toBe('high a')
    }
  })

  it('is the one of least net basis when no rate is left to imply', () => {
    const basket = [candidate('a', null, 0.3), candidate('b', null, -0.1), candidate('c', null, 0)]
    expect(rankDeliverables(basket).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })

  it('of nothing is nothing', () => {
    expect(rankDeliverables([])).toEqual([])
    expect(cheapestToDeliver([])).toBeNull()
  })

  it('sets the theoretical future, from which no bond is delivered with a gain', () => {
    holds(
      fc.property(fc.array(financed, { minLength: 1, maxLength: 8 }), bonds => {
        const basket = bonds.map(
          ({ bond, settle, days, cleanPrice, futuresPrice, factor, repoFraction }, i) => ({
            id: String(i),
            factor,
            forwardClean: basisOf(bond, settle, settle + days, cleanPrice, futuresPrice, factor, repoFraction)
              .forwardClean,
          }),
        )
        const { price, cheapest } = theoreticalFuture(basket)
        const costs = deliveryCosts(basket, price)
        expect(Math.min(...costs.map(({ points }) => points))).toBeCloseTo(0, 10)
        expect(costs.find(({ id }) => id === cheapest)?.points).toBeCloseTo(0, 10)
      }),
      100,
    )
  })

  it('of nothing has no future', () => {
    expect(() => theoreticalFuture([])).toThrow('field basket: a basket without bonds has no price')
  })
})

const SETTLE = parseDay('2023-11-22')
const DELIVERY = parseDay('2023-12-29')

/** Clean prices on the delivery day at the yields of the payment day, shifted. */
const shifted = (basisPoints: number) =>
  longBonds2023.map(({ id, bond, cleanPrice }) => {
    const today = streetYield(bond, SETTLE, cleanPrice) ?? Number.NaN
    return {
      id,
      factor: conversionFactor(bond, '2023-12', 'long').factor,
      forwardClean: streetPrice(bond, DELIVERY, today + basisPoints / 10_000),
    }
  })

describe('the long bonds of December 2023', () => {
  it.each([
    [-50, 'Aug-39'],
    [0, 'Aug-39'],
    [50, 'Nov-42'],
  ])('at yields shifted by %d bp deliver %s', (basisPoints, id) => {
    expect(theoreticalFuture(shifted(basisPoints)).cheapest).toBe(id)
  })
})

interface Switching {
  readonly ctd_switch: { readonly own: Readonly<Record<string, readonly number[]>> }
}

withOracle<Switching>('bonds-published', ({ ctd_switch: { own } }) => {
  it.each(Object.entries(own))('costs what the basket costs at %s bp', (basisPoints, costs) => {
    const basket = shifted(Number(basisPoints))
    const found = deliveryCosts(basket, theoreticalFuture(basket).price)
    expect(found.length).toBe(costs.length)
    found.forEach(({ points }, i) => {
      expect(points).toBeCloseTo(costs[i] ?? Number.NaN, 6)
    })
  })
})

interface BasketCase {
  readonly tag: string
  readonly in: {
    readonly contract: string
    readonly settle: string
    readonly delivery: string
    readonly futuresPrice: number
    readonly repoRate: number
    readonly basket: readonly {
      readonly cusip8: string
      readonly couponPct: number
      readonly maturity: string
      readonly cleanPrice: number
      readonly conversionFactor: number
    }[]
  }
  readonly out: {
    readonly impliedRepo: readonly number[]
    readonly grossBasis: readonly number[]
    readonly netBasis: readonly number[]
    readonly ctdByImpliedRepo: string
    readonly ctdByNetBasis: string
  }
}

withOracle<{ readonly cases: readonly BasketCase[] }>('treasury_basis', ({ cases }) => {
  const baskets = cases.filter(({ tag }) => tag === 'ctd_basket_dec2015')

  it.each(baskets.map(each => [each.in.contract, each] as const))(
    'ranks the published basket of %s',
    (_, { in: given, out }) => {
      const [settle, delivery] = [parseDay(given.settle), parseDay(given.delivery)]
      const candidates = given.basket.map(each => ({
        id: each.cusip8,
        basis: basisOf(
          treasury(each.couponPct, each.maturity),
          settle,
          delivery,
          each.cleanPrice,
          given.futuresPrice,
          each.conversionFactor,
          given.repoRate,
        ),
      }))
      candidates.forEach(({ basis: found }, i) => {
        for (const field of ['impliedRepo', 'grossBasis', 'netBasis'] as const) {
          const expected = out[field][i] ?? Number.NaN
          const miss = Math.abs((found[field] ?? Number.NaN) - expected)
          expect(miss, `${field} ${i}`).toBeLessThanOrEqual(1e-11 + 1e-11 * Math.abs(expected))
        }
      })
      expect(cheapestToDeliver(candidates)?.id).toBe(out.ctdByImpliedRepo)
      const leastNet = [...candidates].sort((a, b) => a.basis.netBasis - b.basis.netBasis)[0]
      expect(leastNet?.id).toBe(out.ctdByNetBasis)
    },
  )
})
