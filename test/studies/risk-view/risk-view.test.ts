/** The risk view on the deck's gold strangle, on futures, and on what has no volatility. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { column, type MarginPosition } from '../../../engine/index.ts'
import { accountRequirement } from '../../../engine/margin/requirement.ts'
import { americanImpliedVol } from '../../../engine/pricing/american/implied.ts'
import { american } from '../../../engine/pricing/american/value.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import {
  type GroupRisk,
  type RiskView,
  riskView,
  type StickyLeg,
  stickyLeg,
} from '../../../studies/risk-view/index.ts'
import { OG, OIX } from '../../fixtures/tiny-market.ts'
import {
  DAY,
  DAYS,
  DECK_SIGMAS,
  deckStrangle,
  future,
  type GroupTerms,
  holdingsOf,
  option,
  RULE,
  TABLE,
} from './holdings.ts'

const viewOf = (group: GroupTerms): RiskView => riskView(holdingsOf({ groups: [group] }))

function firstOf(view: RiskView): GroupRisk {
  const [group] = view.groups
  if (!group) throw new Error('no group')
  return group
}

const groupOf = (group: GroupTerms): GroupRisk => firstOf(viewOf(group))
const priceOf = (level: { prices: readonly { price: number }[] } | null | undefined): number =>
  level?.prices[0]?.price ?? Number.NaN
const lossStop = ({ stop }: GroupRisk) => {
  if (stop?.kind !== 'loss') throw new Error('no loss stop')
  return stop
}
const intrinsic = (right: 'call' | 'put', strike: number, price: number): number =>
  Math.max(0, right === 'call' ? price - strike : strike - price)

describe('an interest that is stated', () => {
  const withInterest = (ratePercent: number, group = deckStrangle()) =>
    firstOf(
      riskView(holdingsOf({ groups: [group] }), {
        movesPercent: [-10, 0, 10],
        interest: { ratePercent, yieldPercent: 0 },
      }),
    )

  it('has American options on futures valued as such: Greeks, grid and break-evens', () => {
    const [call] = withInterest(4).legs
    const [plain] = groupOf(deckStrangle()).legs
    expect(call?.americanAtPercent).toBe(4)
    expect(plain?.americanAtPercent).toBeNull()
    const { underlyingPrice: forward, pricePoints: price, daysToExpiry, points } = call ?? raise()
    const quote = {
      underlying: 'future',
      right: 'call',
      forward,
      strike: 1110,
      years: daysToExpiry / 365,
      rate: 0.04,
    } as const
    const found = americanImpliedVol({ ...quote, price })
    expect(call?.volatility).toBe(found.sigma)
    expect(call?.volatility).toBeGreaterThan(plain?.volatility ?? 1)
    expect(points.delta).toBeCloseTo(found.status === 'ok' ? found.value.delta : Number.NaN, 6)
    const value = american({ ...quote, sigma: found.sigma ?? 0, forward: 1.1 * forward })
    expect(value).toBeGreaterThanOrEqual(1.1 * forward - 1110)
    expect(withInterest(4).grid.cells[0]?.profit).not.toBe(withInterest(0).grid.cells[0]?.profit)
  })

  it('changes nothing at 0, and nothing of European options or of premiums that are settled daily', () => {
    expect(withInterest(0)).toEqual(
      firstOf(riskView(holdingsOf({ groups: [deckStrangle()] }), { movesPercent: [-10, 0, 10] })),
    )
    const call = option({ right: 'call', strike: 1110, quantity: -1, price: 6 })
    const valuationOf = (position: MarginPosition) =>
      stickyLeg(position, DAY, { ratePercent: 4, yieldPercent: 0 }).valuation
    expect(valuationOf(call)).toEqual({ underlying: 'future', rate: 0.04, dividendYield: 0.04 })
    expect(valuationOf({ ...call, paidUpFront: false })).toBeNull()
    const exercise = [{ from: null, value: 'european' }] as const
    expect(valuationOf({ ...call, product: { ...OG, exercise } })).toBeNull()
  })
})

function raise(): never {
  throw new Error('no leg')
}

describe("the deck's gold strangle", () => {
  const strangle = groupOf(deckStrangle())

  it('breaks even at its strikes plus and minus its credit', () => {
    expect(strangle.breakEvens.map(priceOf)).toEqual([1013.4, 1121.6])
  })

  it.each([1057.5, 1059, 1040])('reaches its stop of 12 points at the same prices, with gold at %d', gold => {
    const { today, atExpiry, stopPoints } = lossStop(groupOf(deckStrangle(gold)))
    expect(stopPoints).toBe(12)
    expect(today.reached).toBe(false)
    expect(priceOf(today.down)).toBeCloseTo(1013.905326751, 5)
    expect(priceOf(today.up)).toBeCloseTo(1112.930551761, 5)
    expect(priceOf(atExpiry.down)).toBeCloseTo(1001.4, 6)
    expect(priceOf(atExpiry.up)).toBeCloseTo(1133.6, 6)
  })

  it('has the Greeks of a writer, and the volatilities behind its marks', () => {
    const [call, put] = strangle.legs
    expect(call?.volatility).toBeCloseTo(DECK_SIGMAS.call, 10)
    expect(put?.volatility).toBeCloseTo(DECK_SIGMAS.put, 10)
    expect(call?.money.delta).toBeLessThan(0)
    expect(put?.money.delta).toBeGreaterThan(0)
    expect(strangle.net.gamma).toBeLessThan(0)
    expect(strangle.net.gammaPerPercent).toBeLessThan(0)
    expect(strangle.net.vegaPerVolPoint).toBeLessThan(0)
    expect(strangle.net.thetaPerDay).toBeGreaterThan(0)
    expect(strangle.net.delta).toBeCloseTo(100 * (strangle.net.deltaContracts ?? 0), 9)
    expect(strangle.net.deltaPerPercent).toBeCloseTo(10.575 * (strangle.net.delta ?? 0), 6)
  })

  it('agrees with small moves of its own grid', () => {
    const view = riskView(holdingsOf({ groups: [deckStrangle()] }), { movesPercent: [-0.1, 0, 0.1] })
    const [down = 0, , up = 0] = view.account.grid.cells
      .filter(({ daysAhead }) => daysAhead === 0)
      .map(({ profit }) => profit)
    const { deltaPerPercent, gammaPerPercent } = view.account.net
    expect((up - down) / 0.2).toBeCloseTo(deltaPerPercent, 0)
    expect((up + down) / 0.01 / gammaPerPercent).toBeCloseTo(1, 2)
  })

  it('makes nothing where nothing moves, and at expiry its intrinsic payoff', () => {
    const { cells, daysAhead, movesPercent } = strangle.grid
    expect(daysAhead).toEqual([0, 5, 10, 15])
    expect(movesPercent).toEqual([-10, -7.5, -5, -2.5, 0, 2.5, 5, 7.5, 10])
    expect(cells).toHaveLength(36)
    expect(cells.find(cell => cell.movePercent === 0 && cell.daysAhead === 0)?.profit).toBe(0)
    for (const { movePercent, profit } of cells.filter(cell => cell.daysAhead === DAYS)) {
      const gold = 1057.5 * (1 + movePercent / 100)
      const owed = intrinsic('call', 1110, gold) + intrinsic('put', 1025, gold)
      expect(profit).toBeCloseTo(200 * (strangle.closingPoints - owed), 1)
    }
  })

  it('leaves equity less what the table asks', () => {
    const view = viewOf(deckStrangle())
    expect(view).toMatchObject({ session: '2009-10-12', equity: 150_000, maintenance: 5000, excess: 145_000 })
    for (const { profit, maintenance, excess } of view.account.grid.cells)
      expect(excess).toBeCloseTo(150_000 + profit - maintenance, 6)
  })
})

describe('the margin call', () => {
  const equity = 40_000

  it('is where equity falls below what the rule asks at that very price', () => {
    const holdings = holdingsOf({ groups: [deckStrangle()], equity, margin: RULE })
    const { down, up, reached } = riskView(holdings).account.marginCall
    expect(reached).toBe(false)
    for (const [level, outwards] of [
      [down, -1],
      [up, 1],
    ] as const) {
      expect(excessAt(priceOf(level) + outwards * 0.001)).toBeLessThan(0)
      expect(excessAt(priceOf(level) - outwards * 0.001)).toBeGreaterThanOrEqual(0)
    }
  })

  /** From scratch: marks by Black-76, equity by what they gained, margin by the rule. */
  function excessAt(gold: number): number {
    const { positions } = deckStrangle()
    let gained = 0
    const moved = positions.map((position): MarginPosition => {
      const { instrument } = position
      if (instrument.kind !== 'option') throw new Error('no option')
      const { right, strike } = instrument
      const price = black76(right, gold, strike, DAYS / 365, DECK_SIGMAS[right])
      gained -= 200 * (price - position.price)
      return { ...position, price, underlyingPrice: gold }
    })
    const { maintenance, premiumIncluded } = accountRequirement(
      RULE.requirement(moved, DAY),
      amount => amount,
    )
    return equity + gained - (maintenance - premiumIncluded) / 100
  }

  it('says so when it has come already, and where it would end', () => {
    const { marginCall } = riskView(
      holdingsOf({ groups: [{ positions: [future(2)] }], equity: 4000 }),
    ).account
    expect(marginCall.reached).toBe(true)
    expect(priceOf(marginCall.up)).toBeCloseTo(1057.5 + 5, 3)
    expect(marginCall.down).toBeNull()
  })

  it('is looked for within 50 %, and comes below the margin, not at it', () => {
    const downOf = (equity: number) =>
      riskView(holdingsOf({ groups: [{ positions: [future(1)] }], equity })).account.marginCall
    expect(downOf(2500 + 0.49 * 105_750).down?.movePercent).toBeCloseTo(-49, 4)
    expect(downOf(2500 + 0.51 * 105_750).down).toBeNull()
    expect(downOf(2500)).toMatchObject({ reached: false, up: null })
    expect(downOf(2499.99).reached).toBe(true)
  })

  it('is nowhere for an account that no move within 50 % hurts', () => {
    const { marginCall } = riskView(holdingsOf({ groups: [{ positions: [future(1)] }], equity: 1e6 })).account
    expect(marginCall).toEqual({ reached: false, down: null, up: null })
  })
})

