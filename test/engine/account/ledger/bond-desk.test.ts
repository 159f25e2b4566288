/** The bond desk, step by step: trades, payments, loans, declarations and deliveries, each as the entries that it posts. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BondLeg, isBondLeg, type Strike } from '../../../../engine/account/ledger/bond-desk.ts'
import { borrowed, settledUnits } from '../../../../engine/account/ledger/bond-leg.ts'
import type { Group, HeldLeg } from '../../../../engine/account/ledger/group.ts'
import { Portfolio } from '../../../../engine/account/ledger/portfolio.ts'
import { promisedUnits } from '../../../../engine/account/ledger/tender.ts'
import { KINDS } from '../../../../engine/kinds/index.ts'
import type { Entry } from '../../../../engine/model/entry.ts'
import { bondOf, futureOf, type Instrument } from '../../../../engine/model/instrument.ts'
import { minor } from '../../../../engine/model/money.ts'
import type { Fill } from '../../../../engine/model/order.ts'
import { type Day, MS_PER_DAY, parseDay } from '../../../../engine/model/time.ts'
import { AUGUST_2024 } from '../../../fixtures/basis-market.ts'

const NOTE = bondOf(AUGUST_2024)
const FUTURE = futureOf('ZN', '2017-12')
const MONDAY = parseDay('2017-10-16')
const at = (day: Day): number => day * MS_PER_DAY

/** A portfolio with a bond desk, days counted from a Monday, and the cash flows since one last looked. */
function desk() {
  const entries: Entry[] = []
  const terms = { currency: 'USD', cash: minor(100_000_000), cashRatePercent: 0 }
  const portfolio = new Portfolio(terms, entry => entries.push(entry))
  portfolio.money.deposit(at(MONDAY - 3), terms.cash, 'opening cash')
  let told = entries.length
  const fill = (instrument: Instrument, quantity: number, price: number, day: Day): Fill => ({
    order: 1,
    group: 1,
    time: at(day),
    instrument,
    quantity,
    price,
    source: 'close',
    multiplier: instrument.kind === 'bond' ? 1 : 1000,
    currency: 'USD',
  })
  const opening = { tag: 'basis', lots: 1, stop: null }
  const group = (): Group => {
    const found = portfolio.group(1)
    if (!found) throw new Error('the group is gone')
    return found
  }
  const legOf = (instrument: Instrument): HeldLeg => {
    const found = group().legs.get(instrument.id)
    if (!found) throw new Error(`${instrument.id} is not held`)
    return found
  }
  const bond = (): BondLeg => {
    const leg = legOf(NOTE)
    if (!isBondLeg(leg)) throw new Error('it is a bond')
    return leg
  }
  return {
    portfolio,
    group,
    bond,
    future: () => legOf(FUTURE),
    /** Trades on a day of the week, paid for on the next. */
    trade(quantity: number, price: number, day: number, accrued = 0): void {
      const payment = { settles: MONDAY + day + 1, accrued }
      portfolio.fill(
        fill(NOTE, quantity, price, MONDAY + day),
        0,
        { paidUpFront: true, kind: KINDS.bond },
        opening,
        payment,
      )
    },
    short(contracts: number, price: number): void {
      portfolio.fill(
        fill(FUTURE, -contracts, price, MONDAY),
        0,
        { paidUpFront: false, kind: KINDS.future },
        opening,
      )
    },
    settle: (day: number): void => portfolio.bonds.settle(group(), bond(), MONDAY + day, at(MONDAY + day)),
    /** Rolls loans at a price; interest of overnight loans at `fixing`. */
    roll(day: number, strike: Partial<Strike> = {}, fixing: number | null = null): void {
      portfolio.bonds.roll(
        group(),
        bond(),
        MONDAY + day,
        at(MONDAY + day),
        () => {
          if (fixing === null) throw new Error('nobody asks for a fixing')
          return fixing
        },
        {
          ratePercent: () => null,
          since: MONDAY + day,
          matures: MONDAY + day + 1,
          haircut: 0,
          dirtyPrice: 100,
          ...strike,
        },
      )
    },
    /** Kind and cash, in currency, of what was posted since the last look. */
    flows(): [string, number][] {
      const fresh = entries.slice(told)
      told = entries.length
      return fresh.map(({ kind, postings }) => [
        kind,
        postings.reduce((sum, one) => (one.account === 'cash' ? sum + one.amount : sum), 0) / 100,
      ])
    },
    loans: () => bond().bond.loans.map(({ units, principal }) => [units, principal / 100]),
  }
}

