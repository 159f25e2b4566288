/** What every margin model must keep. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { futureProductOf, optionProductOf } from '../../engine/calendar/contracts.ts'
import {
  fixedMargin,
  futureOf,
  type MarginModel,
  type MarginPosition,
  optionOf,
  type Product,
  parseDay,
  strategyMargin,
} from '../../engine/index.ts'

const DAY = parseDay('2009-10-12')
const EXPIRY = parseDay('2009-10-27')
const OG = optionProductOf('OG')
const GC = futureProductOf('GC')
const rate = (initial: number, maintenance: number) => ({ initial, maintenance })

const MODELS: readonly MarginModel[] = [
  fixedMargin(
    {
      OG: [
        {
          from: null,
          value: { nakedCall: rate(2500, 1800), strangle: rate(3500, 2500), future: rate(5399, 3999) },
        },
      ],
    },
    future => (future === 'GC' ? 'OG' : null),
  ),
  strategyMargin({
    share: 0.15,
    shareLeast: 0.1,
    futures: { GC: [{ from: null, value: rate(5399, 3999) }] },
  }),
]

const held = (
  product: Product,
  instrument: MarginPosition['instrument'],
  quantity: number,
  price: number,
): MarginPosition => ({
  instrument,
  product,
  quantity,
  multiplier: 100,
  price,
  paidUpFront: instrument.kind === 'option',
  underlyingPrice: instrument.kind === 'option' ? 1057.5 : price,
  daysToExpiry: 20,
  sigmaDaily: 0.012,
})

const option = fc
  .record({
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc.integer({ min: 90, max: 120 }),
    quantity: fc.integer({ min: -20, max: 20 }).filter(n => n !== 0),
    price: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ right, strike, quantity, price }) =>
    held(OG, optionOf('OG', EXPIRY, right, strike * 10), quantity, price / 10),
  )
const future = fc
  .record({
    month: fc.constantFrom('2009-12', '2010-02'),
    quantity: fc.integer({ min: -9, max: 9 }).filter(n => n !== 0),
  })
  .map(({ month, quantity }) => held(GC, futureOf('GC', month), quantity, 1057.5))
const book = fc.uniqueArray(fc.oneof(option, option, future), {
  selector: position => position.instrument.id,
  maxLength: 8,
})

describe.each(MODELS.map(model => [model.name, model] as const))('margin model %s', (_, model) => {
  it('asks for nothing when nothing is held', () => {
    expect(model.requirement([], DAY)).toEqual([])
  })

  test.prop([book])(
    'asks for whole minor units, initial at least maintenance, maintenance at least nothing',
    positions => {
      for (const { initial, maintenance, premiumIncluded } of model.requirement(positions, DAY)) {
        expect([initial, maintenance, premiumIncluded].every(Number.isSafeInteger)).toBe(true)
        expect(initial).toBeGreaterThanOrEqual(maintenance)
        expect(maintenance).toBeGreaterThanOrEqual(0)
      }
    },
  )

  test.prop([
    book.chain(positions =>
      fc.tuple(fc.constant(positions), fc.shuffledSubarray(positions, { minLength: positions.length })),
    ),
  ])(
    'does not depend on the order of the positions, and leaves them as they are',
    ([positions, shuffled]) => {
      const before = structuredClone(positions)
      const sum = (list: readonly MarginPosition[]) =>
        model
          .requirement(list, DAY)
          .map(({ product, initial, maintenance }) => [product, initial, maintenance])
      expect(sum(shuffled)).toEqual(sum(positions))
      expect(positions).toEqual(before)
    },
  )

  test.prop([book, option.filter(position => position.quantity < 0)])(
    'never asks for less when one more option is written',
    (positions, more) => {
      const without = positions.filter(position => position.instrument.id !== more.instrument.id)
      const total = (list: readonly MarginPosition[]) =>
        model.requirement(list, DAY).reduce((sum, one) => sum + one.maintenance, 0)
      expect(total([...without, more])).toBeGreaterThanOrEqual(total(without))
    },
  )

  it('says how the requirement comes about', () => {
    const strangle = [
      held(OG, optionOf('OG', EXPIRY, 'call', 1110), -2, 6),
      held(OG, optionOf('OG', EXPIRY, 'put', 1025), -2, 5.6),
    ]
    expect(model.requirement(strangle, DAY)).toMatchObject([
      { product: 'OG', currency: 'USD', structures: [{ structure: 'strangle', lots: 2 }] },
    ])
  })
})
