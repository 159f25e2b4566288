/** The soft rule: free cash must cover some daily moves of the future before a clearing house asks for it. */

import { toAmount } from '../../engine/model/money.ts'
import type { Wake } from '../../engine/model/strategy.ts'

/** Remembers the daily moves of one contract, exponentially weighted. */
export interface MoveMemory {
  /** Takes today's price of a contract; gives the deviation of its daily moves in points, null before the second. */
  update(contract: string, price: number): number | null
}

/** A new contract begins with the variance of the one before: prices of two contracts are never compared. */
export function moveMemory(decay: number): MoveMemory {
  let last: { contract: string; price: number } | null = null
  let variance: number | null = null
  return {
    update(contract, price) {
      if (last?.contract === contract) {
        const square = (price - last.price) * (price - last.price)
        variance = variance === null ? square : decay * variance + (1 - decay) * square
      }
      last = { contract, price }
      return variance === null ? null : Math.sqrt(variance)
    },
  }
}

export interface Reserve {
  /** Equity that nothing ties up, in currency. */
  readonly free: number
  /** What the rule asks for. */
  readonly needed: number
  /** Share of the position that is more than equity carries by the rule; 0 = none. */
  readonly excess: number
}

/** Where the account stands by the soft rule, for contracts short at a multiplier; `required` in currency. */
export function reserveOf(
  wake: Wake,
  required: number,
  contracts: number,
  multiplier: number,
  moveSigma: number,
  sigmas: number,
): Reserve {
  const { currency } = wake.snapshot
  const equity = toAmount(wake.snapshot.equity, currency)
  const needed = sigmas * moveSigma * multiplier * contracts
  const carried = required + needed
  return { free: equity - required, needed, excess: carried > 0 ? Math.max(0, 1 - equity / carried) : 0 }
}
