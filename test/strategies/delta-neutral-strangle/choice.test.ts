/** Which candidate is taken, and what the record says of the others. */

import { describe, expect, it } from 'vitest'
import { optionOf, parseDay, type Right } from '../../../engine/index.ts'
import type { PricedOption } from '../../../strategies/chain/priced-option.ts'
import {
  type Candidate,
  candidateOf,
  nameOf,
  pairOf,
} from '../../../strategies/delta-neutral-strangle/candidates.ts'
import { choose } from '../../../strategies/delta-neutral-strangle/choice.ts'

const EXPIRY = parseDay('2009-11-20')

const option = (right: Right, strike: number, price: number, delta: number): PricedOption => ({
  option: optionOf('OG', EXPIRY, right, strike),
  price,
  delta,
  multiplier: Number.NaN,
})

const pair = (call: number, put: number, credit: number, netDelta = 0): Candidate => ({
  ...candidateOf([
    { ...option('call', call, credit / 2, 0.2), contracts: 1 },
    { ...option('put', put, credit / 2, -0.2), contracts: 1 },
  ]),
  netDelta,
})

const money = (margins: Readonly<Record<string, number>>) => ({
  perPoint: () => 100,
  marginOf: (candidate: Candidate) => margins[nameOf(candidate)] ?? 1000,
})

describe('a choice', () => {
  it('takes the most credit for its margin, not the most credit', () => {
    const rich = pair(1100, 1000, 12)
    const cheap = pair(1120, 980, 8)
    const { chosen, evidence } = choose(
      [rich, cheap],
      [],
      money({ 'C 1100 / P 1000': 6000, 'C 1120 / P 980': 2000 }),
    )
    expect(chosen).toBe(cheap)
    expect(evidence).toMatchObject({
      candidates: 2,
      call: 1120,
      put: 980,
      creditToMargin: 0.4,
      'runner-up 1': 'C 1100 / P 1000: credit 20.0 % of its margin',
    })
  })

  it('of equals takes the smaller net delta, then the first by name', () => {
    const leaning = pair(1100, 1000, 10, -0.04)
    const level = pair(1110, 1010, 10, 0.01)
    const twin = pair(1105, 1005, 10, -0.01)
    expect(choose([leaning, level, twin], [], money({})).chosen).toBe(twin)
  })

  it('counts what the rules refused, and names the richest with the reason', () => {
    const refused = [3, 9, 6].map((credit, at) => ({
      candidate: pair(1100 + at, 1000, credit),
      rule: at === 1 ? 'N2' : 'Z6',
      why: `reason ${at}`,
    }))
    expect(choose([], refused, money({}))).toEqual({
      chosen: null,
      evidence: {
        candidates: 3,
        'refused by N2': 1,
        'refused by Z6': 2,
        'refused 1': 'C 1101 / P 1000: N2, reason 1',
        'refused 2': 'C 1102 / P 1000: Z6, reason 2',
        'refused 3': 'C 1100 / P 1000: Z6, reason 0',
      },
    })
  })
})

describe('a pair', () => {
  const call = option('call', 1110, 6, 0.3)
  const put = option('put', 1025, 5, -0.1)

  it('is one to one, and its delta is what the writer holds', () => {
    const { legs, credit, netDelta } = pairOf(call, put, { contracts: 'equal', ratioMost: 3 })
    expect(legs.map(leg => leg.contracts)).toEqual([1, 1])
    expect(credit).toBe(11)
    expect(netDelta).toBeCloseTo(-0.2, 12)
  })

  it('by ratio takes the fewest contracts whose deltas cancel best', () => {
    const { legs, credit, netDelta } = pairOf(call, put, { contracts: 'ratio', ratioMost: 3 })
    expect(legs.map(leg => leg.contracts)).toEqual([1, 3])
    expect(credit).toBe(21)
    expect(netDelta).toBeCloseTo(0, 12)
    const same = pairOf(call, option('put', 1025, 5, -0.3), { contracts: 'ratio', ratioMost: 3 })
    expect(same.legs.map(leg => leg.contracts)).toEqual([1, 1])
  })
})
