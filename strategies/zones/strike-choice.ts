/** Rule Z6: which strike of a zone is written. */

import type { Board } from '../../engine/model/board.ts'
import type { Zone } from './zone.ts'

/** An anchor in the zone and listed strikes counted from it, away from the underlying's price. */
export interface StrikeRule {
  readonly anchor: 'near' | 'peak' | 'far'
  readonly steps: number
}

/** The listed strike that a rule picks of a zone, or null when the listing ends before the steps do. */
export function chooseStrike(zone: Zone, rule: StrikeRule, board: Board): number | null {
  const from = board.indexOf(zone[rule.anchor])
  if (from < 0) return null
  const at = zone.side === 'call' ? from + rule.steps : from - rule.steps
  return at >= 0 && at < board.size ? board.strike(at) : null
}
