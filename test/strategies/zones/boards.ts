/** Boards of strikes, written as rows. */

import { Board } from '../../../engine/model/board.ts'
import type { ZoneRules } from '../../../strategies/zones/zone.ts'

export type StrikeRow = readonly [strike: number, call: number, put: number]

export const boardOf = (rows: readonly StrikeRow[]): Board =>
  new Board(Float64Array.from(rows.flatMap(row => [...row, -1, -1])))

/** Calls only, at strikes one apart from the first on. */
export const callsFrom = (first: number, ...openInterest: readonly number[]): Board =>
  boardOf(openInterest.map((contracts, i) => [first + i, contracts, 0]))

/** Puts only, at strikes one apart from the first on. */
export const putsFrom = (first: number, ...openInterest: readonly number[]): Board =>
  boardOf(openInterest.map((contracts, i) => [first + i, 0, contracts]))

export const RULES: ZoneRules = {
  minOpenInterest: 1,
  dominance: 1,
  maxDist: Number.POSITIVE_INFINITY,
  mode: 'peak',
  theta: 0.5,
  gap: 1,
  massShare: 0.6,
}
