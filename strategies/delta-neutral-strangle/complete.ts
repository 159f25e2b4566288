/** Whether a one-sided position gets its other side now. */

import type { Intent } from '../../engine/model/order.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import { capitalOf, initialWith } from '../rules/lots.ts'
import { inExpiryWeek, isWithinDays } from '../rules/window.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import { type Balance, deltaOfLot, soleSide } from './balance.ts'
import { type Candidate, zoneLimit } from './candidates.ts'
import { choose } from './choice.ts'
import { type Moment, moneyOf, opening } from './moment.ts'
import type { DeltaNeutralStrangleParams } from './params.ts'
import { sidesOf, siftSingles } from './sift.ts'

/** N5: the other side of a one-sided position, when its own rule fires or the position has become too one-sided. */
export function complete(
  moment: Moment,
  group: GroupView,
  view: ExpiryView,
  balance: Balance,
  params: DeltaNeutralStrangleParams,
): Intent[] {
  const { wake, chain } = moment
  const held = soleSide(group)
  const delta = held && deltaOfLot(group, chain, view)
  const busy = wake.snapshot.working.some(order => order.group === group.id)
  if (held === null || delta === null || busy) return []
  const right = held === 'call' ? 'put' : 'call'
  const neutralise = Math.abs(delta) > params.neutralTrigger && balance.times(group.id) < params.maxNeutral
  const fires = params.legIn === 'zone' || moment.signalled(view) === right
  const { series } = view.rows
  const inTime =
    isWithinDays(view.rows, moment.fill, params) &&
    !(params.skipExpiryWeek && inExpiryWeek(moment.fill.day, series.lastSession.day))
  const legIn = params.legIn !== 'off' && fires && inTime && !balance.hasHeld(group.id, right)
  if (!neutralise && !legIn) return []
  // What a neutralisation needs decides its strike: neither the zone nor the cap on one leg's delta holds it back.
  const side = sidesOf(chain, view, neutralise ? { ...params, maxDelta: 1 } : params)[right]
  const limit = neutralise ? 'none' : zoneLimit(view, right, params)
  const { passed, rejected } = siftSingles(
    side,
    limit,
    { delta, credit: neutralise ? Number.POSITIVE_INFINITY : group.creditPoints },
    params,
  )
  const choice = choose(passed, rejected, moneyOf(moment))
  const evidence = { underlying: view.price, positionDelta: delta, ...choice.evidence }
  const reason = {
    rule: 'N5',
    text: neutralise ? 'the position has become too one-sided' : 'the other side follows',
    evidence,
  }
  const { chosen } = choice
  if (!chosen)
    return [
      {
        kind: 'decline',
        tag: group.tag,
        reason: { ...reason, text: `${reason.text}, but no strike balances it` },
      },
    ]
  if (!fitsCap(moment, chosen, group.lots, params)) {
    return [
      {
        kind: 'decline',
        tag: group.tag,
        reason: { rule: 'R1', text: 'the margin would take too much of the capital', evidence },
      },
    ]
  }
  if (neutralise) balance.order(group.id, right)
  return [{ ...opening(group.tag, chosen, group.lots, reason), group: group.id }]
}

/** R1 for legs that join a position. */
const fitsCap = (
  { wake }: Moment,
  candidate: Candidate,
  lots: number,
  params: DeltaNeutralStrangleParams,
): boolean => initialWith(wake, candidate.legs, lots) <= params.marginCap * capitalOf(wake.snapshot, params)
