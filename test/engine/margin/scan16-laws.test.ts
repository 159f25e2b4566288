/** Laws of the scanning margin, on books of any options and futures of one product. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanGroups } from '../../../engine/margin/scan-group.ts'
import { scanLosses } from '../../../engine/margin/scan-losses.ts'
import { SCAN_DEFAULTS, type ScanRates } from '../../../engine/margin/scan-rates.ts'
import { scanMargin } from '../../../engine/margin/scan16.ts'
import type { MarginPosition, ProductRequirement } from '../../../engine/model/margin-model.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { DAY, future, option } from './positions.ts'

const RATES: ScanRates = { ...SCAN_DEFAULTS, psr: { GC: [{ from: null, value: 3999 }] } }
const RANGE = { money: 3999, points: 39.99 }

/** The one requirement of a book in one product; null when nothing is held. */
const of = (positions: readonly MarginPosition[], rates = RATES): ProductRequirement | null =>
  scanMargin(rates, () => 'OG').requirement(positions, DAY)[0] ?? null

const risk = (positions: readonly MarginPosition[], rates = RATES): number =>
  of(positions, rates)?.maintenance ?? 0

const MONTHS = [
  { month: '2009-12', price: 1057.5 },
  { month: '2010-02', price: 1059.2 },
]

const months = fc.constantFrom(...MONTHS)
const rights = fc.constantFrom('call' as const, 'put' as const)
const strikes = fc.integer({ min: 180, max: 240 }).map(fives => 5 * fives)
const days = fc.integer({ min: 0, max: 120 })
const lots = fc.constantFrom(-5, -2, -1, -1, 1, 2, 5)

/** An option at any volatility; some are worth nothing, or no more than they are in the money. */
const anyOption = fc
  .record({
    right: rights,
    strike: strikes,
    days,
    vol: fc.constantFrom(0, 0.05, 0.15, 0.2, 0.3, 0.6),
    lots,
  })
  .map(one => optionAt(one.right, one.strike, deliveredOn(one.days), one.days, one.vol, one.lots))

/** The price of the future that an option of so many days delivers. */
const deliveredOn = (days: number): number => (days < 45 ? 1057.5 : 1059.2)

function optionAt(
  right: 'call' | 'put',
  strike: number,
  forward: number,
  daysToExpiry: number,
  vol: number,
  quantity: number,
): MarginPosition {
  return {
    ...option({ right, strike, quantity, underlyingPrice: forward, expiry: DAY + daysToExpiry }),
    price: black76(right, forward, strike, daysToExpiry / 365, vol),
    daysToExpiry,
  }
}

const anyFuture = fc.record({ months, lots }).map(one => futureAt(one.months, one.lots))

const futureAt = ({ month, price }: (typeof MONTHS)[number], quantity: number): MarginPosition => ({
  ...future('GC', quantity, month),
  price,
  underlyingPrice: price,
})

const anyBook = fc.array(fc.oneof({ weight: 3, arbitrary: anyOption }, { weight: 1, arbitrary: anyFuture }), {
  maxLength: 8,
})

const times = (positions: readonly MarginPosition[], k: number): MarginPosition[] =>
  positions.map(position => ({ ...position, quantity: k * position.quantity }))

describe('any book', () => {
  it('needs at least nothing, and names the scenario that binds', () => {
    fc.assert(
      fc.property(anyBook, account => {
        const losses = scanLosses(account, RANGE, RATES)
        const one = of(account)
        if (!one) return
        expect(one.maintenance).toBeGreaterThanOrEqual(0)
        expect(one.initial).toBeGreaterThanOrEqual(one.maintenance)
        for (const loss of losses) expect(100 * loss).toBeLessThanOrEqual(one.maintenance + 0.51)
        if (one.scenario !== null)
          expect(Math.abs(100 * (losses[one.scenario - 1] ?? Number.NaN) - one.maintenance)).toBeLessThan(
            0.51,
          )
      }),
      { seed: 161 },
    )
  })

  it('needs and loses the same in any order, to the bit', () => {
    const shuffled = anyBook.chain(account =>
      fc.tuple(fc.constant(account), fc.shuffledSubarray(account, { minLength: account.length })),
    )
    fc.assert(
      fc.property(shuffled, ([account, other]) => {
        expect(of(other)).toEqual(of(account))
        const losses = (positions: readonly MarginPosition[]) =>
          scanGroups(positions).map(group => scanLosses(group.positions, RANGE, RATES))
        expect(losses(other)).toEqual(losses(account))
      }),
      { seed: 162 },
    )
  })

  it('needs k times as much when it is k times as large', () => {
    fc.assert(
      fc.property(anyBook, fc.constantFrom(2, 3, 10, 1000), (account, k) => {
        expect(Math.abs(risk(times(account, k)) - k * risk(account))).toBeLessThanOrEqual(0.5 * k + 0.5)
        const losses = scanLosses(account, RANGE, RATES)
        for (const [i, loss] of scanLosses(times(account, k), RANGE, RATES).entries())
          expect(Math.abs(loss - k * (losses[i] ?? Number.NaN))).toBeLessThan(1e-5 * k)
      }),
      { seed: 163 },
    )
  })

  it('gains what its mirror image loses', () => {
    fc.assert(
      fc.property(anyBook, account => {
        const losses = scanLosses(account, RANGE, RATES)
        expect(scanLosses(times(account, -1), RANGE, RATES).map(loss => 0 - loss)).toEqual(losses)
      }),
      { seed: 164 },
    )
  })

  it('needs no more together with another than both alone', () => {
    fc.assert(
      fc.property(anyBook, anyBook, (a, b) => {
        expect(risk([...a, ...b])).toBeLessThanOrEqual(risk(a) + risk(b) + 1)
      }),
      { seed: 165, numRuns: 300 },
    )
  })

  it('needs the same split into single contracts', () => {
    fc.assert(
      fc.property(anyBook, account => {
        const singles = account.flatMap(one =>
          Array.from({ length: Math.abs(one.quantity) }, () => ({
            ...one,
            quantity: Math.sign(one.quantity),
          })),
        )
        expect(Math.abs(risk(singles) - risk(account))).toBeLessThanOrEqual(1)
      }),
      { seed: 166 },
    )
  })
})

