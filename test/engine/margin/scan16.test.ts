/** Scanning margin: the deck's strangles, groups, the short option minimum, and the exchange's vectors. */

import { describe, expect, it } from 'vitest'
import { scanLosses } from '../../../engine/margin/scan-losses.ts'
import { SCAN_DEFAULTS, type ScanRates, type VolScan } from '../../../engine/margin/scan-rates.ts'
import { greatestLoss } from '../../../engine/margin/scan-risk.ts'
import { type ExtremeMove, scanScenarios } from '../../../engine/margin/scan-scenarios.ts'
import { scanMargin } from '../../../engine/margin/scan16.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { DAY, future, option } from './positions.ts'

const since = (value: number) => [{ from: null, value }]

/** COMEX gold since 23 January 2009; the euro's is the range at which the deck's margin comes out. */
const RATES: ScanRates = { ...SCAN_DEFAULTS, psr: { GC: since(3999), '6E': since(3375), CL: since(5000) } }

function of(positions: readonly MarginPosition[], rates = RATES) {
  return scanMargin(rates)
    .requirement(positions, DAY)
    .map(one => ({
      product: one.product,
      initial: one.initial / 100,
      maintenance: one.maintenance / 100,
      scenario: one.scenario,
      structures: one.structures.map(({ structure, lots }) => `${lots} ${structure}`).join(', '),
    }))
}

/** On 12 October 2009, 15 days before expiry, at the volatilities of the deck's two premiums. */
const gold = (right: 'call' | 'put', strike: number, vol: number, quantity = -1): MarginPosition => ({
  ...option({ right, strike, quantity, underlyingPrice: 1057.5 }),
  price: black76(right, 1057.5, strike, 15 / 365, vol),
  daysToExpiry: 15,
  sigmaDaily: null,
})
const GOLD_CALL = gold('call', 1110, 0.24163777403629)
const GOLD_PUT = gold('put', 1025, 0.20399882987918)

const euro = (right: 'call' | 'put', strike: number, price: number): MarginPosition => ({
  ...option({ product: 'EURFX', right, strike, price, underlyingPrice: 1.491, multiplier: 125_000 }),
  daysToExpiry: 21,
  sigmaDaily: null,
})

describe('the strangles of the deck', () => {
  it('in gold need about the deck’s 2,500 and 3,500', () => {
    expect(of([GOLD_CALL, GOLD_PUT])).toEqual([
      {
        product: 'OG',
        maintenance: 2558.6,
        initial: 3454.11,
        scenario: 16,
        structures: '1 shortCall, 1 shortPut',
      },
    ])
  })

  it('in gold need less with the extreme move of the 1990s', () => {
    const rates = { ...RATES, extreme: { moves: 2, weight: 0.35 } }
    expect(of([GOLD_CALL, GOLD_PUT], rates)).toMatchObject([{ maintenance: 1503.42, scenario: 13 }])
  })

  it('in the euro need about the deck’s 1,800', () => {
    expect(of([euro('call', 1.53, 0.0035), euro('put', 1.46, 0.0046)])).toMatchObject([
      { product: 'EURFX', maintenance: 1788.24, initial: 2414.13, scenario: 16 },
    ])
  })

  it('need less than their legs alone', () => {
    const alone = [GOLD_CALL, GOLD_PUT].map(leg => of([leg])[0]?.maintenance ?? 0)
    expect(Math.min(...alone)).toBeGreaterThan(1500)
    expect(2558.6).toBeLessThan(alone.reduce((sum, one) => sum + one, 0))
  })

  it('need no premium on top: equity owes it already', () => {
    const [one] = scanMargin(RATES).requirement([GOLD_CALL, GOLD_PUT], DAY)
    expect(one).toMatchObject({ premiumIncluded: 0, currency: 'USD' })
  })

  it('need the same when their gains are settled daily', () => {
    const daily = [GOLD_CALL, GOLD_PUT].map(leg => ({ ...leg, paidUpFront: false }))
    expect(of(daily)).toEqual(of([GOLD_CALL, GOLD_PUT]))
  })
})

