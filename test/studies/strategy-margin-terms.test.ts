/** What an experiment says of the strategy-based margin reaches the model. */

import { describe, expect, it } from 'vitest'
import { type Market, parseDay } from '../../engine/index.ts'
import { marginModelOf } from '../../studies/margin-model.ts'
import { marginSchema } from '../../studies/margin-schema.ts'
import { option } from '../engine/margin/positions.ts'

const EXPIRY = parseDay('2024-02-16')

/** Ten condors of 10 and 5 points on an index of 175. */
const CONDORS = [
  { right: 'put' as const, strike: 160, price: 0.5, quantity: 10 },
  { right: 'put' as const, strike: 170, price: 2, quantity: -10 },
  { right: 'call' as const, strike: 180, price: 2, quantity: -10 },
  { right: 'call' as const, strike: 185, price: 1, quantity: 10 },
].map(held => option({ ...held, expiry: EXPIRY, underlyingPrice: 175 }))

function required(terms: Record<string, unknown>, day = '2024-01-19') {
  const market = {} as Market
  const model = marginModelOf(marginSchema.parse({ model: 'strategy', ...terms }), market)
  const [one] = model.requirement(CONDORS, parseDay(day))
  return [(one?.initial ?? 0) / 100, one?.carving?.rule]
}

describe('strategy-based margin of an experiment', () => {
  it('goes by the rule of the day', () => {
    expect(required({})).toEqual([10_000, 'universal'])
    expect(required({}, '2009-10-12')).toEqual([15_000, 'listed2005'])
  })

  it('goes by the rule that it names', () => {
    expect(required({ rule: 'pairs' })).toEqual([15_000, 'pairs'])
    expect(() => required({ rule: 'best' })).toThrow('rule')
  })
})