describe('a long option', () => {
  /** Time value of at least a tenth: its price has a volatility, so the model values it at its price. */
  const anyLong = fc
    .record({ months, right: rights, strike: strikes, days: fc.integer({ min: 1, max: 120 }), lots })
    .chain(one => fc.record({ one: fc.constant(one), tenths: fc.integer({ min: 1, max: 400 }) }))
    .map(({ one, tenths }) => {
      const position = optionAt(one.right, one.strike, one.months.price, one.days, 0, Math.abs(one.lots))
      return { ...position, price: position.price + tenths / 10 }
    })

  // All that can be lost on it is its value, which was paid and of which equity holds the rest.
  it('raises what any book needs by its value at most', () => {
    fc.assert(
      fc.property(anyBook, anyLong, (account, long) => {
        const value = 100 * long.quantity * long.multiplier * long.price
        expect(risk([...account, long])).toBeLessThanOrEqual(risk(account) + value + 1)
      }),
      { seed: 167, numRuns: 300 },
    )
  })

  it('needs no more than its value alone', () => {
    fc.assert(
      fc.property(anyLong, long => {
        expect(risk([long])).toBeLessThanOrEqual(100 * long.quantity * long.multiplier * long.price + 1)
      }),
      { seed: 168 },
    )
  })
})

describe('options and the future that they deliver', () => {
  const free: ScanRates = { ...RATES, shortOptionMinimumShare: 0 }

  // Days and volatility enough that both prices carry the volatility they were made of.
  const conversions = fc
    .record({
      month: months,
      strike: strikes,
      days: fc.integer({ min: 20, max: 120 }),
      vol: fc.double({ min: 0.15, max: 0.6, noNaN: true }),
      lots,
    })
    .map(({ month, strike, days, vol, lots }) => ({
      lots,
      positions: [
        futureAt(month, lots),
        optionAt('call', strike, month.price, days, vol, -lots),
        optionAt('put', strike, month.price, days, vol, lots),
      ],
    }))

  it('need nothing where call, put and future make no bet, but for the short option minimum', () => {
    fc.assert(
      fc.property(conversions, ({ lots, positions }) => {
        expect(of(positions, free)).toMatchObject({ maintenance: 0, initial: 0, scenario: null })
        expect(risk(positions)).toBe(Math.round(0.02 * 399_900 * Math.abs(lots)))
      }),
      { seed: 169 },
    )
  })

  it('need less than the options alone where the future takes away their delta', () => {
    // Ten short calls at the money are short five futures.
    const calls = [optionAt('call', 1057.5, 1057.5, 30, 0.2, -10)]
    const hedged = (futures: number) =>
      risk([...calls, futureAt({ month: '2009-12', price: 1057.5 }, futures)])
    expect(hedged(5)).toBeLessThan(0.75 * hedged(0))
    expect(hedged(5)).toBeLessThan(hedged(4))
    expect(hedged(-5)).toBeGreaterThan(hedged(0))
  })
})

describe('any strangle', () => {
  it('needs no more than its legs naked', () => {
    const leg = (right: 'call' | 'put') =>
      fc.record({ strike: strikes, vol: fc.double({ min: 0.1, max: 0.6, noNaN: true }) }).map(
        ({ strike, vol }) =>
          (lots: number) =>
            optionAt(right, strike, 1057.5, 30, vol, lots),
      )
    fc.assert(
      fc.property(leg('call'), leg('put'), fc.integer({ min: 1, max: 20 }), (call, put, n) => {
        const naked = risk([call(-n)]) + risk([put(-n)])
        expect(risk([call(-n), put(-n)])).toBeLessThanOrEqual(naked + 1)
      }),
      { seed: 170 },
    )
  })
})
