/** Requirements that are kept up while positions come and go are those of the model, to the cent, and their bounds hold. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { bondRequirement, runningBonds } from '../../../engine/margin/bonds.ts'
import { marginBySettlement } from '../../../engine/margin/by-settlement.ts'
import { fixedMargin } from '../../../engine/margin/fixed.ts'
import { futuresMargin } from '../../../engine/margin/futures-margin.ts'
import { runningOf } from '../../../engine/margin/running.ts'
import { SCAN_DEFAULTS } from '../../../engine/margin/scan-rates.ts'
import { scanMargin } from '../../../engine/margin/scan16.ts'
import { strategyMargin } from '../../../engine/margin/strategy-based.ts'
import {
  bondOf,
  futureOf,
  type Instrument,
  optionOf,
  type Product,
} from '../../../engine/model/instrument.ts'
import type {
  InitialNeed,
  MarginModel,
  MarginPosition,
  RunningRequirement,
} from '../../../engine/model/margin-model.ts'
import { minor } from '../../../engine/model/money.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { AUGUST_2024, basisMarket } from '../../fixtures/basis-market.ts'
import { marginTerms } from '../../fixtures/kinds.ts'
import { OG, OIX } from '../../fixtures/tiny-market.ts'

const DAY = parseDay('2009-10-05')
const GC = { ...futureProductOf('GC'), currency: 'USD' }
const WEEKLY = { ...OG, id: 'OG1' }
const EURO = { ...OIX, id: 'OEX', currency: 'EUR' }

const quantity = fc.integer({ min: -9, max: 9 }).filter(lots => lots !== 0)

const heldOf = (instrument: Instrument, product: Product) => ({
  instrument,
  product,
  ...marginTerms(instrument, product),
})

/** Few strikes, so that series meet again; now and then another multiplier. */
const option: fc.Arbitrary<MarginPosition> = fc
  .record({
    product: fc.constantFrom(OG, WEEKLY, OIX, EURO),
    expiry: fc.constantFrom(22, 57),
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc.integer({ min: 18, max: 22 }).map(fifties => 50 * fifties),
    quantity,
    price: fc.integer({ min: 0, max: 900 }).map(tenths => tenths / 10),
    multiplier: fc.constantFrom(100, 100, 100, 100, 50),
    moved: fc.constantFrom(0, 0, 0, 5),
  })
  .map(({ product, expiry, right, strike, moved, ...rest }) => ({
    ...rest,
    ...heldOf(optionOf(product.id, DAY + expiry, right, strike), product),
    paidUpFront: product !== WEEKLY,
    underlyingPrice: 1000 + moved,
    daysToExpiry: expiry,
    sigmaDaily: 0.012,
  }))

const future: fc.Arbitrary<MarginPosition> = fc
  .record({ month: fc.constantFrom('2009-10', '2009-12'), quantity })
  .map(({ month, quantity: lots }) => ({
    ...heldOf(futureOf('GC', month), GC),
    quantity: lots,
    multiplier: 100,
    price: 1000,
    paidUpFront: false,
    underlyingPrice: 1000,
    daysToExpiry: 0,
    sigmaDaily: 0.012,
  }))

const bond: fc.Arbitrary<MarginPosition> = fc.integer({ min: -1e9, max: 1e9 }).map(tiedUp => ({
  ...heldOf(bondOf(AUGUST_2024), basisMarket([{ day: '2017-10-02', prices: {} }]).product('UST')),
  quantity: 1,
  multiplier: 1,
  price: 100,
  paidUpFront: true,
  underlyingPrice: 100,
  daysToExpiry: 0,
  sigmaDaily: null,
  tiedUp: minor(tiedUp),
}))

type Step = {
  readonly more: readonly MarginPosition[]
  readonly isTaken: boolean
  readonly remove: number
}

/** Asks about some positions, adds them or not, and takes out what stands at a place now and then. */
const steps = (position: fc.Arbitrary<MarginPosition>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      more: fc.array(position, { maxLength: 3 }),
      isTaken: fc.constantFrom(true, true, false),
      remove: fc.integer({ min: -6, max: 12 }),
    }),
    { minLength: 1, maxLength: 14 },
  )

const byCurrency = <T>(
  all: readonly T[],
  of: (one: T) => { currency: string; initial: number; premiumIncluded: number },
) => {
  const sums: Record<string, [number, number]> = {}
  for (const one of all) {
    const { currency, initial, premiumIncluded } = of(one)
    const [sum, premium] = sums[currency] ?? [0, 0]
    sums[currency] = [sum + initial, premium + premiumIncluded]
  }
  return sums
}

const exact = (needs: readonly InitialNeed[]) =>
  byCurrency(needs, need => ({ currency: need.currency, ...need.exact() }))

