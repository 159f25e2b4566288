import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Right } from '../../../../engine/model/instrument.ts'
import { exercisePrices } from '../../../../engine/pricing/american/exercise.ts'
import type { AmericanOption } from '../../../../engine/pricing/american/terms.ts'
import { american, americanGreeks, americanValue } from '../../../../engine/pricing/american/value.ts'
import { black76 } from '../../../../engine/pricing/options/black76.ts'
import { bsm } from '../../../../engine/pricing/options/bsm.ts'
import { withOracle } from '../../../fixtures/shared.ts'
import { holds, moneyness, rate, right, sigma, underlying, years } from '../arbitrary.ts'
import { itAgrees, type OracleCase, type OracleFamily } from '../oracle-cases.ts'
import { smoothTree, type TreeOption } from '../reference-tree.ts'
import { european } from './european.ts'

const onFuture = (terms: Partial<AmericanOption & { forward: number }>): AmericanOption => ({
  right: 'put',
  forward: 100,
  strike: 100,
  years: 1,
  sigma: 0.25,
  rate: 0.05,
  ...terms,
  underlying: 'future',
})

/** Spot and future, with rates and yields of either sign; the deviation is such as an option has that is traded. */
const option: fc.Arbitrary<AmericanOption> = fc
  .tuple(fc.boolean(), right, underlying, moneyness, years, sigma, rate, rate)
  .map(([isFuture, side, price, m, t, vol, r, q]) => {
    const terms = { right: side, strike: price * m, years: t, sigma: vol, rate: r }
    return isFuture
      ? { ...terms, underlying: 'future' as const, forward: price }
      : { ...terms, underlying: 'spot' as const, spot: price, dividendYield: q }
  })

const priceOf = (one: AmericanOption) => (one.underlying === 'future' ? one.forward : one.spot)
const scaleOf = (one: AmericanOption) => Math.max(priceOf(one), one.strike)
const intrinsicOf = (one: AmericanOption) =>
  Math.max(one.right === 'call' ? priceOf(one) - one.strike : one.strike - priceOf(one), 0)

/** Numbers in (0, 1), the same on every run: those of S. Park and K. Miller, Comm. ACM 31 (1988) 1192. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
const between = (random: () => number, from: number, to: number) => from + (to - from) * random()
const sideOf = (random: () => number): Right => (random() < 0.5 ? 'call' : 'put')

/** Within a share of price or strike, and twice what the last doubling of the tree's steps changes. */
function expectTree(one: Omit<TreeOption, 'exercise'>, share: number): void {
  const tree = smoothTree(one, 1600)
  const error = Math.abs(tree - american({ ...one, underlying: 'spot' }))
  const allowed = share * Math.max(one.spot, one.strike) + 2 * Math.abs(tree - smoothTree(one, 800))
  expect(error, JSON.stringify(one)).toBeLessThan(allowed)
}

