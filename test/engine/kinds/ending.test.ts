/** What becomes of an option at its expiry, product by product. */

import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { endingOf } from '../../../engine/kinds/option/ending.ts'
import { optionOf } from '../../../engine/model/instrument.ts'
import type { KindFacts } from '../../../engine/model/kind.ts'
import { EXPIRY, sliceAt } from '../account/execution/slices.ts'

describe('at its expiry', () => {
  it.each([
    ['OG', 'call', 1110, 1110.1, 'assigned'],
    ['OG', 'call', 1110, 1110, 'worthless'],
    ['OG', 'call', 1110, 1109.9, 'worthless'],
    ['OG', 'put', 1025, 1024.9, 'assigned'],
    ['OG', 'put', 1025, 1025, 'worthless'],
    ['OG', 'put', 1025, 1025.1, 'worthless'],
    ['EURFX', 'call', 1.53, 1.53, 'assigned'],
    ['EURFX', 'put', 1.53, 1.53, 'worthless'],
    ['JPYFX', 'call', 0.0112, 0.0112, 'assigned'],
    ['JPYFX', 'put', 0.0112, 0.0112, 'worthless'],
    ['OGBL', 'call', 123, 124.2, 'assigned'],
    ['ODAX', 'call', 5700, 5761.3, 'cash'],
    ['ODAX', 'put', 5700, 5761.3, 'worthless'],
    ['ODAX', 'call', 5700, 5700, 'worthless'],
    ['OESX', 'put', 2900, 2880.5, 'cash'],
    ['LO', 'put', 20, -37.6, 'assigned'],
  ] as const)('%s: the %s %f at %f is %s', (id, right, strike, settlement, outcome) => {
    const product = optionProductOf(id)
    const facts = {
      optionProduct: () => product,
      listed: () => ({ settlement, underlying: 'GC 2009-12', expiry: EXPIRY, lastSession: { day: EXPIRY } }),
      lastSessionOf: () => null,
    } as unknown as KindFacts
    const option = optionOf(product.id, EXPIRY, right, strike)
    const ending = endingOf(facts, sliceAt(1, []), option, { missingSettlement: 'error' })
    expect(ending).toMatchObject({ outcome, settlement, source: 'final', early: false })
    expect(ending.delivers === null).toBe(outcome !== 'assigned')
  })
})
