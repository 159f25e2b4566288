/** What of an open strangle is closed before its expiry, and by which rule. */

import type { Right } from '../../engine/model/instrument.ts'
import type { CloseIntent } from '../../engine/model/order.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import { earlyExit, optionsOf } from '../rules/early-exits.ts'
import type { Zone } from '../zones/zone.ts'
import type { OiZoneStrangleParams } from './params.ts'

/** What the exits look at besides the group. */
export interface ExitFacts {
  /** Whether the session in which a close would fill is the last before the expiry's week. */
  readonly lastBeforeExpiryWeek: boolean
  readonly zones: Readonly<Record<Right, Zone | null>> | null
}

/** The first rule that applies: R7 for assigned futures, R5, R4, then Z7. Null when the group stays as it is. */
export const exitOf = (
  group: GroupView,
  params: OiZoneStrangleParams,
  facts: ExitFacts,
): CloseIntent | null =>
  earlyExit(group, params, facts.lastBeforeExpiryWeek) ??
  (params.exitOnZoneBreak ? zoneBreak(group, facts) : null)

/** Z7 variant: the near edge has moved beyond the strike that was written. */
function zoneBreak(group: GroupView, facts: ExitFacts): CloseIntent | null {
  const broken = optionsOf(group).filter(leg => {
    if (leg.instrument.kind !== 'option') return false
    const zone = facts.zones?.[leg.instrument.right]
    if (!zone) return false
    return leg.instrument.right === 'call'
      ? zone.near > leg.instrument.strike
      : zone.near < leg.instrument.strike
  })
  if (broken.length === 0) return null
  return {
    kind: 'close',
    group: group.id,
    legs: broken.map(leg => leg.instrument.id),
    reason: { rule: 'Z7', text: 'the zone has moved beyond the strike' },
  }
}
