/** How many lots are written. */

import { fc, test } from '@fast-check/vitest'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { lotsByRisk, mostLots } from '../../../strategies/rules/lots.ts'

describe('lots by risk', () => {
  it.each([
    ['2.5 lots are 2', 150_000, 0.02, 12, 100, 1, 2],
    ['exactly 3 are 3', 150_000, 0.02, 0.8, 1250, 1, 3],
    ['exactly 4 are 4, which binary floats make 3.9999', 140_000, 0.02, 0.56, 1250, 1, 4],
    ['a hair less than 4 is 3', 139_999, 0.02, 0.56, 1250, 1, 3],
    ['a market that is dangerous is halved', 150_000, 0.02, 12, 100, 0.5, 1],
    ['less than one is none', 50_000, 0.02, 12, 100, 1, 0],
    ['a stop of zero measures nothing', 150_000, 0.02, 0, 100, 1, 0],
    ['a stop below zero measures nothing', 150_000, 0.02, -12, 100, 1, 0],
    ['an account without money writes nothing', 0, 0.02, 12, 100, 1, 0],
    ['nor does one that owes', -150_000, 0.02, 12, 100, 1, 0],
  ])('%s', (_, equity, share, stop, perPoint, factor, lots) => {
    expect(lotsByRisk(equity, share, stop, perPoint, factor)).toBe(lots)
  })

  test.prop(
    [
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.constantFrom(5, 10, 50, 100, 1000, 1250),
    ],
    { seed: 101, numRuns: 2000 },
  )(
    'are the whole part of exact arithmetic, for all decimals',
    (thousands, percent, hundredths, perPoint) => {
      const exact = new Decimal(thousands * 1000)
        .times(percent)
        .div(100)
        .div(new Decimal(hundredths).div(100).times(perPoint))
      expect(lotsByRisk(thousands * 1000, percent / 100, hundredths / 100, perPoint)).toBe(
        exact.floor().toNumber(),
      )
    },
  )
})

describe('the most lots', () => {
  it.each([
    [10, 7, 7],
    [10, 99, 10],
    [10, 0, 0],
    [0, 5, 0],
    [1, 1, 1],
    [1_000_000, 123_456, 123_456],
  ])('up to %i, of which %i fit, are %i', (lots, limit, expected) => {
    expect(mostLots(lots, count => count <= limit)).toBe(expected)
  })

  it('are found with few questions', () => {
    let asked = 0
    mostLots(1_000_000, count => {
      asked++
      return count <= 3
    })
    expect(asked).toBeLessThan(25)
  })
})
