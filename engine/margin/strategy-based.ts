/** M2 `strategy`: the strategy-based rule of Cboe 10.3 and FINRA 4210. A house rule for options on futures. */

import { DataError, invariant } from '../model/errors.ts'
import { type Dated, inForce, type Product, type Right } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor } from '../model/money.ts'
import type { Day } from '../model/time.ts'
import { groupByProduct, type Rate } from './fixed.ts'
import { pairOff } from './pairing.ts'
import { runningByPart } from './running.ts'
import { RunningStrategy } from './running-strategy.ts'

/** The shares of the underlying that `strategyMargin` takes, and rates of assigned futures by product. */
export interface StrategyRates {
  /** Share of the underlying: 0.15 for a broad index, 0.20 for a share. */
  readonly share: number
  /** The least share, of the underlying for a call and of the strike for a put: 0.10. */
  readonly shareLeast: number
  /** Dated money per future, by future product. */
  readonly futures: Readonly<Record<string, readonly Dated<Rate>[]>>
}

/** An option position while its contracts are paired off. */
interface Leg {
  readonly position: MarginPosition
  readonly right: Right
  readonly short: boolean
  readonly strike: number
  /** Contracts not paired yet. */
  open: number
  /** What one contract needs on its own; a long one is paid for and needs nothing. */
  readonly alone: number
}

interface Charge {
  readonly structure: Structure
  readonly lots: number
  readonly perLot: number
}

/** In the order in which a requirement lists them. */
const STRUCTURES = ['spread', 'strangle', 'nakedCall', 'nakedPut'] as const
type Structure = (typeof STRUCTURES)[number]

/** Margin of one short call or put, premium included, in the product's currency. */
export function nakedMargin(position: MarginPosition, rates: StrategyRates): number {
  const { option, multiplier, price, underlyingPrice } = position
  if (!option) return 0
  const call = option.right === 'call'
  const outOfTheMoney = Math.max(0, call ? option.strike - underlyingPrice : underlyingPrice - option.strike)
  const least = rates.shareLeast * (call ? underlyingPrice : option.strike)
  const owed = position.paidUpFront ? price : 0
  return multiplier * (owed + Math.max(rates.share * underlyingPrice - outOfTheMoney, least))
}

/**
 * Requirement = initial = maintenance, the least that the rule allows. Per expiry, a short option is covered by a
 * long one of its right (the strike distance, never more than naked), is one side of a strangle (the greater side
 * plus the other's premium) or is naked; the contracts are paired so that all of them together need least. Long
 * options are paid for, so their value cannot cover anything else. The order of the positions does not matter.
 */
export const strategyMargin = (rates: StrategyRates): MarginModel => ({
  name: 'strategy',
  looksAtVolatility: false,
  requirement: (positions, day) =>
    groupByProduct(positions).map(([product, held]) => requirementOf(product, sorted(held), rates, day)),
  running: day =>
    runningByPart(
      ({ product }) => product.id,
      ({ product }) =>
        new RunningStrategy({
          currency: product.currency,
          requirement: held => requirementOf(product, sorted(held), rates, day),
          alone: position => (position.quantity < 0 ? -position.quantity * nakedMargin(position, rates) : 0),
          premium: position => shortValue([position]),
          futures: contracts => (contracts === 0 ? 0 : contracts * futureRate(product, rates, day).initial),
        }),
    ),
})

/** A fixed order, because both the sums of doubles and the choice between equal pairings follow it. */
const sorted = (positions: readonly MarginPosition[]): MarginPosition[] =>
  positions.toSorted(
    (a, b) => compare(a.instrument.id, b.instrument.id) || a.quantity - b.quantity || a.price - b.price,
  )

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function requirementOf(
  product: Product,
  positions: readonly MarginPosition[],
  rates: StrategyRates,
  day: Day,
): ProductRequirement {
  const charges = byExpiry(positions, rates).flatMap(chargesOf)
  const money = charges.reduce((sum, one) => sum + one.lots * one.perLot, 0)
  const futures = positions.reduce((sum, p) => sum + (p.option ? 0 : p.quantity), 0)
  const rate = futures === 0 ? null : futureRate(product, rates, day)
  const withFutures = (perFuture: number): number => money + Math.abs(futures) * perFuture
  return {
    product: product.id,
    currency: product.currency,
    initial: toMinor(withFutures(rate?.initial ?? 0), product.currency),
    maintenance: toMinor(withFutures(rate?.maintenance ?? 0), product.currency),
    premiumIncluded: toMinor(shortValue(positions), product.currency),
    scenario: null,
    structures: [
      ...counted(charges),
      ...(futures === 0 ? [] : [{ structure: 'future', lots: Math.abs(futures) }]),
    ],
  }
}

