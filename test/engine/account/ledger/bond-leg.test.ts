/** What a bond leg is worth: units paid for, trades that are not, loans, and what will leave at a fixed price. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BondState,
  bondEquity,
  bondValue,
  borrowed,
  type Loan,
  moneyOf,
  newBondState,
  settledUnits,
  type UnsettledTrade,
  unsettledUnits,
} from '../../../../engine/account/ledger/bond-leg.ts'
import { minor } from '../../../../engine/model/money.ts'

const state = (some: Partial<BondState> = {}): BondState => ({ ...newBondState(), ...some })

const trade = (quantity: number, price = 100, accrued = 0.5): UnsettledTrade => ({
  quantity,
  price,
  accrued,
  settles: 101,
})

const loan = (units: number, principal: number): Loan => ({
  units,
  principal: minor(principal),
  ratePercent: null,
  since: 100,
  matures: 101,
})

const leg = (quantity: number, mark: number | null = 100) => ({
  currency: 'USD',
  quantity,
  priceEntry: 98,
  mark,
})

describe('units', () => {
  it.each<[string, number, readonly number[], number, number]>([
    ['all paid for', 1000, [], 1000, 0],
    ['bought today', 1000, [1000], 0, 1000],
    ['bought more today', 1500, [500], 1000, 500],
    ['sold some today', 600, [-400], 1000, -400],
    ['sold all today', 0, [-1000], 1000, -1000],
    ['sold and bought', 1100, [-400, 500], 1000, 100],
  ])('%s', (_, held, trades, settled, unsettled) => {
    const bond = state({ unsettled: trades.map(quantity => trade(quantity)) })
    expect([settledUnits(held, bond), unsettledUnits(bond)]).toEqual([settled, unsettled])
  })
})

describe('money', () => {
  it.each([
    [3, 33.335, 100.01],
    [-3, 33.335, -100.01],
    [1, 0.004, 0],
    [0, 101, 0],
    [1_000_000, 101.594466847826, 101_594_466.85],
  ])('of %d units at %d is %d: cents, halves away from zero, once', (units, price, expected) => {
    expect(moneyOf(units, price, 'USD') / 100).toBe(expected)
  })

  it('is in the minor units of its currency', () => {
    expect(moneyOf(10, 99.96, 'JPY')).toBe(1000)
  })
})

describe('the value', () => {
  it('is that of the units that are paid for, with accrued interest', () => {
    const bond = state({ accrued: 0.25, unsettled: [trade(500)] })
    expect(bondValue(leg(1500), bond)).toBe(1000 * 100.25 * 100)
  })

  it('before the first mark is at the price of entry', () => {
    expect(bondValue(leg(1000, null), state())).toBe(1000 * 98 * 100)
  })

  it('of units that are sold and still here counts until they are paid for', () => {
    expect(bondValue(leg(0), state({ unsettled: [trade(-1000)] }))).toBe(1000 * 100 * 100)
  })
})

describe('what a leg adds to equity', () => {
  it.each<[string, number, Partial<BondState>, number]>([
    ['nothing held', 0, {}, 0],
    ['held', 1000, { accrued: 0.5 }, 100_500],
    ['held on a loan', 1000, { accrued: 0.5, loans: [loan(1000, 9_800_000)] }, 2500],
    ['on two loans', 1000, { loans: [loan(600, 6_000_000), loan(400, 3_900_000)] }, 1000],
    [
      'on a loan that owes interest',
      1000,
      { loans: [loan(1000, 10_000_000)], interestAccrued: minor(1234) },
      -12.34,
    ],
    ['worth less than its loan', 1000, { loans: [loan(1000, 10_100_000)] }, -1000],
    ['bought at the price of now', 1000, { unsettled: [trade(1000)] }, 0],
    ['bought cheaper', 1000, { accrued: 9, unsettled: [trade(1000, 99)] }, 1000],
    ['bought dearer', 1000, { unsettled: [trade(1000, 101.5)] }, -1500],
    ['sold dearer than now', 0, { accrued: 0.5, unsettled: [trade(-1000, 101)] }, 100_500 + 1000],
    ['sold cheaper', 0, { accrued: 0.5, unsettled: [trade(-1000, 99)] }, 100_500 - 1000],
    ['some leave at a better price', 1000, { committed: [{ units: 400, price: 101 }] }, 100_400],
    ['some leave at a worse one', 1000, { committed: [{ units: 400, price: 99 }] }, 99_600],
    [
      'all leave, at two prices',
      1000,
      {
        committed: [
          { units: 600, price: 100.5 },
          { units: 400, price: 99 },
        ],
      },
      100_000 + 300 - 400,
    ],
  ])('%s', (_, quantity, bond, expected) => {
    expect(bondEquity(leg(quantity), state(bond)) / 100).toBe(expected)
  })

  it('does not change when a trade is paid for: what the leg gains is what cash loses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 80 * 256, max: 130 * 256 }),
        fc.integer({ min: 80 * 256, max: 130 * 256 }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (settled, units, price, mark, accrued) => {
          const before = bondEquity(
            leg(settled + units, mark / 256),
            state({ accrued, unsettled: [trade(units, price / 256, accrued)] }),
          )
          const after = bondEquity(leg(settled + units, mark / 256), state({ accrued }))
          const paid = moneyOf(units, price / 256 + accrued, 'USD')
          expect(Math.abs(after - paid - before)).toBeLessThanOrEqual(2)
        },
      ),
    )
  })

  it('of what is committed does not hang on the mark', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 80, max: 130, noNaN: true }),
        fc.double({ min: 80, max: 130, noNaN: true }),
        (units, one, other) => {
          const at = (mark: number) =>
            bondEquity(leg(units, mark), state({ accrued: 1, committed: [{ units, price: 100 }] }))
          expect(Math.abs(at(one) - at(other))).toBeLessThanOrEqual(2)
        },
      ),
    )
  })
})

describe('what is borrowed', () => {
  it('is the sum of the loans', () => {
    expect(borrowed(state())).toBe(0)
    expect(borrowed(state({ loans: [loan(1, 7), loan(2, 8)] }))).toBe(15)
  })
})
