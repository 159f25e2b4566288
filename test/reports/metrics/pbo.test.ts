/** Probability of backtest overfitting against a plain rewrite of its definition. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { mean, pbo, sharpe } from '../../../reports/metrics/index.ts'
import { combinations } from '../../../reports/metrics/pbo.ts'

const wave = (phase: number, drift: number, periods: number) =>
  Array.from({ length: periods }, (_, i) => drift + Math.sin(phase + i * i * 0.37) / 100)

/** Ranks of the winners, straight from the definition: join the blocks, take the Sharpe ratio, sort. */
function ranksByDefinition(trials: readonly number[][], blocks: number): number[] {
  const size = (trials[0]?.length ?? 0) / blocks
  return [...combinations(blocks, blocks / 2)].map(half => {
    const part = (inHalf: boolean) =>
      trials.map(
        trial => sharpe(trial.filter((_, i) => half.includes(Math.floor(i / size)) === inHalf)) ?? Number.NaN,
      )
    const inSample = part(true)
    const outOfSample = part(false)
    const won = outOfSample[inSample.indexOf(Math.max(...inSample))] ?? Number.NaN
    return [...outOfSample].sort((a, b) => a - b).indexOf(won) + 1
  })
}

describe('what the splits say', () => {
  test('a trial that is best everywhere is not overfitted', () => {
    const trials = [wave(0, 0, 80), wave(1, 0.05, 80), wave(2, 0, 80)]
    expect(pbo(trials, 8)).toMatchObject({
      probability: 0,
      probabilityByRankShare: 0,
      lossShare: 0,
      rankCounts: [0, 0, 70],
      splits: 70,
    })
  })

  test('two trials that take turns are overfitted always', () => {
    const jitter = (i: number) => (i % 2) / 1000
    const early = Array.from({ length: 8 }, (_, i) => (i < 4 ? 0.01 : -0.01) + jitter(i))
    const late = Array.from({ length: 8 }, (_, i) => (i < 4 ? -0.01 : 0.01) + jitter(i))
    expect(pbo([early, late], 2)).toMatchObject({
      probability: 1,
      lossShare: 1,
      rankCounts: [2, 0],
      logits: [Math.log(0.5), Math.log(0.5)],
    })
  })

  test.prop([fc.double({ min: 0, max: 6, noNaN: true })])(
    'the middle rank of an odd number counts by the paper and not by the rank share',
    phase => {
      const result = pbo([wave(phase, 0, 24), wave(phase + 1, 0, 24), wave(phase + 2, 0, 24)], 6)
      const middle = (result?.rankCounts[1] ?? Number.NaN) / 20
      expect(
        (result?.probability ?? Number.NaN) - (result?.probabilityByRankShare ?? Number.NaN),
      ).toBeCloseTo(middle, 12)
    },
  )

  test.prop([fc.integer({ min: 2, max: 6 }), fc.double({ min: 0, max: 6, noNaN: true })], { numRuns: 30 })(
    'agrees with the definition',
    (count, phase) => {
      const trials = Array.from({ length: count }, (_, k) => wave(phase + 1.7 * k, k / 5000, 36))
      const ranks = ranksByDefinition(trials, 6)
      const result = pbo(trials, 6)
      expect(result?.rankCounts).toEqual(trials.map((_, k) => ranks.filter(rank => rank === k + 1).length))
      expect(result?.logitMean).toBeCloseTo(
        mean(ranks.map(rank => Math.log(rank / (count + 1 - rank)))) ?? Number.NaN,
        12,
      )
    },
  )
})

describe('what is odd about trials', () => {
  test('twins tie, and the tie counts against them', () => {
    const twin = wave(0, 0, 16)
    expect(pbo([twin, twin, twin], 4)).toMatchObject({ probability: 1, rankCounts: [6, 0, 0] })
  })

  test('a trial that never traded performs 0, between a winner and a loser', () => {
    const idle = new Float64Array(16)
    expect(pbo([wave(0, 0.05, 16), idle], 4)).toMatchObject({ probability: 0, rankCounts: [0, 6] })
    expect(pbo([wave(0, -0.05, 16), idle], 4)).toMatchObject({ probability: 0, lossShare: 0, slope: null })
  })

  test('a steady gain without variance beats everything, and has no slope', () => {
    const steady = Array.from({ length: 16 }, () => 0.001)
    expect(pbo([wave(0, 0.05, 16), steady], 4)).toMatchObject({ probability: 0, slope: null })
  })

  test('periods that do not divide evenly are all used', () => {
    expect(pbo([wave(0, 0, 19), wave(1, 0.05, 19)], 4)).toMatchObject({ splits: 6, probability: 0 })
  })

  test('too few trials or periods say nothing', () => {
    expect(pbo([], 4)).toBeNull()
    expect(pbo([wave(0, 0, 16)], 4)).toBeNull()
    expect(pbo([wave(0, 0, 7), wave(1, 0, 7)], 8)).toBeNull()
    expect(pbo([wave(0, 0, 3), wave(1, 0, 3)], 2)).toBeNull()
  })

  test('series of unlike length and blocks that are not even are refused', () => {
    expect(() => pbo([wave(0, 0, 16), wave(1, 0, 17)], 4)).toThrow(/"17"/)
    for (const blocks of [0, 3, 2.5, -2, 26, Number.NaN]) {
      expect(() => pbo([wave(0, 0, 16), wave(1, 0, 16)], blocks)).toThrow(DataError)
    }
  })
})

describe('combinations', () => {
  test('come in order and complete', () => {
    expect([...combinations(4, 2)]).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ])
    expect([...combinations(3, 0)]).toEqual([[]])
    expect([...combinations(2, 3)]).toEqual([])
    expect([...combinations(10, 5)]).toHaveLength(252)
  })
})
