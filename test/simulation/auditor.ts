/** A naive second opinion: cash, positions and equity from the fills, expiries and assignments alone. */

import { optionOf, parseDay, type RunRecord } from '../../engine/index.ts'

interface Held {
  quantity: number
  /** Futures: price up to which gains were paid. */
  settled: number
  multiplier: number
}

export interface Audit {
  /** Cents. */
  cash: number
  readonly held: Map<string, Held>
}

/**
 * Replays the records in plain arithmetic. `priceOf` gives the price an instrument is worth at an instant; the auditor
 * asks for it again and again instead of remembering. Calls `check` at each end of a session.
 */
export function audit(
  records: readonly RunRecord[],
  commission: number,
  priceOf: (instrument: string, time: number) => number,
  check: (time: number, cash: number, equity: number) => void,
): Audit {
  const account: Audit = { cash: 0, held: new Map() }
  const pending: { id: string; strike: number; quantity: number; price: number }[] = []
  const take = (id: string, quantity: number, price: number, multiplier: number): void => {
    const held = account.held.get(id) ?? { quantity: 0, settled: price, multiplier }
    if (isFuture(id)) account.cash += cents((held.settled - price) * quantity * multiplier)
    held.quantity += quantity
    if (held.quantity === 0) account.held.delete(id)
    else account.held.set(id, held)
  }
  for (const record of records) {
    if (record.kind === 'entry' && record.entry.kind === 'deposit')
      account.cash += cashOf(record.entry.postings)
    if (record.kind === 'fill') {
      const { fill } = record
      if (!isFuture(fill.instrument.id)) account.cash -= cents(fill.quantity * fill.price * fill.multiplier)
      take(fill.instrument.id, fill.quantity, fill.price, fill.multiplier)
      account.cash -= cents(Math.abs(fill.quantity) * commission)
    }
    if (record.kind === 'expiry') {
      if (record.outcome === 'cash')
        account.cash += cents(
          record.quantity *
            intrinsic(record.instrument, record.settlement) *
            (account.held.get(record.instrument)?.multiplier ?? 0),
        )
      account.held.delete(record.instrument)
      if (record.outcome === 'assigned')
        pending.push({
          id: record.delivers ?? '',
          strike: strikeOf(record.instrument),
          quantity: signed(record.instrument, record.quantity),
          price: record.settlement,
        })
    }
    if (record.kind === 'assignment') {
      pending.splice(
        pending.findIndex(one => one.id === record.instrument && one.strike === record.price),
        1,
      )
      take(record.instrument, record.quantity, record.price, 100)
    }
    if (record.kind === 'day') {
      let equity = 0
      for (const [id, held] of account.held) {
        const price = priceOf(id, record.time)
        if (isFuture(id)) {
          account.cash += cents((price - held.settled) * held.quantity * held.multiplier)
          held.settled = price
        } else equity += cents(price * held.quantity * held.multiplier)
      }
      for (const one of pending) equity += cents((one.price - one.strike) * one.quantity * 100)
      check(record.time, account.cash, account.cash + equity)
    }
  }
  return account
}

const isFuture = (id: string): boolean => id.split(' ').length === 2
const cents = (amount: number): number => Math.sign(amount) * Math.round(Math.abs(amount) * 100 + 1e-6)
const cashOf = (postings: readonly { account: string; amount: number }[]): number =>
  postings.filter(posting => posting.account === 'cash').reduce((sum, posting) => sum + posting.amount, 0)

const parts = (id: string) => {
  const [product = '', expiry = '', right = '', strike = ''] = id.split(' ')
  return optionOf(product, parseDay(expiry), right === 'C' ? 'call' : 'put', Number(strike))
}
const strikeOf = (id: string): number => parts(id).strike
const signed = (id: string, quantity: number): number => (parts(id).right === 'call' ? quantity : -quantity)
const intrinsic = (id: string, price: number): number =>
  Math.max(0, (price - strikeOf(id)) * (parts(id).right === 'call' ? 1 : -1))