describe('a group', () => {
  const long = { ...future('GC', 1), price: 1057.5, underlyingPrice: 1057.5 }

  it('of futures alone needs its range, in the first scenario of that size', () => {
    const [extreme, whole] = [0.34, 0.33].map(weight => ({ ...RATES, extreme: { moves: 3, weight } }))
    expect(of([long], whole)).toMatchObject([
      { product: 'GC', maintenance: 3999, initial: 5398.65, scenario: 13, structures: '1 future' },
    ])
    expect(of([{ ...long, quantity: -2 }], whole)).toMatchObject([{ maintenance: 7998, scenario: 11 }])
    expect(of([long], extreme)).toMatchObject([{ maintenance: 4078.98, scenario: 16 }])
  })

  it('of options holds the future that they deliver, and offsets it', () => {
    const covered = of([long, GOLD_CALL])
    expect(covered).toMatchObject([{ product: 'OG', structures: '1 shortCall, 1 future' }])
    const apart = [of([long]), of([GOLD_CALL])].map(([one]) => one?.maintenance ?? 0)
    expect(covered[0]?.maintenance).toBeLessThan(Math.max(...apart))
  })

  it('offsets the months of a future whole', () => {
    const later = { ...future('GC', -1, '2010-02'), price: 1059, underlyingPrice: 1059 }
    expect(of([long, later])).toMatchObject([{ maintenance: 0, scenario: null, structures: '2 future' }])
  })

  it('offsets nothing of another group, and comes in the order of the products', () => {
    const oil = { ...future('CL', -1), multiplier: 1000, price: 80, underlyingPrice: 80 }
    const call = euro('call', 1.53, 0.0035)
    const together = of([oil, GOLD_CALL, call])
    expect(together.map(one => one.product)).toEqual(['CL', 'EURFX', 'OG'])
    expect(together).toEqual([...of([oil]), ...of([call]), ...of([GOLD_CALL])])
  })

  it('of options that settle in cash stands alone', () => {
    const dax = {
      ...option({ product: 'ODAX', strike: 6000, underlyingPrice: 5700, multiplier: 5, price: 40 }),
    }
    expect(of([dax], { ...RATES, psr: { ODAX: since(2000) } })).toMatchObject([{ product: 'ODAX' }])
  })

  it('names what it holds, each series and month netted', () => {
    expect(
      of([GOLD_CALL, GOLD_CALL, { ...GOLD_CALL, quantity: 1 }, { ...GOLD_PUT, quantity: 3 }, long, long]),
    ).toMatchObject([{ structures: '1 shortCall, 3 longOption, 2 future' }])
    expect(of([GOLD_CALL, { ...GOLD_CALL, quantity: 1 }])).toMatchObject([{ maintenance: 0, structures: '' }])
  })
})

describe('the short option minimum', () => {
  const far = (quantity: number, strike = 1300): MarginPosition => ({
    ...option({ strike, quantity, underlyingPrice: 1057.5 }),
    price: 0.0001,
    daysToExpiry: 10,
  })
  const put = option({ right: 'put', strike: 800 })
  const farPut = (quantity: number): MarginPosition => ({
    ...far(quantity, 800),
    instrument: put.instrument,
    option: put.option,
  })

  it('is 2 % of the range for each short option, and no scenario binds', () => {
    expect(of([far(-10)])).toMatchObject([{ maintenance: 799.8, initial: 1079.73, scenario: null }])
  })

  it('counts the greater of calls and puts', () => {
    expect(of([far(-10), farPut(-10)])).toMatchObject([{ maintenance: 799.8 }])
    expect(of([far(-10), farPut(-12)])).toMatchObject([{ maintenance: 959.76 }])
  })

  it('does not count what is long', () => {
    expect(of([far(-10), far(9)])).toMatchObject([{ maintenance: 79.98 }])
    expect(of([far(-10), far(9, 1310)])).toMatchObject([{ maintenance: 799.8 }])
  })

  it('can be left out', () => {
    const [one] = of([far(-10)], { ...RATES, shortOptionMinimumShare: 0 })
    expect(one?.maintenance).toBeLessThan(100)
    expect(one?.scenario).toBe(15)
  })
})

describe('the greatest loss', () => {
  it.each<[string, readonly number[], number, number | null]>([
    ['of several', [1, -5, 7, 3], 7, 3],
    ['of equal ones is the first', [2, 7, 7], 7, 2],
    ['of gains is none', [-1, -2], 0, null],
    ['of nothing is none', [0, 0], 0, null],
  ])('%s', (_, losses, loss, scenario) => {
    expect(greatestLoss(losses)).toEqual({ loss, scenario })
  })
})

interface ScanCase {
  readonly id: string
  readonly input: {
    readonly legs: readonly { n: number; K: number; cp: 1 | -1; vol: number; T: number; style?: string }[]
    readonly F: number
    readonly mult: number
    readonly psr: number
    readonly vsr: number
    readonly xm?: number
    readonly xf?: number
    readonly som?: number
  }
  readonly output: {
    readonly losses: readonly number[]
    readonly scanRisk: number
    readonly activeScenario: number
    readonly shortOptionMinimum: number
    readonly risk: number
    readonly netOptionValue: number
    readonly totalRequirement: number
  }
}

