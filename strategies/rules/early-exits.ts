/** What of written options is closed before their expiry: rules R4, R5 and R7; and the stop on their loss: R2 and R3. */

import type { CloseIntent, LossStop } from '../../engine/model/order.ts'
import type { GroupView, LegView } from '../../engine/model/snapshot.ts'
import type { LifeParams, LossStopParams } from './risk-params.ts'

/**
 * What of a group is closed now, by the first rule that applies: R7 for assigned futures, R5, then R4. Null when the group
 * stays as it is. R5 is asked only where `lastBeforeExpiryWeek` is true.
 */
export const earlyExit = (
  group: GroupView,
  params: LifeParams,
  lastBeforeExpiryWeek: boolean,
): CloseIntent | null =>
  assignedFuture(group, params) ??
  (lastBeforeExpiryWeek ? strongProfit(group, params) : null) ??
  cheap(group, params)

/** Products of decimals: a hair below the limit is the limit. */
const HAIR = 1e-9

/** The legs of a group that are options, as opposed to what came by assignment. */
export const optionsOf = (group: GroupView): readonly LegView[] =>
  group.legs.filter(leg => leg.instrument.kind === 'option')

function assignedFuture(group: GroupView, params: LifeParams): CloseIntent | null {
  const futures = group.legs.filter(leg => leg.assigned)
  if (futures.length === 0 || params.afterAssignment === 'hold') return null
  return {
    kind: 'close',
    group: group.id,
    legs: futures.map(leg => leg.instrument.id),
    reason: { rule: 'R7', text: 'assigned futures are closed at the next open' },
  }
}

/** R5: what the group has earned, legs bought back before included, as a share of its credit. */
function strongProfit(group: GroupView, params: LifeParams): CloseIntent | null {
  const { creditPoints: credit, closingPoints: value } = group
  if (params.strongProfit === null || optionsOf(group).length === 0) return null
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

/** R4: legs, or the whole group, that cost less than a share of what they brought. */
function cheap(group: GroupView, params: LifeParams): CloseIntent | null {
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

/** The stop that an opening order carries, points as prices. Null where the parameters have no stop. */
export function lossStop(params: LossStopParams): LossStop | null {
  if (params.stopPoints !== null) return { loss: { points: params.stopPoints }, test: params.stopTest }
  return params.stopMult === null ? null : { loss: { timesCredit: params.stopMult }, test: params.stopTest }
}

/** What a lot may lose, in price: the stop, or once the credit where there is none. `credit` is in price, of one lot. */
export const riskPointsOf = (params: LossStopParams, credit: number): number =>
  params.stopPoints ?? (params.stopMult ?? 1) * credit
