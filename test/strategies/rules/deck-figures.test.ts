/** The printed figures of the deck on option writing, reproduced by the rules, the facts and the pricing of the engine. */

import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { seriesOf } from '../../../engine/calendar/expiries.ts'
import { termsOf } from '../../../engine/kinds/index.ts'
import { type Right, tickAt } from '../../../engine/model/instrument.ts'
import { formatDay, parseDay } from '../../../engine/model/time.ts'
import { black76, black76Greeks } from '../../../engine/pricing/options/black76.ts'
import {
  closingProfit,
  creditMoney,
  creditPoints,
  dailyGain,
  shareOfEquity,
} from '../../../engine/pricing/options/credit.ts'
import { impliedVol } from '../../../engine/pricing/options/implied-vol.ts'
import { lotsByRisk } from '../../../strategies/rules/lots.ts'
import { daysToExpiry } from '../../../strategies/rules/window.ts'
import { withOracle } from '../../fixtures/shared.ts'

type Inputs = Readonly<Record<string, never>>

interface Figure {
  readonly id: string
  readonly inputs: Inputs
  readonly expected: number | string | null
  readonly computed: number | string
  readonly tolerance: number
  readonly verdict: string
}

const TRADED = parseDay('2009-10-12')

/** Currency of one point of an option, from the contract's facts. */
function perPoint(product: string): number {
  const option = optionProductOf(product)
  return termsOf(option, TRADED).multiplier * option.point
}

const tickValue = (product: string): number => {
  const terms = termsOf(optionProductOf(product), TRADED)
  return tickAt(terms.ticks, 1) * terms.multiplier
}

const expiryOf = (product: string, month: string): number =>
  seriesOf(optionProductOf(product), month).lastTradingDay

/** A volatility that a premium implies, in points of the future. */
function volOf(right: Right, forward: number, strike: number, days: number, price: number): number {
  const { sigma } = impliedVol({ model: 'black76', right, forward, strike, years: days / 365, price })
  return sigma ?? Number.NaN
}

const delta = (right: Right, forward: number, strike: number, days: number, vol: number): number =>
  black76Greeks(right, forward, strike, days / 365, vol).delta

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

type Reproduction = (inputs: Record<string, number & string & number[]>) => number | string | null

const lots: Reproduction = ({ equity = 0, riskPct = 0, stopPoints = 0, multiplier, usdPerPoint }) =>
  lotsByRisk(equity, riskPct, stopPoints, multiplier ?? usdPerPoint ?? 0)
const profit: Reproduction = ({ credit = 0, buyback = 0 }) => closingProfit(credit, buyback)
const gain: Reproduction = ({ credit = 0, days = 0 }) => dailyGain(credit, days)

/** By figure: how the project's own code comes to it. */
const REPRODUCED: Readonly<Record<string, Reproduction>> = {
  'gold.call.credit': ({ premium = 0 }) => creditMoney(creditPoints([premium]), perPoint('OG')),
  'gold.strangle.credit': ({ premiums = [] }) => creditMoney(creditPoints(premiums), perPoint('OG')),
  'gold.expiry': ({ contractMonth = '' }) => formatDay(expiryOf('OG', contractMonth)),
  'gold.call.days': ({ tradeDate = '' }) => daysToExpiry(parseDay(tradeDate), expiryOf('OG', '2009-11')),
  'gold.strangle.days': ({ tradeDate = '' }) => daysToExpiry(parseDay(tradeDate), expiryOf('OG', '2009-11')),
  'gold.strangle.dailyGain': gain,
  // The volatilities are those that the printed deltas need; the premiums imply nearly the same.
  'gold.delta.sum': () =>
    rounded(delta('call', 1059, 1110, 14, 0.2455), 2) + rounded(delta('put', 1059, 1025, 14, 0.194), 2),
  'gold.buyback.1100.pnl': profit,
  'gold.buyback.1035.pnl': profit,
  'gold.size': lots,
  'gold.expiryReturn': ({ credit = 0, contracts = 0, equity = 0 }) =>
    shareOfEquity(credit, perPoint('OG'), contracts, equity),
  'eur.credit.points': ({ call = 0, put = 0 }) => creditPoints([call, put]),
  'eur.credit.usd': ({ points = 0 }) => creditMoney(points, perPoint('EURFX')),
  'eur.expiry': ({ contractMonth = '' }) => formatDay(expiryOf('EURFX', contractMonth)),
  'eur.days': ({ tradeDate = '' }) => daysToExpiry(parseDay(tradeDate), expiryOf('EURFX', '2009-11')),
  'eur.dailyGain': gain,
  'eur.delta.sum': ({ call = 0, put = 0 }) => creditPoints([call, put]),
  'eur.delta.call': ({ F = 0, K = 0, days = 0, vol = 0 }) => delta('call', F, K, days, vol),
  'eur.delta.put': ({ F = 0, K = 0, days = 0, vol = 0 }) => delta('put', F, K, days, vol),
  'eur.buyback.1.52.pnl': profit,
  'eur.buyback.1.47.pnl': profit,
  'eur.buyback.1.47.value': ({
    F = 0,
    K: [call = 0, put = 0] = [],
    days = 0,
    vols: [up = 0, down = 0] = [],
  }) =>
    creditPoints([black76('call', F, call, days / 365, up), black76('put', F, put, days / 365, down)]) /
    optionProductOf('EURFX').point,
  'eur.size': lots,
  'eur.accountRisk': ({ stopPoints = 0, contracts = 0, equity = 0 }) =>
    shareOfEquity(stopPoints, perPoint('EURFX'), contracts, equity),
  'decay.usd.60': ({ points = 0 }) => creditMoney(points, perPoint('ES')),
  'decay.usd.10': ({ points = 0 }) => creditMoney(points, perPoint('ES')),
  'tick.EURFX': () => tickValue('EURFX'),
  'tick.OZB': () => tickValue('OZB'),
  'tick.LO': () => tickValue('LO'),
  'tick.OG': () => tickValue('OG'),
  'tick.OGBL': () => tickValue('OGBL'),
}

