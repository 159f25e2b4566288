/** When short options are assigned early: what every model keeps, and what each of the three does. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  neverAssigned,
  optimalExercise,
  randomAssignment,
} from '../../../../engine/account/execution/assignment.ts'
import type { AssignmentFacts, AssignmentModel } from '../../../../engine/model/assignment-model.ts'
import { optionOf } from '../../../../engine/model/instrument.ts'
import { parseDay } from '../../../../engine/model/time.ts'
import { american } from '../../../../engine/pricing/american/value.ts'
import { exerciseBoundary } from '../../pricing/american/exercise-boundary.ts'
import { EXPIRY } from './slices.ts'

const DAY = parseDay('2009-10-12')
const YEARS = 15 / 365

const shortOf = (
  right: 'call' | 'put',
  strike: number,
  underlyingPrice: number,
  more: Partial<AssignmentFacts> = {},
): AssignmentFacts => ({
  instrument: optionOf('OG', EXPIRY, right, strike),
  quantity: 10,
  day: DAY,
  yearsToExpiry: YEARS,
  underlyingPrice,
  optionPrice: null,
  settlement: 'future',
  sigma: 0.2,
  ...more,
})

const facts = fc
  .record({
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc.integer({ min: 90, max: 120 }).map(n => 10 * n),
    underlying: fc.integer({ min: 800, max: 1300 }),
    quantity: fc.integer({ min: 1, max: 50 }),
    day: fc.integer({ min: 0, max: 14 }).map(n => DAY + n),
    timeValue: fc.option(fc.integer({ min: -10, max: 100 })),
    settlement: fc.constantFrom('future' as const, 'cash' as const),
    sigma: fc.option(fc.double({ min: 0.05, max: 0.8, noNaN: true })),
  })
  .map(({ right, strike, underlying, timeValue, day, ...more }) => {
    const intrinsic = Math.max(right === 'call' ? underlying - strike : strike - underlying, 0)
    return shortOf(right, strike, underlying, {
      ...more,
      day,
      yearsToExpiry: (EXPIRY - day) / 365,
      optionPrice: timeValue === null ? null : Math.max(intrinsic + timeValue / 10, 0),
    })
  })

/** Checks a property on inputs that are the same on every run. */
const check = <T>(property: fc.IProperty<T>, numRuns = 100): void =>
  fc.assert(property, { seed: 20091012, numRuns })

const MODELS: readonly AssignmentModel[] = [
  neverAssigned,
  optimalExercise({ ratePercent: 3 }),
  randomAssignment({ seed: 1, dailyProbability: 0.3 }),
]

describe.each(MODELS.map(model => [model.name, model] as const))('assignment model %s', (_, model) => {
  it('assigns a whole number of contracts, from none to all', () => {
    check(
      fc.property(facts, one => {
        const assigned = model.assigned(one)
        expect(Number.isSafeInteger(assigned)).toBe(true)
        expect(assigned).toBeGreaterThanOrEqual(0)
        expect(assigned).toBeLessThanOrEqual(one.quantity)
      }),
    )
  })

  it('never assigns what is at or out of the money', () => {
    check(
      fc.property(facts, one => {
        const { right, strike } = one.instrument
        const out = right === 'call' ? one.underlyingPrice <= strike : one.underlyingPrice >= strike
        fc.pre(out)
        expect(model.assigned(one)).toBe(0)
      }),
    )
  })

  it('gives the same answer again, in whatever order it is asked, and leaves the facts as they are', () => {
    check(
      fc.property(fc.array(facts, { minLength: 2, maxLength: 6 }), list => {
        const before = structuredClone(list)
        const forwards = list.map(one => model.assigned(one))
        const backwards = [...list].reverse().map(one => model.assigned(one))
        expect(backwards.reverse()).toEqual(forwards)
        expect(list).toEqual(before)
      }),
      30,
    )
  })
})

describe('never', () => {
  it('assigns nothing, however deep in the money', () => {
    expect(neverAssigned.assigned(shortOf('call', 500, 1500, { optionPrice: 1000 }))).toBe(0)
  })
})

