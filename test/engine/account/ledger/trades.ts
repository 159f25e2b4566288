/** Instruments, fills and a portfolio that keeps its entries, for the tests of this room. */

import { Portfolio } from '../../../../engine/account/ledger/portfolio.ts'
import { intrinsicOf } from '../../../../engine/kinds/option/ending.ts'
import type { Entry } from '../../../../engine/model/entry.ts'
import {
  futureOf,
  type Instrument,
  type OptionInstrument,
  optionOf,
  type Right,
} from '../../../../engine/model/instrument.ts'
import { toMinor } from '../../../../engine/model/money.ts'
import type { Fill } from '../../../../engine/model/order.ts'
import { MS_PER_DAY, parseDay } from '../../../../engine/model/time.ts'
import { kindOf } from '../../../fixtures/kinds.ts'

/** 21:00 UTC of a date, when a session may end. */
export const at = (iso: string): number => parseDay(iso) * MS_PER_DAY + 21 * 3_600_000

const EXPIRY = parseDay('2009-10-27')

export const gold = (right: Right, strike: number): OptionInstrument => optionOf('OG', EXPIRY, right, strike)
export const bund = (right: Right, strike: number): OptionInstrument =>
  optionOf('OGBL', EXPIRY, right, strike)
export const goldFuture = futureOf('GC', '2009-12')
export const bundFuture = futureOf('FGBL', '2009-12')

export interface Deal {
  readonly instrument: Instrument
  readonly quantity: number
  readonly price: number
  readonly time?: number
  readonly group?: number
  readonly multiplier?: number
  readonly currency?: string
}

export const fillOf = (deal: Deal): Fill => ({
  order: 1,
  group: deal.group ?? 1,
  time: deal.time ?? at('2009-10-12'),
  instrument: deal.instrument,
  quantity: deal.quantity,
  price: deal.price,
  source: 'open',
  multiplier: deal.multiplier ?? 100,
  currency: deal.currency ?? 'USD',
})

export interface Account {
  readonly portfolio: Portfolio
  readonly entries: readonly Entry[]
  /** Fills an opening order of one deal or more. */
  open(lots: number, ...deals: readonly Deal[]): void
  /** Fills a closing order. */
  close(...deals: readonly Deal[]): void
  /** Marks a held instrument of group 1. */
  mark(instrument: Instrument, price: number, time?: number): void
  /** Marks a held instrument of group 1 and exchanges its variation margin. */
  settle(instrument: Instrument, price: number, time?: number): void
  expire(option: OptionInstrument, intrinsic: number, time?: number): void
  assign(option: OptionInstrument, future: Instrument, price: number, time?: number): void
  deliver(time?: number): void
  /** Cash flows of the kind, in currency units. */
  flows(kind: Entry['kind']): number[]
  /** Equity and cash in currency units. */
  standing(): { equity: number; cash: number }
}

/** Options of one product, and all futures, gain and lose by daily variation. */
const termsOf = (instrument: Instrument) => ({
  paidUpFront: instrument.kind === 'option' && instrument.product !== 'OGBL',
  kind: kindOf(instrument),
})

export function account(
  options: { readonly cash?: number; readonly cashRatePercent?: number; readonly commission?: number } = {},
): Account {
  const entries: Entry[] = []
  const portfolio = new Portfolio(
    {
      currency: 'USD',
      cash: toMinor(options.cash ?? 150_000, 'USD'),
      cashRatePercent: options.cashRatePercent ?? 0,
    },
    entry => entries.push(entry),
  )
  portfolio.money.deposit(at('2009-10-08'), portfolio.terms.cash, 'opening cash')
  const held = (instrument: Instrument) => {
    const group = portfolio.group(1)
    const leg = group?.legs.get(instrument.id)
    if (!group || !leg) throw new Error(`${instrument.id} is not held`)
    return { group, leg }
  }
  return {
    portfolio,
    entries,
    open(lots, ...deals) {
      for (const deal of deals)
        portfolio.fill(fillOf(deal), options.commission ?? 0, termsOf(deal.instrument), {
          tag: 'gold',
          lots,
          stop: null,
        })
    },
    close(...deals) {
      for (const deal of deals)
        portfolio.fill(fillOf(deal), options.commission ?? 0, termsOf(deal.instrument), null)
    },
    mark(instrument, price, time = at('2009-10-12')) {
      portfolio.mark(held(instrument).leg, price, time)
    },
    settle(instrument, price, time = at('2009-10-12')) {
      const { group, leg } = held(instrument)
      portfolio.mark(leg, price, time)
      portfolio.settleVariation(group, leg, time)
    },
    expire(option, intrinsic, time = at('2009-10-27')) {
      const { group, leg } = held(option)
      portfolio.expire(group, leg, intrinsic, time)
    },
    assign(option, future, price, time = at('2009-10-27')) {
      const { group, leg } = held(option)
      const delivers = {
        instrument: future,
        ratio: option.right === 'call' ? 1 : -1,
        price: option.strike,
      } as const
      portfolio.assign(group, leg, { settlement: price, worth: intrinsicOf(option, price), delivers }, time)
    },
    deliver(time = at('2009-10-28')) {
      for (const delivery of [...portfolio.deliveries()]) portfolio.deliver(delivery, time)
    },
    flows: kind =>
      entries
        .filter(entry => entry.kind === kind)
        .map(entry => entry.postings.reduce((sum, one) => sum + (one.account === 'cash' ? one.amount : 0), 0))
        .map(cents => cents / 100),
    standing: () => ({ equity: portfolio.equity() / 100, cash: portfolio.money.cash() / 100 }),
  }
}
