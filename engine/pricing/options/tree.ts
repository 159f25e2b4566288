/** The binomial tree of Cox, Ross and Rubinstein: European and American options on a spot price or a future. */

import { DataError } from '../../model/errors.ts'
import type { Right } from '../../model/instrument.ts'
import { inputError } from './lognormal.ts'

interface TreeTerms {
  readonly right: Right
  readonly exercise: 'european' | 'american'
  readonly strike: number
  /** To expiry. */
  readonly years: number
  /** Per root year. */
  readonly sigma: number
  /** Continuous; 0 when absent. */
  readonly rate?: number
  /** Number of time steps, a whole number from 1 on. */
  readonly steps: number
}

/** An option on a spot price that pays a continuous yield (0 when absent). */
export interface SpotTreeOption extends TreeTerms {
  readonly underlying: 'spot'
  readonly spot: number
  readonly dividendYield?: number
}

/** An option on a future, whose price drifts nowhere. */
export interface FutureTreeOption extends TreeTerms {
  readonly underlying: 'future'
  readonly forward: number
}

export interface TreeValue {
  /** In units of the underlying. */
  readonly price: number
  /**
   * Risk-neutral probability of an up move; null without time or volatility, when the tree is a line. Outside of 0
   * to 1 the steps are too few for the drift, and the price is the formula's but no longer free of arbitrage.
   */
  readonly p: number | null
}

/** What a tree is built from, the same for spot and future: `drift` and `rate` per year, `move` = ln u per step. */
interface Lattice {
  readonly sign: 1 | -1
  readonly start: number
  readonly strike: number
  readonly american: boolean
  readonly step: number
  readonly steps: number
  readonly move: number
  readonly drift: number
  readonly rate: number
}

/**
 * Price of an option on the tree with u = exp(sigma sqrt(dt)), d = 1/u and p = (exp(drift dt) - d) / (u - d), where
 * drift is rate less yield on a spot price and 0 on a future. An American option is exercised at every node where
 * that is worth more, the root included.
 *
 * Time grows with the square of the steps, memory with the steps. Throws a DataError on a negative or missing input
 * and on steps that are no whole number from 1 on.
 * Source: J. Cox, S. Ross, M. Rubinstein, Option pricing: a simplified approach, J. Financial Economics 7 (1979) 229.
 */
export function binomialTree(option: SpotTreeOption | FutureTreeOption): TreeValue {
  const { strike, years, sigma, steps } = option
  const rate = option.rate ?? 0
  const isFuture = option.underlying === 'future'
  const start = isFuture ? option.forward : option.spot
  const dividendYield = isFuture ? rate : (option.dividendYield ?? 0)
  const signs = start >= 0 && strike >= 0 && years >= 0 && sigma >= 0
  if (!(signs && start + strike + years + sigma + Math.abs(rate) + Math.abs(dividendYield) < Infinity))
    throw inputError({ [isFuture ? 'forward' : 'spot']: start, strike, years, sigma, rate, dividendYield })
  if (!(Number.isSafeInteger(steps) && steps >= 1))
    throw new DataError('a tree needs a whole number of steps, at least 1', { field: 'steps', value: steps })

  const step = years / steps
  const lattice: Lattice = {
    sign: option.right === 'call' ? 1 : -1,
    start,
    strike,
    american: option.exercise === 'american',
    step,
    steps,
    move: sigma * Math.sqrt(step),
    drift: rate - dividendYield,
    rate,
  }
  return lattice.move === 0 ? { price: priceOnLine(lattice), p: null } : priceOnTree(lattice)
}

/** Without uncertainty the underlying follows its drift, and the holder of an American option picks the best date. */
function priceOnLine({ sign, start, strike, american, step, steps, drift, rate }: Lattice): number {
  let best = 0
  for (let n = american ? 0 : steps; n <= steps; n++) {
    const time = n * step
    const gain = sign * (start * Math.exp(drift * time) - strike)
    best = Math.max(best, Math.exp(-rate * time) * gain)
  }
  return best
}

function priceOnTree({ sign, start, strike, american, step, steps, move, drift, rate }: Lattice): TreeValue {
  const up = Math.exp(move)
  const down = Math.exp(-move)
  const p = (Math.exp(drift * step) - down) / (up - down)
  const discount = Math.exp(-rate * step)
  const weightUp = discount * p
  const weightDown = discount * (1 - p)

  const gains = new Float64Array(2 * steps + 1)
  for (let i = 0; i <= 2 * steps; i++)
    gains[i] = Math.max(sign * (start * Math.exp((i - steps) * move) - strike), 0)
  const values = new Float64Array(steps + 1)
  for (let j = 0; j <= steps; j++) values[j] = gains[2 * j] ?? 0

  for (let n = steps - 1; n >= 0; n--) {
    for (let j = 0; j <= n; j++) {
      const held = weightUp * (values[j + 1] ?? 0) + weightDown * (values[j] ?? 0)
      values[j] = american ? Math.max(held, gains[2 * j - n + steps] ?? 0) : held
    }
  }
  return { price: values[0] ?? 0, p }
}
