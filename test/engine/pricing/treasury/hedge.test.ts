import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { bondSensitivity } from '../../../../engine/pricing/bonds/sensitivity.ts'
import { streetPrice } from '../../../../engine/pricing/bonds/street-price.ts'
import {
  contractsByDv01,
  contractsByFactor,
  deliveryTail,
  futuresDv01,
} from '../../../../engine/pricing/treasury/hedge.ts'
import { holds } from '../arbitrary.ts'
import { treasury } from './treasuries.ts'

describe('a hedge', () => {
  it('by the factor sells as many contracts as the face fills, times the factor', () => {
    expect(contractsByFactor(100_000_000, 100_000, 0.8072)).toBeCloseTo(807.2, 10)
    expect(contractsByFactor(50_000_000, 200_000, 0.91)).toBeCloseTo(227.5, 10)
  })

  it('by sensitivity leaves no DV01, whatever the bond', () => {
    holds(
      fc.property(
        fc.double({ min: 0.005, max: 0.25, noNaN: true }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        fc.integer({ min: 6000, max: 14_000 }),
        (dv01, dv01Cheapest, parts) => {
          const future = futuresDv01(dv01Cheapest, parts / 10_000)
          const contracts = contractsByDv01(25_000_000, dv01, 100_000, future)
          // Dollars for a basis point: 250,000 units of 100 face against contracts of 1000 units.
          expect(250_000 * dv01 - contracts * 1000 * future).toBeCloseTo(0, 6)
        },
      ),
    )
  })

  it('of the cheapest bond itself needs as many contracts as its factor', () => {
    const future = futuresDv01(0.0637, 0.8072)
    expect(contractsByDv01(100_000_000, 0.0637, 100_000, future)).toBeCloseTo(
      contractsByFactor(100_000_000, 100_000, 0.8072),
      9,
    )
  })

  it('knows how a future that follows one bond answers to its yield', () => {
    const bond = treasury(2.375, '2024-08-15')
    const delivery = parseDay('2017-12-29')
    const at = (yieldFraction: number) => streetPrice(bond, delivery, yieldFraction) / 0.8072
    const bumped = at(0.0218 - 0.0001) - at(0.0218 + 0.0001)
    const { dv01 } = bondSensitivity(bond, delivery, 0.0218)
    expect(futuresDv01(dv01, 0.8072)).toBeCloseTo(bumped / 2, 7)
  })

  it('has a tail that makes all bonds deliverable: more to sell below par, some to buy back above', () => {
    expect(deliveryTail(100_000_000, 100_000, 807)).toBe(193)
    expect(deliveryTail(100_000_000, 100_000, 1049)).toBe(-49)
    expect(deliveryTail(100_000_000, 100_000, 1000)).toBe(0)
    expect(deliveryTail(20_000_000, 200_000, 0)).toBe(100)
  })

  it('is refused without whole contracts', () => {
    expect(() => deliveryTail(150_000, 100_000, 1)).toThrow('field face: "150000"')
    expect(() => deliveryTail(100_000, 100_000, 0.8)).toThrow('field contractsShort: "0.8"')
    expect(() => contractsByFactor(100_000, 100_000, 0)).toThrow('field factor: "0"')
    expect(() => contractsByDv01(100_000, 0.05, 100_000, 0)).toThrow('field dv01Future: "0"')
    expect(() => futuresDv01(0.05, -1)).toThrow('field factorCheapest: "-1"')
  })
})
