/** At what price a contract trades in a slice: the table of everything a row may show. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FillRule, type PriceTerms, priceAt } from '../../../../engine/account/execution/price.ts'
import { KINDS } from '../../../../engine/kinds/index.ts'
import type { Contract } from '../../../../engine/model/kind.ts'
import type { Side } from '../../../../engine/model/order.ts'
import { CALL, FUTURE, NEXT_OPEN, type Row, sliceAt, TERMS } from './slices.ts'

const NONE = Number.NaN

const priceOf = (row: Row, side: Side, terms: Partial<PriceTerms> = {}, contract: Contract = TERMS) =>
  priceAt(sliceAt(1, [[CALL, row]]), CALL, side, contract, { ...NEXT_OPEN, ...terms })

const quote = { bid: 5.8, ask: 6.2 }
const trade = { open: 6, close: 7, volume: 10 }

describe('the price of an option', () => {
  it.each<[string, Row, Side, FillRule, number | null, string]>([
    ['a sale at the bid', quote, 'sell', 'nextOpen', 5.8, 'quote'],
    ['a purchase at the ask', quote, 'buy', 'nextOpen', 6.2, 'quote'],
    ['quotes win over the open', { ...quote, ...trade }, 'sell', 'nextOpen', 5.8, 'quote'],
    ['quotes win over the close', { ...quote, ...trade }, 'buy', 'nextClose', 6.2, 'quote'],
    ['quotes need no volume', { ...quote, volume: 0 }, 'sell', 'nextOpen', 5.8, 'quote'],
    ['nobody bids', { bid: 0, ask: 0.1, ...trade }, 'sell', 'nextOpen', null, ''],
    ['nobody bids, yet one can buy', { bid: 0, ask: 0.1 }, 'buy', 'nextOpen', 0.1, 'quote'],
    ['nobody asks', { bid: 5.8, ask: 0 }, 'buy', 'nextOpen', null, ''],
    ['only a bid, and a purchase', { bid: 5.8, ...trade }, 'buy', 'nextOpen', null, ''],
    ['only an ask, and a sale', { ask: 6.2, ...trade }, 'sell', 'nextOpen', null, ''],
    ['only a bid, and a sale', { bid: 5.8 }, 'sell', 'nextOpen', 5.8, 'quote'],
    ['a bid below zero', { bid: -1, ask: 6 }, 'sell', 'nextOpen', null, ''],
    ['the next open', trade, 'sell', 'nextOpen', 6, 'open'],
    ['the next close', trade, 'sell', 'nextClose', 7, 'close'],
    ['the same close', trade, 'buy', 'same', 7, 'close'],
    ['no open: the close', { close: 7, volume: 1 }, 'buy', 'nextOpen', 7, 'close'],
    ['no close', { open: 6, volume: 1 }, 'buy', 'nextClose', null, ''],
    ['an open is enough', { open: 6, volume: 1 }, 'buy', 'nextOpen', 6, 'open'],
    ['a settlement is no trade', { settlement: 6.5, volume: 1 }, 'buy', 'nextOpen', null, ''],
    ['no volume, no fill', { ...trade, volume: 0 }, 'sell', 'nextOpen', null, ''],
    ['a volume that is not known', { open: 6 }, 'sell', 'nextOpen', 6, 'open'],
    ['nothing', {}, 'sell', 'nextOpen', null, ''],
  ])('%s', (_, row, side, rule, price, source) => {
    expect(priceOf(row, side, { rule })).toEqual(price === null ? null : { price, source })
  })

  it('is none without a row', () => {
    expect(priceAt(sliceAt(1, []), CALL, 'buy', TERMS, NEXT_OPEN)).toBeNull()
  })
})

describe('slippage', () => {
  const banded: Contract = {
    ...TERMS,
    ticks: [
      { below: 25, tick: 0.1 },
      { below: 250, tick: 0.5 },
      { below: null, tick: 1 },
    ],
  }

  it.each<[string, number, Side, number, number]>([
    ['a sale is worse by so many ticks', 6, 'sell', 2, 5.8],
    ['a purchase is worse by so many ticks', 6, 'buy', 2, 6.2],
    ['without float dust', 0.7, 'buy', 1, 0.8],
    ['never below zero', 0.1, 'sell', 2, 0],
    ['in the band of the price', 24.9, 'buy', 1, 25],
    ['in the band from its lower bound', 25, 'buy', 1, 25.5],
    ['in the highest band', 300, 'sell', 2, 298],
    ['none', 6.05, 'buy', 0, 6.05],
  ])('%s', (_, open, side, slippageTicks, price) => {
    expect(priceOf({ open, volume: 1 }, side, { slippageTicks }, banded)?.price).toBe(price)
  })

  it('is not paid on a quote, but for a liquidation on top of it', () => {
    const terms = { slippageTicks: 2 }
    expect(priceOf(quote, 'buy', terms)?.price).toBe(6.2)
    expect(priceOf(quote, 'buy', { ...terms, liquidation: true })?.price).toBe(6.4)
    expect(priceOf(quote, 'sell', { ...terms, liquidation: true })?.price).toBe(5.6)
    expect(priceOf(trade, 'buy', { ...terms, liquidation: true })?.price).toBe(6.2)
    expect(priceOf({ bid: 0.1, ask: 0.2 }, 'sell', { ...terms, liquidation: true })?.price).toBe(0)
  })

  it('never helps, and never takes an option below zero', () => {
    const tenths = fc.integer({ min: 0, max: 4000 }).map(price => price / 10)
    fc.assert(
      fc.property(tenths, fc.integer({ min: 0, max: 9 }), (open, slippageTicks) => {
        const bought = priceOf({ open, volume: 1 }, 'buy', { slippageTicks }, banded)?.price ?? NONE
        const sold = priceOf({ open, volume: 1 }, 'sell', { slippageTicks }, banded)?.price ?? NONE
        expect(bought).toBeGreaterThanOrEqual(open)
        expect(sold).toBeLessThanOrEqual(open)
        expect(sold).toBeGreaterThanOrEqual(0)
      }),
      { seed: 71 },
    )
  })
})

describe('the price of a future', () => {
  const at = (row: Row, side: Side = 'buy', terms: Partial<PriceTerms> = {}) =>
    priceAt(
      sliceAt(5, [[FUTURE, row]]),
      FUTURE,
      side,
      { ...TERMS, kind: KINDS.future },
      { ...NEXT_OPEN, ...terms },
    )

  it('is that of a bar of this very instant', () => {
    expect(at({ ...trade })).toEqual({ price: 6, source: 'open' })
    expect(at({ ...trade, time: 4 })).toBeNull()
  })

  it('may be below zero, and slips away from the trader there too', () => {
    const oil = { open: -37.6, close: -37.6, volume: 1 }
    expect(at(oil, 'buy', { slippageTicks: 2 })?.price).toBe(-37.4)
    expect(at(oil, 'sell', { slippageTicks: 2 })?.price).toBe(-37.8)
    expect(at({ open: 0.1, volume: 1 }, 'sell', { slippageTicks: 3 })?.price).toBe(-0.2)
  })
})
