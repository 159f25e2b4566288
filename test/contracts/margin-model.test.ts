/** What every margin model must keep. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { futureProductOf, optionProductOf } from '../../engine/calendar/contracts.ts'
import {
  fixedMargin,
  futureOf,
  futuresMargin,
  type MarginModel,
  type MarginPosition,
  optionOf,
  type Product,
  parseDay,
  strategyMargin,
} from '../../engine/index.ts'
import { SCAN_DEFAULTS } from '../../engine/margin/scan-rates.ts'
import { scanMargin } from '../../engine/margin/scan16.ts'
import { marginTerms } from '../fixtures/kinds.ts'

const DAY = parseDay('2009-10-12')
const EXPIRY = parseDay('2009-10-27')
const OG = optionProductOf('OG')
const GC = futureProductOf('GC')
const rate = (initial: number, maintenance: number) => ({ initial, maintenance })

const deliveredBy = (future: string): string | null => (future === 'GC' ? 'OG' : null)

interface Case {
  readonly model: MarginModel
  /** Whether a written option can take away the risk of what is held. */
  readonly hedges: boolean
  /** What it calls two short strangles; null for a model that margins no options. */
  readonly strangles: readonly string[] | null
}

const MODELS: readonly Case[] = [
  {
    model: fixedMargin(
      {
        OG: [
          {
            from: null,
            value: { nakedCall: rate(2500, 1800), strangle: rate(3500, 2500), future: rate(5399, 3999) },
          },
        ],
      },
      deliveredBy,
    ),
    hedges: false,
    strangles: ['strangle'],
  },
  {
    model: strategyMargin({
      share: 0.15,
      shareLeast: 0.1,
      futures: { GC: [{ from: null, value: rate(5399, 3999) }] },
    }),
    hedges: false,
    strangles: ['strangle'],
  },
  {
    model: scanMargin({ ...SCAN_DEFAULTS, psr: { OG: [{ from: null, value: 3999 }] } }, deliveredBy),
    hedges: true,
    strangles: ['shortCall', 'shortPut'],
  },
  {
    model: futuresMargin(() => rate(5399, 3999), { holder: 'speculator', crossMarginFactor: 0.7 }),
    hedges: false,
    strangles: null,
  },
]

const held = (
  product: Product,
  instrument: MarginPosition['instrument'],
  quantity: number,
  price: number,
): MarginPosition => ({
  instrument,
  product,
  ...marginTerms(instrument, product),
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
const bookOf = (...positions: readonly fc.Arbitrary<MarginPosition>[]) =>
  fc.uniqueArray(fc.oneof(...positions), { selector: position => position.instrument.id, maxLength: 8 })
const anyBook = bookOf(option, option, future)
const futuresBook = bookOf(future)

const STRANGLES = [
  held(OG, optionOf('OG', EXPIRY, 'call', 1110), -2, 6),
  held(OG, optionOf('OG', EXPIRY, 'put', 1025), -2, 5.6),
]

const total = (model: MarginModel, positions: readonly MarginPosition[]): number =>
  model.requirement(positions, DAY).reduce((sum, one) => sum + one.maintenance, 0)

const byName = (cases: readonly Case[]) => cases.map(one => [one.model.name, one] as const)

describe.each(byName(MODELS))('margin model %s', (_, { model, strangles }) => {
  const account = strangles === null ? futuresBook : anyBook

  it('asks for nothing when nothing is held', () => {
    expect(model.requirement([], DAY)).toEqual([])
  })

  test.prop([account])(
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
    account.chain(positions =>
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

  test.prop([account, account])(
    'asks for no more for two books together than for each alone',
    (one, other) => {
      // Every requirement is rounded to whole units by itself.
      expect(total(model, [...one, ...other])).toBeLessThanOrEqual(
        total(model, one) + total(model, other) + 2,
      )
    },
  )

  it('says how the requirement comes about', () => {
    const [product, positions, structures] =
      strangles === null
        ? (['GC', [held(GC, futureOf('GC', '2009-12'), -2, 1057.5)], ['future']] as const)
        : (['OG', STRANGLES, strangles] as const)
    expect(model.requirement(positions, DAY)).toMatchObject([
      { product, currency: 'USD', structures: structures.map(structure => ({ structure, lots: 2 })) },
    ])
  })
})

describe.each(byName(MODELS.filter(one => !one.hedges && one.strangles !== null)))(
  'margin model %s, which knows no hedges,',
  (_, { model }) => {
    test.prop([anyBook, option.filter(position => position.quantity < 0)])(
      'never asks for less when one more option is written',
      (positions, more) => {
        const without = positions.filter(position => position.instrument.id !== more.instrument.id)
        expect(total(model, [...without, more])).toBeGreaterThanOrEqual(total(model, without))
      },
    )
  },
)