withOracle<{ figures: readonly Figure[] }>('deck-figures', ({ figures }) => {
  const printed = figures.filter(({ verdict }) => /^(exact|near)/.test(verdict))

  it('are all reproduced but for the exercises in finance and the hand-drawn decay', () => {
    const ours = printed.map(({ id }) => id).filter(id => !/^(q\d+\.|decay\.atm\.)/.test(id))
    expect(Object.keys(REPRODUCED).sort()).toEqual(ours.sort())
  })

  it.each(printed.filter(({ id }) => id in REPRODUCED))('$id is $expected', figure => {
    const value = REPRODUCED[figure.id]?.(figure.inputs)
    if (typeof figure.computed === 'string' || typeof value !== 'number') {
      expect(value).toBe(figure.expected)
      return
    }
    // Volatilities among the inputs are given to six decimals.
    const hair = 'vol' in figure.inputs || 'vols' in figure.inputs ? 1e-6 : 1e-8
    expect(Math.abs(value - figure.computed)).toBeLessThanOrEqual(
      hair * Math.max(1, Math.abs(figure.computed)),
    )
    if (figure.verdict !== 'near')
      expect(Math.abs(value - Number(figure.expected))).toBeLessThanOrEqual(figure.tolerance + 1e-12)
  })

  it('a root of time decays as the chart does, near enough', () => {
    const chart = figures.filter(({ id }) => id.startsWith('decay.atm.'))
    expect(chart).toHaveLength(7)
    const vol = volOf('call', 1000, 1000, 60, 30)
    for (const { inputs, expected, tolerance, computed } of chart) {
      const { days = 0 } = inputs as Readonly<Record<string, number>>
      const price = black76('call', 1000, 1000, days / 365, vol)
      expect(Math.abs(price - Number(computed))).toBeLessThan(0.01)
      expect(Math.abs(price - Number(expected))).toBeLessThanOrEqual(tolerance)
    }
  })
})

describe("the deck's strangles", () => {
  it.each([
    ['gold call', 'call', 1056.3, 1110, 19, 6, 0.2416],
    ['gold put', 'put', 1057.5, 1025, 15, 5.6, 0.204],
    ['euro call', 'call', 1.491, 1.53, 21, 0.0035, 0.1105],
    ['euro put', 'put', 1.491, 1.46, 21, 0.0046, 0.1089],
  ] as const)('%s: its premium implies its volatility', (_, right, forward, strike, days, price, vol) => {
    expect(volOf(right, forward, strike, days, price)).toBeCloseTo(vol, 4)
  })

  it('have deltas of the size that the deck prints', () => {
    const call = volOf('call', 1056.3, 1110, 19, 6)
    const put = volOf('put', 1057.5, 1025, 15, 5.6)
    expect(delta('call', 1059, 1110, 14, call)).toBeCloseTo(0.17, 1)
    expect(delta('put', 1059, 1025, 14, put)).toBeCloseTo(-0.19, 1)
  })
})
