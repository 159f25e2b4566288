/** The carving that needs least among those of pairs alone: spreads of two legs, and strangles. */

import { invariant } from '../model/errors.ts'
import type { Day } from '../model/time.ts'
import { type Part, spread, strangle, strangleMargin, withNaked } from './carving.ts'
import type { StructureTerms } from './listed-structures.ts'
import type { OptionLeg } from './option-leg.ts'
import { pairOff } from './pairing.ts'
import { greatestLoss } from './spread-loss.ts'

/**
 * Short calls and long puts pair only with long calls and short puts, so the graph has two sides, and the pairs that save
 * most leave the least requirement. The least of all where at most one leg is long: whatever its contracts cover, the
 * greatest losses all come at its strike.
 */
export function pairedCarving(legs: readonly OptionLeg[], terms: StructureTerms): Part[] {
  const lefts = legs.filter(leg => leg.short === (leg.right === 'call'))
  const rights = legs.filter(leg => leg.short === (leg.right === 'put'))
  const saving = lefts.map(left => rights.map(right => savingOf(left, right, terms)))
  const parts = pairOff(lefts.map(contractsOf), rights.map(contractsOf), saving).map(
    ({ left, right, lots }) => {
      const [one, other] = [lefts[left], rights[right]]
      invariant(one !== undefined && other !== undefined, 'a pair names two legs')
      if (one.short && other.short) return strangle(one, other, lots)
      return spread([
        { leg: one, contracts: lots },
        { leg: other, contracts: lots },
      ])
    },
  )
  return withNaked(parts, legs)
}

/** The same within each expiry, from the nearest. Never less than `pairedCarving`, and what more contracts need it never undercuts. */
export const pairedByExpiry = (legs: readonly OptionLeg[], terms: StructureTerms): Part[] =>
  byExpiry(legs).flatMap(of => pairedCarving(of, terms))

/** The legs of each expiry, from the nearest. */
export function byExpiry(legs: readonly OptionLeg[]): OptionLeg[][] {
  const groups = new Map<Day, OptionLeg[]>()
  for (const leg of legs) {
    const group = groups.get(leg.expiry)
    if (group) group.push(leg)
    else groups.set(leg.expiry, [leg])
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}

const contractsOf = (leg: OptionLeg): number => leg.contracts

/** What one contract of each saves as a pair; 0 where they are none, as two long ones are. */
function savingOf(left: OptionLeg, right: OptionLeg, terms: StructureTerms): number {
  if (left.short && right.short)
    return terms.strangleAcrossExpiries || left.expiry === right.expiry
      ? left.alone + right.alone - strangleMargin(left, right)
      : 0
  const [short, long] = left.short ? [left, right] : [right, left]
  if (!short.short || long.expiry < short.expiry) return 0
  return (
    short.alone -
    greatestLoss([
      { leg: short, contracts: 1 },
      { leg: long, contracts: 1 },
    ])
  )
}
