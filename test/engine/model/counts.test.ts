/** Counting by name. */

import { describe, expect, it } from 'vitest'
import { Counts } from '../../../engine/model/counts.ts'

describe('a count by name', () => {
  it('has a name until as many were taken out as were put in', () => {
    const counts = new Counts()
    counts.add('gold')
    counts.add('gold')
    counts.remove('gold')
    expect(counts.has('gold')).toBe(true)
    counts.remove('gold')
    expect(counts.has('gold')).toBe(false)
  })

  it('owes nothing for what was never there', () => {
    const counts = new Counts()
    counts.remove('gold')
    counts.add('gold')
    expect(counts.has('gold')).toBe(true)
  })
})
