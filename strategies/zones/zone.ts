/** Open-interest zones: where writers of calls and puts stand (rules Z2 to Z5). */

import type { Board } from '../../engine/model/board.ts'
import type { Right } from '../../engine/model/instrument.ts'

/** What makes a strike a member of a zone; distances in the units of the price. */
export interface ZoneRules {
  /** Z2: least open interest of a candidate, in contracts. */
  readonly minOpenInterest: number
  /** Z2: a candidate's side must be at least this many times the other side; 0 switches it off. */
  readonly dominance: number
  /** Z2: greatest distance of a candidate from the underlying's price, in points; Infinity = no limit. */
  readonly maxDist: number
  readonly mode: 'peak' | 'mass'
  /** Z4, mode peak: a member holds at least this share of the peak. */
  readonly theta: number
  /** Z4, mode peak: strikes that may be skipped between two members. */
  readonly gap: number
  /** Z5, mode mass: share of the side's open interest that the zone holds. */
  readonly massShare: number
}

/** Where open interest of one side clusters: strikes, in the units of the price. */
export interface Zone {
  readonly side: Right
  /** Most frequent distance of strikes near the money, in points. */
  readonly step: number
  readonly peak: number
  readonly lower: number
  readonly upper: number
  /** The edge towards the underlying's price, and the other. */
  readonly near: number
  readonly far: number
  /** Open interest within the zone over that of the side's candidates before the maxDist filter. */
  readonly shareOfSide: number
}

/**
 * The zone of one side at a price of the underlying, or null when the side has no candidate (rule Z8). `step` is the
 * board's, for who knows it.
 */
export function zoneOf(
  side: Right,
  price: number,
  board: Board,
  rules: ZoneRules,
  step = strikeStep(board, price),
): Zone | null {
  const { from, to } = outOfTheMoney(side, price, board)
  let [peak, total] = [-1, 0]
  for (let index = from; index < to; index++) {
    if (!isCandidate(index, side, board, rules)) continue
    const contracts = board.openInterest(side, index)
    total += contracts
    if (isWithin(index, price, board, rules) && isAbove(index, peak, side, price, board)) peak = index
  }
  if (peak < 0) return null
  const [first, last] =
    rules.mode === 'mass'
      ? massRun(membersOf(from, to, side, price, board, rules), peak, side, price, board, rules)
      : peakRun(from, to, peak, side, price, board, rules, step)
  const lower = board.strike(first)
  const upper = board.strike(last)
  return {
    side,
    step,
    peak: board.strike(peak),
    lower,
    upper,
    near: side === 'call' ? lower : upper,
    far: side === 'call' ? upper : lower,
    shareOfSide: sumBetween(board, side, first, last) / total,
  }
}

/** Strikes [from, to) beyond the price. */
function outOfTheMoney(
  side: Right,
  price: number,
  board: Board,
): { readonly from: number; readonly to: number } {
  let [low, high] = [0, board.size]
  while (low < high) {
    const middle = (low + high) >>> 1
    const strike = board.strike(middle)
    if (side === 'call' ? strike <= price : strike < price) low = middle + 1
    else high = middle
  }
  return side === 'call' ? { from: low, to: board.size } : { from: 0, to: low }
}

/** Z2 without its distance: the side itself is large enough. */
function isCandidate(index: number, side: Right, board: Board, rules: ZoneRules): boolean {
  const contracts = board.openInterest(side, index)
  const other = board.openInterest(side === 'call' ? 'put' : 'call', index)
  return contracts >= rules.minOpenInterest && contracts >= rules.dominance * other * (1 - 1e-9)
}

/** The distance of Z2. */
const isWithin = (index: number, price: number, board: Board, rules: ZoneRules): boolean =>
  distance(board, index, price) <= rules.maxDist

/** Z3: the largest open interest; a tie goes to the strike nearest to the price. */
function isAbove(index: number, peak: number, side: Right, price: number, board: Board): boolean {
  if (peak < 0) return true
  const lead = board.openInterest(side, index) - board.openInterest(side, peak)
  return lead > 0 || (lead === 0 && distance(board, index, price) < distance(board, peak, price))
}

