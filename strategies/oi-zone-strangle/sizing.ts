/** How many lots of a strangle are written: rules R2 and R1. */

import { inForce, type OptionProduct } from '../../engine/model/instrument.ts'
import { toAmount } from '../../engine/model/money.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import { lotsByRisk, mostLots } from '../rules/size.ts'
import type { Strangle } from './entry.ts'
import type { OiZoneStrangleParams } from './params.ts'
import type { ExpiryView } from './view.ts'

/** R2, then R1: fewer lots until the initial margins fit into their share of capital. */
export function lotsOf(
  wake: Wake,
  chain: ChainView,
  view: ExpiryView,
  strangle: Strangle,
  product: OptionProduct,
  params: OiZoneStrangleParams,
): number {
  const { snapshot } = wake
  const capital = { nlv: snapshot.equity, cash: snapshot.cash, start: snapshot.equityStart }[params.capital]
  const factor = params.sizeFactor ?? product.sizeFactor
  const initialWith = (lots: number): number =>
    wake.requirement(
      [strangle.call, strangle.put].map(leg => ({
        instrument: leg.option,
        quantity: -lots,
        price: leg.price,
      })),
    ).initial
  const own = initialWith(0)
  const byShare = (share: number, held: number) => (lots: number) =>
    initialWith(lots) - held <= share * capital
  const equity = toAmount(snapshot.equity, snapshot.currency)
  const perPoint = multiplierOf(chain, view, strangle, product) * wake.rate(product.currency)
  const points = params.stopPoints ?? (params.stopMult ?? 1) * strangle.credit
  const wanted = {
    risk: () => lotsByRisk(equity, params.riskShare, points, perPoint, factor),
    marginShare: () => mostLots(MOST_LOTS, byShare(params.marginShare * factor, own)),
    lots: () => params.lots,
  }[params.sizing]()
  return mostLots(wanted, byShare(params.marginCap, 0))
}

const MOST_LOTS = 1_000_000

function multiplierOf(
  chain: ChainView,
  view: ExpiryView,
  strangle: Strangle,
  product: OptionProduct,
): number {
  const at = view.board.strikes.indexOf(strangle.call.option.strike)
  const own = chain.columns.multiplier[view.board.callRow[at] ?? -1]
  return own === undefined || Number.isNaN(own)
    ? inForce(product.multiplier, chain.session, 'multiplier')
    : own
}
