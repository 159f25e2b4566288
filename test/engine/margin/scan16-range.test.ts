/** The price scan range: stated by date and product, or had from daily volatility. */

import { describe, expect, it } from 'vitest'
import { scanGroups } from '../../../engine/margin/scan-group.ts'
import { priceScanRange } from '../../../engine/margin/scan-range.ts'
import { SCAN_DEFAULTS, type ScanRates } from '../../../engine/margin/scan-rates.ts'
import { scanMargin } from '../../../engine/margin/scan16.ts'
import { DataError } from '../../../engine/model/errors.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { DAY, future, option } from './positions.ts'

type Psr = ScanRates['psr']

const since = (value: number, from: string | null = null) => [{ from, value }]
const deliveredBy = (id: string): string | null => (id === 'GC' ? 'OG' : null)

function rangeOf(positions: readonly MarginPosition[], psr: Psr, day = DAY, psrSigmas = 3) {
  const [group] = scanGroups(positions)
  if (!group) throw new Error('no group')
  return priceScanRange(group, { psr, psrSigmas }, day, deliveredBy)
}

const blind = (position: MarginPosition): MarginPosition => ({ ...position, sigmaDaily: null })
const call = blind(option())
const long = blind(future('GC', 1))

describe('a stated range', () => {
  it.each<[string, readonly MarginPosition[], Psr]>([
    ['of the future, for options', [call], { GC: since(3999) }],
    ['of the future, for the future', [long], { GC: since(3999) }],
    ['of the option, for options', [call], { OG: since(3999) }],
    ['of the option, for both', [call, long], { OG: since(3999) }],
    ['of the option, for the future alone', [long], { OG: since(3999) }],
    ['of both: the future’s, for options', [call], { OG: since(1), GC: since(3999) }],
    ['of both: the future’s, for the future', [long], { OG: since(1), GC: since(3999) }],
    ['goes before daily volatility', [option()], { GC: since(3999) }],
  ])('%s', (_, positions, psr) => {
    expect(rangeOf(positions, psr)).toEqual({ money: 3999, points: 39.99 })
  })

  it('holds from its date', () => {
    const psr = { GC: [...since(3999, '2009-01-23'), ...since(4500, '2009-10-12')] }
    const on = (day: string) => rangeOf([call], psr, parseDay(day)).money
    expect(['2009-01-23', '2009-10-11', '2009-10-12', '2011-01-01'].map(on)).toEqual([3999, 3999, 4500, 4500])
  })

  it.each([0, -3999, Number.NaN, Infinity])('of %s is refused', money => {
    expect(() => rangeOf([call], { OG: since(money) })).toThrow(
      `field margin.psr.OG: "${money}": a price scan range must be greater than 0`,
    )
  })
})

describe('a range that is not stated', () => {
  it('is three daily standard deviations of the underlying', () => {
    const { money, points } = rangeOf([option()], {})
    expect(points).toBeCloseTo(3 * 0.012 * 1056.3, 10)
    expect(money).toBeCloseTo(3 * 0.012 * 1056.3 * 100, 8)
    expect(rangeOf([option()], {}, DAY, 2).points).toBeCloseTo(2 * 0.012 * 1056.3, 10)
  })

  it('is that until the first date of the table', () => {
    const psr = { GC: since(3999, '2009-10-12') }
    expect(rangeOf([option()], psr, DAY - 1).points).toBeCloseTo(38.0268, 6)
    expect(rangeOf([option()], psr, DAY).points).toBe(39.99)
  })

  it('is that of the month that moves most, one for the whole group', () => {
    const later = { ...option({ strike: 1150 }), underlyingPrice: 1100, sigmaDaily: 0.011 }
    const calm = { ...option({ strike: 1160 }), underlyingPrice: 1200, sigmaDaily: 0.01 }
    expect(rangeOf([option(), later, calm, call], {}).points).toBeCloseTo(3 * 0.012 * 1056.3, 10)
    expect(rangeOf([later, calm], {}).points).toBeCloseTo(3 * 0.011 * 1100, 10)
  })

  it('has a size where the price is below zero', () => {
    const oil = { ...future('CL', 1), multiplier: 1000, price: -37, underlyingPrice: -37, sigmaDaily: 0.5 }
    expect(rangeOf([oil], {})).toEqual({ money: 55_500, points: 55.5 })
  })

  it.each<[string, readonly MarginPosition[], string]>([
    ['an option', [call, long], 'OG'],
    ['a future', [long], 'GC'],
    ['a market that does not move', [{ ...option(), sigmaDaily: 0 }], 'OG'],
  ])('and cannot be had is an error that says what to state: %s', (_, positions, product) => {
    const model = scanMargin({ ...SCAN_DEFAULTS, psr: {} }, deliveredBy)
    const attempt = () => model.requirement(positions, DAY)
    expect(attempt).toThrow(DataError)
    expect(attempt).toThrow(
      `field margin.psr.${product}: "${product}": neither a price scan range nor the daily volatility that could ` +
        'stand for it is known on 2009-10-12; begin some 20 sessions after the data do, or state the maintenance margin of one outright future',
    )
  })
})

describe('a future alone', () => {
  it('needs what it needs beside options that weigh nothing', () => {
    const model = scanMargin({ ...SCAN_DEFAULTS, psr: { OG: since(3999) } }, deliveredBy)
    const beside = model.requirement([long, { ...call, quantity: 0 }], DAY)
    expect(model.requirement([long], DAY)).toEqual([{ ...beside[0], product: 'GC' }])
  })

  it('finds no range by the option where nobody says which option delivers it', () => {
    const model = scanMargin({ ...SCAN_DEFAULTS, psr: { OG: since(3999) } })
    expect(() => model.requirement([long], DAY)).toThrow('margin.psr.GC')
  })
})
