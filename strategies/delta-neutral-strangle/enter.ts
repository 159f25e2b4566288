/** What is opened at a wake: a strangle, or the side that one lacks, and the orders that come of it. */

import type { OptionProduct, Right } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import { subtract, toAmount } from '../../engine/model/money.ts'
import type { Intent, OpenIntent, Reason } from '../../engine/model/order.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import { formatDay } from '../../engine/model/time.ts'
import { lossStop, riskPointsOf } from '../rules/early-exits.ts'
import { entryTag, holdsExpiry } from '../rules/groups.ts'
import { capitalOf, initialWith, lotsOf, perPoint } from '../rules/lots.ts'
import { inExpiryWeek, isWithinDays } from '../rules/window.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import { type Balance, deltaOfLot, soleSide } from './balance.ts'
import { type Candidate, zoneLimit } from './candidates.ts'
import { type Choice, choose, type Money } from './choice.ts'
import type { DeltaNeutralStrangleParams } from './params.ts'
import { type Sifted, sidesOf, siftPairs, siftSingles } from './sift.ts'

/** The side that follows is taken to bring as much as the first: the stop will run on the credit of both (rule R2). */
const SIDES = 2

/** R0 and R6, then N1 to N4 for pairs; where none passes and legs may go in one by one, N5 for one side. */
export function enter(moment: Moment, view: ExpiryView, params: DeltaNeutralStrangleParams): Intent[] {
  const { wake, chain, fill, product } = moment
  const { series } = view.rows
  const tag = entryTag(`${product.id} ${formatDay(series.expiry)}`, wake.snapshot, params.reentry)
  if (tag === null || holdsExpiry(wake.snapshot, product.id, series.expiry)) return []
  const refuse = (reason: Reason): Intent[] => [{ kind: 'decline', tag, reason }]
  if (params.skipExpiryWeek && inExpiryWeek(fill.day, series.lastSession.day)) {
    return refuse({ rule: 'R6', text: 'no entry in the week of the last trading day' })
  }
  const sides = sidesOf(chain, view, params)
  const pick = (sifted: Sifted): Choice => choose(sifted.passed, sifted.rejected, moneyOf(moment))
  const pairs = params.legIn === 'percentB' ? null : pick(siftPairs(sides, view, params))
  const choice = pairs?.chosen || params.legIn === 'off' ? pairs : pick(firstLegs())
  if (!choice?.chosen) {
    const text = 'no listed pair passes every rule'
    return choice && choice.evidence.candidates !== 0
      ? refuse({ rule: 'N4', text, evidence: { underlying: view.price, ...choice.evidence } })
      : []
  }
  const { chosen, evidence } = choice
  const whole = chosen.legs.length > 1
  const writing = {
    product,
    session: chain.session,
    legs: chosen.legs,
    riskPoints: riskPointsOf(params, whole ? chosen.credit : SIDES * chosen.credit),
  }
  const lots = lotsOf(wake, writing, params)
  const seen = { underlying: view.price, ...evidence }
  if (lots === 0) {
    const text = 'the size comes to no lot within the risk and margin limits'
    return refuse({ rule: 'R2', text, evidence: seen })
  }
  const stop = lossStop(params)
  const reason = {
    rule: whole ? 'N4' : 'N5',
    text: whole
      ? 'the most credit for its margin of all that pass'
      : 'the first leg, the other side is to follow',
    evidence: seen,
  }
  return [{ ...opening(tag, chosen, lots, reason), ...(stop ? { stop } : {}) }]

  /** The sides that may go in first: those of their zones, or the one that %B signals. */
  function firstLegs(): Sifted {
    const signalled = moment.signalled(view)
    const rights = (['call', 'put'] as const).filter(right => params.legIn === 'zone' || right === signalled)
    const sifted = rights.map(right =>
      siftSingles(sides[right], zoneLimit(view, right, params), null, params),
    )
    return { passed: sifted.flatMap(one => one.passed), rejected: sifted.flatMap(one => one.rejected) }
  }
}

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

/** A wake at which there is a chain. */
export interface Moment {
  readonly product: OptionProduct
  readonly wake: Wake
  readonly chain: ChainView
  /** The session in which orders given now would fill. */
  readonly fill: Session
  /** The side that %B signals in an expiry; null when none, or when it is not listened to. */
  readonly signalled: (view: ExpiryView) => Right | null
}

/** Money of one lot of a candidate, in the account's currency. */
function moneyOf({ wake, chain, product }: Moment): Money {
  const held = initialWith(wake, [], 0)
  return {
    perPoint: ({ legs }) => perPoint(wake, { product, session: chain.session, legs }),
    marginOf: ({ legs }) => toAmount(subtract(initialWith(wake, legs, 1), held), wake.snapshot.currency),
  }
}

/** The order that writes a candidate. */
const opening = (tag: string, candidate: Candidate, lots: number, reason: Reason): OpenIntent => ({
  kind: 'open',
  tag,
  legs: candidate.legs.map(({ option, contracts }) => ({
    instrument: option,
    side: 'sell',
    ratio: contracts,
  })),
  lots,
  reason,
})
