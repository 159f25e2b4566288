/** Dated facts, price steps and the names of what is traded. */

import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { futureProducts, indexProducts } from '../../../engine/calendar/underlyings.ts'
import { termsOf } from '../../../engine/kinds/index.ts'
import { DataError } from '../../../engine/model/errors.ts'
import {
  type Dated,
  futureOf,
  inForce,
  optionOf,
  productIdOf,
  type TickBand,
  tickAt,
} from '../../../engine/model/instrument.ts'
import { parseDay } from '../../../engine/model/time.ts'

const facts: readonly Dated<string>[] = [
  { from: null, value: 'old' },
  { from: '2009-06-01', value: 'new' },
  { from: '2019-06-10', value: 'newest' },
]

describe('a dated fact', () => {
  it.each([
    ['1950-01-01', 'old'],
    ['2009-05-31', 'old'],
    ['2009-06-01', 'new'],
    ['2019-06-09', 'new'],
    ['2019-06-10', 'newest'],
    ['2050-01-01', 'newest'],
  ])('on %s is the %s one', (day, value) => {
    expect(inForce(facts, parseDay(day), 'fact')).toBe(value)
  })

  it('is missed by name before the first one', () => {
    expect(() => inForce(facts.slice(1), parseDay('2009-05-31'), 'expiry rule of OG')).toThrow(
      '"2009-05-31": no expiry rule of OG is known on that day; state one that starts earlier',
    )
    expect(() => inForce([], 0, 'margin')).toThrow(DataError)
  })
})

describe('a price step', () => {
  const bands: readonly TickBand[] = [
    { below: 25, tick: 0.1 },
    { below: 250, tick: 0.5 },
    { below: null, tick: 1 },
  ]

  it.each([
    [0, 0.1],
    [24.9, 0.1],
    [25, 0.5],
    [249.5, 0.5],
    [250, 1],
    [9999, 1],
  ])('at %f is %f', (premium, tick) => {
    expect(tickAt(bands, premium)).toBe(tick)
  })

  it('beyond the last band is a mistake in the facts', () => {
    expect(() => tickAt([{ below: 25, tick: 0.1 }], 25)).toThrow('field ticks: "25": no tick band covers')
  })
})

describe('the name of an instrument', () => {
  const day = parseDay('2009-10-27')

  it('says product, expiry, right and strike', () => {
    expect(optionOf('OG', day, 'call', 1110).id).toBe('OG 2009-10-27 C 1110')
    expect(optionOf('JPYFX', day, 'put', 0.0112).id).toBe('JPYFX 2009-10-27 P 0.0112')
    expect(futureOf('GC', '2009-12').id).toBe('GC 2009-12')
  })

  it('leads back to its product', () => {
    expect(productIdOf('OG 2009-10-27 C 1110')).toBe('OG')
    expect(productIdOf('GC 2009-12')).toBe('GC')
    expect(productIdOf('DAX')).toBe('DAX')
  })

  it('tells all series apart', () => {
    const ids = [
      optionOf('OG', day, 'call', 1110),
      optionOf('OG', day, 'put', 1110),
      optionOf('OG', day + 1, 'call', 1110),
      optionOf('OG', day, 'call', 1110.5),
      optionOf('LO', day, 'call', 1110),
    ].map(option => option.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the terms of a product on a day', () => {
  it('of gold options are paid up front, of Bund options are not', () => {
    expect(termsOf(optionProductOf('OG'), parseDay('2009-10-12'))).toEqual({
      currency: 'USD',
      multiplier: 100,
      ticks: [{ below: null, tick: 0.1 }],
      paidUpFront: true,
    })
    expect(termsOf(optionProductOf('OGBL'), parseDay('2009-10-12')).paidUpFront).toBe(false)
  })

  it('change on the day the exchange changes them', () => {
    const dax = optionProductOf('ODAX')
    expect(tickAt(termsOf(dax, parseDay('2019-07-19')).ticks, 100)).toBe(0.1)
    expect(tickAt(termsOf(dax, parseDay('2019-07-22')).ticks, 100)).toBe(0.5)
  })

  it('of a future are never paid up front', () => {
    const terms = futureProducts.map(future => termsOf(future, parseDay('2009-10-12')))
    expect(terms.map(({ paidUpFront }) => paidUpFront)).toEqual(futureProducts.map(() => false))
  })

  it('do not exist for an index', () => {
    const [index] = indexProducts
    if (!index) throw new Error('no index is known')
    expect(() => termsOf(index, 0)).toThrow(`field product: "${index.id}": an index cannot be traded`)
  })
})
