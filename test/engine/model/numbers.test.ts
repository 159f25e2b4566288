/** Numbers: what they give, and that nothing changes them. */

import { describe, expect, it } from 'vitest'
import { Numbers } from '../../../engine/model/numbers.ts'

describe('numbers', () => {
  const values = Float64Array.from([7, 3, 5, 3, 9])
  const three = new Numbers(values, 1, 3)

  it('are the part of the values that they were given', () => {
    expect([...three]).toEqual([3, 5, 3])
    expect(three.length).toBe(3)
    expect([0, 1, 2].map(index => three.get(index))).toEqual([3, 5, 3])
  })

  it.each([-1, 3, 0.5, Number.NaN])('have none at %d, whatever lies there', index => {
    expect(three.get(index)).toBeNaN()
  })

  it('find a value, or the first that passes', () => {
    expect([three.indexOf(3), three.indexOf(5), three.indexOf(9)]).toEqual([0, 1, -1])
    expect([three.find(value => value > 3), three.find((_, index) => index === 2)]).toEqual([5, 3])
    expect(three.find(value => value > 5)).toBeUndefined()
  })

  it('cannot be changed: not by what they were made of, by a copy, or by a field', () => {
    const list = [1, 2]
    const made = Numbers.of(list)
    list[0] = 5
    ;[...made].fill(8)
    expect(() => Object.assign(made, { length: 9 })).toThrow(TypeError)
    expect(() => Object.assign(made, { get: () => 9 })).toThrow(TypeError)
    expect(() => Object.assign(Numbers.prototype, { get: () => 9 })).toThrow(TypeError)
    expect([...made]).toEqual([1, 2])
  })
})
