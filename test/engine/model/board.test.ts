/** A board by index, and that nothing changes it. */

import { describe, expect, it } from 'vitest'
import { BOARD_WIDTH, Board } from '../../../engine/model/board.ts'

describe('a board', () => {
  const board = new Board(Float64Array.from([...[100, 20, 30, 1, 2], ...[105, 0, 40, -1, 3]]))

  it('has five numbers a strike', () => {
    expect([BOARD_WIDTH, board.size, board.strikes()]).toEqual([5, 2, [100, 105]])
    expect([board.strike(1), board.openInterest('call', 0), board.openInterest('put', 1)]).toEqual([
      105, 20, 40,
    ])
    expect([board.row('call', 0), board.row('put', 0), board.row('call', 1)]).toEqual([1, 2, -1])
  })

  it.each([-1, 2])('has nothing at %d', at => {
    expect([board.strike(at), board.openInterest('put', at), board.row('call', at)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
  })

  it('finds a strike, and none that is not listed', () => {
    expect([board.indexOf(105), board.indexOf(20), board.indexOf(Number.NaN)]).toEqual([1, -1, -1])
  })

  it('gives lists of their own, and cannot be taught otherwise', () => {
    const numbers = Float64Array.from([100, 0, 0, -1, -1])
    const own = new Board(numbers)
    numbers.fill(1)
    expect(own.strikes()).toEqual([100])
    expect(() => Object.assign(board, { size: 9 })).toThrow(TypeError)
    board.strikes().fill(1)
    expect(() => Object.assign(Board.prototype, { strike: () => 1 })).toThrow(TypeError)
    expect(board.strikes()).toEqual([100, 105])
  })
})
