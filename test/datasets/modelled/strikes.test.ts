import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { roundDown, strikesAround, toStep } from '../../../datasets/modelled/strike-board.ts'

describe('a round number', () => {
  it.each([
    [1, 1],
    [1.999, 1],
    [2, 2],
    [4.99, 2],
    [5, 5],
    [9.99, 5],
    [10, 10],
    [27.5, 20],
    [0.1666, 0.1],
    [0.0123, 0.01],
    [0.05, 0.05],
    [0.000049, 0.00002],
    [123_456, 100_000],
  ])('of %d is %d', (value, round) => {
    expect(roundDown(value)).toBe(round)
  })

  test.prop([fc.double({ min: 1e-6, max: 1e7, noNaN: true })])(
    'is at most the value, and more than 40 % of it',
    value => {
      expect(roundDown(value)).toBeLessThanOrEqual(value * (1 + 1e-9))
      expect(roundDown(value)).toBeGreaterThan(0.4 * value)
    },
  )

  it('leaves no dust of binary fractions', () => {
    expect([toStep(0.149, 0.05), toStep(0.29, 0.1), toStep(1.00000001, 0.00005)]).toEqual([0.15, 0.3, 1])
  })
})

describe('strikes', () => {
  it.each<[string, Parameters<typeof strikesAround>, number[]]>([
    ['so many on each side', [{ step: 5, each: 2 }, 102.6, 0.1], [95, 100, 105, 110, 115]],
    ['none at or below zero', [{ step: 5, each: 3 }, 9, 0.1], [5, 10, 15, 20, 25]],
    [
      'at a share of the price, rounded down',
      [{ step: { share: 0.01 }, each: 1 }, 1350, 0.1],
      [1340, 1350, 1360],
    ],
    ['in small numbers', [{ step: { share: 0.01 }, each: 1 }, 1.234, 0.1], [1.22, 1.23, 1.24]],
    [
      'by deviations of the log price',
      [{ step: 10, each: { deviations: 2 } }, 100, 0.1],
      [90, 100, 110, 120],
    ],
    ['the nearest at least', [{ step: 10, each: { deviations: 2 } }, 103, 0], [100]],
  ])('are listed %s', (_, [terms, price, deviation], strikes) => {
    expect(strikesAround(terms, price, deviation)).toEqual(strikes)
  })
})