function agrees(
  running: RunningRequirement,
  requirement: (positions: readonly MarginPosition[]) => ReturnType<MarginModel['requirement']>,
  taken: readonly Step[],
): void {
  const held: MarginPosition[] = []
  for (const { more, isTaken, remove } of taken) {
    const needs = running.initialWith(more)
    const all = [...held, ...more]
    expect(exact(needs)).toEqual(byCurrency(all.length === 0 ? [] : requirement(all), one => one))
    for (const need of needs) {
      expect(need.bound.initial).toBeGreaterThanOrEqual(need.exact().initial)
      expect(need.bound.premiumIncluded).toBeLessThanOrEqual(need.exact().premiumIncluded)
    }
    if (isTaken) {
      held.push(...more)
      for (const position of more) running.add(position)
    }
    const [gone] = remove < 0 ? [] : held.splice(remove, 1)
    if (gone) running.remove(gone)
  }
}

const rate = (initial: number) => ({ initial, maintenance: 0.8 * initial })
const fixed = fixedMargin(
  Object.fromEntries(
    ['OG', 'OG1', 'OIX', 'OEX'].map(product => [
      product,
      [
        {
          from: null,
          value: {
            nakedCall: rate(2500.01),
            nakedPut: rate(1999.99),
            strangle: rate(3500),
            future: rate(5399),
          },
        },
      ],
    ]),
  ),
  () => 'OG',
)
const scan = scanMargin({ ...SCAN_DEFAULTS, psr: { GC: [{ from: null, value: 3999 }] } })
const rates = { share: 0.15, shareLeast: 0.1, futures: { GC: [{ from: null, value: rate(5399) }] } }
const strategy = strategyMargin(rates)
const universal = strategyMargin({ ...rates, rule: 'universal' })
const futures = futuresMargin(() => rate(1150.5), { holder: 'speculator', crossMarginFactor: 0.7 })

const anything = fc.oneof({ weight: 4, arbitrary: option }, future)

describe('a requirement that is kept up', () => {
  test.prop([steps(anything)], { numRuns: 200 })('is that of the fixed table', taken =>
    agrees(runningOf(fixed, DAY), held => fixed.requirement(held, DAY), taken),
  )

  test.prop([steps(anything)], { numRuns: 200 })('is that of the sixteen scenarios', taken =>
    agrees(runningOf(scan, DAY), held => scan.requirement(held, DAY), taken),
  )

  test.prop([steps(anything)], { numRuns: 200 })('is that of the strategy-based rule', taken =>
    agrees(runningOf(strategy, DAY), held => strategy.requirement(held, DAY), taken),
  )

  test.prop([steps(anything)], { numRuns: 200 })(
    'is that of universal spreads, where buying back a short may raise it',
    taken => agrees(runningOf(universal, DAY), held => universal.requirement(held, DAY), taken),
  )

  test.prop([steps(future)], { numRuns: 100 })('is that of futures by their rate', taken =>
    agrees(runningOf(futures, DAY), held => futures.requirement(held, DAY), taken),
  )

  test.prop([steps(anything)], { numRuns: 200 })('is that of two models by settlement', taken => {
    const both = marginBySettlement(scan, strategy)
    agrees(runningOf(both, DAY), held => both.requirement(held, DAY), taken)
  })

  test.prop([steps(bond)], { numRuns: 50 })('is that of bonds', taken =>
    agrees(runningBonds(), bondRequirement, taken),
  )

  test.prop([steps(anything)], { numRuns: 50 })('is asked of a model that keeps nothing up', taken => {
    const plain: MarginModel = {
      name: 'plain',
      looksAtVolatility: false,
      requirement: (positions, day) => strategy.requirement(positions, day),
    }
    agrees(runningOf(plain, DAY), held => plain.requirement(held, DAY), taken)
  })

  it('looks at all positions where the range hangs on which series comes first', () => {
    const call = (strike: number, multiplier: number): MarginPosition => ({
      ...heldOf(optionOf('OG', DAY + 22, 'call', strike), OG),
      quantity: -1,
      multiplier,
      price: 20,
      paidUpFront: true,
      underlyingPrice: 1000,
      daysToExpiry: 22,
      sigmaDaily: 0.012,
    })
    const held = [call(300, 100), call(400, 50)]
    const first = call(200, 50)
    const running = runningOf(scan, DAY)
    for (const position of held) running.add(position)
    expect(exact(running.initialWith([]))).toEqual(byCurrency(scan.requirement(held, DAY), one => one))
    expect(exact(running.initialWith([first]))).toEqual(
      byCurrency(scan.requirement([...held, first], DAY), one => one),
    )
  })
})
