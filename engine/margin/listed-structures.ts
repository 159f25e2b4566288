/** The structures by which spreads were margined before any set of options was one: each with its own name and shape. */

import { type Part, spread, strangle } from './carving.ts'
import type { OptionLeg } from './option-leg.ts'
import { greatestLoss } from './spread-loss.ts'
import type { StrategyRule } from './strategy-rule.ts'

/** Intervals of strikes that decimals make look unequal are equal. */
const SAME = 1e-9

/** Terms of the rule that its texts leave open. */
export interface StructureTerms {
  /** Whether short call and short put of different expiries are a strangle. */
  readonly strangleAcrossExpiries: boolean
}

/** Every structure of one lot that `legs` can make under a listed rule and that needs less than its shorts naked. */
export function listedStructures(
  legs: readonly OptionLeg[],
  rule: Exclude<StrategyRule, 'universal'>,
  terms: StructureTerms,
): Part[] {
  const shorts = legs.filter(leg => leg.short)
  const longs = legs.filter(leg => !leg.short)
  const larger = rule === 'pairs' ? [] : structuresOfFour(shorts, longs, rule === 'listed2005')
  return [...larger, ...spreadPairs(shorts, longs), ...strangles(shorts, terms)]
}

/** A short covered by a long of its right that ends with it or later. */
function spreadPairs(shorts: readonly OptionLeg[], longs: readonly OptionLeg[]): Part[] {
  return shorts.flatMap(short =>
    longs
      .filter(long => long.right === short.right && long.expiry >= short.expiry)
      .map(long => ({ short, pair: [lotOf(short), lotOf(long)] }))
      .filter(({ pair }) => greatestLoss(pair) < short.alone)
      .map(({ pair }) => spread(pair)),
  )
}

/** Every strangle of one lot that short options can make. */
export function strangles(shorts: readonly OptionLeg[], terms: StructureTerms): Part[] {
  const puts = shorts.filter(leg => leg.right === 'put')
  return shorts
    .filter(leg => leg.right === 'call')
    .flatMap(call =>
      puts
        .filter(put => terms.strangleAcrossExpiries || put.expiry === call.expiry)
        .map(put => strangle(call, put, 1)),
    )
}

const lotOf = (leg: OptionLeg) => ({ leg, contracts: 1 })

/** Two shorts of one expiry and two longs that end with them, or one of them later. */
function structuresOfFour(
  shorts: readonly OptionLeg[],
  longs: readonly OptionLeg[],
  condors: boolean,
): Part[] {
  const found: Part[] = []
  for (const [one, other] of twos(shorts)) {
    if (one.expiry !== other.expiry) continue
    for (const [low, high] of twos(longs)) {
      const later = Number(low.expiry > one.expiry) + Number(high.expiry > one.expiry)
      if (low.expiry < one.expiry || high.expiry < one.expiry || later > 1) continue
      if (!isListed([one, other], [low, high], condors)) continue
      const part = spread(counted([one, other, low, high]))
      if (part.money < one.alone + other.alone) found.push(part)
    }
  }
  return found
}

/** Two of them, one twice included where it has two contracts. */
function twos(legs: readonly OptionLeg[]): [OptionLeg, OptionLeg][] {
  return legs.flatMap((one, i) =>
    legs
      .slice(one.contracts > 1 ? i : i + 1)
      .map((other): [OptionLeg, OptionLeg] => (one.strike <= other.strike ? [one, other] : [other, one])),
  )
}

function counted(legs: readonly OptionLeg[]) {
  const counts = new Map<OptionLeg, number>()
  for (const leg of legs) counts.set(leg, (counts.get(leg) ?? 0) + 1)
  return [...counts].map(([leg, contracts]) => ({ leg, contracts }))
}

type Two = readonly [OptionLeg, OptionLeg]

function isListed(shorts: Two, longs: Two, condors: boolean): boolean {
  const [short, otherShort] = shorts
  const [long, otherLong] = longs
  if (short.right === otherShort.right) {
    if (long.right !== short.right || otherLong.right !== short.right) return false
    return isWithin(shorts, longs, condors) || isWithin(longs, shorts, condors)
  }
  return long.right !== otherLong.right && isOfBothRights(shorts, longs, condors)
}

/** Butterfly or condor of one right: `inner` between `outer`, at equal intervals from them. */
function isWithin([low, high]: Two, [least, most]: Two, condors: boolean): boolean {
  return (
    least.strike < low.strike &&
    high.strike < most.strike &&
    (condors || low.strike === high.strike) &&
    isSame(low.strike - least.strike, most.strike - high.strike, most.strike)
  )
}

/** Box, or short iron butterfly or condor. */
function isOfBothRights(shorts: Two, longs: Two, condors: boolean): boolean {
  const shortCall = strikeOf(shorts, 'call')
  const shortPut = strikeOf(shorts, 'put')
  const longCall = strikeOf(longs, 'call')
  const longPut = strikeOf(longs, 'put')
  if (shortCall === longPut && shortPut === longCall && shortCall !== shortPut) return true
  return (
    condors &&
    longPut < shortPut &&
    shortPut <= shortCall &&
    shortCall < longCall &&
    isSame(shortPut - longPut, longCall - shortCall, longCall)
  )
}

const strikeOf = ([one, other]: Two, right: OptionLeg['right']): number =>
  (one.right === right ? one : other).strike

const isSame = (a: number, b: number, scale: number): boolean => Math.abs(a - b) <= SAME * scale
