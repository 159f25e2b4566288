/** Holdings made by hand: positions as the engine hands them over, under a margin model of the test's choice. */

import {
  type FutureInstrument,
  type FutureProduct,
  fixedMargin,
  futureOf,
  type HeldGroup,
  type Holdings,
  type MarginModel,
  type MarginPosition,
  minor,
  optionOf,
  type PlacedStop,
  parseDay,
  type Right,
  strategyMargin,
} from '../../../engine/index.ts'
import { accountRequirement } from '../../../engine/margin/requirement.ts'
import { ZERO } from '../../../engine/model/money.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { impliedVol } from '../../../engine/pricing/options/implied-vol.ts'
import { marginTerms } from '../../fixtures/kinds.ts'
import { OG } from '../../fixtures/tiny-market.ts'

export const DAY = parseDay('2009-10-12')
/** Days from then to the last trading day, 27 October. */
export const DAYS = 15

const GC: FutureProduct = {
  kind: 'future',
  id: 'GC',
  name: 'Gold future',
  exchange: 'NYMEX',
  currency: 'USD',
  multiplier: [{ from: null, value: 100 }],
  ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }],
}

const rates = { initial: 3500, maintenance: 2500 }
export const TABLE: MarginModel = fixedMargin(
  { OG: [{ from: null, value: { nakedCall: rates, strangle: rates, future: rates } }] },
  () => 'OG',
)
export const RULE: MarginModel = strategyMargin({
  share: 0.15,
  shareLeast: 0.1,
  futures: { GC: [{ from: null, value: rates }] },
})

interface OptionTerms {
  readonly right: Right
  readonly strike: number
  readonly quantity: number
  readonly price: number
  readonly future?: number
  readonly days?: number
}

export const option = ({
  right,
  strike,
  quantity,
  price,
  future = 1057.5,
  days = DAYS,
}: OptionTerms): MarginPosition => {
  const instrument = optionOf('OG', DAY + days, right, strike)
  return {
    instrument,
    product: OG,
    ...marginTerms(instrument, OG),
    quantity,
    multiplier: 100,
    price,
    paidUpFront: true,
    underlyingPrice: future,
    daysToExpiry: days,
    sigmaDaily: 0.01,
  }
}

const GOLD: FutureInstrument = futureOf('GC', '2009-12')

export const future = (quantity: number, price = 1057.5): MarginPosition => ({
  instrument: GOLD,
  product: GC,
  ...marginTerms(GOLD, GC),
  quantity,
  multiplier: 100,
  price,
  paidUpFront: false,
  underlyingPrice: price,
  daysToExpiry: 0,
  sigmaDaily: 0.01,
})

export interface GroupTerms {
  readonly positions: readonly MarginPosition[]
  readonly lots?: number
  readonly creditPoints?: number
  /** Of futures; their price when absent. */
  readonly priceEntry?: number
  readonly stop?: PlacedStop
}

const groupOf = (terms: GroupTerms, index: number): HeldGroup => {
  const { positions, lots = 1, creditPoints = 0, priceEntry, stop = null } = terms
  const options = positions.filter(({ instrument }) => instrument.kind === 'option')
  return {
    stop,
    positions,
    view: {
      id: index + 1,
      tag: `tag-${index + 1}`,
      openedAt: 0,
      lots,
      creditPoints,
      closingPoints: options.reduce((sum, { quantity, price }) => sum - (quantity / lots) * price, 0),
      legs: positions.map(({ instrument, quantity, multiplier, price }) => ({
        instrument,
        quantity,
        priceEntry: priceEntry ?? price,
        mark: price,
        multiplier,
        assigned: false,
        promised: 0,
        borrowed: ZERO,
      })),
    },
  }
}

export interface HoldingsTerms {
  readonly groups: readonly GroupTerms[]
  readonly deliveries?: readonly MarginPosition[]
  /** In units. */
  readonly equity?: number
  readonly margin?: MarginModel
}

/** An account in dollars; francs count half. */
export function holdingsOf({
  groups,
  deliveries = [],
  equity = 150_000,
  margin = TABLE,
}: HoldingsTerms): Holdings {
  const inAccount: Holdings['inAccount'] = (amount, currency) =>
    currency === 'USD' ? amount : minor(Math.round(amount / 2))
  return {
    time: 0,
    day: DAY,
    currency: 'USD',
    equity: minor(Math.round(equity * 100)),
    groups: groups.map(groupOf),
    deliveries,
    requirement: (positions, day) => accountRequirement(margin.requirement(positions, day), inAccount),
    inAccount,
  }
}

const sigmaOf = (right: Right, strike: number, forward: number, days: number, price: number): number =>
  impliedVol({ model: 'black76', right, forward, strike, years: days / 365, price }).sigma ?? Number.NaN

/** Volatilities behind the deck's premiums: 6.00 with gold at 1056.3, 5.60 with gold at 1057.5 four days later. */
export const DECK_SIGMAS = {
  call: sigmaOf('call', 1110, 1056.3, 19, 6),
  put: sigmaOf('put', 1025, 1057.5, DAYS, 5.6),
}

const deckLeg = (right: Right, strike: number, gold: number): MarginPosition =>
  option({
    right,
    strike,
    quantity: -2,
    price: black76(right, gold, strike, DAYS / 365, DECK_SIGMAS[right]),
    future: gold,
  })

/** The deck's gold strangle, two lots, with a stop of 12 points, marked by those volatilities. */
export const deckStrangle = (gold = 1057.5): GroupTerms => ({
  lots: 2,
  creditPoints: 11.6,
  stop: { loss: { points: 12 }, test: 'settlement' },
  positions: [deckLeg('call', 1110, gold), deckLeg('put', 1025, gold)],
})
