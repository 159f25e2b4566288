/** Positions in one contract offset each other. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { netted, RunningNet } from '../../../engine/margin/net.ts'
import { runningOf } from '../../../engine/margin/running.ts'
import { optionOf } from '../../../engine/model/instrument.ts'
import type { MarginModel, MarginPosition } from '../../../engine/model/margin-model.ts'
import { minor, ZERO } from '../../../engine/model/money.ts'
import { marginTerms } from '../../fixtures/kinds.ts'
import { OG } from '../../fixtures/tiny-market.ts'

const call = (strike: number) => optionOf('OG', 14_500, 'call', strike)

const position = (strike: number, quantity: number, multiplier = 100): MarginPosition => ({
  instrument: call(strike),
  product: OG,
  ...marginTerms(call(strike), OG),
  quantity,
  multiplier,
  price: 5,
  paidUpFront: true,
  underlyingPrice: 1000,
  daysToExpiry: 30,
  sigmaDaily: null,
})

const shown = (positions: readonly MarginPosition[]): (readonly [number, number, number])[] =>
  positions.map(({ instrument, quantity, multiplier }) => [
    instrument.kind === 'option' ? instrument.strike : 0,
    quantity,
    multiplier,
  ])

describe('netted positions', () => {
  it.each<[string, (readonly [number, number, number?])[], (readonly [number, number, number])[]]>([
    ['nothing', [], []],
    [
      'one side alone',
      [
        [10, -5],
        [10, -3],
      ],
      [
        [10, -5, 100],
        [10, -3, 100],
      ],
    ],
    [
      'a smaller other side',
      [
        [10, -5],
        [10, 3],
      ],
      [[10, -2, 100]],
    ],
    [
      'an equal other side',
      [
        [10, -5],
        [10, 5],
      ],
      [],
    ],
    [
      'a larger other side',
      [
        [10, -5],
        [10, 8],
      ],
      [[10, 3, 100]],
    ],
    [
      'several, the earliest first',
      [
        [10, -5],
        [10, -4],
        [10, 6],
      ],
      [[10, -3, 100]],
    ],
    [
      'another strike',
      [
        [10, -5],
        [11, 5],
      ],
      [
        [10, -5, 100],
        [11, 5, 100],
      ],
    ],
    [
      'another multiplier',
      [
        [10, -5, 100],
        [10, 5, 50],
      ],
      [
        [10, -5, 100],
        [10, 5, 50],
      ],
    ],
  ])('of %s', (_, held, left) => {
    expect(shown(netted(held.map(one => position(...one))))).toEqual(left)
  })

  const any = fc.array(
    fc.tuple(
      fc.constantFrom(10, 11),
      fc.integer({ min: -5, max: 5 }).filter(n => n !== 0),
    ),
    {
      maxLength: 12,
    },
  )

  test.prop([any])('keep the sum of each contract, on one side', list => {
    const positions = list.map(one => position(...one))
    for (const strike of [10, 11]) {
      const of = (all: readonly MarginPosition[]): number[] =>
        shown(all).flatMap(([at, quantity]) => (at === strike ? [quantity] : []))
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
      expect(sum(of(netted(positions)))).toBe(sum(of(positions)))
      expect(new Set(of(netted(positions)).map(Math.sign)).size).toBeLessThanOrEqual(1)
    }
  })
})

/** Asks for the square of what is short, so that order and parts matter. */
const MODEL: MarginModel = {
  name: 'squares',
  looksAtVolatility: false,
  requirement: positions => [
    {
      product: 'OG',
      currency: 'USD',
      initial: minor(positions.reduce((sum, { quantity }) => sum + quantity * quantity * 100 + quantity, 0)),
      maintenance: ZERO,
      premiumIncluded: ZERO,
      scenario: null,
      structures: [],
    },
  ],
}

describe('a running requirement over netted positions', () => {
  const move = fc.record({
    strike: fc.constantFrom(10, 11),
    quantity: fc.integer({ min: -5, max: 5 }).filter(n => n !== 0),
    removes: fc.nat(20),
  })

  test.prop([fc.array(move, { maxLength: 25 })], { numRuns: 300 })(
    'is that of all positions at once, whatever comes and goes',
    moves => {
      const running = new RunningNet(runningOf(MODEL, 1))
      const held: MarginPosition[] = []
      const initial = (more: readonly MarginPosition[]): number =>
        running.withMore(more, needs => needs.reduce((sum, need) => sum + need.exact().initial, 0))
      for (const { strike, quantity, removes } of moves) {
        const one = position(strike, quantity)
        const before = initial([])
        const all = netted([...held, one])
        expect(initial([one])).toBe(all.length === 0 ? 0 : MODEL.requirement(all, 1)[0]?.initial)
        // Asking changes nothing.
        expect(initial([])).toBe(before)
        if (removes % 3 === 0 && held.length > 0) {
          const [gone] = held.splice(removes % held.length, 1)
          if (gone) running.remove(gone)
        } else {
          held.push(one)
          running.add(one)
        }
      }
    },
  )
})