describe('American options', () => {
  // Table 1 of N. Ju, Review of Financial Studies 11 (1998) 627: calls of half a year, strike 100.
  it.each([
    [0.03, 0.2, 0.07, [0.219, 1.386, 4.783, 11.098, 20.0]],
    [0.03, 0.4, 0.07, [2.689, 5.722, 10.239, 16.181, 23.36]],
    [0, 0.3, 0.07, [1.037, 3.123, 7.035, 12.955, 20.717]],
    [0.07, 0.3, 0.03, [1.664, 4.495, 9.251, 15.798, 23.706]],
  ])('have the published values: rate %d, sigma %d, yield %d', (r, vol, q, values) => {
    const terms = { underlying: 'spot', right: 'call', strike: 100, years: 0.5 } as const
    const prices = [80, 90, 100, 110, 120].map(spot =>
      american({ ...terms, spot, sigma: vol, rate: r, dividendYield: q }),
    )
    prices.forEach((price, i) => {
      expect(price).toBeCloseTo(values[i] ?? Number.NaN, 3)
    })
  })

  it("have Andersen, Lake and Offengenden's premium of 0.1069527 on a future", () => {
    const premium = american(onFuture({})) - black76('put', 100, 100, 1, 0.25, 0.05)
    expect(premium).toBeCloseTo(0.1069527, 7)
  })

  it('are worth exactly their exercise where that is best, with a delta of one', () => {
    expect(americanValue(onFuture({ forward: 40.7 }))).toEqual({
      price: 100 - 40.7,
      delta: -1,
      gamma: 0,
      theta: 0,
      exercised: true,
      region: expect.anything(),
    })
    expect(americanValue(onFuture({ right: 'call', forward: 260.1 }))).toMatchObject({
      price: 260.1 - 100,
      delta: 1,
      exercised: true,
    })
  })

  it.each([
    [0.05, 0.02, 0.3],
    [0.03, 0, 0.15],
    [0.08, 0.01, 0.05],
  ])('are the perpetual ones when there is time without end: rate %d, yield %d, sigma %d', (r, q, vol) => {
    const half = (r - q) / (vol * vol) - 0.5
    const exponent = half + Math.sqrt(half * half + (2 * r) / (vol * vol))
    const edge = (100 * exponent) / (1 + exponent)
    const put = { underlying: 'spot', right: 'put', strike: 100, years: 5000, sigma: vol, rate: r } as const
    for (const spot of [edge * 1.01, 100, 130]) {
      const perpetual = (100 - edge) * Math.exp(-exponent * Math.log(spot / edge))
      expect(Math.abs(american({ ...put, spot, dividendYield: q }) - perpetual)).toBeLessThan(5e-4)
    }
  })

  // A put may be too deep in the money to exercise, when the strike grows faster than it is paid.
  it.each([
    [10, 5, 0.3, -0.01, -0.1],
    [40, 5, 0.2, -0.01, -0.03],
    [60, 20, 0.2, -0.01, -0.03],
    [85, 1, 0.25, -0.05, -0.06],
    [85, 5, 0.15, -0.03, -0.05],
  ])('have two exercise edges: at %d with %d years, sigma %d, rate %d, yield %d', (spot, t, vol, r, q) => {
    const put = { right: 'put', spot, strike: 100, years: t, sigma: vol, rate: r, dividendYield: q } as const
    const value = american({ ...put, underlying: 'spot' })
    expect(value - (100 - spot)).toBeGreaterThan(0.01)
    expect(Math.abs(smoothTree(put, 1600) - value)).toBeLessThan(3e-4)
  })

  it('are worth more than exercise as soon as two edges have met', () => {
    const put = { underlying: 'spot', right: 'put', strike: 100, sigma: 0.2, rate: -0.01 } as const
    const at = (t: number) => american({ ...put, spot: 45.61, dividendYield: -0.03, years: t })
    expect(at(7.4017 * 0.9999) - 54.39).toBeLessThan(1e-6)
    expect(at(7.4017 * 1.001) - 54.39).toBeGreaterThan(2e-5)
  })

  it.each([
    ['on a future without interest', { underlying: 'future', right: 'put', forward: 90, rate: 0 }],
    ['on a future with negative interest', { underlying: 'future', right: 'call', forward: 90, rate: -0.02 }],
    ['of a call without a yield', { underlying: 'spot', right: 'call', spot: 120, rate: 0.05 }],
    [
      'of a call with a negative yield',
      { underlying: 'spot', right: 'call', spot: 120, rate: 0.05, dividendYield: -0.02 },
    ],
    [
      'of a put with a yield and no interest',
      { underlying: 'spot', right: 'put', spot: 70, rate: 0, dividendYield: 0.03 },
    ],
  ] as const)('are the European ones where exercise never pays: %s', (_, terms) => {
    const one: AmericanOption = { strike: 100, years: 0.7, sigma: 0.3, ...terms }
    const same =
      one.underlying === 'future'
        ? black76(one.right, one.forward, 100, 0.7, 0.3, one.rate)
        : bsm(one.right, one.spot, 100, 0.7, 0.3, one.rate, one.dividendYield)
    expect(american(one)).toBe(same)
    expect(exercisePrices(one)).toBeNull()
  })

  it('are certain without time, volatility or an underlying', () => {
    expect(american(onFuture({ years: 0, forward: 90 }))).toBe(10)
    expect(american(onFuture({ years: 0, forward: 110 }))).toBe(0)
    expect(american(onFuture({ sigma: 0, forward: 90 }))).toBe(10)
    expect(american(onFuture({ sigma: 0, forward: 90, rate: -0.05 }))).toBeCloseTo(10 * Math.exp(0.05), 12)
    expect(american(onFuture({ forward: 0 }))).toBe(100)
    expect(american(onFuture({ right: 'call', forward: 0 }))).toBe(0)
    expect(american(onFuture({ right: 'call', strike: 0 }))).toBe(100)
    expect(american(onFuture({ right: 'put', strike: 0 }))).toBe(0)
  })

  it('wait for the best date of a certain path', () => {
    const still = { underlying: 'spot', right: 'call', spot: 100, strike: 90, years: 50, sigma: 0 } as const
    const best = Math.log((0.04 * 90) / (0.02 * 100)) / 0.02
    const worth = (date: number) => 100 * Math.exp(-0.02 * date) - 90 * Math.exp(-0.04 * date)
    expect(best).toBeCloseTo(29.4, 1)
    expect(american({ ...still, rate: 0.04, dividendYield: 0.02 })).toBeCloseTo(worth(best), 12)
    expect(american({ ...still, rate: 0.04, dividendYield: 0.02, years: 20 })).toBeCloseTo(worth(20), 12)
    expect(american({ ...still, rate: 0.01, dividendYield: 0.05 })).toBe(10)
  })

  it('join the certain ones as volatility vanishes', () => {
    for (const side of ['call', 'put'] as const) {
      const nearly = onFuture({ right: side, forward: 104, sigma: 1e-6 })
      expect(american(nearly)).toBeCloseTo(american({ ...nearly, sigma: 0 }), 5)
    }
    const put = { underlying: 'spot', right: 'put', spot: 99, strike: 100, years: 2, rate: 0.02 } as const
    for (const dividendYield of [-0.03, 0, 0.01, 0.03, 0.12])
      expect(american({ ...put, dividendYield, sigma: 2e-4 })).toBeCloseTo(
        american({ ...put, dividendYield, sigma: 0 }),
        3,
      )
  })

  it.each([
    [{ forward: -1 }, 'field forward: "-1"'],
    [{ strike: Number.NaN }, 'field strike: "NaN"'],
    [{ years: -0.1 }, 'field years: "-0.1"'],
    [{ sigma: Infinity }, 'field sigma: "Infinity"'],
    [{ rate: Number.NaN }, 'field rate: "NaN"'],
  ])('refuse %o', (terms, message) => {
    expect(() => american(onFuture(terms))).toThrow(message)
  })
})