describe('futures', () => {
  it('have a delta of one and gain in proportion', () => {
    const group = groupOf({ positions: [future(-3)], priceEntry: 1060 })
    expect(group.legs[0]).toMatchObject({
      volatility: null,
      volatilityStatus: 'future',
      points: { delta: 1, gamma: 0, vegaPerVolPoint: 0, thetaPerDay: 0 },
      money: { delta: -300 },
    })
    expect(group.grid.daysAhead).toEqual([0])
    for (const { movePercent, profit } of group.grid.cells)
      expect(profit).toBeCloseTo(-3 * 100 * 1057.5 * (movePercent / 100), 2)
    expect(group.breakEvens.map(priceOf)).toEqual([1060])
  })

  it('that are still to be delivered belong to the account', () => {
    const view = riskView(holdingsOf({ groups: [deckStrangle()], deliveries: [future(2)] }))
    expect(view.account.deliveries).toMatchObject([{ instrument: 'GC 2009-12', quantity: 2 }])
    expect(view.account.net.deltaContracts).toBeCloseTo((firstOf(view).net.deltaContracts ?? 0) + 2, 12)
  })

  it('cover a short call: the break-even is the entry less the credit', () => {
    const group = groupOf({
      positions: [option({ right: 'call', strike: 1110, quantity: -1, price: 6 }), future(1)],
      creditPoints: 6,
      priceEntry: 1057.5,
    })
    expect(group.breakEvens.map(priceOf)).toEqual([1051.5])
  })
})

