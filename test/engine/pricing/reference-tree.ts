/** Two trees to compare with: that of Cox, Ross and Rubinstein, and a smooth one that converges fast. */

import type { Right } from '../../../engine/model/instrument.ts'
import { bsm } from '../../../engine/pricing/options/bsm.ts'

/** On a spot price with a continuous yield; a future yields the rate. */
export interface TreeOption {
  readonly right: Right
  readonly exercise: 'european' | 'american'
  readonly spot: number
  readonly strike: number
  readonly years: number
  readonly sigma: number
  readonly rate: number
  readonly dividendYield: number
}

/**
 * The textbook tree: u = exp(sigma sqrt(dt)), d = 1/u and p = (exp((r - q) dt) - d) / (u - d). Source: J. Cox, S. Ross,
 * M. Rubinstein, Option pricing: a simplified approach, J. Financial Economics 7 (1979) 229.
 */
export function binomialTree(
  option: TreeOption,
  steps: number,
): { readonly price: number; readonly p: number } {
  const { right, exercise, spot, strike, years, sigma, rate, dividendYield } = option
  const sign = right === 'call' ? 1 : -1
  const step = years / steps
  const move = sigma * Math.sqrt(step)
  const [up, down] = [Math.exp(move), Math.exp(-move)]
  const p = (Math.exp((rate - dividendYield) * step) - down) / (up - down)
  const discount = Math.exp(-rate * step)
  const gainAt = (level: number) => sign * (spot * Math.exp(level * move) - strike)
  const values = Float64Array.from({ length: steps + 1 }, (_, j) => Math.max(gainAt(2 * j - steps), 0))
  for (let n = steps - 1; n >= 0; n--) {
    for (let j = 0; j <= n; j++) {
      const held = discount * (p * (values[j + 1] ?? 0) + (1 - p) * (values[j] ?? 0))
      values[j] = exercise === 'american' ? Math.max(held, gainAt(2 * j - n)) : held
    }
  }
  return { price: values[0] ?? Number.NaN, p }
}

/**
 * An American option on a tree whose middle follows the drift, so that strong drift asks for no more steps, with the
 * European formula in the last step but one, twice: with `steps` and half as many, extrapolated. Errors fall with the
 * square of the steps. Source: M. Broadie, J. Detemple, American option valuation, Review of Financial Studies 9 (1996)
 * 1211.
 */
export const smoothTree = (option: Omit<TreeOption, 'exercise'>, steps: number): number =>
  2 * smoothed(option, steps) - smoothed(option, steps / 2)

function smoothed(option: Omit<TreeOption, 'exercise'>, steps: number): number {
  const { right, spot, strike, years, sigma, rate, dividendYield } = option
  const sign = right === 'call' ? 1 : -1
  const step = years / steps
  const move = sigma * Math.sqrt(step)
  const p = (1 - Math.exp(-move)) / (Math.exp(move) - Math.exp(-move))
  const up = Math.exp(-rate * step) * p
  const down = Math.exp(-rate * step) * (1 - p)
  const powers = Float64Array.from({ length: 2 * steps + 1 }, (_, i) => Math.exp((i - steps) * move))
  const values = new Float64Array(steps)
  for (let n = steps - 1; n >= 0; n--) {
    const middle = spot * Math.exp((rate - dividendYield) * step * n)
    for (let j = 0; j <= n; j++) {
      const price = middle * (powers[2 * j - n + steps] as number)
      const held =
        n === steps - 1
          ? bsm(right, price, strike, step, sigma, rate, dividendYield)
          : up * (values[j + 1] as number) + down * (values[j] as number)
      values[j] = Math.max(held, sign * (price - strike))
    }
  }
  return values[0] as number
}
