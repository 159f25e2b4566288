/** How many lots are written: rules R2 and R9, then R1. */

import { inForce, type OptionProduct } from '../../engine/model/instrument.ts'
import { type Minor, toAmount } from '../../engine/model/money.ts'
import type { Snapshot } from '../../engine/model/snapshot.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import type { Day } from '../../engine/model/time.ts'
import type { PricedOption } from '../chain/priced-option.ts'
import type { SizeParams } from './risk-params.ts'

/** A leg that is about to be written; one contract of it a lot unless it says otherwise. */
type WritingLeg = Pick<PricedOption, 'option' | 'price' | 'multiplier'> & { readonly contracts?: number }

/** What is about to be written, for `lotsOf`. */
export interface Writing {
  readonly product: OptionProduct
  readonly session: Day
  readonly legs: readonly WritingLeg[]
  /** Loss of a lot that R2 measures the risk by, in price. */
  readonly riskPoints: number
}

/**
 * Whole lots by the sizing rule (R2, R9), cut until the initial margin of all that is held fits into its share of capital
 * (R1); 0 = none fits.
 */
export function lotsOf(wake: Wake, writing: Writing, params: SizeParams): number {
  const { snapshot } = wake
  const capital = capitalOf(snapshot, params)
  const factor = params.sizeFactor ?? writing.product.sizeFactor
  const fits = (share: number, held: number) => (lots: number) =>
    initialWith(wake, writing.legs, lots) - held <= share * capital
  const equity = toAmount(snapshot.equity, snapshot.currency)
  const wanted = {
    risk: () => lotsByRisk(equity, params.riskShare, writing.riskPoints, perPoint(wake, writing), factor),
    marginShare: () =>
      mostLots(MOST_LOTS, fits(params.marginShare * factor, initialWith(wake, writing.legs, 0))),
    lots: () => params.lots,
  }[params.sizing]()
  return mostLots(wanted, fits(params.marginCap, 0))
}

const MOST_LOTS = 1_000_000

/** R1: what the margin cap is a share of, in minor units. */
export const capitalOf = (snapshot: Snapshot, { capital }: Pick<SizeParams, 'capital'>): number =>
  ({ nlv: snapshot.equity, cash: snapshot.cash, start: snapshot.equityStart })[capital]

/** Initial margin of the account with so many lots of the legs written, in its minor units. */
export const initialWith = (wake: Wake, legs: readonly WritingLeg[], lots: number): Minor =>
  wake.requirement(
    legs.map(({ option, price, contracts = 1 }) => ({
      instrument: option,
      quantity: -lots * contracts,
      price,
    })),
  ).initial

/** Account currency per 1.00 of price: by the chain's own multiplier of the first leg, else by the product's. */
export function perPoint(wake: Wake, { product, session, legs }: Omit<Writing, 'riskPoints'>): number {
  const own = legs[0]?.multiplier ?? Number.NaN
  const multiplier = Number.isNaN(own) ? inForce(product.multiplier, session, 'multiplier') : own
  return multiplier * wake.rate(product.currency)
}

/**
 * Whole lots whose stop loses at most `riskShare` of equity: floor(equity x share x factor / (stop x point value)).
 * `equity` is in currency units, the stop in price, `valuePerPoint` in currency units per 1.00 of price.
 * The hair added keeps 2800 / 700 = 4 from becoming 3 in binary floats. 0 when a stop of zero gives no measure.
 */
export function lotsByRisk(
  equity: number,
  riskShare: number,
  stopPoints: number,
  valuePerPoint: number,
  sizeFactor = 1,
): number {
  const riskPerLot = stopPoints * valuePerPoint
  return riskPerLot > 0 ? Math.max(0, Math.floor((equity * riskShare * sizeFactor) / riskPerLot + 1e-9)) : 0
}

/** The most lots, up to `lots`, for which `fits` holds; more lots never fit where fewer do not. */
export function mostLots(lots: number, fits: (lots: number) => boolean): number {
  let low = 0
  let high = lots
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}
