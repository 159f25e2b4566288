/** Rules of premiums, profits and risk: points times what a point is worth. */

import { tickAt } from '../../../engine/index.ts'
import {
  breakEvens,
  closingProfit,
  creditMoney,
  creditPoints,
  dailyGain,
  shareOfEquity,
} from '../../../engine/pricing/options/credit.ts'
import { intrinsicValue } from '../../../engine/pricing/options/lognormal.ts'
import { positionDelta } from '../../../engine/pricing/options/position-delta.ts'
import { contractTerms, daysLeft, moneyOfPoint, pointOf, type Traded, type TradedSeries } from './contract.ts'
import { rule } from './rule.ts'

/** Premiums of one lot, in points of the product. */
export interface Premiums {
  readonly premiums: readonly number[]
}

/** Lots of a position against the account's equity. */
export interface Account {
  readonly lots: number
  readonly equity: number
}

export interface Strikes {
  readonly call: number
  readonly put: number
}

const creditOf = (one: Traded & Premiums): number =>
  creditMoney(creditPoints(one.premiums), moneyOfPoint(one))

export const moneyRules = {
  creditPoints: rule({
    kind: 'arithmetic',
    how: 'The premiums of the legs, added in points.',
    compute: ({ premiums }: Premiums) => creditPoints(premiums),
  }),
  credit: rule({
    kind: 'arithmetic',
    how: 'The premiums in points, times the money of one point in the contract facts.',
    compute: (one: Traded & Premiums) => creditOf(one),
  }),
  dailyGain: rule({
    kind: 'arithmetic',
    how: 'The credit of one lot, spread evenly over the calendar days to expiry.',
    compute: (one: TradedSeries & Premiums) => dailyGain(creditOf(one), daysLeft(one)),
  }),
  closingProfit: rule({
    kind: 'arithmetic',
    how: 'What was received, less what buying back costs, in points.',
    compute: ({ premiums, buyBack }: Premiums & { readonly buyBack: number }) =>
      closingProfit(creditPoints(premiums), buyBack),
  }),
  positionDelta: rule({
    kind: 'arithmetic',
    how: 'The deltas of the two options held long; the writer holds the opposite.',
    compute: ({ deltas }: { readonly deltas: readonly number[] }) =>
      positionDelta(deltas.map(delta => ({ quantity: 1, delta }))),
  }),
  size: rule({
    kind: 'arithmetic',
    how: 'Whole lots whose stop loses no more than the share of equity that may be risked.',
    compute: (
      one: Traded & { readonly equity: number; readonly riskShare: number; readonly stopPoints: number },
      { lotsByRisk },
    ) => lotsByRisk(one.equity, one.riskShare, one.stopPoints, moneyOfPoint(one)),
  }),
  expiryReturn: rule({
    kind: 'arithmetic',
    how: 'The whole credit as a share of equity, kept when both legs expire worthless.',
    compute: (one: Traded & Premiums & Account) =>
      shareOfEquity(creditPoints(one.premiums), moneyOfPoint(one), one.lots, one.equity),
  }),
  accountRisk: rule({
    kind: 'arithmetic',
    how: 'What the stop loses on all lots, as a share of equity.',
    compute: (one: Traded & Account & { readonly stopPoints: number }) =>
      shareOfEquity(one.stopPoints, moneyOfPoint(one), one.lots, one.equity),
  }),
  breakEvens: rule({
    kind: 'arithmetic',
    how: 'Call strike plus credit and put strike less credit, in prices of the future.',
    compute: ({ product, call, put, premiums }: Strikes & Premiums & { readonly product: string }) => {
      const { upper, lower } = breakEvens(call, put, creditPoints(premiums) * pointOf(product))
      return [upper, lower].filter(level => level !== null)
    },
  }),
  payoff: rule({
    kind: 'arithmetic',
    how: 'What both legs are worth at the settlement of the future on the expiry day.',
    compute: ({ call, put, settlement }: Strikes & { readonly settlement: number }) =>
      creditPoints([intrinsicValue('call', settlement, call), intrinsicValue('put', settlement, put)]),
  }),
  tick: rule({
    kind: 'arithmetic',
    how: 'The price step of a premium of one point, times the multiplier in the contract facts.',
    compute: (traded: Traded) => {
      const { ticks, multiplier } = contractTerms(traded)
      return creditMoney(tickAt(ticks, pointOf(traded.product)), multiplier)
    },
  }),
}
