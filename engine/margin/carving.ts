/** A carving: option contracts put into structures, each contract into one at most, and what that needs. */

import { invariant } from '../model/errors.ts'
import type { OptionLeg } from './option-leg.ts'
import { greatestLoss, type LegContracts } from './spread-loss.ts'

/** Names of what one structure may be. `spread` is any set of options that has no name of its own. */
export type StructureName =
  | 'spread'
  | 'butterfly'
  | 'condor'
  | 'box'
  | 'ironButterfly'
  | 'ironCondor'
  | 'strangle'
  | 'nakedCall'
  | 'nakedPut'

/** Contracts that are margined together; `money` in the product's currency. */
export interface Part {
  readonly structure: StructureName
  /** How often it is there: of a `spread` its short contracts. */
  readonly lots: number
  readonly legs: readonly LegContracts[]
  readonly money: number
}

/** What a set of parts needs together. */
export const moneyOf = (parts: readonly Part[]): number => parts.reduce((sum, { money }) => sum + money, 0)

/** Short call and short put: the greater side plus the premium of the other. FINRA 4210(f)(2)(G). */
export function strangleMargin(call: OptionLeg, put: OptionLeg): number {
  return Math.max(call.alone, put.alone) + (call.alone >= put.alone ? put : call).premium
}

export const strangle = (call: OptionLeg, put: OptionLeg, lots: number): Part => ({
  structure: 'strangle',
  lots,
  legs: [
    { leg: call, contracts: lots },
    { leg: put, contracts: lots },
  ],
  money: lots * strangleMargin(call, put),
})

const naked = (leg: OptionLeg, lots: number): Part => ({
  structure: leg.right === 'call' ? 'nakedCall' : 'nakedPut',
  lots,
  legs: [{ leg, contracts: lots }],
  money: lots * leg.alone,
})

/** Shorts and as many longs of each right, at their greatest loss. */
export function spread(legs: readonly LegContracts[]): Part {
  const lots = legs.reduce((divisor, { contracts }) => commonDivisor(divisor, contracts), 0)
  const structure = nameOf(legs, lots)
  const shorts = legs.reduce((sum, { leg, contracts }) => sum + (leg.short ? contracts : 0), 0)
  return { structure, lots: structure === 'spread' ? shorts : lots, legs, money: greatestLoss(legs) }
}

/** The parts, with the shorts that none of them holds naked. */
export function withNaked(parts: readonly Part[], legs: readonly OptionLeg[]): Part[] {
  const open = new Map(legs.map(leg => [leg, leg.contracts]))
  for (const part of parts)
    for (const { leg, contracts } of part.legs) open.set(leg, (open.get(leg) ?? 0) - contracts)
  const rest: Part[] = []
  for (const [leg, lots] of open) {
    invariant(lots >= 0, 'a contract is in one structure at most')
    if (leg.short && lots > 0) rest.push(naked(leg, lots))
  }
  return [...parts, ...rest]
}

function nameOf(legs: readonly LegContracts[], lots: number): StructureName {
  if (legs.length < 3 || legs.length > 4) return 'spread'
  if (legs.some(({ leg }) => leg.right !== legs[0]?.leg.right)) return nameOfBoth(legs, lots)
  const sizes = legs.toSorted((a, b) => a.leg.strike - b.leg.strike)
  const signed = sizes.map(({ leg, contracts }) => ((leg.short ? -1 : 1) * contracts) / lots)
  const shape = (signed[0] ?? 0) < 0 ? signed.map(one => -one) : signed
  if (shape.join() === '1,-2,1') return 'butterfly'
  if (shape.join() === '1,-1,-1,1') return 'condor'
  return 'spread'
}

/** Of one call and one put of either side. */
function nameOfBoth(legs: readonly LegContracts[], lots: number): StructureName {
  const one = (right: OptionLeg['right'], short: boolean): number | undefined =>
    legs.find(({ leg, contracts }) => leg.right === right && leg.short === short && contracts === lots)?.leg
      .strike
  const [shortCall, longCall, shortPut, longPut] = [
    one('call', true),
    one('call', false),
    one('put', true),
    one('put', false),
  ]
  if (shortCall === undefined || longCall === undefined || shortPut === undefined || longPut === undefined)
    return 'spread'
  if (shortCall === longPut && longCall === shortPut && shortCall !== longCall) return 'box'
  const nested = longPut < shortPut && shortPut <= shortCall && shortCall < longCall
  if (!nested) return 'spread'
  return shortPut === shortCall ? 'ironButterfly' : 'ironCondor'
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
