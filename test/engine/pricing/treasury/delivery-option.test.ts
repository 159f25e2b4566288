import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { streetYield } from '../../../../engine/pricing/bonds/bond-yield.ts'
import { streetPrice } from '../../../../engine/pricing/bonds/street-price.ts'
import { conversionFactor } from '../../../../engine/pricing/treasury/conversion-factor.ts'
import { deliveryOption, type YieldScenario } from '../../../../engine/pricing/treasury/delivery-option.ts'
import { holds } from '../arbitrary.ts'
import { longBonds2023 } from './treasuries.ts'

const delivery = parseDay('2023-12-29')
const basket = longBonds2023.map(({ id, bond, cleanPrice }) => ({
  id,
  bond,
  yieldFraction: streetYield(bond, parseDay('2023-11-22'), cleanPrice) ?? Number.NaN,
  factor: conversionFactor(bond, '2023-12', 'long').factor,
}))

const move = (parallelBasisPoints: number, slopeBasisPointsPerYear = 0, weight = 1): YieldScenario => ({
  parallelBasisPoints,
  slopeBasisPointsPerYear,
  weight,
})

describe('the delivery option', () => {
  it('gains when yields rise enough for another bond', () => {
    const { value, cheapest, switches } = deliveryOption({
      basket,
      delivery,
      futuresPrice: null,
      scenarios: [move(-50), move(0), move(50)],
    })
    expect(cheapest).toBe('Aug-39')
    expect(switches.map(each => each.cheapest)).toEqual(['Aug-39', 'Aug-39', 'Nov-42'])
    expect(switches.slice(0, 2).map(({ gain }) => gain)).toEqual([0, 0])
    // What the bond held costs more than the future pays once the other one sets its price.
    expect(switches[2]?.gain).toBeCloseTo(0.409816, 6)
    expect(value).toBeCloseTo(0.409816 / 3, 6)
  })

  it('gains when the curve steepens, by the years by which a bond matures later', () => {
    const { cheapest, switches } = deliveryOption({
      basket,
      delivery,
      futuresPrice: null,
      scenarios: [move(0, 10), move(0, -10)],
    })
    expect([cheapest, ...switches.map(each => each.cheapest)]).toEqual(['Aug-39', 'Nov-42', 'Aug-39'])
    expect(switches[0]?.gain).toBeGreaterThan(0.1)
    const [first, last] = [basket[0], basket.at(-1)]
    if (!first || !last) throw new Error('no basket')
    const steeper = 10 * ((last.bond.maturity - first.bond.maturity) / 365.25) * 1e-4
    const future = streetPrice(last.bond, delivery, last.yieldFraction + steeper) / last.factor
    const held = streetPrice(first.bond, delivery, first.yieldFraction)
    expect(switches[0]?.gain).toBeCloseTo(held - first.factor * future, 10)
  })

  it('after the last trading day is measured against the price that is fixed', () => {
    const { switches } = deliveryOption({
      basket,
      delivery,
      futuresPrice: 116,
      scenarios: [move(-50), move(50)],
    })
    const costs = (id: string, basisPoints: number) => {
      const found = basket.find(each => each.id === id)
      if (!found) throw new Error(id)
      return streetPrice(found.bond, delivery, found.yieldFraction + basisPoints * 1e-4) - found.factor * 116
    }
    for (const [i, basisPoints] of [-50, 50].entries()) {
      const least = Math.min(...basket.map(({ id }) => costs(id, basisPoints)))
      expect(switches[i]?.gain).toBeCloseTo(costs('Aug-39', basisPoints) - least, 9)
    }
  })

  it('is never worth less than nothing, and nothing without a choice', () => {
    const scenario = fc
      .record({
        parallel: fc.double({ min: -200, max: 200, noNaN: true }),
        slope: fc.double({ min: -20, max: 20, noNaN: true }),
        weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
      })
      .map(({ parallel, slope, weight }) => move(parallel, slope, weight))
    const future = fc.option(fc.double({ min: 90, max: 140, noNaN: true }), { nil: null })
    holds(
      fc.property(fc.array(scenario, { minLength: 1, maxLength: 5 }), future, (scenarios, futuresPrice) => {
        const all = deliveryOption({ basket, delivery, futuresPrice, scenarios })
        expect(all.value).toBeGreaterThanOrEqual(0)
        for (const { gain } of all.switches) expect(gain).toBeGreaterThanOrEqual(0)
        const held = basket.filter(({ id }) => id === all.cheapest)
        expect(deliveryOption({ basket: held, delivery, futuresPrice, scenarios }).value).toBe(0)
        // Another bond to choose from takes nothing away from a price that is fixed.
        const fewer = basket.filter(({ id }) => id === all.cheapest || id === 'Feb-41')
        if (futuresPrice !== null) {
          const less = deliveryOption({ basket: fewer, delivery, futuresPrice, scenarios })
          expect(less.value).toBeLessThanOrEqual(all.value + 1e-12)
        }
      }),
      100,
    )
  })

  it('weighs scenarios in proportion', () => {
    const value = (scenarios: YieldScenario[]) =>
      deliveryOption({ basket, delivery, futuresPrice: null, scenarios }).value
    expect(value([move(0, 0, 1), move(50, 0, 3)])).toBeCloseTo((3 * value([move(50)])) / 4, 12)
  })

  it('names what it cannot weigh', () => {
    const terms = { basket, delivery, futuresPrice: null }
    expect(() => deliveryOption({ ...terms, scenarios: [] })).toThrow('field scenarios')
    expect(() => deliveryOption({ ...terms, scenarios: [move(0, 0, -1)] })).toThrow('field weight: "-1"')
    expect(() => deliveryOption({ ...terms, basket: [], scenarios: [move(0)] })).toThrow('field basket')
  })
})