describe('a group whose legs are all assigned', () => {
  it('has nothing but its name', () => {
    const view = riskView(holdingsOf({ groups: [{ positions: [] }], deliveries: [future(-1)] }))
    expect(view.groups).toMatchObject([{ legs: [], breakEvens: [], stop: null, net: { delta: 0 } }])
    expect(view.account.net.delta).toBe(-100)
  })
})

describe('legs without a volatility', () => {
  it.each<[string, number, number, StickyLeg['status'], number]>([
    ['worth nothing out of the money', 1110, 0, 'atIntrinsic', 0],
    ['worth exactly the intrinsic value', 1000, 57.5, 'atIntrinsic', 1],
    ['worth less than that', 1000, 57, 'belowIntrinsic', 1],
  ])('%s count with the delta of the intrinsic value', (_, strike, price, status, delta) => {
    const group = groupOf({ positions: [option({ right: 'call', strike, quantity: -1, price })] })
    expect(group.legs[0]).toMatchObject({ volatility: null, volatilityStatus: status })
    expect(group.legs[0]?.points).toEqual({
      delta,
      gamma: 0,
      vegaPerVolPoint: 0,
      thetaPerDay: expect.closeTo(0),
    })
    const still = group.grid.cells.filter(({ movePercent }) => movePercent === 0)
    expect(still[0]?.profit).toBe(0)
    expect(still.at(-1)?.profit).toBeCloseTo(100 * (price - intrinsic('call', strike, 1057.5)), 6)
  })

  it('have none on their last day', () => {
    const last = option({ right: 'put', strike: 1100, quantity: 1, price: 42.5, days: 0 })
    expect(stickyLeg(last, 0, null)).toMatchObject({ sigma: null, status: 'atIntrinsic' })
    expect(groupOf({ positions: [last] }).legs[0]?.points.delta).toBe(-1)
  })
})