/** Z4: outwards from the peak while strikes hold theta of it and no two members lie further apart than the gap. */
function peakRun(
  from: number,
  to: number,
  peak: number,
  side: Right,
  price: number,
  board: Board,
  rules: ZoneRules,
  step: number,
): [number, number] {
  const least = rules.theta * board.openInterest(side, peak) * (1 - 1e-9)
  // Strikes are decimals: a hair more than the gap is still the gap.
  const reach = (rules.gap + 1) * step * (1 + 1e-9)
  const walk = (direction: 1 | -1): number => {
    let last = peak
    for (let index = peak + direction; index >= from && index < to; index += direction) {
      if (!isCandidate(index, side, board, rules) || !isWithin(index, price, board, rules)) continue
      if (Math.abs(board.strike(index) - board.strike(last)) > reach) break
      if (board.openInterest(side, index) >= least) last = index
    }
    return last
  }
  return [walk(-1), walk(1)]
}

/** The candidates within the distance, ascending. */
function membersOf(
  from: number,
  to: number,
  side: Right,
  price: number,
  board: Board,
  rules: ZoneRules,
): number[] {
  const members: number[] = []
  for (let index = from; index < to; index++) {
    if (isCandidate(index, side, board, rules) && isWithin(index, price, board, rules)) members.push(index)
  }
  return members
}

/** Z5: the smallest run of adjacent candidates around the peak that holds the mass; ties go to the nearer run. */
function massRun(
  indices: readonly number[],
  peak: number,
  side: Right,
  price: number,
  board: Board,
  rules: ZoneRules,
): [number, number] {
  const at = indices.indexOf(peak)
  const needed = rules.massShare * sumAt(board, side, indices) * (1 - 1e-9)
  for (let length = 1; length < indices.length; length++) {
    const runs: (readonly number[])[] = []
    for (let from = Math.max(0, at - length + 1); from <= at && from + length <= indices.length; from++) {
      const run = indices.slice(from, from + length)
      if (sumAt(board, side, run) >= needed) runs.push(run)
    }
    const nearest = runs.sort((a, b) => nearEdge(a, board, price) - nearEdge(b, board, price))[0]
    if (nearest) return [nearest[0] as number, nearest[nearest.length - 1] as number]
  }
  return [indices[0] as number, indices[indices.length - 1] as number]
}

const nearEdge = (run: readonly number[], board: Board, price: number): number =>
  Math.min(distance(board, run[0] as number, price), distance(board, run[run.length - 1] as number, price))

const distance = (board: Board, index: number, price: number): number => Math.abs(board.strike(index) - price)

const sumAt = (board: Board, side: Right, indices: readonly number[]): number =>
  indices.reduce((sum, index) => sum + board.openInterest(side, index), 0)

function sumBetween(board: Board, side: Right, from: number, to: number): number {
  let sum = 0
  for (let i = from; i <= to; i++) sum += board.openInterest(side, i)
  return sum
}

/** Most frequent distance of neighbouring strikes within 10 % of the price (of all where there are none); the smaller of a tie. */
export function strikeStep(board: Board, price: number): number {
  let near = 0
  for (let i = 0; i < board.size; i++) if (isNear(board.strike(i), price)) near++
  const counts = new Map<number, number>()
  let before = Number.NaN
  for (let i = 0; i < board.size; i++) {
    const strike = board.strike(i)
    if (near > 1 && !isNear(strike, price)) continue
    if (!Number.isNaN(before)) {
      const step = Math.round((strike - before) * STEP_UNITS)
      counts.set(step, (counts.get(step) ?? 0) + 1)
    }
    before = strike
  }
  let best = 0
  for (const [step, count] of counts) {
    const lead = count - (counts.get(best) ?? 0)
    if (lead > 0 || (lead === 0 && step < best)) best = step
  }
  return best / STEP_UNITS
}

const isNear = (strike: number, price: number): boolean => Math.abs(strike - price) <= 0.1 * price

/** Distances of decimals differ in their last digits; in these units (the yen's strikes lie 0.00005 apart) they do not. */
const STEP_UNITS = 1e8
