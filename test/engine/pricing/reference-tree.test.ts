/** The trees that other tests compare with are right themselves. */

import { describe, expect, it } from 'vitest'
import type { Right } from '../../../engine/model/instrument.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { itAgrees, type OracleFamily } from './oracle-cases.ts'
import { binomialTree, smoothTree } from './reference-tree.ts'

const HULL = {
  right: 'put',
  spot: 50,
  strike: 50,
  years: 5 / 12,
  sigma: 0.4,
  rate: 0.1,
  dividendYield: 0,
} as const

describe('the reference trees', () => {
  it("price Hull's American put at 4.49, with p = 0.5073", () => {
    const { price, p } = binomialTree({ ...HULL, exercise: 'american' }, 5)
    expect(price).toBeCloseTo(4.488, 3)
    expect(p).toBeCloseTo(0.5073, 4)
  })

  it('meet each other, the smooth one much sooner', () => {
    const plain = binomialTree({ ...HULL, exercise: 'american' }, 4000).price
    expect(Math.abs(smoothTree(HULL, 400) - plain)).toBeLessThan(3e-4)
    expect(Math.abs(smoothTree(HULL, 400) - smoothTree(HULL, 1600))).toBeLessThan(1e-4)
  })
})

interface In {
  readonly style: 'european' | 'american'
  readonly type: Right
  readonly underlying: 'spot' | 'future'
  readonly S: number
  readonly K: number
  readonly T: number
  readonly r: number
  readonly q: number
  readonly sigma: number
  readonly steps: number
}

withOracle<OracleFamily<In>>('crr_binomial', ({ cases }) => {
  itAgrees(
    cases,
    vector => `${vector.in.style} on ${vector.in.underlying}`,
    ({ style, type, S, K, T, r, q, sigma, steps, underlying }) => {
      const terms = { right: type, exercise: style, spot: S, strike: K, years: T, sigma, rate: r } as const
      return binomialTree({ ...terms, dividendYield: underlying === 'future' ? r : q }, steps)
    },
  )
})
