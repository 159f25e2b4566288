/** What of an open strangle is closed before its expiry, and by which rule. */

import type { Right } from '../../engine/model/instrument.ts'
import type { CloseIntent } from '../../engine/model/order.ts'
import type { GroupView, LegView } from '../../engine/model/snapshot.ts'
import type { Zone } from '../zones/zone.ts'
import type { OiZoneStrangleParams } from './params.ts'

/** What the exits look at besides the group. */
export interface ExitFacts {
  /** Whether the session in which a close would fill is the last before the expiry's week. */
  readonly lastBeforeExpiryWeek: boolean
  readonly zones: Readonly<Record<Right, Zone | null>> | null
}

/** The first rule that applies: R7 for assigned futures, R5, R4, then Z7. Null when the group stays as it is. */
export function exitOf(group: GroupView, params: OiZoneStrangleParams, facts: ExitFacts): CloseIntent | null {
  return (
    assignedFuture(group, params) ??
    strongProfit(group, params, facts) ??
    cheap(group, params) ??
    (params.exitOnZoneBreak ? zoneBreak(group, facts) : null)
  )
}

/** Products of decimals: a hair below the limit is the limit. */
const HAIR = 1e-9

const optionsOf = (group: GroupView): readonly LegView[] =>
  group.legs.filter(leg => leg.instrument.kind === 'option')

function assignedFuture(group: GroupView, params: OiZoneStrangleParams): CloseIntent | null {
  const futures = group.legs.filter(leg => leg.assigned)
  if (futures.length === 0 || params.afterAssignment === 'hold') return null
  return {
    kind: 'close',
    group: group.id,
    legs: futures.map(leg => leg.instrument.id),
    reason: { rule: 'R7', text: 'assigned futures are closed at the next open' },
  }
}

/** R5: what the strangle has earned, legs bought back before included, as a share of its credit. */
function strongProfit(group: GroupView, params: OiZoneStrangleParams, facts: ExitFacts): CloseIntent | null {
  const { creditPoints: credit, closingPoints: value } = group
  if (params.strongProfit === null || !facts.lastBeforeExpiryWeek || optionsOf(group).length === 0)
    return null
  const share = (credit - value) / credit
  if (!(share >= params.strongProfit)) return null
  return {
    kind: 'close',
    group: group.id,
    reason: {
      rule: 'R5',
      text: 'well in profit before the week of expiry',
      evidence: { value, credit, share },
    },
  }
}

/** R4: legs, or the whole strangle, that cost less than a share of what they brought. */
function cheap(group: GroupView, params: OiZoneStrangleParams): CloseIntent | null {
  const options = optionsOf(group).filter(leg => leg.quantity < 0)
  const limit = params.buyBackShare
  if (params.buyBack === 'off' || options.length === 0) return null
  if (params.buyBack === 'strangle') {
    const { creditPoints: credit, closingPoints: value } = group
    return value < limit * credit - HAIR ? closeCheap(group, options, { value, credit }) : null
  }
  const legs = options.filter(leg => leg.mark !== null && leg.mark < limit * leg.priceEntry - HAIR)
  return legs.length === 0
    ? null
    : closeCheap(group, legs, Object.fromEntries(legs.map(leg => [leg.instrument.id, leg.mark ?? 0])))
}

const closeCheap = (
  group: GroupView,
  legs: readonly LegView[],
  evidence: Readonly<Record<string, number>>,
): CloseIntent => ({
  kind: 'close',
  group: group.id,
  legs: legs.map(leg => leg.instrument.id),
  reason: { rule: 'R4', text: 'worth less than the set share of its premium', evidence },
})

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
