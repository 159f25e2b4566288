/** The carving of option legs that needs least under the rule of a day. */

import { moneyOf, type Part, withNaked } from './carving.ts'
import { mostOf } from './integer-programme.ts'
import { listedStructures, type StructureTerms, strangles } from './listed-structures.ts'
import type { OptionLeg } from './option-leg.ts'
import { byExpiry, pairedByExpiry, pairedCarving } from './paired-carving.ts'
import type { StrategyRule } from './strategy-rule.ts'
import { type CarvingProgramme, savedBy, times, universalProgramme } from './universal-programme.ts'
import { type SpreadFrame, spreadFrames } from './universal-spreads.ts'

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
const LEGS_EXACT = 8
/** Cells that the tables of a search may have: in practice without end up to `LEGS_EXACT`, and for more legs. */
const SEARCH_EXACT = 1_000_000_000
const SEARCH_MOST = 100_000
/** Cells of a programme, combinations of two shorts and two longs, both ways, and pairs of different expiries that more legs may have. */
const CELLS_MOST = 15_000
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
  if (!programme) return { parts: lesser(paired ?? [], eachExpiry(legs, rule, terms)), isLeast: false }
  const found = mostOf(
    programme.programme,
    isSmall ? SEARCH_EXACT : SEARCH_MOST,
    paired ? programme.earnedBy(paired) : undefined,
  )
  const parts = found && withNaked(programme.partsOf(found.x), legs)
  return { parts: lesser(paired, parts), isLeast: found?.isMost ?? true }
}

/** Of what was found, what needs less; of equals the first. */
function lesser(one: readonly Part[] | null, other: readonly Part[] | null): readonly Part[] {
  if (one && other) return moneyOf(one) <= moneyOf(other) ? one : other
  return one ?? other ?? []
}

/** What is too large as a whole, expiry by expiry; null where there is one alone. */
function eachExpiry(legs: readonly OptionLeg[], rule: StrategyRule, terms: CarvingTerms): Part[] | null {
  const groups = byExpiry(legs)
  return groups.length === 1 ? null : groups.flatMap(group => leastCarving(group, rule, terms).parts)
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
    if (!isSmall && legs.length * legs.length > CELLS_MOST) return null
    const frames = spreadFrames(legs, terms.spreadExpiry)
    return isSmall || cellsOf(legs, frames) <= CELLS_MOST
      ? universalProgramme(legs, frames, strangles(shorts, terms))
      : null
  }
  const pairsOfOne = shorts.length * (legs.length - shorts.length)
  return isSmall || pairsOfOne * pairsOfOne <= FOURS_MOST
    ? listedProgramme(legs, listedStructures(legs, rule, terms))
    : null
}

/** About as many as the programme of all frames and strangles would have. */
function cellsOf(legs: readonly OptionLeg[], frames: readonly SpreadFrame[]): number {
  const shorts = legs.filter(leg => leg.short)
  const calls = shorts.filter(leg => leg.right === 'call').length
  let [width, height] = [calls * (shorts.length - calls), legs.length]
  for (const side of frames.flatMap(({ calls: call, puts: put }) => [call, put])) {
    width += (side?.shorts.length ?? 0) + (side?.longs.length ?? 0)
    height += (side?.longs.length ?? 0) + 2
  }
  return width * height
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
