/** Whatever happens to an account, its equity is what a plain list of trades and prices says, to the cent. */

import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Portfolio } from '../../../../engine/account/ledger/portfolio.ts'
import { intrinsicOf } from '../../../../engine/kinds/option/ending.ts'
import type { Entry } from '../../../../engine/model/entry.ts'
import type { Instrument, OptionInstrument } from '../../../../engine/model/instrument.ts'
import { minor } from '../../../../engine/model/money.ts'
import { kindOf } from '../../../fixtures/kinds.ts'
import { at, bund, bundFuture, fillOf, gold, goldFuture } from './trades.ts'

/** What is traded; `unit` is the price step in which the test draws prices, worth whole cents. */
interface Traded {
  readonly instrument: Instrument
  readonly multiplier: number
  readonly currency: string
  readonly upFront: boolean
  readonly unit: number
  readonly around: number
}

const dollars = { multiplier: 100, currency: 'USD', unit: 0.1 }
const euros = { multiplier: 1000, currency: 'EUR', unit: 0.01 }

const TRADED: readonly Traded[] = [
  { instrument: gold('call', 1110), upFront: true, around: 60, ...dollars },
  { instrument: gold('put', 1025), upFront: true, around: 60, ...dollars },
  { instrument: goldFuture, upFront: false, around: 10_560, ...dollars },
  { instrument: bund('call', 123), upFront: false, around: 40, ...euros },
  { instrument: bund('put', 120), upFront: false, around: 40, ...euros },
  { instrument: bundFuture, upFront: false, around: 12_150, ...euros },
]

const COMMISSION = 2

