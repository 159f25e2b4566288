/** Zero is no price, in whatever column it stands; a bid of 0 beside an ask, a volume and a rate are not prices. */

import { describe, expect, it } from 'vitest'
import { indexProductOf } from '../../../engine/calendar/contracts.ts'
import { type BarColumns, emptyBars, emptyChain, type MarketBlock } from '../../../engine/model/block.ts'
import type { Product } from '../../../engine/model/instrument.ts'
import { withoutZeroPrices } from '../../../engine/model/zero-prices.ts'
import { GC } from '../../fixtures/tiny-market.ts'

const product = (id: string): Product => (id === 'GC' ? GC : indexProductOf(id))

const cleaned = (block: Partial<MarketBlock>): MarketBlock =>
  withoutZeroPrices({ after: 0, until: 1, bars: new Map(), chains: new Map(), ...block }, product)

function barsOf(instrument: string, rows: readonly Partial<Record<keyof BarColumns, number>>[]): BarColumns {
  const bars = emptyBars(instrument, rows.length)
  for (const [row, values] of rows.entries())
    for (const [field, value] of Object.entries(values)) (bars[field as 'close'] as Float64Array)[row] = value
  return bars
}

describe('bars', () => {
  it.each(['open', 'high', 'low', 'close', 'settlement'] as const)('a zero %s is missing', field => {
    const bars = barsOf('GC 2009-12', [{ [field]: 5 }, { [field]: 0 }, { [field]: -7 }])
    expect([...(cleaned({ bars: new Map([['GC', bars]]) }).bars.get('GC')?.[field] ?? [])]).toEqual([
      5,
      Number.NaN,
      -7,
    ])
    expect([...bars[field]]).toEqual([5, 0, -7])
  })

  it('a volume of 0 is one, and so is a rate of 0', () => {
    const bars = new Map([
      ['GC 2009-12', barsOf('GC 2009-12', [{ close: 5, volume: 0 }])],
      ['CMT 1M', barsOf('CMT 1M', [{ close: 0 }])],
    ])
    const { bars: after } = cleaned({ bars })
    expect(after.get('GC 2009-12')?.volume[0]).toBe(0)
    expect(after.get('CMT 1M')?.close[0]).toBe(0)
  })

  it('columns without a zero are shared', () => {
    const bars = barsOf('GC 2009-12', [{ open: 0, close: 5 }])
    expect(cleaned({ bars: new Map([['GC 2009-12', bars]]) }).bars.get('GC 2009-12')?.close).toBe(bars.close)
  })
})

describe('quotes', () => {
  it.each([
    [0, 0, Number.NaN, Number.NaN],
    [0, Number.NaN, Number.NaN, Number.NaN],
    [0, 0.2, 0, 0.2],
    [2, 0, 2, Number.NaN],
    [2, 2.2, 2, 2.2],
  ])('bid %f and ask %f are %f and %f', (bid, ask, left, right) => {
    const chain = emptyChain('OG', 1)
    chain.bid[0] = bid
    chain.ask[0] = ask
    chain.settlement[0] = 0
    const after = cleaned({ chains: new Map([['OG', chain]]) }).chains.get('OG')
    expect([after?.bid[0], after?.ask[0]]).toEqual([left, right])
    expect(after?.settlement[0]).toBeNaN()
  })
})
