/** One step of a binomial world: an option rebuilt from stock and debt. */

import { DataError } from '../../model/errors.ts'
import type { Right } from '../../model/instrument.ts'
import { intrinsicValue } from './lognormal.ts'

/** A stock that will be worth `up` or `down`, and an option on it that expires then. */
export interface OneStep {
  readonly right: Right
  readonly spot: number
  readonly up: number
  readonly down: number
  readonly strike: number
  /** What 1 becomes over the step without risk. */
  readonly growth: number
}

/** The option's value by two ways that must agree, and what each of them is made of. */
export interface Replication {
  /** The probability of `up` under which the stock earns no more than the riskless growth. */
  readonly probabilityUp: number
  /** Discounted expectation under that probability. */
  readonly price: number
  /** Shares held; negative for a put. */
  readonly hedgeRatio: number
  /** Value of those shares today. */
  readonly stock: number
  /** Cash owed today; negative when it is lent. */
  readonly debt: number
  /** Stock less debt: what the copy of the option costs. */
  readonly cost: number
}

/**
 * Throws a DataError unless `up` lies above `down`, and the riskless growth of the spot between the two: elsewhere one
 * of stock and debt would be a sure gain.
 * Source: J. Cox, S. Ross, M. Rubinstein, Option pricing: a simplified approach, J. Financial Economics 7 (1979) 229.
 */
export function replicate({ right, spot, up, down, strike, growth }: OneStep): Replication {
  const forward = spot * growth
  if (!(down >= 0 && down < forward && forward < up && up < Infinity && strike >= 0))
    throw new DataError('the riskless growth must end between the two prices; check up, down and the rate', {
      field: 'spot',
      value: spot,
    })
  const gainUp = intrinsicValue(right, up, strike)
  const gainDown = intrinsicValue(right, down, strike)
  const probabilityUp = (forward - down) / (up - down)
  const hedgeRatio = (gainUp - gainDown) / (up - down)
  const stock = hedgeRatio * spot
  const debt = (hedgeRatio * down - gainDown) / growth
  return {
    probabilityUp,
    price: (probabilityUp * gainUp + (1 - probabilityUp) * gainDown) / growth,
    hedgeRatio,
    stock,
    debt,
    cost: stock - debt,
  }
}
