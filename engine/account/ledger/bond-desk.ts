/** The bond desk of a portfolio: pays for trades, collects coupons, rolls loans, and delivers into futures. */

import { invariant } from '../../model/errors.ts'
import type { Payment } from '../../model/kind.ts'
import { add, type Minor, minor, negate, subtract, toAmount, toMinor, ZERO } from '../../model/money.ts'
import type { Day, EpochMs } from '../../model/time.ts'
import { type BondState, borrowed, type Loan, moneyOf, settledUnits } from './bond-leg.ts'
import * as entries from './entries.ts'
import type { Group, HeldLeg } from './group.ts'
import type { Tender } from './tender.ts'

/** A leg that is known to be a bond. */
export interface BondLeg extends HeldLeg {
  readonly bond: BondState
}

export const isBondLeg = (leg: HeldLeg): leg is BondLeg => leg.bond !== null

/** Terms of the loans that are struck at one close. */
export interface Strike {
  /** Asked for only where a loan is struck; null = the fixing of `since`, published later. */
  readonly ratePercent: () => number | null
  readonly since: Day
  readonly matures: Day
  /** Share of the value that is not lent. */
  readonly haircut: number
  /** Dirty price by which the lender values units that were held before today. */
  readonly dirtyPrice: number
}

/** Interest at percent a year, actual/360. */
const interestOn = (principal: Minor, ratePercent: number, days: number, currency: string): Minor =>
  toMinor((toAmount(principal, currency) * ratePercent * days) / 36_000, currency)

export class BondDesk {
  private readonly post: (draft: entries.Draft) => void
  private readonly keep: (group: Group, leg: HeldLeg) => void
  private traded = false

  constructor(post: (draft: entries.Draft) => void, keep: (group: Group, leg: HeldLeg) => void) {
    this.post = post
    this.keep = keep
  }

  /** True while no bond was ever traded: most accounts, which are spared looking for any. */
  isIdle(): boolean {
    return !this.traded
  }

  /** Remembers a trade that is paid for later. */
  trade(leg: BondLeg, quantity: number, price: number, payment: Payment): void {
    invariant(Number.isFinite(price + payment.accrued), 'a bond trade has a price and its interest')
    this.traded = true
    leg.bond.unsettled = [...leg.bond.unsettled, { quantity, price, ...payment }]
  }

  /** Pays coupons, per 100 face, on what is paid for. */
  coupon(group: Group, leg: BondLeg, percent: number, time: EpochMs): void {
    invariant(percent >= 0, 'a coupon is received by the holder')
    const amount = moneyOf(settledUnits(leg.quantity, leg.bond), percent, leg.currency)
    if (amount !== 0) this.post(entries.coupon(flowOf(time, group, leg), amount))
  }

  /** Pays for the trades that settle by a day: price and accrued interest, rounded once a trade. */
  settle(group: Group, leg: BondLeg, day: Day, time: EpochMs): void {
    const { bond } = leg
    const due = bond.unsettled.filter(trade => trade.settles <= day)
    if (due.length === 0) return
    bond.unsettled = bond.unsettled.filter(trade => trade.settles > day)
    for (const { quantity, price, accrued } of due) {
      const amount = moneyOf(quantity, price + accrued, leg.currency)
      this.post(entries.bond(flowOf(time, group, leg), negate(amount)))
      if (quantity < 0) continue
      bond.bought = { units: bond.bought.units + quantity, amount: add(bond.bought.amount, amount) }
    }
    this.keep(group, leg)
  }

  /** Takes back what is paid for each unit at maturity. */
  redeem(group: Group, leg: BondLeg, price: number, time: EpochMs): void {
    const units = settledUnits(leg.quantity, leg.bond)
    invariant(units === leg.quantity, 'every trade is paid for when the bond matures')
    this.post(entries.redemption(flowOf(time, group, leg), moneyOf(units, price, leg.currency)))
    this.remove(group, leg, units)
  }

