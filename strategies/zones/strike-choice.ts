/** Rule Z6: which strike of a zone is written. */

import type { Numbers } from '../../engine/model/numbers.ts'
import type { Zone } from './zone.ts'

/** An anchor in the zone and listed strikes counted from it, away from the underlying's price. */
export interface StrikeRule {
  readonly anchor: 'near' | 'peak' | 'far'
  readonly steps: number
}

/** The listed strike that a rule picks of a zone, or null when the listing ends before the steps do. `strikes` ascend. */
export function chooseStrike(zone: Zone, rule: StrikeRule, strikes: Numbers): number | null {
  const from = strikes.indexOf(zone[rule.anchor])
  if (from < 0) return null
  const at = zone.side === 'call' ? from + rule.steps : from - rule.steps
  return at >= 0 && at < strikes.length ? strikes.get(at) : null
}
