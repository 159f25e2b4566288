/** How many lots are written: rules R2 and R9, then R1. */

import { inForce, type OptionProduct } from '../../engine/model/instrument.ts'
import { toAmount } from '../../engine/model/money.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import type { Day } from '../../engine/model/time.ts'
import type { PricedOption } from '../chain/priced-option.ts'
import type { SizeParams } from './risk-params.ts'
import { lotsByRisk, mostLots } from './size.ts'

/** What is about to be written, one contract of each leg a lot. */
export interface Writing {
  readonly product: OptionProduct
  readonly session: Day
  readonly legs: readonly PricedOption[]
  /** Loss of a lot that R2 measures the risk by, in price. */
  readonly riskPoints: number
}

/** Whole lots by the sizing rule, cut until the initial margins fit into their share of capital; 0 = none. */
export function lotsOf(wake: Wake, writing: Writing, params: SizeParams): number {
  const { snapshot } = wake
  const { product, legs } = writing
  const capital = { nlv: snapshot.equity, cash: snapshot.cash, start: snapshot.equityStart }[params.capital]
  const factor = params.sizeFactor ?? product.sizeFactor
  const initialWith = (lots: number): number =>
    wake.requirement(legs.map(({ option, price }) => ({ instrument: option, quantity: -lots, price })))
      .initial
  const fits = (share: number, held: number) => (lots: number) => initialWith(lots) - held <= share * capital
  const equity = toAmount(snapshot.equity, snapshot.currency)
  const perPoint = multiplierOf(writing) * wake.rate(product.currency)
  const wanted = {
    risk: () => lotsByRisk(equity, params.riskShare, writing.riskPoints, perPoint, factor),
    marginShare: () => mostLots(MOST_LOTS, fits(params.marginShare * factor, initialWith(0))),
    lots: () => params.lots,
  }[params.sizing]()
  return mostLots(wanted, fits(params.marginCap, 0))
}

const MOST_LOTS = 1_000_000

/** The chain's own multiplier of the first leg, else the product's. */
function multiplierOf({ product, session, legs }: Writing): number {
  const own = legs[0]?.multiplier ?? Number.NaN
  return Number.isNaN(own) ? inForce(product.multiplier, session, 'multiplier') : own
}
