/** The entries there are: each kind of cash flow as postings that sum to zero. Rounding happens here, once. */

import type { Entry, EntryKind, LedgerAccount } from '../../model/entry.ts'
import { invariant } from '../../model/errors.ts'
import { type Minor, minor, negate, toMinor } from '../../model/money.ts'
import type { Fill } from '../../model/order.ts'
import type { EpochMs } from '../../model/time.ts'

/** An entry before the journal numbers it. */
export type Draft = Omit<Entry, 'id'>

interface Flow {
  readonly time: EpochMs
  readonly currency: string
  readonly group: number | null
  readonly instrument: string | null
  readonly memo: string
}

/** Cash comes in (positive) or goes out against one other account. */
const cashAgainst = (kind: EntryKind, account: LedgerAccount, cash: Minor, flow: Flow): Draft => ({
  time: flow.time,
  currency: flow.currency,
  group: flow.group,
  instrument: flow.instrument,
  memo: flow.memo,
  kind,
  postings: [
    { account: 'cash', amount: cash },
    { account, amount: negate(cash) },
  ],
})

/** Money paid in by the owner. */
export const deposit = (time: EpochMs, currency: string, amount: Minor, memo: string): Draft =>
  cashAgainst('deposit', 'capital', amount, { time, currency, group: null, instrument: null, memo })

const flowOf = (fill: Fill, memo: string): Flow => ({
  time: fill.time,
  currency: fill.currency,
  group: fill.group,
  instrument: fill.instrument.id,
  memo,
})

/** The premium of an option paid up front: received when sold. */
export const premium = (fill: Fill): Draft =>
  cashAgainst(
    'premium',
    'premium',
    toMinor(-fill.quantity * fill.price * fill.multiplier, fill.currency),
    flowOf(fill, fill.quantity < 0 ? 'premium received' : 'premium paid'),
  )

/** The commission of a fill: a rate a contract. */
export const commission = (fill: Fill, perContract: number): Draft =>
  cashAgainst(
    'commission',
    'commission',
    toMinor(-Math.abs(fill.quantity) * perContract, fill.currency),
    flowOf(fill, 'commission'),
  )

/**
 * Variation margin of contracts whose price moved from `before` to `after`: the difference of the two settlements of
 * one contract in whole minor units, so that the days of a trade add up exactly.
 */
export function variation(
  flow: Omit<Flow, 'memo'>,
  quantity: number,
  multiplier: number,
  before: number,
  after: number,
): Draft {
  invariant(Number.isFinite(before) && Number.isFinite(after), 'variation margin is of two prices')
  const worth = (price: number): Minor => toMinor(price * multiplier, flow.currency)
  const cash = minor((worth(after) - worth(before)) * quantity)
  return cashAgainst('variation', 'variation', cash, {
    ...flow,
    memo: `variation margin ${before} to ${after}`,
  })
}

/** Cash settlement of an expired option: what a long receives, a short pays. */
export const settlement = (
  flow: Omit<Flow, 'memo'>,
  quantity: number,
  multiplier: number,
  intrinsic: number,
): Draft =>
  cashAgainst('settlement', 'settlement', toMinor(intrinsic * quantity * multiplier, flow.currency), {
    ...flow,
    memo: 'cash settlement',
  })

/** Interest on cash: earned when positive. */
export const interest = (time: EpochMs, currency: string, amount: Minor): Draft =>
  cashAgainst('interest', 'interest', amount, {
    time,
    currency,
    group: null,
    instrument: null,
    memo: 'interest on cash',
  })
/** A bond paid for (negative) or sold. */
export const bond = (flow: Omit<Flow, 'memo'>, cash: Minor): Draft =>
  cashAgainst('bond', 'bond', cash, { ...flow, memo: cash < 0 ? 'bond paid for' : 'bond sold' })

/** The face of a bond that has matured. */
export const redemption = (flow: Omit<Flow, 'memo'>, cash: Minor): Draft =>
  cashAgainst('bond', 'bond', cash, { ...flow, memo: 'bond redeemed' })

/** A coupon received. */
export const coupon = (flow: Omit<Flow, 'memo'>, cash: Minor): Draft =>
  cashAgainst('coupon', 'coupon', cash, { ...flow, memo: 'coupon' })

/** Cash borrowed against bonds, or given back. */
export const repo = (flow: Omit<Flow, 'memo'>, cash: Minor): Draft =>
  cashAgainst('repo', 'repo', cash, { ...flow, memo: cash > 0 ? 'repo borrowed' : 'repo given back' })

/** Interest on what was borrowed against bonds. */
export const repoInterest = (flow: Omit<Flow, 'memo'>, cash: Minor): Draft =>
  cashAgainst('repoInterest', 'repoInterest', cash, { ...flow, memo: 'repo interest' })

/** The invoice of bonds delivered into a future. */
export const delivery = (flow: Omit<Flow, 'memo'>, cash: Minor, what: string): Draft =>
  cashAgainst('delivery', 'delivery', cash, { ...flow, memo: `delivered into ${what}` })

/** Initial margin handed to the clearing house (negative) or given back. */
export const margin = (time: EpochMs, currency: string, cash: Minor): Draft =>
  cashAgainst('margin', 'margin', cash, {
    time,
    currency,
    group: null,
    instrument: null,
    memo: cash < 0 ? 'initial margin posted' : 'initial margin returned',
  })

/** Drawn from the credit line, or paid back into it. */
export const creditLine = (time: EpochMs, currency: string, cash: Minor): Draft =>
  cashAgainst('creditLine', 'creditLine', cash, {
    time,
    currency,
    group: null,
    instrument: null,
    memo: cash > 0 ? 'drawn from the credit line' : 'paid back into the credit line',
  })

/** Interest on what is drawn from the credit line. */
export const creditInterest = (time: EpochMs, currency: string, cash: Minor): Draft =>
  cashAgainst('interest', 'interest', cash, {
    time,
    currency,
    group: null,
    instrument: null,
    memo: 'interest on the credit line',
  })
