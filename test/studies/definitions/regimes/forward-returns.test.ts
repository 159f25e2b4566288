/** Returns over the sessions that follow. */

import { describe, expect, it } from 'vitest'
import { forwardReturns, type ReturnKind } from '../../../../studies/definitions/regimes/forward-returns.ts'

describe('forward returns', () => {
  it.each<[ReturnKind, number, number[]]>([
    ['simple', 1, [0.1, -0.5, 1, Number.NaN]],
    ['simple', 2, [-0.45, 0, Number.NaN, Number.NaN]],
    ['log', 1, [Math.log(1.1), Math.log(0.5), Math.log(2), Number.NaN]],
    ['log', 3, [Math.log(1.1), Number.NaN, Number.NaN, Number.NaN]],
    ['log', 4, Array(4).fill(Number.NaN)],
  ])('%s, over %i sessions, stand in the row that they start from', (kind, horizon, expected) => {
    const returns = forwardReturns(Float64Array.of(100, 110, 55, 110), horizon, kind)
    expect(returns).toHaveLength(expected.length)
    expected.forEach((value, row) => {
      if (Number.isNaN(value)) expect(returns[row]).toBeNaN()
      else expect(returns[row]).toBeCloseTo(value, 12)
    })
  })

  it('do not exist from or to a price that is not above zero', () => {
    for (const kind of ['log', 'simple'] as const) {
      expect([...forwardReturns(Float64Array.of(10, -37, 10, Number.NaN, 10), 1, kind)]).toEqual(
        Array(5).fill(Number.NaN),
      )
    }
  })
})
