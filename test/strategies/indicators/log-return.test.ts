/** Logarithmic returns and their deviation. */

import { describe, expect, it } from 'vitest'
import { logReturn, returnSd } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate, NONE } from './evaluate.ts'

describe('the return', () => {
  it('is the logarithm of the ratio to the value before', () => {
    expect(evaluate(logReturn(CLOSE), [100, 110, 99])).toEqual([NONE, Math.log(1.1), Math.log(0.9)])
  })

  it('does not exist from, to or between prices that are not above zero', () => {
    const closes = [18.27, -37.63, -10, 0, 10.01, 13.78]
    expect(evaluate(logReturn(CLOSE), closes).map(Number.isNaN)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ])
  })
})

describe('the deviation of returns', () => {
  it('is that of the last so many of them', () => {
    // Up and down by the same factor: the mean is 0, each distance ln 2.
    const closes = [100, 200, 100, 200, 100]
    expect(evaluate(returnSd(CLOSE, 2), closes)[2]).toBeCloseTo(Math.LN2, 14)
    expect(evaluate(returnSd(CLOSE, 4, 1), closes)[4]).toBeCloseTo(Math.LN2 * Math.sqrt(4 / 3), 14)
  })

  it('is nothing but for the last digits when the price grows by the same share a row', () => {
    const [last] = evaluate(returnSd(CLOSE, 3), [100, 110, 121, 133.1]).slice(-1)
    expect(last).toBeCloseTo(0, 15)
  })

  it('is unknown until every price in question is above zero', () => {
    const values = evaluate(returnSd(CLOSE, 2), [1, 2, 3, -1, 4, 5, 7])
    expect(values.map(Number.isNaN)).toEqual([true, true, false, true, true, true, false])
  })
})