describe('laws of American options', () => {
  it('never worth less than European options, or than exercise', () => {
    holds(
      fc.property(option, one => {
        const price = american(one)
        expect(price).toBeGreaterThanOrEqual(european(one).price * (1 - 1e-14))
        expect(price).toBeGreaterThanOrEqual(intrinsicOf(one))
      }),
      80,
    )
  })

  it('never worth less with more time', () => {
    holds(
      fc.property(option, fc.double({ min: 1.001, max: 3, noNaN: true }), (one, factor) => {
        const longer = american({ ...one, years: one.years * factor })
        expect(longer - american(one)).toBeGreaterThan(-1e-7 * scaleOf(one))
      }),
      60,
    )
  })

  it('symmetric: a call is a put with underlying and strike, rate and yield exchanged', () => {
    holds(
      fc.property(underlying, moneyness, years, sigma, rate, rate, (spot, m, t, vol, r, q) => {
        const terms = { underlying: 'spot', years: t, sigma: vol } as const
        const strike = spot * m
        const call = american({ ...terms, right: 'call', spot, strike, rate: r, dividendYield: q })
        const put = american({
          ...terms,
          right: 'put',
          spot: strike,
          strike: spot,
          rate: q,
          dividendYield: r,
        })
        expect(Math.abs(call - put)).toBeLessThan(1e-13 * Math.max(spot, strike))
      }),
      60,
    )
  })

  it('in proportion to underlying and strike', () => {
    holds(
      fc.property(option, fc.double({ min: 0.01, max: 1000, noNaN: true }), (one, factor) => {
        const larger = { ...one, strike: factor * one.strike }
        const grown: AmericanOption =
          larger.underlying === 'future'
            ? { ...larger, forward: factor * larger.forward }
            : { ...larger, spot: factor * larger.spot }
        expect(Math.abs(american(grown) / factor - american(one))).toBeLessThan(1e-11 * scaleOf(one))
      }),
      60,
    )
  })

  it('a future is a spot price that yields the rate', () => {
    holds(
      fc.property(right, moneyness, years, sigma, rate, (side, m, t, vol, r) => {
        const terms = { right: side, strike: 100, years: t, sigma: vol, rate: r }
        const future = american({ ...terms, underlying: 'future', forward: 100 * m })
        const spot = american({ ...terms, underlying: 'spot', spot: 100 * m, dividendYield: r })
        expect(Math.abs(future - spot)).toBeLessThan(1e-11 * Math.max(100, 100 * m))
      }),
      60,
    )
  })

  it('a smooth tree comes as close as its own steps bring it, two exercise edges included', () => {
    const random = uniform(11)
    for (let i = 0; i < 40; i++) {
      const t = between(random, 0.005, 10)
      const vol = Math.exp(between(random, Math.log(0.04), Math.log(0.8)))
      const [r, q] = [between(random, -0.05, 0.15), between(random, -0.05, 0.15)]
      const spot = 100 * Math.exp(between(random, -2.5, 2.5) * Math.max(vol * Math.sqrt(t), 0.03))
      const side = sideOf(random)
      expectTree({ right: side, spot, strike: 100, years: t, sigma: vol, rate: r, dividendYield: q }, 1e-6)
    }
  })

  it('and where drift outruns chance 5 to 100 times', () => {
    const random = uniform(12)
    for (let i = 0; i < 60; i++) {
      const side = sideOf(random)
      const t = Math.exp(between(random, Math.log(0.05), Math.log(20)))
      const [r, q] = [between(random, -0.05, 0.15), between(random, -0.05, 0.15)]
      const drift = Math.abs(r - q) * Math.sqrt(t)
      const vol = drift / Math.exp(between(random, Math.log(5), Math.log(100)))
      const edge = side === 'put' ? r / q : q / r
      const centres = [1, edge > 0.05 && edge < 20 ? edge : 1, Math.exp((q - r) * t)]
      const reach = Math.max(2 * vol * Math.sqrt(t), 0.3 * drift * Math.sqrt(t))
      const spot = 100 * (centres[i % 3] ?? 1) * Math.exp(between(random, -1, 1) * reach)
      expectTree({ right: side, spot, strike: 100, years: t, sigma: vol, rate: r, dividendYield: q }, 2e-7)
    }
  })

  // Each was off by 1e-5 to 4e-4 of the strike while edges were looked for over the whole of the time.
  it.each([
    ['call', 197.89498, 17.72217, 0.00365619, 0.13393591, 0.05215976],
    ['call', 422.34035, 18.4581, 0.00203858, -0.04978489, -0.0135251],
    ['call', 148.05202, 8.99157, 0.00499723, 0.1373488, 0.080804],
    ['call', 90.50333, 18.00544, 0.0037202, 0.10966587, 0.05613849],
    ['put', 97.37706, 11.89325, 0.0038528, 0.09079283, 0.1283696],
    ['put', 94.0057, 12.64305, 0.00317186, 0.06911539, 0.11321237],
  ] as const)('%s at %d: years %d, sigma %d, rate %d, yield %d', (side, spot, t, vol, r, q) => {
    const one = { right: side, spot, strike: 100, years: t, sigma: vol, rate: r, dividendYield: q }
    const error = Math.abs(smoothTree(one, 3200) - american({ ...one, underlying: 'spot' }))
    expect(error).toBeLessThan(1e-5)
  })

  it('meet the certain ones where drift outruns chance 10,000 times', () => {
    for (const [side, r, q] of [
      ['put', 0.05, 0.08],
      ['call', 0.08, 0.03],
      ['put', -0.01, -0.04],
    ] as const) {
      const put = {
        underlying: 'spot',
        right: side,
        strike: 100,
        years: 4,
        rate: r,
        dividendYield: q,
      } as const
      for (const spot of [60, 92, 100, 101, 110, 260]) {
        const at = (times: number) => american({ ...put, spot, sigma: (Math.abs(r - q) * 2) / times })
        expect(Math.abs(at(9_900) - at(10_100))).toBeLessThan(1e-5)
      }
    }
  })

  it('theta is the fall of the value with time', () => {
    holds(
      fc.property(option, one => {
        const value = americanValue(one)
        const step = 1e-3 * one.years
        const later = american({ ...one, years: one.years - step })
        const before = american({ ...one, years: one.years + step })
        const slope = (later - before) / (2 * step)
        const bends = Math.abs(later + before - 2 * value.price) / step
        const near = 1e-3 * Math.abs(value.theta) + bends + (1e-8 * scaleOf(one)) / step
        expect(Math.abs(value.theta - slope)).toBeLessThan(near)
      }),
      50,
    )
  })

  it('the value passes through the edges of the exercise region without a jump or a kink', () => {
    const cases = [
      onFuture({}),
      onFuture({ right: 'call', years: 0.05 }),
      { ...onFuture({}), underlying: 'spot', spot: 100, dividendYield: 0.08 },
      { ...onFuture({}), underlying: 'spot', spot: 100, rate: -0.01, dividendYield: -0.03 },
      { ...onFuture({ right: 'call' }), underlying: 'spot', spot: 100, rate: -0.05, dividendYield: -0.01 },
    ] as const
    for (const one of cases) {
      const prices = exercisePrices(one)
      expect(prices).not.toBeNull()
      const ends = [prices?.from ?? 0, prices?.to ?? 0].filter(end => end > 0 && end < Infinity)
      for (const end of ends) {
        const outside = end === prices?.from ? 1 - 1e-5 : 1 + 1e-5
        const at = (share: number) =>
          americanValue({
            ...one,
            ...(one.underlying === 'spot' ? { spot: share * end } : { forward: share * end }),
          })
        const [inside, beyond] = [at(2 - outside), at(outside)]
        expect(inside.exercised).toBe(true)
        expect(beyond.exercised).toBe(false)
        const exercised = one.right === 'put' ? 100 - outside * end : outside * end - 100
        expect(Math.abs(beyond.price - exercised)).toBeLessThan(1e-6)
        expect(Math.abs(beyond.delta - inside.delta)).toBeLessThan(1e-3)
      }
    }
  })
})