describe('an account with several groups', () => {
  const onIndex: GroupTerms = {
    positions: [
      { ...option({ right: 'put', strike: 1000, quantity: -1, price: 9 }), product: OIX, multiplier: 50 },
    ],
    creditPoints: 9,
  }
  const model = { ...TABLE, requirement: () => [] }

  it('moves all underlyings by the same percentage, and each group with what hangs on its own', () => {
    const view = riskView(
      holdingsOf({ groups: [deckStrangle(), { positions: [future(1)] }, onIndex], margin: model }),
    )
    const [strangle, single, index] = view.groups.map(({ grid }) => grid.cells)
    const at = (cells: GroupRisk['grid']['cells'] = [], move: number) =>
      cells.find(({ movePercent, daysAhead }) => movePercent === move && daysAhead === 0)
    const profits = [strangle, single, index].map(cells => at(cells, 5)?.profit ?? Number.NaN)
    const [own = 0, beside = 0, apart = 0] = profits
    expect(at(view.account.grid.cells, 5)?.profit).toBeCloseTo(own + beside + apart, 6)
    expect(at(strangle, 5)?.excess).toBeCloseTo(150_000 + own + beside, 6)
    expect(at(index, 5)?.excess).toBeCloseTo(150_000 + apart, 6)
    expect(view.account.net).toMatchObject({ delta: null, gamma: null, deltaContracts: null })
    expect(view.account.underlyings).toEqual([
      { underlying: 'GC', price: 1057.5 },
      { underlying: 'IX', price: 1057.5 },
    ])
  })

  it('counts in its own currency what is quoted in another', () => {
    const francs = { ...option({ right: 'put', strike: 1025, quantity: -2, price: 5.6 }) }
    const inFrancs: GroupTerms = { positions: [{ ...francs, product: { ...OG, currency: 'CHF' } }] }
    const [dollars, foreign] = [{ positions: [francs] }, inFrancs].map(group =>
      firstOf(riskView(holdingsOf({ groups: [group], margin: model }))),
    )
    expect(foreign?.legs[0]?.money).toEqual(dollars?.legs[0]?.money)
    expect(foreign?.legs[0]?.currency).toBe('CHF')
    expect(foreign?.net.thetaPerDay).toBeCloseTo((dollars?.net.thetaPerDay ?? 0) / 2, 9)
    expect(foreign?.grid.cells[0]?.profit).toBeCloseTo((dollars?.grid.cells[0]?.profit ?? 0) / 2, 1)
  })

  it('is plain data, also when nothing is held', () => {
    const full = viewOf(deckStrangle())
    expect(JSON.parse(JSON.stringify(full))).toEqual(full)
    const empty = riskView(holdingsOf({ groups: [] }))
    expect(empty).toMatchObject({ groups: [], excess: 150_000, account: { marginCall: { reached: false } } })
  })
})

