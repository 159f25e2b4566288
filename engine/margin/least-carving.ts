/** The carving of option legs that needs least under the rule of a day. */

import { moneyOf, type Part, withNaked } from './carving.ts'
import { mostOf } from './integer-programme.ts'
import { listedStructures, type StructureTerms, strangles } from './listed-structures.ts'
import type { OptionLeg } from './option-leg.ts'
import { pairedByExpiry, pairedCarving } from './paired-carving.ts'
import type { StrategyRule } from './strategy-rule.ts'
import { type CarvingProgramme, savedBy, times, universalProgramme } from './universal-programme.ts'
import { spreadFrames } from './universal-spreads.ts'

/** Terms of the rule that its texts leave open. */
export interface CarvingTerms extends StructureTerms {
  /** `all`: every short of a spread ends no later than every long; `perRight`: among its calls and among its puts. */
  readonly spreadExpiry: 'all' | 'perRight'
}

/** `isLeast` is false where the search ended before it was proven that nothing needs less. */
export interface Carving {
  readonly parts: readonly Part[]
  readonly isLeast: boolean
}

/** Up to so many legs the least is found, however long the search takes. */
export const LEGS_EXACT = 8
/** Cells that the tables of a search may have: in practice without end up to `LEGS_EXACT`, and for more legs. */
const SEARCH_EXACT = 1_000_000_000
const SEARCH_MOST = 100_000
/** Cells of a programme, combinations of two shorts and two longs, both ways, and pairs of different expiries that more legs may have. */
const CELLS_MOST = 40_000
const FOURS_MOST = 40_000
const PAIRS_MOST = 10_000

/**
 * Exact for up to `LEGS_EXACT` legs of one class. For more a bounded search, which gives no more than the pairs of each expiry need and
 * says whether it is known to be the least. Adding a long never raises it; adding a short may lower it.
 */
export function leastCarving(legs: readonly OptionLeg[], rule: StrategyRule, terms: CarvingTerms): Carving {
  const longs = legs.filter(leg => !leg.short).length
  if (longs === legs.length) return { parts: [], isLeast: true }
  const isSmall = legs.length <= LEGS_EXACT
  if (rule === 'pairs' || longs <= 1) return pairs(legs, terms)
  const paired = isSmall ? null : pairs(legs, terms).parts
  const programme = programmeOf(legs, rule, terms, isSmall)
  if (!programme) return { parts: paired ?? [], isLeast: false }
  const found = mostOf(
    programme.programme,
    isSmall ? SEARCH_EXACT : SEARCH_MOST,
    paired ? programme.earnedBy(paired) : undefined,
  )
  const parts = found && withNaked(programme.partsOf(found.x), legs)
  if (paired && (!parts || moneyOf(paired) <= moneyOf(parts)))
    return { parts: paired, isLeast: found?.isMost ?? true }
  return { parts: parts ?? [], isLeast: found?.isMost ?? true }
}

/** All pairs, or those of each expiry where there are too many. */
function pairs(legs: readonly OptionLeg[], terms: StructureTerms): Carving {
  const lefts = legs.filter(leg => leg.short === (leg.right === 'call')).length
  const isOneExpiry = legs.every(leg => leg.expiry === legs[0]?.expiry)
  return isOneExpiry || lefts * (legs.length - lefts) <= PAIRS_MOST
    ? { parts: pairedCarving(legs, terms), isLeast: true }
    : { parts: pairedByExpiry(legs, terms), isLeast: false }
}

/** Null where it is too large for the search. */
function programmeOf(
  legs: readonly OptionLeg[],
  rule: Exclude<StrategyRule, 'pairs'>,
  terms: CarvingTerms,
  isSmall: boolean,
): CarvingProgramme | null {
  const shorts = legs.filter(leg => leg.short)
  if (rule === 'universal') {
    const frames = spreadFrames(legs, terms.spreadExpiry)
    const of = universalProgramme(legs, frames, strangles(shorts, terms))
    return isSmall || of.programme.earns.length * of.programme.rows.length <= CELLS_MOST ? of : null
  }
  const pairsOfOne = shorts.length * (legs.length - shorts.length)
  return isSmall || pairsOfOne * pairsOfOne <= FOURS_MOST
    ? listedProgramme(legs, listedStructures(legs, rule, terms))
    : null
}

/** Lots of each structure, by what they save in units of the dearest naked contract. */
function listedProgramme(legs: readonly OptionLeg[], structures: readonly Part[]): CarvingProgramme {
  const scale = Math.max(...legs.map(leg => leg.alone))
  return {
    programme: {
      earns: structures.map(part => savedBy(part) / scale),
      rows: legs.map(one => structures.map(part => part.legs.find(({ leg }) => leg === one)?.contracts ?? 0)),
      limits: legs.map(leg => leg.contracts),
      whole: structures.map(() => true),
    },
    partsOf: x => times(structures, x, 0),
    earnedBy: parts => parts.reduce((sum, part) => sum + savedBy(part), 0) / scale,
  }
}