  /**
   * Ends the loans that mature, with their interest at `fixing` where they have no rate of their own, and those beyond
   * what is held; strikes a new one against all units that no loan covers. The change of principal is one entry.
   * Gives the rate of the loan that ended, the latest of several; null when none did.
   */
  roll(
    group: Group,
    leg: BondLeg,
    day: Day,
    time: EpochMs,
    fixing: () => number,
    strike: Strike,
  ): number | null {
    const { bond } = leg
    invariant(
      strike.haircut >= 0 && strike.matures > day,
      'a loan is on less than the value, until a later day',
    )
    const units = Math.max(0, settledUnits(leg.quantity, bond))
    const ended = endedLoans(bond.loans, units, day)
    let interest = ZERO
    let paidPercent: number | null = null
    for (const { principal, ratePercent, since } of ended.loans) {
      paidPercent = ratePercent ?? fixing()
      interest = add(interest, interestOn(principal, paidPercent, day - since, leg.currency))
    }
    const flow = flowOf(time, group, leg)
    if (interest !== 0) this.post(entries.repoInterest(flow, negate(interest)))
    const before = borrowed(bond)
    const free = units - ended.left.reduce((sum, loan) => sum + loan.units, 0)
    bond.loans = free > 0 ? [...ended.left, struck(leg, free, strike)] : ended.left
    bond.bought = { units: 0, amount: ZERO }
    invariant(
      bond.loans.reduce((sum, loan) => sum + loan.units, 0) === units,
      'every unit that is paid for has one loan',
    )
    const change = subtract(borrowed(bond), before)
    if (change !== 0) this.post(entries.repo(flow, change))
    bond.interestAccrued = bond.loans.reduce(
      (sum, { principal, ratePercent, since }) =>
        add(sum, interestOn(principal, ratePercent ?? 0, day - since, leg.currency)),
      ZERO,
    )
    this.keep(group, leg)
    return paidPercent
  }

  /** Moves contracts of a short future into a tender. */
  tender(
    group: Group,
    future: HeldLeg,
    terms: Omit<Tender, 'group' | 'future' | 'price' | 'multiplier' | 'currency'>,
  ): Tender {
    invariant(future.mark === future.priceSettled, 'the variation margin of the day was exchanged')
    invariant(terms.contracts > 0 && terms.factor > 0, 'a declaration is of contracts, at a factor')
    invariant(-future.quantity >= terms.contracts, 'no more contracts are declared than are short')
    future.quantity += terms.contracts
    const tender: Tender = {
      ...terms,
      group: group.id,
      future: future.instrument,
      price: future.priceSettled,
      multiplier: future.multiplier,
      currency: future.currency,
    }
    group.tenders.push(tender)
    this.keep(group, future)
    return tender
  }

  /** Hands bonds over against the invoice. */
  deliver(group: Group, tender: Tender, leg: BondLeg, invoice: Minor, time: EpochMs): void {
    invariant(group.tenders.includes(tender), 'a declaration is carried out once')
    group.tenders = group.tenders.filter(other => other !== tender)
    this.post(entries.delivery(flowOf(time, group, leg), invoice, `${tender.contracts} ${tender.future.id}`))
    this.remove(group, leg, tender.contracts * tender.unitsPerContract)
  }

  private remove(group: Group, leg: BondLeg, units: number): void {
    invariant(units <= settledUnits(leg.quantity, leg.bond), 'no more bonds leave than are paid for')
    invariant(units > 0, 'bonds leave in whole units')
    leg.quantity -= units
    this.keep(group, leg)
  }
}

/** Loans that mature by a day, and parts of the latest others where fewer units are left than they stand on. */
function endedLoans(
  loans: readonly Loan[],
  units: number,
  day: Day,
): { readonly loans: readonly Loan[]; readonly left: readonly Loan[] } {
  const ended = loans.filter(loan => loan.matures <= day)
  const left: Loan[] = []
  let room = units
  for (const loan of loans.filter(one => one.matures > day)) {
    const kept = Math.min(loan.units, room)
    room -= kept
    const principal = minor(Math.round((loan.principal * kept) / loan.units))
    if (kept > 0) left.push({ ...loan, units: kept, principal })
    if (kept < loan.units)
      ended.push({ ...loan, units: loan.units - kept, principal: subtract(loan.principal, principal) })
  }
  return { loans: ended, left }
}

/** A loan on units that none covers: those bought today at what was paid for them. Rounded once, after the haircut. */
function struck(leg: BondLeg, units: number, strike: Strike): Loan {
  const { bought } = leg.bond
  const fresh = Math.min(units, bought.units)
  const paid = fresh === 0 ? 0 : (toAmount(bought.amount, leg.currency) * fresh) / bought.units
  const value = paid + (units - fresh) * strike.dirtyPrice
  const { since, matures } = strike
  const principal = toMinor(value * (1 - strike.haircut), leg.currency)
  return { units, principal, ratePercent: strike.ratePercent(), since, matures }
}

const flowOf = (time: EpochMs, group: Group, leg: HeldLeg) => ({
  time,
  currency: leg.currency,
  group: group.id,
  instrument: leg.instrument.id,
})