const counted = (charges: readonly Charge[]): { structure: Structure; lots: number }[] =>
  STRUCTURES.map(structure => ({
    structure,
    lots: charges.reduce((sum, one) => sum + (one.structure === structure ? one.lots : 0), 0),
  })).filter(({ lots }) => lots > 0)

/**
 * The charges of one expiry. Short calls and long puts pair only with long calls and short puts, so the graph has
 * two sides, and the pairs that save most leave the least requirement.
 */
function chargesOf(legs: readonly Leg[]): Charge[] {
  const lefts = legs.filter(leg => leg.short === (leg.right === 'call'))
  const rights = legs.filter(leg => leg.short === (leg.right === 'put'))
  const saving = lefts.map(left => rights.map(right => left.alone + right.alone - pairMargin(left, right)))
  const charges: Charge[] = []
  for (const pair of pairOff(lefts.map(openOf), rights.map(openOf), saving)) {
    const [left, right, lots] = [lefts[pair.left], rights[pair.right], pair.lots]
    invariant(left !== undefined && right !== undefined, 'a pair names two legs')
    left.open -= lots
    right.open -= lots
    charges.push({
      structure: isStrangle(left, right) ? 'strangle' : 'spread',
      lots,
      perLot: pairMargin(left, right),
    })
  }
  for (const { right, short, open, alone } of legs) {
    if (short && open > 0)
      charges.push({ structure: right === 'call' ? 'nakedCall' : 'nakedPut', lots: open, perLot: alone })
  }
  return charges
}

const openOf = (leg: Leg): number => leg.open

const isStrangle = (left: Leg, right: Leg): boolean => left.short && right.short

/** Margin of one contract of either side, paired. Two long legs need nothing, and save nothing by being paired. */
function pairMargin(left: Leg, right: Leg): number {
  if (isStrangle(left, right)) return strangleMargin(left, right)
  return left.short ? spreadMargin(left, right) : spreadMargin(right, left)
}

/** Short call and short put: the greater side plus the other side's premium. */
function strangleMargin(call: Leg, put: Leg): number {
  const { position } = call.alone >= put.alone ? put : call
  return Math.max(call.alone, put.alone) + (position.paidUpFront ? position.multiplier * position.price : 0)
}

/** Short option covered by a long one of the same right: the strike distance, at most the naked margin. */
function spreadMargin(short: Leg, long: Leg): number {
  const sign = short.right === 'call' ? 1 : -1
  const distance = Math.max(0, (long.strike - short.strike) * sign)
  return Math.min(short.alone, distance * short.position.multiplier)
}

/** Value of short options less that of long ones, as far as equity owes it. */
const shortValue = (positions: readonly MarginPosition[]): number =>
  positions.reduce((sum, p) => sum - (p.option && p.paidUpFront ? p.quantity * p.price * p.multiplier : 0), 0)

/** The option legs of each expiry, from the nearest. */
function byExpiry(positions: readonly MarginPosition[], rates: StrategyRates): Leg[][] {
  const groups = new Map<Day, Leg[]>()
  for (const position of positions) {
    const { option, quantity } = position
    if (!option || quantity === 0) continue
    const { right, strike, expiry } = option
    const short = quantity < 0
    const alone = short ? nakedMargin(position, rates) : 0
    const group = groups.get(expiry) ?? []
    group.push({ position, right, short, strike, open: Math.abs(quantity), alone })
    groups.set(expiry, group)
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group)
}

function futureRate(product: Product, rates: StrategyRates, day: Day): Rate {
  const dated = rates.futures[product.id]
  if (!dated) {
    throw new DataError('no margin for this future; add it', { field: 'margin.futures', value: product.id })
  }
  return inForce(dated, day, `margin of ${product.id}`)
}
