/** Prices that stood in for those that the market lacks. */

import type { SubstituteRecord } from '../engine/model/record.ts'
import { foldOf } from './fold.ts'

/** What stood in for one thing that was missing. */
export interface Substitutes {
  /** How often; of a rate, on how many sessions. */
  readonly count: number
  /** Sessions that the oldest of them was old. */
  readonly staleMost: number
  /** Instruments or currencies, in the order in which they came. */
  readonly names: readonly string[]
}

type Growing = Map<SubstituteRecord['of'], { count: number; staleMost: number; names: Set<string> }>

export const substitutes = foldOf<Growing, ReadonlyMap<SubstituteRecord['of'], Substitutes>>(
  () => new Map(),
  {
    substitute(all, { of, name, staleSessions }) {
      const one = all.get(of) ?? { count: 0, staleMost: 0, names: new Set<string>() }
      all.set(of, one)
      one.count++
      one.staleMost = Math.max(one.staleMost, staleSessions)
      one.names.add(name)
    },
  },
  all => new Map([...all].map(([of, one]) => [of, { ...one, names: [...one.names] }])),
)
