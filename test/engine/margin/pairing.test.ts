/** The pairs that save most, against every other way to pair. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Pair, pairOff } from '../../../engine/margin/pairing.ts'

interface Sides {
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly saving: readonly (readonly number[])[]
}

const solve = ({ left, right, saving }: Sides): Pair[] => pairOff(left, right, saving)

const at = (saving: Sides['saving'], left: number, right: number): number =>
  saving[left]?.[right] ?? Number.NaN

const saved = ({ saving }: Sides, pairs: readonly Pair[]): number =>
  pairs.reduce((sum, { left, right, lots }) => sum + lots * at(saving, left, right), 0)

/** Contracts of one position that are in pairs. */
const paired = (pairs: readonly Pair[], side: 'left' | 'right', index: number): number =>
  pairs.reduce((sum, pair) => sum + (pair[side] === index ? pair.lots : 0), 0)

/** The most that any way to pair saves: contract by contract, each one alone or with any open one. */
function mostOf({ left, right, saving }: Sides): number {
  const contracts = left.flatMap((lots, index) => Array.from({ length: lots }, () => index))
  const most = (next: number, open: readonly number[]): number => {
    const one = contracts[next]
    if (one === undefined) return 0
    const ways = open.map((lots, other) =>
      lots === 0 ? 0 : at(saving, one, other) + most(next + 1, open.with(other, lots - 1)),
    )
    return Math.max(most(next + 1, open), ...ways)
  }
  return most(0, right)
}

const savings = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 2, arbitrary: fc.double({ min: -1, max: 9, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -Infinity) },
)

/** Sides of these numbers of positions with at most `most` contracts each; many savings are equal. */
const sidesOf = (lefts: number, rights: number, most: number): fc.Arbitrary<Sides> =>
  fc.record({
    left: listOf(lefts, fc.integer({ min: 0, max: most })),
    right: listOf(rights, fc.integer({ min: 0, max: most })),
    saving: listOf(lefts, listOf(rights, savings)),
  })

const listOf = <T>(length: number, item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: length, maxLength: length })

describe('pairing off', () => {
  it.each<[string, Sides, readonly Pair[]]>([
    ['nothing with nothing', { left: [], right: [], saving: [] }, []],
    ['one side alone', { left: [3], right: [], saving: [[]] }, []],
    [
      'as many as the smaller position has',
      { left: [3], right: [2], saving: [[5]] },
      [{ left: 0, right: 0, lots: 2 }],
    ],
    ['not where it saves nothing', { left: [3], right: [2], saving: [[0]] }, []],
    ['not where it costs', { left: [1, 1], right: [1], saving: [[-1], [-Infinity]] }, []],
    [
      'with the one that saves most',
      { left: [1], right: [1, 2], saving: [[5, 6]] },
      [{ left: 0, right: 1, lots: 1 }],
    ],
    [
      'less than the most at once, where that costs the others more',
      {
        left: [1, 1],
        right: [1, 1],
        saving: [
          [10, 9],
          [8, 0],
        ],
      },
      [
        { left: 0, right: 1, lots: 1 },
        { left: 1, right: 0, lots: 1 },
      ],
    ],
    [
      'fewer contracts than it could, where more of them save less',
      {
        left: [1, 1],
        right: [1, 1],
        saving: [
          [10, 3],
          [5, -Infinity],
        ],
      },
      [{ left: 0, right: 0, lots: 1 }],
    ],
    [
      'part of a position with each of two',
      {
        left: [5, 2],
        right: [3, 4],
        saving: [
          [10, 9],
          [8, 1],
        ],
      },
      [
        { left: 0, right: 0, lots: 1 },
        { left: 0, right: 1, lots: 4 },
        { left: 1, right: 0, lots: 2 },
      ],
    ],
    [
      'the first of equals',
      {
        left: [1, 1],
        right: [1],
        saving: [[7], [7]],
      },
      [{ left: 0, right: 0, lots: 1 }],
    ],
  ])('%s', (_, sides, pairs) => {
    expect(solve(sides)).toEqual(pairs)
  })

  it('saves as much as the best of all ways', () => {
    fc.assert(
      fc.property(fc.oneof(sidesOf(3, 3, 2), sidesOf(4, 5, 1), sidesOf(2, 3, 4), sidesOf(1, 4, 5)), sides => {
        expect(saved(sides, solve(sides))).toBeCloseTo(mostOf(sides), 8)
      }),
      { seed: 71, numRuns: 1000 },
    )
  })

  it('gives whole contracts that exist, each pair once, and none that saves nothing', () => {
    fc.assert(
      fc.property(sidesOf(8, 6, 50), sides => {
        const pairs = solve(sides)
        for (const { left, right, lots } of pairs) {
          expect(Number.isInteger(lots) && lots > 0).toBe(true)
          expect(at(sides.saving, left, right)).toBeGreaterThan(0)
        }
        expect(new Set(pairs.map(({ left, right }) => `${left} ${right}`)).size).toBe(pairs.length)
        sides.left.forEach((lots, i) => {
          expect(paired(pairs, 'left', i)).toBeLessThanOrEqual(lots)
        })
        sides.right.forEach((lots, i) => {
          expect(paired(pairs, 'right', i)).toBeLessThanOrEqual(lots)
        })
      }),
      { seed: 72 },
    )
  })

  it('saves the same with the positions in reverse and with the sides exchanged', () => {
    fc.assert(
      fc.property(sidesOf(7, 5, 20), sides => {
        const { left, right, saving } = sides
        const reversed = {
          left: left.toReversed(),
          right: right.toReversed(),
          saving: saving.map(row => row.toReversed()).reverse(),
        }
        const exchanged = {
          left: right,
          right: left,
          saving: right.map((_, r) => left.map((_, l) => at(saving, l, r))),
        }
        const most = saved(sides, solve(sides))
        expect(saved(reversed, solve(reversed))).toBeCloseTo(most, 8)
        expect(saved(exchanged, solve(exchanged))).toBeCloseTo(most, 8)
      }),
      { seed: 73 },
    )
  })

  // One contract at a time, this would not end.
  it('moves 1,000,000,000 contracts as it moves one', () => {
    const large = (lots: number): number => 1e9 * lots
    fc.assert(
      fc.property(sidesOf(8, 8, 9), ({ left, right, saving }) => {
        expect(pairOff(left.map(large), right.map(large), saving)).toEqual(
          pairOff(left, right, saving).map(pair => ({ ...pair, lots: large(pair.lots) })),
        )
      }),
      { seed: 74 },
    )
  })

  // Sums of such decimals differ in their last bits by the order they are added in.
  it('ends where decimals make equal paths look unequal', () => {
    const decimals = fc.constantFrom(0.1, 0.2, 0.3, 0.7, 1.1, 1e-9, 1e9)
    const side = listOf(6, fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(side, side, listOf(6, listOf(6, decimals)), (left, right, saving) => {
        const pairs = pairOff(left, right, saving)
        expect(pairs.length).toBeGreaterThan(0)
      }),
      { seed: 75 },
    )
  })
})
