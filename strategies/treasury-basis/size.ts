/** How large the trade is: by target leverage, or by what haircut and margin may tie up. */

import { DataError } from '../../engine/model/errors.ts'
import { bondOf } from '../../engine/model/instrument.ts'
import { toAmount } from '../../engine/model/money.ts'
import type { PricedLeg, Wake } from '../../engine/model/strategy.ts'
import { type Day, formatDay } from '../../engine/model/time.ts'
import { streetYield } from '../../engine/pricing/bonds/bond-yield.ts'
import { bondSensitivity } from '../../engine/pricing/bonds/sensitivity.ts'
import type { BasisRow } from '../../engine/pricing/treasury/basket-basis.ts'
import { contractsByDv01, contractsByFactor, futuresDv01 } from '../../engine/pricing/treasury/hedge.ts'
import { type Declined, decline } from '../rules/decline.ts'
import { mostLots } from '../rules/lots.ts'
import type { BasisBoard } from './board.ts'
import type { TreasuryBasisParams } from './params.ts'

export interface Size {
  readonly kind: 'size'
  /** Whole contracts' worth of bonds. */
  readonly lots: number
  readonly contracts: number
}

/** Units of 100 face in the face of one contract. */
interface SizeTerms {
  readonly unitsPerLot: number
  /** Whether anything was traded before: then a leverage that has become too much is declined, not an error. */
  readonly tradedBefore: boolean
}

/**
 * The size, or why there is none. Throws a DataError when the first trade asks for more leverage than haircut and
 * margin allow: it would never have begun.
 */
export function sizeOf(
  wake: Wake,
  board: BasisBoard,
  row: BasisRow,
  terms: SizeTerms,
  params: TreasuryBasisParams,
): Size | Declined {
  const { snapshot } = wake
  const equity = toAmount(snapshot.equity, snapshot.currency)
  const worth = (row.cleanPrice + row.accruedSettle) * terms.unitsPerLot
  const given = equity * params.fundShare
  const legs = (lots: number): PricedLeg[] => legsOf(lots, board, row, terms.unitsPerLot, params)
  const tiedUp = (lots: number): number =>
    lots === 0 ? 0 : toAmount(wake.requirement(legs(lots)).initial, snapshot.currency)
  const wanted =
    params.sizing === 'leverage'
      ? Math.floor((params.leverage * given) / worth)
      : mostLots(Math.floor(equity / (0.0001 * worth)), lots => tiedUp(lots) <= params.budgetShare * equity)
  if (wanted <= 0) {
    return decline('size', 'the equity given to the trade is less than one contract', { equity, worth })
  }
  if (tiedUp(wanted) > given) {
    const most = mostLots(wanted, lots => tiedUp(lots) <= given)
    const largest = Math.floor(((most * worth) / given) * 10) / 10
    if (!terms.tradedBefore) throw tooMuch(params.leverage, largest, board)
    return decline('leverage', `haircut and margin allow a leverage of ${largest}`, {
      leverage: params.leverage,
      largest,
    })
  }
  return { kind: 'size', lots: wanted, contracts: contractsFor(wanted, row, board, params) }
}

const tooMuch = (leverage: number, largest: number, board: BasisBoard): DataError =>
  new DataError(
    `haircut and margin allow at most ${largest} times the equity on ${formatDay(board.settle)}; lower the leverage`,
    { field: 'strategy.with.leverage', value: leverage },
  )

/** The two legs at their prices of now. */
function legsOf(
  lots: number,
  board: BasisBoard,
  row: BasisRow,
  unitsPerLot: number,
  params: Pick<TreasuryBasisParams, 'hedge'>,
): PricedLeg[] {
  return [
    { instrument: bondOf(row.issue), quantity: lots * unitsPerLot, price: row.cleanPrice },
    {
      instrument: board.future,
      quantity: -contractsFor(lots, row, board, params),
      price: board.futuresPrice,
    },
  ]
}

/**
 * Whole contracts to be short against `lots` x the face of one contract. By sensitivity, the cheapest bond of the board
 * stands for the future, at its forward price on the delivery day.
 */
export function contractsFor(
  lots: number,
  row: BasisRow,
  board: BasisBoard,
  params: Pick<TreasuryBasisParams, 'hedge'>,
): number {
  const cheapest = board.rows[0]
  if (params.hedge === 'factor' || !cheapest) return Math.round(contractsByFactor(lots, 1, row.factor))
  const own = dv01Of(row.issue, board.settle, row.cleanPrice)
  const forward = dv01Of(cheapest.issue, board.delivery, cheapest.basis.forwardClean)
  if (own === null || forward === null) return Math.round(contractsByFactor(lots, 1, row.factor))
  return Math.round(contractsByDv01(lots, own, 1, futuresDv01(forward, cheapest.factor)))
}

function dv01Of(issue: BasisRow['issue'], settle: Day, cleanPrice: number): number | null {
  const found = streetYield(issue, settle, cleanPrice)
  return found === null ? null : bondSensitivity(issue, settle, found).dv01
}
