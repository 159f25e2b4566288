/** A scanned group whose positions come and go: their losses are summed once, and bounds tell when the sum is good to the cent. */

import type { InitialMargin, InitialNeed, MarginPosition } from '../model/margin-model.ts'
import { type Minor, toMinor, ZERO } from '../model/money.ts'
import { needOf, type RunningPart } from './running.ts'
import { groupOf, type ScanGroup } from './scan-group.ts'
import { addLosses, positionLosses } from './scan-losses.ts'
import type { ScanRange } from './scan-range.ts'
import type { ScanRates } from './scan-rates.ts'
import { countsOf, greatestLoss, leastRisk, type ScanCounts } from './scan-risk.ts'

/**
 * Sums of n doubles in two orders differ by less than n times the sum of their sizes times 2^-52 (Higham, Accuracy and
 * Stability of Numerical Algorithms, section 4.2); this is twice that.
 */
const UNIT = 1 / 2_251_799_813_685_248

/** Losses by scenario of positions under one range, summed in the order in which they came. */
interface Sums {
  readonly range: ScanRange
  readonly currency: string
  readonly losses: number[]
  /** Sums of the losses without their signs, of those taken out too. */
  readonly sizes: number[]
  readonly counts: ScanCounts
  /** How many losses were added up. */
  terms: number
}

export class RunningScan implements RunningPart {
  private readonly rates: ScanRates
  private readonly rangeOf: (group: ScanGroup) => ScanRange
  private readonly held = new Set<MarginPosition>()
  /** How many positions are alike in all that a range may depend on. */
  private readonly alike = new Map<string, number>()
  /** Whether their multipliers are; null where that must be looked at anew. */
  private uniform: boolean | null = null
  /** Worked out before, under `range`. */
  private known = new WeakMap<MarginPosition, readonly number[]>()
  private range: ScanRange | null = null
  /** Null where they must be summed anew. */
  private sums: Sums | null = null

  constructor(rates: ScanRates, rangeOf: (group: ScanGroup) => ScanRange) {
    this.rates = rates
    this.rangeOf = rangeOf
  }

  isEmpty(): boolean {
    return this.held.size === 0
  }

  add(position: MarginPosition): void {
    const kind = kindOf(position)
    const before = this.alike.get(kind) ?? 0
    this.held.add(position)
    this.alike.set(kind, before + 1)
    if (before === 0) this.startAnew()
    else this.count(position, 1)
  }

  remove(position: MarginPosition): void {
    const kind = kindOf(position)
    const left = (this.alike.get(kind) ?? 0) - 1
    this.held.delete(position)
    if (left > 0) this.alike.set(kind, left)
    else this.alike.delete(kind)
    // What was taken out widens the bounds: they are drawn anew before that matters.
    if (left === 0 || (this.sums && this.sums.terms > 2 * this.held.size + 64)) this.startAnew()
    else this.count(position, -1)
  }

  private startAnew(): void {
    this.sums = null
    this.uniform = null
  }

  initialWith(more: readonly MarginPosition[]): InitialNeed {
    this.uniform ??= isUniform(this.alike.keys())
    const familiar = more.every(position => this.alike.has(kindOf(position)))
    if (!familiar || !this.uniform) return needOf(this.exactly([...this.held, ...more]))
    this.sums ??= this.sumsOf([...this.held])
    const { currency } = this.sums
    const { low, high } = this.boundsWith(this.sums, more)
    const bound = { initial: high, premiumIncluded: ZERO }
    return { currency, bound, exact: () => (low === high ? bound : this.exactly([...this.held, ...more])) }
  }

  /** Counts losses in or out, where they are summed at all. */
  private count(position: MarginPosition, sign: 1 | -1): void {
    const { sums } = this
    if (!sums) return
    for (const [i, loss] of this.lossesOf(position, sums.range).entries()) {
      sums.losses[i] = (sums.losses[i] as number) + sign * loss
      sums.sizes[i] = (sums.sizes[i] as number) + Math.abs(loss)
    }
    sums.counts.trade(position, sign * position.quantity)
    sums.terms++
  }

  /** Between these is the margin, in whatever order losses are added up; mostly they are the same cent. */
  private boundsWith(
    sums: Sums,
    more: readonly MarginPosition[],
  ): { readonly low: Minor; readonly high: Minor } {
    const { losses, sizes, range } = sums
    const extra = more.map(position => this.lossesOf(position, range))
    let low = 0
    let high = 0
    for (let i = 0; i < losses.length; i++) {
      let loss = losses[i] as number
      let size = sizes[i] as number
      for (const one of extra) {
        loss += one[i] as number
        size += Math.abs(one[i] as number)
      }
      const slack = (sums.terms + more.length) * size * UNIT
      low = Math.max(low, loss - slack)
      high = Math.max(high, loss + slack)
    }
    const least = this.leastWith(sums, more)
    const initialOf = (risk: number): Minor => this.initialOf(Math.max(risk, least), sums.currency)
    return { low: initialOf(low), high: initialOf(high) }
  }

  private leastWith({ counts, range }: Sums, more: readonly MarginPosition[]): number {
    for (const position of more) counts.trade(position, position.quantity)
    const least = leastRisk(counts.counts, range, this.rates)
    for (const position of more) counts.trade(position, -position.quantity)
    return least
  }

  /** Adds up in the model's own order. */
  private exactly(positions: readonly MarginPosition[]): InitialMargin & Pick<InitialNeed, 'currency'> {
    const { losses, counts, range, currency } = this.sumsOf(positions)
    const risk = Math.max(greatestLoss(losses).loss, leastRisk(counts.counts, range, this.rates))
    return { currency, initial: this.initialOf(risk, currency), premiumIncluded: ZERO }
  }

  private sumsOf(positions: readonly MarginPosition[]): Sums {
    const group = groupOf(positions)
    const range = this.rangeOf(group)
    const losses: number[] = []
    const sizes: number[] = []
    for (const position of group.positions) {
      const own = this.lossesOf(position, range)
      if (losses.length === 0) {
        losses.push(...own.map(() => 0))
        sizes.push(...own.map(() => 0))
      }
      addLosses(losses, own)
      addLosses(sizes, own.map(Math.abs))
    }
    const { currency } = group.product
    return { range, currency, losses, sizes, counts: countsOf(positions), terms: positions.length }
  }

  private lossesOf(position: MarginPosition, range: ScanRange): readonly number[] {
    if (this.range?.points !== range.points) {
      this.known = new WeakMap()
      this.range = range
    }
    const known = this.known.get(position)
    if (known) return known
    const losses = positionLosses(position, range, this.rates)
    this.known.set(position, losses)
    return losses
  }

  private initialOf(risk: number, currency: string): Minor {
    return toMinor(this.rates.initialToMaintenance * risk, currency)
  }
}

/** All of a position that the range of its group may depend on. */
const kindOf = ({ product, multiplier, sigmaDaily, underlyingPrice }: MarginPosition): string =>
  `${product.kind} ${multiplier} ${product.id} ${(sigmaDaily ?? 0) * Math.abs(underlyingPrice)}`

/** Whether futures, and options, have one multiplier each: else the range hangs on which of them comes first. */
function isUniform(kinds: Iterable<string>): boolean {
  const multipliers = new Map<string, string>()
  for (const one of kinds) {
    const [kind = '', multiplier = ''] = one.split(' ')
    if ((multipliers.get(kind) ?? multiplier) !== multiplier) return false
    multipliers.set(kind, multiplier)
  }
  return true
}