interface In {
  readonly underlying: 'spot' | 'future'
  readonly type: Right
  readonly S: number
  readonly K: number
  readonly T: number
  readonly r: number
  readonly q: number
  readonly sigma: number
}

const optionOfCase = ({ underlying: on, type, S, K, T, r, q, sigma: vol }: In): AmericanOption => {
  const terms = { right: type, strike: K, years: T, sigma: vol, rate: r }
  return on === 'future'
    ? { ...terms, underlying: on, forward: S }
    : { ...terms, underlying: on, spot: S, dividendYield: q }
}

/** The true values; the oracle's two approximations are of other methods. */
const truths = ({ out, ...rest }: OracleCase<In>): OracleCase<In> => ({
  ...rest,
  out: Object.fromEntries(
    ['price', 'european', 'earlyExercisePremium', 'delta', 'gamma', 'vega']
      .filter(field => field in out)
      .map(field => [field, out[field] ?? null]),
  ),
})

withOracle<OracleFamily<In>>('american_options', ({ cases }) => {
  itAgrees(
    cases.map(truths),
    vector => `${vector.in.type} on ${vector.in.underlying}`,
    input => {
      const one = optionOfCase(input)
      const greeks = americanGreeks(one)
      const without = european(one).price
      const { price, delta, gamma, vega } = greeks
      return { price, delta, gamma, vega, european: without, earlyExercisePremium: price - without }
    },
  )

  it('comes within 1e-9 of the larger of price and strike', () => {
    const errors = cases.map(({ in: input, out }) => {
      const price = typeof out.price === 'number' ? out.price : Number.NaN
      return Math.abs(american(optionOfCase(input)) - price) / Math.max(input.S, input.K)
    })
    expect(Math.max(...errors)).toBeLessThan(1e-9)
  })

  it('is the intrinsic value itself where the oracle exercises', () => {
    const exercised = cases.filter(({ out }) => out.immediateExercise !== undefined)
    expect(exercised.length).toBeGreaterThan(0)
    for (const { in: input } of exercised) {
      const gain = input.type === 'put' ? input.K - input.S : input.S - input.K
      expect(americanValue(optionOfCase(input))).toMatchObject({ price: gain, exercised: true })
    }
  })
})