describe('a trade', () => {
  it('moves no cash on its day', () => {
    const one = desk()
    one.trade(1000, 99.5, 0, 0.25)
    expect(one.flows()).toEqual([])
    expect(one.bond().quantity).toBe(1000)
    expect(settledUnits(1000, one.bond().bond)).toBe(0)
  })

  it('is paid for on its day, price and interest in one, not before', () => {
    const one = desk()
    one.trade(1000, 99.5, 0, 0.25)
    one.settle(0)
    expect(one.flows()).toEqual([])
    one.settle(1)
    expect(one.flows()).toEqual([['bond', -99_750]])
    one.settle(2)
    expect(one.flows()).toEqual([])
  })

  it('is paid for late where its day had no close', () => {
    const one = desk()
    one.trade(10, 100, 0)
    one.settle(4)
    expect(one.flows()).toEqual([['bond', -1000]])
  })

  it('is rounded by itself: two trades are two payments', () => {
    const one = desk()
    one.trade(1, 100.005, 0)
    one.trade(1, 100.005, 0)
    one.settle(1)
    expect(one.flows()).toEqual([
      ['bond', -100.01],
      ['bond', -100.01],
    ])
  })

  it('keeps the order of a purchase and a sale of one day', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.trade(-400, 101, 0)
    one.settle(1)
    expect(one.flows()).toEqual([
      ['bond', -100_000],
      ['bond', 40_400],
    ])
    expect(settledUnits(one.bond().quantity, one.bond().bond)).toBe(600)
  })

  it('that sells all ends the leg with its payment where nothing is borrowed', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.settle(1)
    one.trade(-1000, 101, 1)
    expect(one.portfolio.isFlat()).toBe(false)
    one.settle(2)
    expect(one.portfolio.isFlat()).toBe(true)
    expect(one.portfolio.money.cash()).toBe(100_000_000 + 100_000)
  })
})

describe('a coupon', () => {
  it('is paid on what is paid for, and is no entry where that is nothing', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.portfolio.bonds.coupon(one.group(), one.bond(), 1.1875, at(MONDAY))
    expect(one.flows()).toEqual([])
    one.settle(1)
    one.trade(500, 100, 1)
    one.flows()
    one.portfolio.bonds.coupon(one.group(), one.bond(), 1.1875, at(MONDAY + 1))
    expect(one.flows()).toEqual([['coupon', 1187.5]])
  })
})

describe('the face', () => {
  it('comes back for all that is held, and ends the leg', () => {
    const one = desk()
    one.trade(1000, 99, 0)
    one.settle(1)
    one.flows()
    one.portfolio.bonds.redeem(one.group(), one.bond(), 100, at(MONDAY + 2))
    expect(one.flows()).toEqual([['bond', 100_000]])
    expect(one.portfolio.isFlat()).toBe(true)
  })

  it('is not paid while a trade is not', () => {
    const one = desk()
    one.trade(1000, 99, 0)
    expect(() => one.portfolio.bonds.redeem(one.group(), one.bond(), 100, at(MONDAY))).toThrow(
      'every trade is paid for when the bond matures',
    )
  })
})

