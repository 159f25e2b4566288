/** The risk of an account at one instant: Greeks, value and margin over price and days, and what is how far away. */

import {
  formatDay,
  type Holdings,
  type IsoDate,
  type MarginPosition,
  toAmount,
  toMinor,
} from '../../engine/index.ts'
import type { StatedInterest } from '../../engine/pricing/american/valuation.ts'
import { accountAt } from './account-at.ts'
import { breakEvens } from './break-evens.ts'
import { type LegGreeks, legGreeks } from './leg-greeks.ts'
import { type Distance, distanceTo, type Level, type UnderlyingPrice, underlyingsOf } from './level.ts'
import { type NetGreeks, netGreeks } from './net-greeks.ts'
import { type RiskGrid, riskGrid } from './risk-grid.ts'
import { type StickyLeg, stickyLeg, underlyingOf } from './sticky-leg.ts'
import { type StopDistance, stopDistance } from './stop-distance.ts'

/** One open group. */
export interface GroupRisk {
  readonly group: number
  readonly tag: string
  readonly lots: number
  /** Of one lot, in points: received when it was opened, and paid to close it now. */
  readonly creditPoints: number
  readonly closingPoints: number
  readonly underlyings: readonly UnderlyingPrice[]
  readonly legs: readonly LegGreeks[]
  readonly net: NetGreeks
  /** Profit is the group's; margin and excess are the account's, in which all on the same underlyings moves along. */
  readonly grid: RiskGrid
  readonly breakEvens: readonly Level[]
  /** Null without a stop that could still fire. */
  readonly stop: StopDistance | null
}

/** Everything held, deliveries that are due included. All underlyings move by the same percentage. */
export interface AccountRisk {
  readonly underlyings: readonly UnderlyingPrice[]
  /** Futures that assigned options will deliver: they belong to no group's legs. */
  readonly deliveries: readonly LegGreeks[]
  readonly net: NetGreeks
  readonly grid: RiskGrid
  /** To where equity falls below the maintenance margin today. */
  readonly marginCall: Distance
}

/** Plain data, fit for JSON. Money in units of `currency`, the account's, unless a field says otherwise. */
export interface RiskView {
  readonly session: IsoDate
  readonly currency: string
  readonly equity: number
  /** What equity must reach by the maintenance margin, premium that it owes already taken out. */
  readonly maintenance: number
  readonly excess: number
  /** Open groups by id; empty when nothing is held. */
  readonly groups: readonly GroupRisk[]
  readonly account: AccountRisk
}

/** What a risk view is asked for. */
export interface RiskOptions {
  /** Rows of the grids, in percent: 10 = 10 % up. */
  readonly movesPercent: readonly number[]
  /** Interest at which American options are valued as such; absent = none, and they are worth what European ones are. */
  readonly interest?: StatedInterest
}

/** From 10 % down to 10 % up in steps of 2.5 %, without interest. */
export const RISK_DEFAULTS: RiskOptions = { movesPercent: [-10, -7.5, -5, -2.5, 0, 2.5, 5, 7.5, 10] }

/**
 * Volatilities are implied by the marks (calendar days over 365) and stay with their strikes; currencies and margin
 * rates stay as they are. Options are valued by `valuationOf`: at a stated interest American ones as such, all others
 * by Black-76 without interest. What margin asks for is the margin model's affair, whose options are European. Throws a DataError for a negative price.
 */
export function riskView(holdings: Holdings, options: RiskOptions = RISK_DEFAULTS): RiskView {
  const { currency } = holdings
  const sticky = (position: MarginPosition): StickyLeg =>
    stickyLeg(position, holdings.day, options.interest ?? null)
  const held = holdings.groups.map(group => ({ ...group, legs: group.positions.map(sticky) }))
  const deliveries = holdings.deliveries.map(sticky)
  const legs = [...held.flatMap(group => group.legs), ...deliveries]
  const now = accountAt(holdings, legs, [], 0, 0)
  const net = (some: readonly StickyLeg[]): NetGreeks =>
    netGreeks(some.map(legGreeks), currency, from => rateOf(holdings, from))
  const groups = held.map(
    (group): GroupRisk => ({
      group: group.view.id,
      tag: group.view.tag,
      lots: group.view.lots,
      creditPoints: group.view.creditPoints,
      closingPoints: group.view.closingPoints,
      underlyings: underlyingsOf(group.legs),
      legs: group.legs.map(legGreeks),
      net: net(group.legs),
      grid: riskGrid(holdings, { own: group.legs, ...besides(group.legs, legs) }, options.movesPercent),
      breakEvens: breakEvens(group),
      stop: group.stop ? stopDistance(group, group.stop) : null,
    }),
  )
  return {
    session: formatDay(holdings.day),
    currency,
    equity: toAmount(now.equity, currency),
    maintenance: toAmount(now.maintenance, currency),
    excess: toAmount(now.excess, currency),
    groups,
    account: {
      underlyings: underlyingsOf(legs),
      deliveries: deliveries.map(legGreeks),
      net: net(legs),
      grid: riskGrid(holdings, { own: legs, beside: [], still: [] }, options.movesPercent),
      marginCall: distanceTo(move => accountAt(holdings, legs, [], move, 0).excess < 0, underlyingsOf(legs)),
    },
  }
}

/** The account's other legs: those on the underlyings of a group move with it. */
function besides(own: readonly StickyLeg[], all: readonly StickyLeg[]) {
  const moved = new Set(own.map(({ position }) => underlyingOf(position)))
  const others = all.filter(leg => !own.includes(leg))
  const moves = ({ position }: StickyLeg): boolean => moved.has(underlyingOf(position))
  return { beside: others.filter(moves), still: others.filter(leg => !moves(leg)) }
}

/** Large enough for the rate of any currency to keep its digits. */
const MANY = 1e9

/** Units of the account's currency per unit of another. */
const rateOf = ({ inAccount, currency }: Holdings, from: string): number =>
  toAmount(inAccount(toMinor(MANY, from), from), currency) / MANY
