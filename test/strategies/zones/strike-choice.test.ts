/** Which strike of a zone is written. */

import { describe, expect, it } from 'vitest'
import type { Right } from '../../../engine/model/instrument.ts'
import { chooseStrike, type StrikeRule } from '../../../strategies/zones/strike-choice.ts'
import type { Zone } from '../../../strategies/zones/zone.ts'
import { boardOf } from './boards.ts'

const BOARD = boardOf([95, 96, 97.5, 98, 99, 100, 101, 102, 103.5, 104, 105].map(strike => [strike, 0, 0]))

const zone = (side: Right): Zone =>
  side === 'call'
    ? { side, step: 1, peak: 102, lower: 101, upper: 104, near: 101, far: 104, shareOfSide: 1 }
    : { side, step: 1, peak: 98, lower: 96, upper: 99, near: 99, far: 96, shareOfSide: 1 }

describe('the strike', () => {
  it.each<[Right, StrikeRule['anchor'], number, number | null]>([
    ['call', 'near', 0, 101],
    ['call', 'near', 2, 103.5],
    ['call', 'peak', 0, 102],
    ['call', 'peak', 1, 103.5],
    ['call', 'far', 0, 104],
    ['call', 'far', 1, 105],
    ['call', 'far', 2, null],
    ['put', 'near', 0, 99],
    ['put', 'near', 2, 97.5],
    ['put', 'peak', 1, 97.5],
    ['put', 'far', 0, 96],
    ['put', 'far', 1, 95],
    ['put', 'far', 2, null],
  ])(
    'of a %s from its %s edge, %i listed strikes away from the price, is %s',
    (side, anchor, steps, strike) => {
      expect(chooseStrike(zone(side), { anchor, steps }, BOARD)).toBe(strike)
    },
  )

  // Fault: an edge that the memory still holds but that is not listed any more is found at index -1, and a call is then
  // counted from the lowest strike of the listing.
  it('is none when the edge is not listed any more', () => {
    const held = { ...zone('call'), near: 101.5 }
    for (const steps of [0, 1, 2]) expect(chooseStrike(held, { anchor: 'near', steps }, BOARD)).toBeNull()
  })
})
