/** The universal rule as a programme: how many contracts of each leg go into the spread of each frame. */

import { invariant } from '../model/errors.ts'
import { type Part, spread } from './carving.ts'
import type { Programme } from './integer-programme.ts'
import type { OptionLeg } from './option-leg.ts'
import type { LegContracts } from './spread-loss.ts'
import { intrinsic } from './spread-loss.ts'
import type { Side, SpreadFrame } from './universal-spreads.ts'

/** A programme in units of the dearest naked contract, and the parts that an answer to it stands for. */
export interface CarvingProgramme {
  readonly programme: Programme
  readonly partsOf: (x: readonly number[]) => Part[]
  /** What parts that were found otherwise earn in the programme. */
  readonly earnedBy: (parts: readonly Part[]) => number
}

/** Where the variables of a side begin: its shorts, then its longs but the first, which takes what balances the others. */
interface SidePlace {
  readonly side: Side
  readonly first: number
}

interface FramePlace {
  readonly sides: readonly SidePlace[]
  /** The variable of the greatest loss. */
  readonly loss: number
}

/**
 * Variables: contracts by frame and leg, the greatest loss of each frame, lots of each strangle. Rows: contracts that
 * there are, the balance of each side, the loss at each level that may be the greatest. What is earned is what the shorts
 * need less than naked.
 */
export function universalProgramme(
  legs: readonly OptionLeg[],
  frames: readonly SpreadFrame[],
  strangles: readonly Part[],
): CarvingProgramme {
  const scale = Math.max(...legs.map(leg => leg.alone))
  const { places, width: before } = placed(frames)
  const width = before + strangles.length
  const earns = new Array<number>(width).fill(0)
  const whole = new Array<boolean>(width).fill(true)
  const rows: number[][] = []
  const limits: number[] = []
  const rowOf = (limit: number): number[] => {
    const row = new Array<number>(width).fill(0)
    rows.push(row)
    limits.push(limit)
    return row
  }
  const uses = new Map(legs.map(leg => [leg, rowOf(leg.contracts)]))
  for (const { sides, loss } of places) {
    earns[loss] = -1
    whole[loss] = false
    for (const place of sides) {
      placeSide(place, uses, earns, scale)
      balance(place, rowOf(0))
    }
    for (const level of levelsOf(sides)) {
      const row = lossAt(sides, level, width, (legs[0]?.multiplier ?? 0) / scale)
      if (!row.some(one => one > 0)) continue
      row[loss] = -1
      rows.push(row)
      limits.push(0)
    }
  }
  strangles.forEach((part, i) => {
    earns[before + i] = savedBy(part) / scale
    for (const { leg } of part.legs) (uses.get(leg) as number[])[before + i] = 1
  })
  return {
    programme: { earns, rows, limits, whole },
    partsOf: x => [...spreadsOf(places, x), ...times(strangles, x, before)],
    earnedBy: parts => parts.reduce((sum, part) => sum + savedBy(part), 0) / scale,
  }
}

/** What the shorts of a part need naked, less what it needs. */
export const savedBy = (part: Part): number =>
  part.legs.reduce((sum, { leg, contracts }) => sum + contracts * leg.alone, -part.money)

/** Parts of one lot, as often as the variables from `first` on say. */
export function times(parts: readonly Part[], x: readonly number[], first: number): Part[] {
  return parts.flatMap((part, i) => {
    const lots = Math.round(x[first + i] ?? 0)
    if (lots === 0) return []
    const legs = part.legs.map(({ leg, contracts }) => ({ leg, contracts: lots * contracts }))
    return [{ ...part, lots: lots * part.lots, legs, money: lots * part.money }]
  })
}

function placed(frames: readonly SpreadFrame[]): { places: FramePlace[]; width: number } {
  let width = 0
  const places = frames.map(({ calls, puts }): FramePlace => {
    const sides: SidePlace[] = []
    for (const side of [calls, puts]) {
      if (!side) continue
      sides.push({ side, first: width })
      width += side.shorts.length + side.longs.length - 1
    }
    return { sides, loss: width++ }
  })
  return { places, width }
}

/** The first long takes one contract for each short, less those that the other longs take. */
function placeSide(
  { side, first }: SidePlace,
  uses: ReadonlyMap<OptionLeg, number[]>,
  earns: number[],
  scale: number,
): void {
  const [balancing, ...others] = side.longs.map(leg => uses.get(leg) as number[])
  const longs = first + side.shorts.length
  side.shorts.forEach((leg, i) => {
    ;(uses.get(leg) as number[])[first + i] = 1
    ;(balancing as number[])[first + i] = 1
    earns[first + i] = leg.alone / scale
  })
  others.forEach((row, i) => {
    row[longs + i] = 1
    ;(balancing as number[])[longs + i] = -1
  })
}

/** The first long takes no fewer than none. */
function balance({ side, first }: SidePlace, row: number[]): void {
  row.fill(-1, first, first + side.shorts.length)
  row.fill(1, first + side.shorts.length, first + side.shorts.length + side.longs.length - 1)
}

/** A loss turns down only at long strikes, and is flat outside all strikes. */
function levelsOf(sides: readonly SidePlace[]): Set<number> {
  let [least, most] = [Infinity, -Infinity]
  const levels = new Set<number>()
  for (const { side } of sides) {
    for (const { strike } of side.longs) levels.add(strike)
    for (const { strike } of [...side.shorts, ...side.longs]) {
      least = Math.min(least, strike)
      most = Math.max(most, strike)
    }
  }
  return levels.add(least).add(most)
}

function lossAt(sides: readonly SidePlace[], level: number, width: number, perPoint: number): number[] {
  const row = new Array<number>(width).fill(0)
  for (const { side, first } of sides) {
    const [balancing, ...others] = side.longs.map(leg => intrinsic(leg, level))
    side.shorts.forEach((leg, i) => {
      row[first + i] = (intrinsic(leg, level) - (balancing ?? 0)) * perPoint
    })
    others.forEach((worth, i) => {
      row[first + side.shorts.length + i] = ((balancing ?? 0) - worth) * perPoint
    })
  }
  return row
}

function spreadsOf(places: readonly FramePlace[], x: readonly number[]): Part[] {
  return places.flatMap(({ sides }) => {
    const legs = sides.flatMap(place => contractsOf(place, x))
    return legs.length === 0 ? [] : [spread(legs)]
  })
}

function contractsOf({ side, first }: SidePlace, x: readonly number[]): LegContracts[] {
  const shorts = side.shorts.map((leg, i) => ({ leg, contracts: Math.round(x[first + i] ?? 0) }))
  const others = side.longs
    .slice(1)
    .map((leg, i) => ({ leg, contracts: Math.round(x[first + side.shorts.length + i] ?? 0) }))
  const balancing = sum(shorts) - sum(others)
  invariant(balancing >= 0, 'a spread has as many longs as shorts')
  return [...shorts, ...side.longs.slice(0, 1).map(leg => ({ leg, contracts: balancing })), ...others].filter(
    ({ contracts }) => contracts > 0,
  )
}

const sum = (parts: readonly LegContracts[]): number =>
  parts.reduce((total, { contracts }) => total + contracts, 0)
