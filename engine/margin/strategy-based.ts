/** M2 `strategy`: the strategy-based rule of Cboe 10.3 and FINRA 4210. A house rule for options on futures. */

import { DataError } from '../model/errors.ts'
import { type Dated, inForce, type Product } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor } from '../model/money.ts'
import type { Day } from '../model/time.ts'
import { moneyOf, type Part, type StructureName } from './carving.ts'
import { groupByProduct, type Rate } from './fixed.ts'
import { type CarvingTerms, leastCarving } from './least-carving.ts'
import { legClasses } from './option-leg.ts'
import { pairedByExpiry } from './paired-carving.ts'
import { runningByPart } from './running.ts'
import { RunningStrategy } from './running-strategy.ts'
import { type StrategyRule, strategyRuleOn } from './strategy-rule.ts'

/** What `strategyMargin` takes: shares of the underlying, what the rule leaves open, and rates of assigned futures. */
export interface StrategyRates {
  /** Share of the underlying: 0.15 for a broad index, 0.20 for a share. */
  readonly share: number
  /** The least share, of the underlying for a call and of the strike for a put: 0.10. */
  readonly shareLeast: number
  /** Dated money per future, by future product. */
  readonly futures: Readonly<Record<string, readonly Dated<Rate>[]>>
  /** `auto` and absent: that of the day. */
  readonly rule?: StrategyRule | 'auto'
  /** Whether a short call and a short put of different expiries are a strangle; absent = they are. */
  readonly strangleAcrossExpiries?: boolean
  /** Among which legs every short ends no later than every long of its spread; absent = `all`. */
  readonly spreadExpiry?: CarvingTerms['spreadExpiry']
  /** A house's least for one short contract by itself, its premium left out, in the product's currency; absent = none. */
  readonly minimumPerContract?: number
}

/** In the order in which a requirement lists them. */
const STRUCTURES: readonly StructureName[] = [
  'spread',
  'butterfly',
  'condor',
  'box',
  'ironButterfly',
  'ironCondor',
  'strangle',
  'nakedCall',
  'nakedPut',
]

/** Margin of one short call or put, premium included, in the product's currency. */
export function nakedMargin(position: MarginPosition, rates: StrategyRates): number {
  const { option, multiplier, price, underlyingPrice } = position
  if (!option) return 0
  const call = option.right === 'call'
  const outOfTheMoney = Math.max(0, call ? option.strike - underlyingPrice : underlyingPrice - option.strike)
  const least = rates.shareLeast * (call ? underlyingPrice : option.strike)
  const leastOfHouse = (rates.minimumPerContract ?? 0) / multiplier
  const owed = position.paidUpFront ? price : 0
  return multiplier * (owed + Math.max(rates.share * underlyingPrice - outOfTheMoney, least, leastOfHouse))
}

/**
 * Requirement = initial = maintenance, the least that the rule of the day allows: short options are covered by long ones
 * in spreads, are sides of strangles (the greater side plus the other's premium) or are naked, so that all of them
 * together need least. Long options are paid for, so their value cannot cover anything else. The order of the positions does not matter.
 * Neither in lots nor in contracts is the requirement linear, and buying back a short may raise it.
 */
export const strategyMargin = (rates: StrategyRates): MarginModel => ({
  name: 'strategy',
  looksAtVolatility: false,
  reducesLotByLot: ({ option }) => option !== null,
  requirement: (positions, day) =>
    groupByProduct(positions).map(([product, held]) => requirementOf(product, held, rates, day)),
  running: day =>
    runningByPart(
      ({ product }) => product.id,
      ({ product }) =>
        new RunningStrategy({
          currency: product.currency,
          requirement: held => requirementOf(product, held, rates, day),
          paired: held => pairedOf(product, held, rates),
          alone: position => (position.quantity < 0 ? -position.quantity * nakedMargin(position, rates) : 0),
          premium: position => shortValue([position]),
          futures: contracts => (contracts === 0 ? 0 : contracts * futureRate(product, rates, day).initial),
        }),
    ),
})

const termsOf = ({ strangleAcrossExpiries = true, spreadExpiry = 'all' }: StrategyRates): CarvingTerms => ({
  strangleAcrossExpiries,
  spreadExpiry,
})

const ruleOf = ({ rule = 'auto' }: StrategyRates, day: Day): StrategyRule =>
  rule === 'auto' ? strategyRuleOn(day) : rule

function requirementOf(
  product: Product,
  positions: readonly MarginPosition[],
  rates: StrategyRates,
  day: Day,
): ProductRequirement {
  const rule = ruleOf(rates, day)
  const carvings = classesOf(positions, rates).map(legs => leastCarving(legs, rule, termsOf(rates)))
  const parts = carvings.flatMap(carving => carving.parts)
  const money = moneyOf(parts)
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
      ...counted(parts),
      ...(futures === 0 ? [] : [{ structure: 'future', lots: Math.abs(futures) }]),
    ],
    carving: { rule, isLeast: carvings.every(({ isLeast }) => isLeast), parts: parts.map(shown) },
  }
}

const classesOf = (positions: readonly MarginPosition[], rates: StrategyRates) =>
  legClasses(positions, position => nakedMargin(position, rates))

/** Options as pairs of one expiry: quicker than the least, and never less. */
function pairedOf({ currency }: Product, positions: readonly MarginPosition[], rates: StrategyRates) {
  const parts = classesOf(positions, rates).flatMap(legs => pairedByExpiry(legs, termsOf(rates)))
  return {
    initial: toMinor(moneyOf(parts), currency),
    premiumIncluded: toMinor(shortValue(positions), currency),
  }
}

const counted = (parts: readonly Part[]): { structure: StructureName; lots: number }[] =>
  STRUCTURES.map(structure => ({
    structure,
    lots: parts.reduce((sum, part) => sum + (part.structure === structure ? part.lots : 0), 0),
  })).filter(({ lots }) => lots > 0)

const shown = ({ structure, lots, legs, money }: Part) => ({
  structure,
  lots,
  legs: legs.map(({ leg, contracts }) => ({
    instrument: leg.id,
    quantity: leg.short ? -contracts : contracts,
  })),
  money,
})

/** Value of short options less that of long ones, as far as equity owes it. */
const shortValue = (positions: readonly MarginPosition[]): number =>
  positions.reduce((sum, p) => sum - (p.option && p.paidUpFront ? p.quantity * p.price * p.multiplier : 0), 0)

function futureRate(product: Product, rates: StrategyRates, day: Day): Rate {
  const dated = rates.futures[product.id]
  if (!dated) {
    throw new DataError('no margin for this future; add it', { field: 'margin.futures', value: product.id })
  }
  return inForce(dated, day, `margin of ${product.id}`)
}
