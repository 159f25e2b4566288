/** Each kind of cash flow: which accounts it touches, with which sign, rounded once. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  commission,
  type Draft,
  deposit,
  interest,
  premium,
  settlement,
  variation,
} from '../../../../engine/account/ledger/entries.ts'
import { minor } from '../../../../engine/model/money.ts'
import { at, fillOf, gold } from './trades.ts'

const time = at('2009-10-12')
const flow = { time, currency: 'USD', group: 1, instrument: 'OG 2009-10-27 C 1110' }
const sold = fillOf({ instrument: gold('call', 1110), quantity: -2, price: 6 })
const bought = fillOf({ instrument: gold('put', 1025), quantity: 3, price: 5.65 })

const amounts = (draft: Draft) =>
  Object.fromEntries(draft.postings.map(({ account, amount }) => [account, amount]))

describe('an entry', () => {
  it.each<[string, Draft, Draft['kind'], Record<string, number>]>([
    ['a premium received', premium(sold), 'premium', { cash: 120_000, premium: -120_000 }],
    ['a premium paid', premium(bought), 'premium', { cash: -169_500, premium: 169_500 }],
    ['a commission on a sale', commission(sold, 2.5), 'commission', { cash: -500, commission: 500 }],
    ['a commission on a purchase', commission(bought, 2.5), 'commission', { cash: -750, commission: 750 }],
    [
      'a gain of a long future',
      variation(flow, 2, 100, 1050, 1051.5),
      'variation',
      { cash: 30_000, variation: -30_000 },
    ],
    [
      'a loss of a short future',
      variation(flow, -2, 100, 1050, 1051.5),
      'variation',
      { cash: -30_000, variation: 30_000 },
    ],
    [
      'what a long option settles for',
      settlement(flow, 2, 5, 61.3),
      'settlement',
      { cash: 61_300, settlement: -61_300 },
    ],
    [
      'what a short option settles for',
      settlement(flow, -2, 5, 61.3),
      'settlement',
      { cash: -61_300, settlement: 61_300 },
    ],
    ['interest earned', interest(time, 'USD', minor(12)), 'interest', { cash: 12, interest: -12 }],
    ['interest owed', interest(time, 'USD', minor(-12)), 'interest', { cash: -12, interest: 12 }],
    ['a deposit', deposit(time, 'USD', minor(99), 'opening cash'), 'deposit', { cash: 99, capital: -99 }],
  ])('of %s', (_, draft, kind, expected) => {
    expect(draft.kind).toBe(kind)
    expect(amounts(draft)).toEqual(expected)
  })

  it('says when, in which currency, for which group and instrument, and what for', () => {
    expect(premium(sold)).toMatchObject({
      time: sold.time,
      currency: 'USD',
      group: 1,
      instrument: 'OG 2009-10-27 C 1110',
      memo: 'premium received',
    })
    expect(premium(bought).memo).toBe('premium paid')
    expect(variation(flow, 1, 100, 1050, 1051.5).memo).toBe('variation margin 1050 to 1051.5')
    expect(interest(time, 'EUR', minor(1))).toMatchObject({ currency: 'EUR', group: null, instrument: null })
  })

  it.each([
    [0.81, 1250, -1, 101_250],
    [0.35, 1250, -3, 131_250],
    [15 / 64, 1000, -1, 23_438],
    [1 / 64, 1000, 1, -1563],
    [0.0000005, 12_500_000, -1, 625],
  ])(
    'of a premium of %f at %i a point for %i contracts rounds once, half away from zero',
    (price, multiplier, quantity, cash) => {
      const fill = fillOf({ instrument: gold('call', 1110), quantity, price, multiplier })
      expect(amounts(premium(fill)).cash).toBe(cash)
    },
  )

  it('counts in whole yen', () => {
    const fill = fillOf({
      instrument: gold('call', 1110),
      quantity: -1,
      price: 7.5,
      multiplier: 1,
      currency: 'JPY',
    })
    expect(amounts(premium(fill)).cash).toBe(8)
  })

  // Fault: `variation` rounds the difference of two prices. The exchange values each settlement in whole cents, and
  // the variation of one contract is the difference of those values, so that the days of a trade add up exactly.
  it('of variation margin is the difference of two settlements in whole cents, times the contracts', () => {
    expect(amounts(variation(flow, 1, 1000, 115.5, 115.515625)).cash).toBe(11_551_563 - 11_550_000)
    expect(amounts(variation(flow, 1, 1000, 115.515625, 115.53125)).cash).toBe(11_553_125 - 11_551_563)
    expect(amounts(variation(flow, 3, 1000, 115.5, 115.515625)).cash).toBe(3 * 1563)
  })

  it('sums to zero, whatever is traded', () => {
    const price = fc.double({ min: 0, max: 5000, noNaN: true })
    const quantity = fc.integer({ min: -50, max: 50 }).filter(one => one !== 0)
    const multiplier = fc.constantFrom(5, 100, 1000, 125_000)
    fc.assert(
      fc.property(price, price, quantity, multiplier, (one, two, contracts, perPoint) => {
        const fill = fillOf({
          instrument: gold('call', 1110),
          quantity: contracts,
          price: one,
          multiplier: perPoint,
        })
        for (const draft of [
          premium(fill),
          commission(fill, two),
          variation(flow, contracts, perPoint, one, two),
          settlement(flow, contracts, perPoint, two),
        ])
          expect(draft.postings.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0)
      }),
      { seed: 42 },
    )
  })
})