describe('optimal exercise', () => {
  const model = optimalExercise({ ratePercent: 3 })

  it.each([
    ['call', 'future'],
    ['put', 'future'],
    ['put', 'cash'],
  ] as const)('assigns all of a %s on a %s from the exercise boundary on', (right, settlement) => {
    for (const sigma of [0.1, 0.3]) {
      const edge =
        exerciseBoundary({
          underlying: settlement === 'future' ? 'future' : 'spot',
          right,
          strike: 1000,
          years: YEARS,
          sigma,
          rate: 0.03,
        }) ?? Number.NaN
      const deeper = right === 'call' ? 1 : -1
      const at = (price: number) => model.assigned(shortOf(right, 1000, price, { sigma, settlement }))
      expect(at(edge)).toBe(10)
      expect(at(edge + deeper * 0.01)).toBe(10)
      expect(at(edge + deeper * 100)).toBe(10)
      expect(at(edge - deeper * 0.01)).toBe(0)
    }
  })

  it('assigns exactly where the American value is the intrinsic one', () => {
    check(
      fc.property(facts, one => {
        const { right, strike } = one.instrument
        fc.pre(one.sigma !== null && one.settlement === 'future')
        const price = american({
          underlying: 'future',
          right,
          forward: one.underlyingPrice,
          strike,
          years: one.yearsToExpiry,
          sigma: one.sigma ?? 0,
          rate: 0.03,
        })
        const intrinsic = right === 'call' ? one.underlyingPrice - strike : strike - one.underlyingPrice
        const assigned = model.assigned({ ...one, optionPrice: null })
        expect(assigned > 0).toBe(intrinsic > 0 && price === intrinsic)
      }),
    )
  })

  it('takes a mark without time value for the opinion of the market', () => {
    const inTheMoney = (optionPrice: number | null, sigma: number | null) =>
      model.assigned(shortOf('call', 1000, 1100, { optionPrice, sigma }))
    expect(inTheMoney(100, null)).toBe(10)
    expect(inTheMoney(99.9, null)).toBe(10)
    expect(inTheMoney(100.1, null)).toBe(0)
    expect(inTheMoney(null, null)).toBe(0)
    expect(inTheMoney(100, 0.8)).toBe(10)
  })

  it('lets holders give up as much time value as they are said to', () => {
    const generous = optimalExercise({ ratePercent: 3, minTimeValuePoints: 0.5 })
    expect(generous.assigned(shortOf('call', 1000, 1100, { optionPrice: 100.5, sigma: null }))).toBe(10)
    expect(generous.assigned(shortOf('call', 1000, 1100, { optionPrice: 100.6, sigma: null }))).toBe(0)
  })

  it('assigns nothing where exercise never pays', () => {
    const deep = shortOf('call', 500, 1500, { optionPrice: 1000 })
    expect(optimalExercise({ ratePercent: 0 }).assigned(deep)).toBe(0)
    expect(optimalExercise({ ratePercent: -0.5 }).assigned(deep)).toBe(0)
    const onCash = { ...deep, settlement: 'cash' as const }
    expect(optimalExercise({ ratePercent: 3 }).assigned(onCash)).toBe(0)
    expect(optimalExercise({ ratePercent: 3, yieldPercent: 4 }).assigned(onCash)).toBe(10)
  })

  it('assigns a put on a future below zero', () => {
    expect(model.assigned(shortOf('put', 20, -37.6))).toBe(10)
  })

  it('refuses terms that are no numbers', () => {
    expect(() => optimalExercise({ ratePercent: Number.NaN })).toThrow('field ratePercent: "NaN"')
    expect(() => optimalExercise({ ratePercent: 1, yieldPercent: Infinity })).toThrow('field yieldPercent')
    expect(() => optimalExercise({ ratePercent: 1, minTimeValuePoints: -1 })).toThrow(
      'field minTimeValuePoints',
    )
  })
})

describe('random assignment', () => {
  const model = randomAssignment({ seed: 7, dailyProbability: 0.05 })
  const days = Array.from({ length: 400 }, (_, i) => DAY + i)
  const assignedOver = (
    one: AssignmentModel,
    quantity: number,
    instrument = optionOf('OG', EXPIRY, 'put', 1200),
  ) => days.map(day => one.assigned(shortOf('put', 1200, 1000, { quantity, day, instrument })))
  const total = (list: readonly number[]) => list.reduce((sum, n) => sum + n, 0)

  it('assigns about as many contracts as the probability says', () => {
    const trials = 400 * 25
    const spread = Math.sqrt(trials * 0.05 * 0.95)
    expect(Math.abs(total(assignedOver(model, 25)) - trials * 0.05)).toBeLessThan(3 * spread)
  })

  it('assigns each contract for itself: the counts of days have the binomial spread', () => {
    const counts = assignedOver(model, 25)
    const mean = total(counts) / counts.length
    const variance = total(counts.map(n => (n - mean) * (n - mean))) / counts.length
    expect(variance).toBeGreaterThan(0.75 * 25 * 0.05 * 0.95)
    expect(variance).toBeLessThan(1.25 * 25 * 0.05 * 0.95)
  })

  it('never loses an assignment because more contracts are held', () => {
    const [few, many] = [assignedOver(model, 5), assignedOver(model, 25)]
    expect(few.every((n, i) => n <= (many[i] ?? -1))).toBe(true)
    expect(total(few)).toBeGreaterThan(0)
  })

  it('draws anew for another seed, another instrument and another day', () => {
    const counts = assignedOver(model, 25)
    expect(assignedOver(randomAssignment({ seed: 7, dailyProbability: 0.05 }), 25)).toEqual(counts)
    expect(assignedOver(randomAssignment({ seed: 8, dailyProbability: 0.05 }), 25)).not.toEqual(counts)
    expect(assignedOver(model, 25, optionOf('OG', EXPIRY, 'put', 1210))).not.toEqual(counts)
    expect(new Set(counts).size).toBeGreaterThan(2)
  })

  it('assigns none of it, or all of it, at the ends of chance', () => {
    expect(total(assignedOver(randomAssignment({ seed: 1, dailyProbability: 0 }), 10))).toBe(0)
    expect(total(assignedOver(randomAssignment({ seed: 1, dailyProbability: 1 }), 10))).toBe(4000)
  })

  it.each([
    [{ seed: 1.5, dailyProbability: 0.1 }, 'field seed: "1.5"'],
    [{ seed: Number.NaN, dailyProbability: 0.1 }, 'field seed'],
    [{ seed: 1, dailyProbability: 1.1 }, 'field dailyProbability: "1.1"'],
    [{ seed: 1, dailyProbability: Number.NaN }, 'field dailyProbability'],
  ])('refuses %o', (terms, message) => {
    expect(() => randomAssignment(terms)).toThrow(message)
  })
})
