/** The strategy-based requirement of one product while positions come and go: worked out only where a bound does not do. */

import type { InitialMargin, InitialNeed, MarginPosition } from '../model/margin-model.ts'
import { minor, toMinor, ZERO } from '../model/money.ts'
import type { RunningPart } from './running.ts'

/** Pairs are chosen by savings in whole units of 2^-42 of the greatest, and money is summed in doubles; both with room. */
const UNIT = 1 / 1_099_511_627_776

/** What the model says of one product. */
export interface StrategyOf {
  readonly currency: string
  /** Of all these positions, the least. */
  readonly requirement: (positions: readonly MarginPosition[]) => InitialMargin
  /** Of these options, as pairs of one expiry that need least: never less than the requirement. */
  readonly paired: (options: readonly MarginPosition[]) => InitialMargin
  /** Money that an option position needs where nothing of it is paired. */
  readonly alone: (position: MarginPosition) => number
  /** Premium that equity owes for it; negative for a long option. */
  readonly premium: (position: MarginPosition) => number
  /** Money that so many contracts of the future need. */
  readonly futures: (contracts: number) => number
}

/**
 * Pairs of one expiry bound the requirement, and bound each other: whatever comes needs no more than it does alone, and
 * what an option that was sold needed falls away with it. So the last pairing bounds the next, until something long goes.
 * The requirement itself does not bound the next: buying back a short may raise it.
 */
export class RunningStrategy implements RunningPart {
  private readonly of: StrategyOf
  private readonly held = new Set<MarginPosition>()
  /** Contracts of futures, netted. */
  private futures = 0
  /** The last pairing, of the options that were held then; null where it bounds nothing. */
  private paired: InitialMargin | null = null
  /** Money that came to be needed since, each position alone, and premium that came and went. */
  private alone = 0
  private premium = 0
  /** Of everything since: contracts, the most that one of them needs, and sums of sizes. */
  private contracts = 0
  private dearest = 0
  private sizes = 0
  private terms = 0

  constructor(of: StrategyOf) {
    this.of = of
  }

  isEmpty(): boolean {
    return this.held.size === 0
  }

  add(position: MarginPosition): void {
    this.held.add(position)
    if (isFuture(position)) this.futures += position.quantity
    else this.count(position, 1)
  }

  remove(position: MarginPosition): void {
    this.held.delete(position)
    if (isFuture(position)) this.futures -= position.quantity
    else if (position.quantity < 0) this.count(position, -1)
    else this.paired = null
  }

  initialWith(more: readonly MarginPosition[]): InitialNeed {
    const { currency } = this.of
    const bound = this.boundWith(this.paired ?? this.pair(), more)
    return { currency, bound, exact: () => this.exactly(more) }
  }

  private count(position: MarginPosition, sign: 1 | -1): void {
    const premium = this.of.premium(position)
    const alone = this.of.alone(position)
    if (sign > 0) this.alone += alone
    this.premium += sign * premium
    this.sizes += alone + Math.abs(premium)
    this.terms++
    this.contracts += Math.abs(position.quantity)
    this.dearest = Math.max(this.dearest, alone)
  }

  private pair(): InitialMargin {
    this.alone = 0
    this.premium = 0
    const options = [...this.held].filter(position => !isFuture(position))
    this.paired = options.length === 0 ? NOTHING : this.of.paired(options)
    return this.paired
  }

  /** Where the bound was too wide although much has come since, the next one starts from a pairing of all that is held. */
  private exactly(more: readonly MarginPosition[]): InitialMargin {
    if (this.alone > 0) this.paired = null
    return this.of.requirement([...this.held, ...more])
  }

  private boundWith(paired: InitialMargin, more: readonly MarginPosition[]): InitialMargin {
    let { alone, premium, sizes, contracts, dearest, futures } = this
    for (const position of more) {
      if (isFuture(position)) {
        futures += position.quantity
        continue
      }
      const own = this.of.alone(position)
      const owed = this.of.premium(position)
      alone += own
      premium += owed
      sizes += own + Math.abs(owed)
      contracts += Math.abs(position.quantity)
      dearest = Math.max(dearest, own)
    }
    const slack = (contracts * dearest + (this.terms + more.length) * sizes) * UNIT
    const { currency } = this.of
    return {
      initial: minor(
        paired.initial + toMinor(alone + slack + this.of.futures(Math.abs(futures)), currency) + 1,
      ),
      premiumIncluded: minor(paired.premiumIncluded + toMinor(premium - slack, currency) - 1),
    }
  }
}

const isFuture = ({ option }: MarginPosition): boolean => option === null

const NOTHING: InitialMargin = { initial: ZERO, premiumIncluded: ZERO }
