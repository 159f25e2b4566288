/** The basis of every bond that a contract takes, at one instant: worked out once for all accounts of a market. */

import type { BondIssue, BondProduct, FutureInstrument } from '../../engine/model/instrument.ts'
import { standingPrice } from '../../engine/model/slice.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { runningPeriods } from '../../engine/pricing/bonds/running-period.ts'
import { type BasisRow, basketBasis } from '../../engine/pricing/treasury/basket-basis.ts'
import { type ContractBasket, contractBasket } from '../../engine/pricing/treasury/contract-basket.ts'
import type { DeliverableFuture } from '../../engine/pricing/treasury/deliverable-future.ts'
import type { Contract } from './contracts.ts'

export interface BasisBoard {
  readonly future: FutureInstrument
  /** The last day that the contract allows, on which delivery is taken to be. */
  readonly delivery: Day
  readonly futuresPrice: number
  /** Day of payment of a bond bought now. */
  readonly settle: Day
  /** From the cheapest to deliver to the dearest; only issues with a price of this instant. */
  readonly rows: readonly BasisRow[]
}

interface BoardTerms {
  readonly product: DeliverableFuture
  readonly contract: Contract
  readonly day: Day
  readonly settle: Day
  /** Percent a year. */
  readonly repoPercent: number
}

/** Null while the future has no price of this instant, and when a bond bought now is paid for too late to be delivered. */
export type BoardOf = (now: Prices, terms: BoardTerms) => BasisBoard | null

/** What a board looks at. */
type Prices = Pick<Wake, 'time' | 'bar'>

/** By the bonds of a market, which all of its accounts are handed as one object. */
const boardsByMarket = new WeakMap<BondProduct, BoardOf>()

/** The boards of a market. They are remembered for one instant; baskets until their contract has been delivered. */
export function boardsOf(bonds: BondProduct): BoardOf {
  const boards = boardsByMarket.get(bonds) ?? newBoards(bonds.issues)
  boardsByMarket.set(bonds, boards)
  return boards
}

function newBoards(issues: readonly BondIssue[]): BoardOf {
  const baskets = new Map<string, ContractBasket>()
  const periodOf = runningPeriods()
  const boards = new Map<string, BasisBoard>()
  let now: EpochMs = Number.NaN

  const basketOf = ({ product, contract, day }: BoardTerms): ContractBasket => {
    const { future, dates } = contract
    const known = baskets.get(future.id)
    if (known) return known
    for (const [id, { delivery }] of baskets) if (delivery < day) baskets.delete(id)
    const basket = contractBasket(issues, product, future.month, dates.lastDeliveryDay)
    baskets.set(future.id, basket)
    return basket
  }

  return (wake, terms) => {
    const { settle, repoPercent } = terms
    const { future, dates } = terms.contract
    const futuresPrice = priceNow(wake, future.id)
    if (futuresPrice === null || settle >= dates.lastDeliveryDay) return null
    if (wake.time !== now) {
      boards.clear()
      now = wake.time
    }
    const key = `${future.id} ${repoPercent}`
    const known = boards.get(key)
    if (known && known.futuresPrice === futuresPrice && known.settle === settle) return known
    const basket = basketOf(terms)
    const rows = basketBasis({
      basket,
      asOf: terms.day,
      priceOf: id => priceNow(wake, id),
      settle,
      futuresPrice,
      repoFraction: repoPercent / 100,
      periodOf,
    })
    const board = { future, delivery: basket.delivery, futuresPrice, settle, rows }
    boards.set(key, board)
    return board
  }
}

/** Settlement, else close, of a bar of this very instant; null without one. */
export function priceNow(wake: Prices, instrument: string): number | null {
  const bar = wake.bar(instrument)
  return bar?.time === wake.time ? standingPrice(bar.settlement, Number.NaN, Number.NaN, bar.close) : null
}
