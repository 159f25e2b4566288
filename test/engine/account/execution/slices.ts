/** Slices, contract terms and orders, for the tests of this room. */

import type { PriceTerms } from '../../../../engine/account/execution/price.ts'
import { KINDS } from '../../../../engine/kinds/index.ts'
import { futureOf, type Instrument, optionOf } from '../../../../engine/model/instrument.ts'
import type { Contract } from '../../../../engine/model/kind.ts'
import type { Order, OrderLeg } from '../../../../engine/model/order.ts'
import type { BarView, QuoteView, Slice } from '../../../../engine/model/slice.ts'
import { parseDay } from '../../../../engine/model/time.ts'

export const EXPIRY = parseDay('2009-10-27')
export const CALL = optionOf('OG', EXPIRY, 'call', 1110)
export const PUT = optionOf('OG', EXPIRY, 'put', 1025)
export const FUTURE = futureOf('GC', '2009-12')

/** Of an option. */
export const TERMS: Contract = {
  kind: KINDS.option,
  currency: 'USD',
  multiplier: 100,
  ticks: [{ below: null, tick: 0.1 }],
  paidUpFront: true,
}

export const NEXT_OPEN: PriceTerms = { rule: 'nextOpen', since: 0, slippageTicks: 0, liquidation: false }

/** What an instrument shows; all else is missing. A bar may be of an earlier time. */
export type Row = Partial<QuoteView> & { readonly time?: number; readonly begins?: number }

const NONE = Number.NaN

/** A slice that shows these rows at this time. */
export function sliceAt(time: number, rows: readonly (readonly [Instrument, Row])[]): Slice {
  const rowOf = (id: string): Row | undefined => rows.find(([instrument]) => instrument.id === id)?.[1]
  return {
    time,
    closes: [],
    expiring: [],
    bar(instrument): BarView | null {
      const row = rowOf(instrument)
      if (!row) return null
      return {
        instrument,
        time,
        open: NONE,
        high: NONE,
        low: NONE,
        close: NONE,
        settlement: NONE,
        volume: NONE,
        ...row,
      }
    },
    quote(option): QuoteView | null {
      const row = rowOf(option.id)
      if (!row) return null
      const { time: _time, begins: _begins, ...shown } = row
      return {
        bid: NONE,
        ask: NONE,
        open: NONE,
        high: NONE,
        low: NONE,
        close: NONE,
        settlement: NONE,
        volume: NONE,
        multiplier: NONE,
        ...shown,
      }
    },
    barBefore: () => null,
    barBegins: (_, instrument) => rowOf(instrument)?.begins ?? 0,
    chainBegins: () => 0,
    sigmaDaily: () => null,
    chain: () => null,
  }
}

/** A working order: the sale of one strangle unless told otherwise. */
export const orderOf = (parts: Partial<Order> = {}): Order => ({
  id: 1,
  group: 1,
  tag: 'gold',
  purpose: 'open',
  origin: 'strategy',
  placedAt: 0,
  legs: [leg(CALL, -1), leg(PUT, -1)],
  lots: 1,
  limit: null,
  stop: null,
  reason: { rule: 'Z6', text: 'a test' },
  ...parts,
})

export const leg = (instrument: Instrument, quantity: number): OrderLeg => ({ instrument, quantity })
