/** M2 `strategy`: the strategy-based rule of Cboe 10.3 and FINRA 4210. A house rule for options on futures. */

import { DataError } from '../model/errors.ts'
import type { Dated } from '../model/instrument.ts'
import { inForce, type Product } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor } from '../model/money.ts'
import type { Day } from '../model/time.ts'
import { groupByProduct, type Rate } from './fixed.ts'

export interface StrategyRates {
  /** Share of the underlying: 0.15 for a broad index, 0.20 for a share. */
  readonly share: number
  /** The least share, of the underlying for a call and of the strike for a put: 0.10. */
  readonly shareLeast: number
  /** Dated money per future, by future product. */
  readonly futures: Readonly<Record<string, readonly Dated<Rate>[]>>
}

/** A position counted down while its contracts are paired off. */
interface Open {
  readonly position: MarginPosition
  left: number
}

/** Margin of one short call or put, premium included, in the product's currency. */
export function nakedMargin(position: MarginPosition, rates: StrategyRates): number {
  const { instrument, multiplier, price, underlyingPrice } = position
  if (instrument.kind !== 'option') return 0
  const call = instrument.right === 'call'
  const outOfTheMoney = Math.max(
    0,
    call ? instrument.strike - underlyingPrice : underlyingPrice - instrument.strike,
  )
  const least = rates.shareLeast * (call ? underlyingPrice : instrument.strike)
  const owed = position.paidUpFront ? price : 0
  return multiplier * (owed + Math.max(rates.share * underlyingPrice - outOfTheMoney, least))
}

/**
 * Requirement = initial = maintenance. Per expiry: shorts are covered by longs of their right first (the strike
 * distance, never more than naked), then short calls and puts pair as strangles (the greater side plus the other's
 * premium), the rest is naked. Long options are paid for, so their value cannot cover anything else.
 */
export const strategyMargin = (rates: StrategyRates): MarginModel => ({
  name: 'strategy',
  requirement: (positions, day) =>
    groupByProduct(positions).map(([product, held]) => requirementOf(product, held, rates, day)),
})

function requirementOf(
  product: Product,
  positions: readonly MarginPosition[],
  rates: StrategyRates,
  day: Day,
): ProductRequirement {
  const structures = new Map<string, number>()
  let money = 0
  const charge = (structure: string, lots: number, perLot: number): void => {
    if (lots <= 0) return
    structures.set(structure, (structures.get(structure) ?? 0) + lots)
    money += lots * perLot
  }
  for (const expiry of byExpiry(positions)) {
    const [cheaper] = [true, false]
      .map(spreadsFirst => chargesOf(expiry, rates, spreadsFirst))
      .sort((a, b) => total(a) - total(b))
    for (const one of cheaper ?? []) charge(one.structure, one.lots, one.perLot)
  }
  const futures = positions.reduce((sum, p) => sum + (p.instrument.kind === 'future' ? p.quantity : 0), 0)
  const rate = futures === 0 ? null : futureRate(product, rates, day)
  const withFutures = (perFuture: number): number => money + Math.abs(futures) * perFuture
  return {
    product: product.id,
    currency: product.currency,
    initial: toMinor(withFutures(rate?.initial ?? 0), product.currency),
    maintenance: toMinor(withFutures(rate?.maintenance ?? 0), product.currency),
    premiumIncluded: toMinor(shortValue(positions), product.currency),
    structures: [
      ...[...structures].map(([structure, lots]) => ({ structure, lots })),
      ...(futures === 0 ? [] : [{ structure: 'future', lots: Math.abs(futures) }]),
    ],
  }
}

interface Charge {
  readonly structure: string
  readonly lots: number
  readonly perLot: number
}

const total = (charges: readonly Charge[]): number =>
  charges.reduce((sum, one) => sum + one.lots * one.perLot, 0)

/** The charges of one expiry, with spreads paired before strangles or after them. */
function chargesOf(
  positions: readonly MarginPosition[],
  rates: StrategyRates,
  spreadsFirst: boolean,
): Charge[] {
  const charges: Charge[] = []
  const charge = (structure: string, lots: number, perLot: number): void => {
    charges.push({ structure, lots, perLot })
  }
  const open = (right: 'call' | 'put', sign: 1 | -1): Open[] =>
    positions
      .filter(p => p.instrument.kind === 'option' && p.instrument.right === right && p.quantity * sign > 0)
      .map(position => ({ position, left: Math.abs(position.quantity) }))
      .sort((a, b) => nakedMargin(b.position, rates) - nakedMargin(a.position, rates))
  const calls = open('call', -1)
  const puts = open('put', -1)
  const strangles = (): void => {
    pairOff(calls, puts, (call, put, lots) => charge('strangle', lots, strangleMargin(call, put, rates)))
  }
  if (!spreadsFirst) strangles()
  for (const [shorts, longs] of [
    [calls, open('call', 1)],
    [puts, open('put', 1)],
  ] as const) {
    pairOff(shorts, longs, (short, long, lots) => charge('spread', lots, spreadMargin(short, long, rates)))
  }
  if (spreadsFirst) strangles()
  for (const { position, left } of [...calls, ...puts]) {
    charge(
      position.instrument.kind === 'option' && position.instrument.right === 'call'
        ? 'nakedCall'
        : 'nakedPut',
      left,
      nakedMargin(position, rates),
    )
  }
  return charges
}

/** Pairs contracts of two sides in their order until one side is used up. */
function pairOff(
  left: readonly Open[],
  right: readonly Open[],
  pair: (a: MarginPosition, b: MarginPosition, lots: number) => void,
): void {
  for (const a of left) {
    for (const b of right) {
      const lots = Math.min(a.left, b.left)
      if (lots === 0) continue
      a.left -= lots
      b.left -= lots
      pair(a.position, b.position, lots)
    }
  }
}

/** Short call and short put: the greater side plus the other side's premium. */
function strangleMargin(call: MarginPosition, put: MarginPosition, rates: StrategyRates): number {
  const callSide = nakedMargin(call, rates)
  const putSide = nakedMargin(put, rates)
  const other = callSide >= putSide ? put : call
  return Math.max(callSide, putSide) + (other.paidUpFront ? other.multiplier * other.price : 0)
}

/** Short option covered by a long one of the same right: the strike distance, at most the naked margin. */
function spreadMargin(short: MarginPosition, long: MarginPosition, rates: StrategyRates): number {
  if (short.instrument.kind !== 'option' || long.instrument.kind !== 'option') return 0
  const sign = short.instrument.right === 'call' ? 1 : -1
  const distance = Math.max(0, (long.instrument.strike - short.instrument.strike) * sign)
  return Math.min(nakedMargin(short, rates), distance * short.multiplier)
}

/** Value of short options less that of long ones, as far as equity owes it. */
const shortValue = (positions: readonly MarginPosition[]): number =>
  positions.reduce(
    (sum, p) =>
      sum - (p.instrument.kind === 'option' && p.paidUpFront ? p.quantity * p.price * p.multiplier : 0),
    0,
  )

function byExpiry(positions: readonly MarginPosition[]): MarginPosition[][] {
  const groups = new Map<number, MarginPosition[]>()
  for (const position of positions) {
    if (position.instrument.kind !== 'option') continue
    const group = groups.get(position.instrument.expiry) ?? []
    group.push(position)
    groups.set(position.instrument.expiry, group)
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
