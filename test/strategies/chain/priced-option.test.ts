/** Options on a board. */

import { describe, expect, it } from 'vitest'
import { rowOf } from '../../../strategies/chain/priced-option.ts'

describe('the row of an option', () => {
  const board = {
    strikes: [100, 105, 110],
    call: [0, 0, 0],
    put: [0, 0, 0],
    callRow: [1, -1, 4],
    putRow: [2, 3, -1],
  }

  it.each([
    ['call', 110, 4],
    ['put', 110, -1],
    ['call', 111, -1],
  ] as const)('of the %s at %d is %d', (right, strike, row) => {
    expect(rowOf(board, right, strike)).toBe(row)
  })
})
