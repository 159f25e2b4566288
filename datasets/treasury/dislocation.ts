/** How far a future lies off its bonds, by the dated points that a user states. */

import { type Day, parseDay } from '../../engine/model/time.ts'
import type { DislocationPath, TreasuryTerms } from './treasury-terms.ts'

/** b on a day, a plain fraction of the dirty price; above 0 the future is rich. */
export type Dislocation = (day: Day) => number

const BP = 0.0001

/** The path of one future: its own, the one for all, or none. */
export function dislocationOf(stated: TreasuryTerms['dislocation'], future: string): Dislocation {
  return alongPath(Array.isArray(stated) ? stated : (stated[future] ?? []))
}

function alongPath(path: DislocationPath): Dislocation {
  const points = path.map(({ from, bp }) => ({ day: parseDay(from), value: bp * BP }))
  return day => {
    const next = points.findIndex(point => point.day > day)
    const [left, right] = next === -1 ? [points.at(-1), undefined] : [points[next - 1], points[next]]
    if (!left || !right) return (left ?? right)?.value ?? 0
    return left.value + ((right.value - left.value) * (day - left.day)) / (right.day - left.day)
  }
}