describe('loans', () => {
  it('stand against what is paid for, at what was paid, less the haircut', () => {
    const one = desk()
    one.trade(1000, 99.5, 0, 0.25)
    one.roll(0)
    expect(one.flows()).toEqual([])
    one.settle(1)
    one.roll(1, { haircut: 0.02, dirtyPrice: 77 })
    expect(one.flows()).toEqual([
      ['bond', -99_750],
      ['repo', 97_755],
    ])
  })

  it('overnight: interest of the night, then the difference of the principals', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.settle(1)
    one.roll(1)
    one.flows()
    one.roll(2, { dirtyPrice: 101 }, 3.6)
    expect(one.flows()).toEqual([
      ['repoInterest', -10],
      ['repo', 1000],
    ])
    one.roll(5, { dirtyPrice: 100.5 }, -3.6)
    expect(one.flows()).toEqual([
      ['repoInterest', 30.3],
      ['repo', -500],
    ])
    one.roll(6, { dirtyPrice: 100.5 }, 0)
    expect(one.flows()).toEqual([])
  })

  it('on units bought and units held are one, each at its own price, rounded once', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.settle(1)
    one.roll(1)
    one.trade(300, 90.00333, 1)
    one.settle(2)
    one.roll(2, { dirtyPrice: 101.00777 }, 0)
    // 27,001.00 was paid, rounded; the rest is at the lender's price.
    expect(one.loans()).toEqual([[1300, 128_008.77]])
  })

  it('on fewer units than were bought take their share of what was paid', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.trade(-250, 104, 0)
    one.settle(1)
    one.roll(1, { dirtyPrice: 50 })
    expect(one.loans()).toEqual([[750, 75_000]])
  })

  it('forget what was paid once they are struck', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.settle(1)
    one.roll(1)
    one.roll(2, { dirtyPrice: 90 }, 0)
    expect(one.loans()).toEqual([[1000, 90_000]])
  })

  it('for a term stay, owe their interest day by day, and ask for no fixing', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.settle(1)
    one.roll(1, { ratePercent: () => 3.6, matures: MONDAY + 8 })
    one.flows()
    one.roll(2)
    one.roll(3, { dirtyPrice: 90 })
    expect(one.flows()).toEqual([])
    expect(one.bond().bond.interestAccrued).toBe(2000)
    one.roll(8, { dirtyPrice: 90 })
    expect(one.flows()).toEqual([
      ['repoInterest', -70],
      ['repo', -10_000],
    ])
    expect(one.bond().bond.interestAccrued).toBe(0)
  })

  it('for a term end in the order of their age where bonds leave: the latest first, in part', () => {
    const one = desk()
    for (const [units, day] of [
      [1000, 0],
      [500, 1],
    ] as const) {
      one.trade(units, 100, day)
      one.settle(day + 1)
      one.roll(day + 1, { ratePercent: () => 3.6, matures: MONDAY + 30 })
    }
    expect(one.loans()).toEqual([
      [1000, 100_000],
      [500, 50_000],
    ])
    one.trade(-700, 100, 2)
    one.settle(3)
    one.flows()
    one.roll(3)
    expect(one.loans()).toEqual([[800, 80_000]])
    // 200 units for two days, 500 for one.
    expect(one.flows()).toEqual([
      ['repoInterest', -9],
      ['repo', -70_000],
    ])
  })

  it('end with the last bond, and the leg with them', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.settle(1)
    one.roll(1)
    one.trade(-1000, 100, 1)
    one.settle(2)
    expect(one.portfolio.isFlat()).toBe(false)
    one.flows()
    one.roll(2, {}, 3.6)
    expect(one.flows()).toEqual([
      ['repoInterest', -10],
      ['repo', -100_000],
    ])
    expect(one.portfolio.isFlat()).toBe(true)
  })

  it('are never on more than is paid for, and the entries add up to what is borrowed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            units: fc.integer({ min: -400, max: 900 }),
            price: fc.integer({ min: 9000, max: 11_000 }),
            term: fc.integer({ min: 1, max: 6 }),
            haircut: fc.constantFrom(0, 0.02, 0.5),
          }),
          { minLength: 1, maxLength: 25 },
        ),
        steps => {
          const one = desk()
          one.trade(1000, 100, 0)
          let owed = 0
          steps.forEach(({ units, price, term, haircut }, i) => {
            const day = i + 1
            one.settle(day)
            const rate = term > 1 ? 2 : null
            one.roll(
              day,
              { haircut, dirtyPrice: price / 100, matures: MONDAY + day + term, ratePercent: () => rate },
              1,
            )
            for (const [kind, cash] of one.flows()) if (kind === 'repo') owed += Math.round(cash * 100)
            const { bond, quantity } = one.bond()
            expect(borrowed(bond)).toBe(owed)
            expect(bond.loans.reduce((sum, loan) => sum + loan.units, 0)).toBe(settledUnits(quantity, bond))
            expect(bond.loans.every(loan => loan.units > 0 && loan.matures > MONDAY + day)).toBe(true)
            const free = Math.max(units, 1 - quantity)
            if (free !== 0) one.trade(free, price / 100, day)
          })
        },
      ),
    )
  })
})