interface McMillan {
  readonly id: 'span.mcmillan'
  readonly input: { readonly futureLongPL: readonly number[]; readonly callLongPL: readonly number[] }
  readonly output: {
    readonly longCallRisk: number
    readonly coveredWritePL: readonly number[]
    readonly coveredWriteRisk: number
    readonly activeScenario: number
  }
}

interface Vectors {
  readonly spanScenarios: readonly { n: number; priceMoveInPSR: number; volMove: number; weight: number }[]
  readonly cases: readonly (ScanCase | McMillan)[]
}

const positionsOf = ({ legs, F, mult }: ScanCase['input']): MarginPosition[] =>
  legs.map(({ n, K, cp, vol, T, style }) => {
    const right = cp === 1 ? 'call' : 'put'
    return {
      ...option({ right, strike: K, quantity: n, underlyingPrice: F, multiplier: mult }),
      price: black76(right, F, K, T, vol),
      paidUpFront: style !== 'futures',
      daysToExpiry: Math.round(365 * T),
      sigmaDaily: null,
    }
  })

function ratesOf({ psr, mult, vsr, xm = 3, xf = 0.33, som = 0 }: ScanCase['input']): ScanRates {
  const volScan: VolScan = { kind: 'relative', share: vsr }
  const extreme: ExtremeMove = { moves: xm, weight: xf }
  const shortOptionMinimumShare = som / (psr * mult)
  return { ...SCAN_DEFAULTS, volScan, extreme, shortOptionMinimumShare, psr: { GC: since(psr * mult) } }
}

/** The vectors are in whole cents. */
const HALF_CENT = 0.005 + 1e-9

withOracle<Vectors>('option-margin', ({ spanScenarios, cases }) => {
  it('scans the sixteen scenarios', () => {
    expect(
      scanScenarios(SCAN_DEFAULTS.extreme).map(({ number, priceMove, volDirection, weight }) => ({
        n: number,
        priceMoveInPSR: priceMove,
        volMove: volDirection,
        weight,
      })),
    ).toEqual(spanScenarios)
  })

  const scans = cases.filter(
    (one): one is ScanCase => one.id.startsWith('span.') && one.id !== 'span.mcmillan',
  )

  it('has scan cases', () => {
    expect(scans).toHaveLength(6)
  })

  it.each(scans)('scanning margin agrees with $id', ({ input, output }) => {
    const positions = positionsOf(input)
    const rates = ratesOf(input)
    const losses = scanLosses(positions, { money: input.psr * input.mult, points: input.psr }, rates)
    expect(losses).toHaveLength(16)
    for (const [i, loss] of losses.entries())
      expect(Math.abs(loss - (output.losses[i] ?? Number.NaN))).toBeLessThanOrEqual(HALF_CENT)
    const { loss, scenario } = greatestLoss(losses)
    expect(Math.abs(loss - output.scanRisk)).toBeLessThanOrEqual(HALF_CENT)
    expect(scenario).toBe(output.activeScenario)

    const [one] = of(positions, rates)
    expect(one?.maintenance).toBe(output.risk)
    expect(one?.scenario).toBe(output.shortOptionMinimum > output.scanRisk ? null : output.activeScenario)
    const premium = positions.reduce(
      (sum, p) => sum + (p.paidUpFront ? p.quantity * p.price * p.multiplier : 0),
      0,
    )
    expect(Math.abs(premium - output.netOptionValue)).toBeLessThanOrEqual(HALF_CENT)
    expect(Math.abs((one?.maintenance ?? 0) - premium - output.totalRequirement)).toBeLessThanOrEqual(
      2 * HALF_CENT,
    )
  })

  it.each(cases.filter((one): one is McMillan => one.id === 'span.mcmillan'))(
    'scanning margin agrees with $id',
    ({ input, output }) => {
      const call = input.callLongPL.map(gain => -gain)
      expect(greatestLoss(call)).toEqual({ loss: output.longCallRisk, scenario: 14 })
      const covered = input.futureLongPL.map((gain, i) => -gain - (call[i] ?? Number.NaN))
      expect(covered.map(loss => -loss)).toEqual(output.coveredWritePL)
      expect(greatestLoss(covered)).toEqual({
        loss: output.coveredWriteRisk,
        scenario: output.activeScenario,
      })
      const future410 = { ...future('ES-F', 1), multiplier: 500, price: 410, underlyingPrice: 410 }
      const terms = { ...SCAN_DEFAULTS, extreme: { moves: 2, weight: 0.35 } }
      const own = scanLosses([future410], { money: 10_000, points: 20 }, terms)
      expect(own.map(loss => 0 - 10 * Math.round(loss / 10))).toEqual(input.futureLongPL)
    },
  )
})