type Command =
  | {
      readonly kind: 'fill' | 'mark' | 'settle'
      readonly of: number
      readonly quantity: number
      readonly move: number
    }
  | { readonly kind: 'expire' | 'assign'; readonly of: number; readonly move: number }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'rate'; readonly cents: number }

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('fill' as const, 'fill' as const, 'mark' as const, 'settle' as const),
      of: fc.nat({ max: TRADED.length - 1 }),
      quantity: fc.integer({ min: -5, max: 5 }).filter(quantity => quantity !== 0),
      move: fc.integer({ min: -40, max: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('expire' as const, 'assign' as const),
      of: fc.constantFrom(0, 1, 3, 4),
      move: fc.integer({ min: -40, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'deliver' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rate' as const), cents: fc.integer({ min: 80, max: 160 }) }),
  },
)

interface Held {
  quantity: number
  mark: Decimal
  /** Price up to which gains were exchanged, of what is not paid up front. */
  settled: Decimal
}

interface Pending {
  readonly of: Traded
  readonly quantity: number
  readonly strike: number
  readonly mark: Decimal
}

/**
 * The auditor: every trade costs price x quantity x multiplier, every position is worth its mark. When the cash of a
 * future moves does not concern equity; cash is equity less what is paid up front and what is not yet exchanged.
 */
class Auditor {
  readonly held = new Map<string, Held>()
  pending: Pending[] = []
  rate = new Decimal('1.5')
  private readonly flows: Record<string, Decimal> = { USD: new Decimal(150_000), EUR: new Decimal(0) }

  trade(traded: Traded, quantity: number, price: Decimal, mark = price): void {
    this.pay(traded, price.times(-quantity))
    const held = this.held.get(traded.instrument.id) ?? { quantity: 0, mark, settled: price }
    held.quantity += quantity
    if (held.quantity === 0) this.held.delete(traded.instrument.id)
    else this.held.set(traded.instrument.id, held)
  }

  charge(currency: string, amount: number): void {
    this.flows[currency] = (this.flows[currency] ?? new Decimal(0)).minus(amount)
  }

  end(traded: Traded, intrinsic: Decimal): void {
    const held = this.held.get(traded.instrument.id)
    this.pay(traded, intrinsic.times(held?.quantity ?? 0))
    this.held.delete(traded.instrument.id)
  }

  equity(): Decimal {
    let sum = this.inDollars(cash => cash)
    for (const traded of TRADED) {
      const held = this.held.get(traded.instrument.id)
      if (held) sum = sum.plus(this.value(traded, held.mark.times(held.quantity)))
    }
    for (const one of this.pending) {
      sum = sum.plus(this.value(one.of, one.mark.minus(one.strike).times(one.quantity)))
    }
    return sum
  }

  cash(): Decimal {
    let sum = this.inDollars(cash => cash)
    for (const traded of TRADED) {
      const held = this.held.get(traded.instrument.id)
      if (held && !traded.upFront) sum = sum.plus(this.value(traded, held.settled.times(held.quantity)))
    }
    return sum
  }

  private pay(traded: Traded, points: Decimal): void {
    this.charge(traded.currency, points.times(-traded.multiplier).toNumber())
  }

  private value(traded: Traded, points: Decimal): Decimal {
    return points.times(traded.multiplier).times(traded.currency === 'EUR' ? this.rate : 1)
  }

  private inDollars(of: (cash: Decimal) => Decimal): Decimal {
    return of(this.flows.USD ?? new Decimal(0)).plus(of(this.flows.EUR ?? new Decimal(0)).times(this.rate))
  }
}

const time = at('2009-10-12')

/** Carries a command out on both sides. Those that make no sense now are left out. */
function carryOut(command: Command, portfolio: Portfolio, auditor: Auditor): void {
  if (command.kind === 'deliver') {
    for (const delivery of [...portfolio.deliveries()]) portfolio.deliver(delivery, time)
    for (const one of auditor.pending) auditor.trade(one.of, one.quantity, new Decimal(one.strike), one.mark)
    auditor.pending = []
    return
  }
  if (command.kind === 'rate') {
    auditor.rate = new Decimal(command.cents).div(100)
    portfolio.takeRates(new Map([['EUR', command.cents / 100]]))
    return
  }
  const traded = TRADED[command.of]
  if (!traded) throw new Error('no such instrument')
  const { instrument } = traded
  const price = new Decimal(traded.around + command.move).times(traded.unit)
  const group = portfolio.group(1)
  const leg = group?.legs.get(instrument.id)
  const held = auditor.held.get(instrument.id)
  expect(leg === undefined).toBe(held === undefined)
  if (command.kind === 'fill') {
    const fill = fillOf({ ...traded, quantity: command.quantity, price: price.toNumber() })
    const terms = { paidUpFront: traded.upFront, kind: kindOf(instrument) }
    portfolio.fill(fill, COMMISSION, terms, group ? null : { tag: 'any', lots: 1, stop: null })
    auditor.trade(traded, command.quantity, price)
    auditor.charge(traded.currency, Math.abs(command.quantity) * COMMISSION)
  } else if (leg && held && group) {
    if (command.kind === 'mark' || command.kind === 'settle') {
      portfolio.mark(leg, price.toNumber(), time)
      held.mark = price
      if (command.kind === 'settle') {
        portfolio.settleVariation(group, leg, time)
        held.settled = price
      }
    } else endOption(command.kind, command.move, traded, instrument as OptionInstrument, portfolio, auditor)
  }
}

/** The option ends with its underlying so many steps from its strike. */
function endOption(
  kind: 'expire' | 'assign',
  move: number,
  traded: Traded,
  option: OptionInstrument,
  portfolio: Portfolio,
  auditor: Auditor,
): void {
  const group = portfolio.group(1)
  const leg = group?.legs.get(option.id)
  const quantity = auditor.held.get(option.id)?.quantity ?? 0
  if (!group || !leg) return
  const underlying = new Decimal(option.strike).plus(new Decimal(move).times(traded.unit).times(10))
  const depth = underlying.minus(option.strike).times(option.right === 'call' ? 1 : -1)
  const inTheMoney = depth.greaterThan(0)
  if (kind === 'expire' || !inTheMoney) {
    portfolio.expire(group, leg, intrinsicOf(option, underlying.toNumber()), time)
    auditor.end(traded, inTheMoney ? depth : new Decimal(0))
    return
  }
  const delivers = TRADED[option.product === 'OG' ? 2 : 5]
  if (!delivers) throw new Error('nothing to deliver')
  const settlement = underlying.toNumber()
  const assigned = {
    settlement,
    worth: intrinsicOf(option, settlement),
    delivers: {
      instrument: delivers.instrument,
      ratio: option.right === 'call' ? 1 : -1,
      price: option.strike,
    },
  } as const
  portfolio.assign(group, leg, assigned, time)
  auditor.end(traded, new Decimal(0))
  auditor.pending.push({
    of: delivers,
    quantity: option.right === 'call' ? quantity : -quantity,
    strike: option.strike,
    mark: underlying,
  })
}

function open(): { portfolio: Portfolio; auditor: Auditor; entries: Entry[] } {
  const entries: Entry[] = []
  const portfolio = new Portfolio({ currency: 'USD', cash: minor(15_000_000), cashRatePercent: 0 }, entry =>
    entries.push(entry),
  )
  portfolio.money.deposit(time, portfolio.terms.cash, 'opening cash')
  portfolio.takeRates(new Map([['EUR', 1.5]]))
  return { portfolio, auditor: new Auditor(), entries }
}

describe('after any fills, marks, settlements, expiries, assignments and deliveries', () => {
  it('equity and cash are what the auditor says after every step', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60 }), commands => {
        const { portfolio, auditor } = open()
        for (const command of commands) {
          carryOut(command, portfolio, auditor)
          expect(portfolio.equity() / 100).toBe(auditor.equity().toNumber())
          expect(portfolio.money.cash() / 100).toBe(auditor.cash().toNumber())
        }
      }),
      { seed: 51, numRuns: 500 },
    )
  })

  it('every entry sums to zero, and their cash is the balance', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60 }), commands => {
        const { portfolio, auditor, entries } = open()
        for (const command of commands) carryOut(command, portfolio, auditor)
        for (const entry of entries)
          expect(entry.postings.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0)
        expect(entries.map(entry => entry.id)).toEqual(entries.map((_, i) => i + 1))
        const cash = (currency: string): number =>
          entries
            .filter(entry => entry.currency === currency)
            .flatMap(entry => entry.postings)
            .reduce((sum, posting) => sum + (posting.account === 'cash' ? posting.amount : 0), 0)
        const total = new Decimal(cash('EUR')).times(auditor.rate).plus(cash('USD'))
        expect(portfolio.money.cash()).toBe(total.toNumber())
      }),
      { seed: 52, numRuns: 200 },
    )
  })

  it('nothing is held that the auditor does not hold', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60 }), commands => {
        const { portfolio, auditor } = open()
        for (const command of commands) carryOut(command, portfolio, auditor)
        const legs = portfolio.views().flatMap(group => group.legs)
        expect(new Map(legs.map(leg => [leg.instrument.id, leg.quantity]))).toEqual(
          new Map([...auditor.held].map(([id, held]) => [id, held.quantity])),
        )
        expect(portfolio.isFlat()).toBe(auditor.held.size === 0 && auditor.pending.length === 0)
      }),
      { seed: 53, numRuns: 200 },
    )
  })
})