describe('stops', () => {
  it('on a level count from the price of the underlying that they watch', () => {
    const { key, grid } = column('GC 2009-12', 'close')
    const stop = {
      watch: { key, grid },
      fires: 'above',
      level: 1110,
      follows: null,
      trailing: false,
    } as const
    expect(groupOf({ ...deckStrangle(), stop }).stop).toEqual({
      kind: 'level',
      watch: 'close(GC 2009-12)',
      fires: 'above',
      level: 1110,
      price: 1057.5,
      distancePercent: 100 * (1110 / 1057.5 - 1),
    })
    const other = column('IX', 'close')
    const elsewhere = { ...stop, watch: { key: other.key, grid: other.grid } }
    expect(groupOf({ ...deckStrangle(), stop: elsewhere }).stop).toMatchObject({
      price: null,
      distancePercent: null,
    })
  })

  it('beyond 50 % are nowhere; one that is reached says where it would end', () => {
    const far = lossStop(groupOf({ ...deckStrangle(), stop: { loss: { points: 900 }, test: 'settlement' } }))
    expect(far.today).toEqual({ reached: false, down: null, up: null })
    const past = lossStop(groupOf(deckStrangle(1150)))
    expect(past.atExpiry).toMatchObject({ reached: true, up: null })
    expect(priceOf(past.atExpiry.down)).toBeCloseTo(1133.6, 6)
  })

  it('on a loss end with the last option', () => {
    const stop = { loss: { points: 12 }, test: 'settlement' } as const
    expect(groupOf({ positions: [future(1)], creditPoints: -20, stop }).stop).toBeNull()
  })

  it('as a multiple of the credit', () => {
    const twice = { loss: { timesCredit: 2 }, test: 'settlement' } as const
    const { atExpiry } = lossStop(groupOf({ ...deckStrangle(), stop: twice }))
    expect(priceOf(atExpiry.up)).toBeCloseTo(1110 + 3 * 11.6, 6)
  })
})

describe('laws', () => {
  const sigma = fc.double({ min: 0.08, max: 0.8, noNaN: true })
  const gold = fc.double({ min: 900, max: 1200, noNaN: true })
  const strike = fc.integer({ min: 95, max: 115 }).map(tens => tens * 10)
  const days = fc.integer({ min: 3, max: 120 })
  const leg = (right: 'call' | 'put', strike: number, forward: number, days: number, sigma: number) =>
    option({
      right,
      strike,
      quantity: -1,
      price: black76(right, forward, strike, days / 365, sigma),
      future: forward,
      days,
    })

  it('the Greeks of a call less those of the put are those of a future', () => {
    fc.assert(
      fc.property(sigma, gold, strike, days, (sigma, gold, strike, days) => {
        const legs = (['call', 'put'] as const).map(right => leg(right, strike, gold, days, sigma))
        fc.pre(
          legs.every(({ price, instrument }) => {
            const right = instrument.kind === 'option' ? instrument.right : 'call'
            return price - intrinsic(right, strike, gold) > 1e-4
          }),
        )
        const [call, put] = groupOf({ positions: legs }).legs.map(({ points }) => points)
        expect((call?.delta ?? 0) - (put?.delta ?? 0)).toBeCloseTo(1, 6)
        expect(call?.gamma).toBeCloseTo(put?.gamma ?? 0, 6)
        expect(call?.vegaPerVolPoint).toBeCloseTo(put?.vegaPerVolPoint ?? 0, 5)
        expect(call?.thetaPerDay).toBeCloseTo(put?.thetaPerDay ?? 0, 5)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('a level of a stop is a price at which closing costs the credit and the stop', () => {
    const stops = fc.double({ min: 1, max: 60, noNaN: true })
    let found = 0
    fc.assert(
      fc.property(sigma, gold, strike, strike, days, stops, (sigma, gold, call, put, days, points) => {
        const positions = [leg('call', call, gold, days, sigma), leg('put', put, gold, days, sigma)]
        const creditPoints = positions.reduce((sum, { price }) => sum + price, 0)
        const group = groupOf({ positions, creditPoints, stop: { loss: { points }, test: 'settlement' } })
        const { today } = lossStop(group)
        for (const level of [today.down, today.up]) {
          if (level === null) continue
          found++
          const price = priceOf(level)
          const closing =
            black76('call', price, call, days / 365, group.legs[0]?.volatility ?? 0) +
            black76('put', price, put, days / 365, group.legs[1]?.volatility ?? 0)
          expect(closing - creditPoints).toBeCloseTo(points, 4)
        }
      }),
      { seed: 7, numRuns: 200 },
    )
    expect(found).toBeGreaterThan(200)
  })
})
