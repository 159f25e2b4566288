/** The least margin of a handful of option contracts by every way to put them into structures, written apart from the engine. */

import type { StrategyRule } from '../../../engine/margin/strategy-rule.ts'
import type { Held } from './positions.ts'

/** One contract, and what it needs by itself; nothing when it is long. */
export interface Contract {
  readonly held: Required<Pick<Held, 'right' | 'strike' | 'price' | 'expiry'>>
  readonly short: boolean
  readonly alone: number
}

/** Of at most some ten contracts of a multiplier of 100: each set of them as one structure, and the best partition. */
export function leastByPartition(contracts: readonly Contract[], rule: StrategyRule): number {
  const all = (1 << contracts.length) - 1
  const single = Array.from({ length: all + 1 }, (_, mask) =>
    structureNeeds(
      contracts.filter((_one, i) => mask & (1 << i)),
      rule,
    ),
  )
  const least = [0]
  for (let mask = 1; mask <= all; mask++) {
    const first = mask & -mask
    let best = Infinity
    for (let part = mask; part > 0; part = (part - 1) & mask)
      if (part & first) best = Math.min(best, (single[part] ?? Infinity) + (least[mask ^ part] ?? Infinity))
    least.push(best)
  }
  return least[all] ?? Infinity
}

/** Infinity where the rule knows no such structure. */
function structureNeeds(set: readonly Contract[], rule: StrategyRule): number {
  const shorts = set.filter(one => one.short)
  const longs = set.filter(one => !one.short)
  const [first, second] = shorts
  if (!first) return longs.length <= 1 ? 0 : Infinity
  if (set.length === 1) return first.alone
  if (second && set.length === 2) {
    if (first.held.right === second.held.right) return Infinity
    const other = first.alone >= second.alone ? second : first
    return Math.max(first.alone, second.alone) + 100 * other.held.price
  }
  return isSpread(shorts, longs) && isKnown(shorts, longs, rule) ? loss(set) : Infinity
}

function isSpread(shorts: readonly Contract[], longs: readonly Contract[]): boolean {
  const calls = (of: readonly Contract[]): number => of.filter(({ held }) => held.right === 'call').length
  return (
    shorts.length === longs.length &&
    calls(shorts) === calls(longs) &&
    Math.max(...shorts.map(({ held }) => held.expiry)) <= Math.min(...longs.map(({ held }) => held.expiry))
  )
}

function loss(set: readonly Contract[]): number {
  const at = (level: number): number =>
    set.reduce((sum, { held, short }) => {
      const worth = Math.max(0, held.right === 'call' ? level - held.strike : held.strike - level)
      return sum + (short ? worth : -worth)
    }, 0)
  return 100 * Math.max(0, ...set.map(({ held }) => at(held.strike)))
}

function isKnown(shorts: readonly Contract[], longs: readonly Contract[], rule: StrategyRule): boolean {
  if (rule === 'universal' || shorts.length === 1) return true
  if (rule === 'pairs' || shorts.length !== 2) return false
  const [expiry, ...others] = shorts.map(({ held }) => held.expiry)
  const later = longs.filter(({ held }) => held.expiry !== expiry).length
  if (others[0] !== expiry || later > 1) return false
  const legs = [...shorts, ...longs].sort((a, b) => a.held.strike - b.held.strike)
  const shape = legs.map(({ held, short }) => `${short ? '-' : '+'}${held.right[0]}${held.strike}`).sort()
  return listedShapes(
    legs.map(({ held }) => held.strike),
    rule,
  ).some(one => one.sort().join() === shape.join())
}

/** Every shape of four contracts at four strikes, from the lowest. */
function listedShapes([a = 0, b = 0, c = 0, d = 0]: readonly number[], rule: StrategyRule): string[][] {
  const shapes: string[][] = []
  const isEqual = b - a === d - c && a < b && c < d
  const isWide = rule === 'listed2005' || b === c
  for (const right of ['c', 'p']) {
    for (const [outer, inner] of ['+-', '-+'])
      if (isEqual && isWide)
        shapes.push([
          `${outer}${right}${a}`,
          `${inner}${right}${b}`,
          `${inner}${right}${c}`,
          `${outer}${right}${d}`,
        ])
  }
  if (a === b && c === d && b < c)
    shapes.push([`+c${a}`, `-p${a}`, `-c${c}`, `+p${c}`], [`-c${a}`, `+p${a}`, `+c${c}`, `-p${c}`])
  if (isEqual && rule === 'listed2005') shapes.push([`+p${a}`, `-p${b}`, `-c${c}`, `+c${d}`])
  return shapes
}
