/** Whether an expiry is entered now: a pair, or one side of it first. */

import type { Intent, Reason } from '../../engine/model/order.ts'
import { formatDay } from '../../engine/model/time.ts'
import { lossStop, riskPointsOf } from '../rules/early-exits.ts'
import { entryTag, holdsExpiry } from '../rules/groups.ts'
import { lotsOf } from '../rules/lots.ts'
import { inExpiryWeek } from '../rules/window.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import { zoneLimit } from './candidates.ts'
import { type Choice, choose } from './choice.ts'
import { type Moment, moneyOf, opening } from './moment.ts'
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