describe('a declaration', () => {
  const terms = (contracts: number) => ({
    bond: NOTE.id,
    contracts,
    factor: 0.8072,
    unitsPerContract: 1000,
    delivers: MONDAY + 2,
  })
  const hedged = () => {
    const one = desk()
    one.trade(5000, 100, 0)
    one.short(5, 124)
    one.portfolio.mark(one.future(), 125, at(MONDAY + 1))
    one.portfolio.settleVariation(one.group(), one.future(), at(MONDAY + 1))
    one.settle(1)
    one.flows()
    return one
  }

  it('takes its contracts out of the short, at the price that they are settled at', () => {
    const one = hedged()
    const made = one.portfolio.bonds.tender(one.group(), one.future(), terms(2))
    expect(made).toMatchObject({
      group: 1,
      future: FUTURE,
      price: 125,
      multiplier: 1000,
      currency: 'USD',
      contracts: 2,
    })
    expect(one.future().quantity).toBe(-3)
    expect(promisedUnits(one.group().tenders, NOTE.id)).toBe(2000)
    expect(promisedUnits(one.group().tenders, 'another')).toBe(0)
    expect(one.flows()).toEqual([])
  })

  it('of all contracts ends the short, not the group', () => {
    const one = hedged()
    one.portfolio.bonds.tender(one.group(), one.future(), terms(5))
    expect([...one.group().legs.keys()]).toEqual([NOTE.id])
  })

  it('needs the day’s variation margin to be exchanged, and no more contracts than are short', () => {
    const one = hedged()
    expect(() => one.portfolio.bonds.tender(one.group(), one.future(), terms(6))).toThrow(
      'no more contracts are declared than are short',
    )
    one.portfolio.mark(one.future(), 126, at(MONDAY + 1))
    expect(() => one.portfolio.bonds.tender(one.group(), one.future(), terms(2))).toThrow(
      'the variation margin of the day was exchanged',
    )
  })

  it('ends with the bonds handed over against the invoice', () => {
    const one = hedged()
    const first = one.portfolio.bonds.tender(one.group(), one.future(), terms(2))
    one.portfolio.bonds.tender(one.group(), one.future(), terms(3))
    one.portfolio.bonds.deliver(one.group(), first, one.bond(), minor(20_000_000), at(MONDAY + 3))
    expect(one.flows()).toEqual([['delivery', 200_000]])
    expect([one.bond().quantity, one.group().tenders.length]).toEqual([3000, 1])
  })

  it('ends the group with its last bond', () => {
    const one = hedged()
    const made = one.portfolio.bonds.tender(one.group(), one.future(), terms(5))
    one.portfolio.bonds.deliver(one.group(), made, one.bond(), minor(50_000_000), at(MONDAY + 3))
    expect(one.portfolio.isFlat()).toBe(true)
  })

  it('cannot take bonds that are not paid for', () => {
    const one = desk()
    one.trade(1000, 100, 0)
    one.short(1, 125)
    const made = one.portfolio.bonds.tender(one.group(), one.future(), terms(1))
    expect(() => one.portfolio.bonds.deliver(one.group(), made, one.bond(), minor(1), at(MONDAY))).toThrow(
      'no more bonds leave than are paid for',
    )
  })
})

describe('margin and the credit line', () => {
  it('move cash between two pockets of the account, and equity not at all', () => {
    const one = desk()
    one.portfolio.money.postMargin(minor(500_000), at(MONDAY))
    one.portfolio.money.postMargin(minor(500_000), at(MONDAY))
    one.portfolio.money.postMargin(minor(200_000), at(MONDAY))
    one.portfolio.money.draw(minor(7000), at(MONDAY))
    one.portfolio.money.draw(minor(0), at(MONDAY))
    one.portfolio.money.draw(minor(-2000), at(MONDAY))
    expect(one.flows()).toEqual([
      ['margin', -5000],
      ['margin', 3000],
      ['creditLine', 70],
      ['creditLine', -20],
    ])
    expect([one.portfolio.money.marginPosted(), one.portfolio.money.creditDrawn()]).toEqual([200_000, 5000])
    expect(one.portfolio.equity()).toBe(100_000_000)
  })

  it('the line costs interest from the first look on, for the days between, and asks for a rate only then', () => {
    const one = desk()
    const accrue = (day: number, rate: number | null) =>
      one.portfolio.money.accrueCredit(MONDAY + day, at(MONDAY + day), () => {
        if (rate === null) throw new Error('nobody asks for a rate')
        return rate
      })
    accrue(0, null)
    one.portfolio.money.draw(minor(3_600_000), at(MONDAY))
    accrue(0, null)
    one.flows()
    accrue(3, 2)
    expect(one.flows()).toEqual([['interest', -6]])
    accrue(4, -1)
    expect(one.flows()).toEqual([['interest', 1]])
    one.portfolio.money.draw(minor(-3_600_000), at(MONDAY + 4))
    accrue(9, null)
  })
})
