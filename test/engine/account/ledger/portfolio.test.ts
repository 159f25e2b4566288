/** The portfolio, as tables: one row a step, with what it does to cash and equity. */

import { describe, expect, it } from 'vitest'
import { closingPoints } from '../../../../engine/account/ledger/group.ts'
import { KINDS } from '../../../../engine/kinds/index.ts'
import { intrinsicOf } from '../../../../engine/kinds/option/ending.ts'
import { minor } from '../../../../engine/model/money.ts'
import { type Account, account, at, bund, bundFuture, fillOf, gold, goldFuture } from './trades.ts'

const CALL = gold('call', 1110)
const PUT = gold('put', 1025)

/** The deck's short strangle: two lots for 11.60 points. */
function strangle(commission = 0): Account {
  const one = account({ commission })
  one.open(2, { instrument: CALL, quantity: -2, price: 6 }, { instrument: PUT, quantity: -2, price: 5.6 })
  return one
}

const view = (one: Account) => one.portfolio.views()[0]

type Step = readonly [what: string, act: (one: Account) => void, equity: number, cash: number]

/** Runs the steps one after the other and holds the account against each row. */
function expectSteps(one: Account, steps: readonly Step[]): void {
  const seen = steps.map(([what, act]) => {
    act(one)
    return [what, one.standing().equity, one.standing().cash]
  })
  expect(seen).toEqual(steps.map(([what, , equity, cash]) => [what, equity, cash]))
}

describe('a short strangle paid up front', () => {
  it('brings its premium as cash and owes it until it is closed', () => {
    expectSteps(strangle(), [
      ['opened', () => {}, 150_000, 152_320],
      ['call marked', one => one.mark(CALL, 7.6), 149_680, 152_320],
      ['put marked', one => one.mark(PUT, 3.2), 150_160, 152_320],
      ['put closed', one => one.close({ instrument: PUT, quantity: 2, price: 3.3 }), 150_140, 151_660],
      ['call cheaper', one => one.mark(CALL, 0.5), 151_560, 151_660],
      ['call closed', one => one.close({ instrument: CALL, quantity: 2, price: 0.6 }), 151_540, 151_540],
    ])
  })

  it('loses exactly the commissions besides', () => {
    expectSteps(strangle(2.5), [
      ['opened', () => {}, 149_990, 152_310],
      [
        'one put closed',
        one => one.close({ instrument: PUT, quantity: 1, price: 5.6 }),
        149_987.5,
        151_747.5,
      ],
      ['put closed', one => one.close({ instrument: PUT, quantity: 1, price: 5.6 }), 149_985, 151_185],
    ])
  })

  it('keeps its premium when it expires worthless', () => {
    expectSteps(strangle(), [
      ['call expired', one => one.expire(CALL, 0), 151_200, 152_320],
      ['put expired', one => one.expire(PUT, 0), 152_320, 152_320],
      ['gone', one => expect(one.portfolio.isFlat()).toBe(true), 152_320, 152_320],
    ])
  })

  it('is one group with its tag, lots, credit and legs', () => {
    const one = strangle()
    expect(view(one)).toMatchObject({
      id: 1,
      tag: 'gold',
      openedAt: at('2009-10-12'),
      lots: 2,
      legs: [
        { instrument: CALL, quantity: -2, priceEntry: 6, mark: 6, multiplier: 100, assigned: false },
        { instrument: PUT, quantity: -2, priceEntry: 5.6, mark: 5.6, multiplier: 100, assigned: false },
      ],
    })
    expect(view(one)?.creditPoints).toBeCloseTo(11.6, 12)
    expect([...one.portfolio.tagsOpened()]).toEqual(['gold'])
  })

  it('costs to close what its legs are marked at, and what was paid for legs already closed', () => {
    const one = strangle()
    one.mark(CALL, 7.6)
    expect(view(one)?.closingPoints).toBeCloseTo(13.2, 12)
    one.close({ instrument: PUT, quantity: 2, price: 3 })
    expect(view(one)?.closingPoints).toBeCloseTo(10.6, 12)
    one.close({ instrument: CALL, quantity: 1, price: 8 })
    expect(view(one)?.closingPoints).toBeCloseTo(3 + 4 + 3.8, 12)
    expect(view(one)?.creditPoints).toBeCloseTo(11.6, 12)
  })

  it('ends with its last leg, and its tag is remembered', () => {
    const one = strangle()
    one.close({ instrument: CALL, quantity: 2, price: 1 }, { instrument: PUT, quantity: 2, price: 1 })
    expect(one.portfolio.group(1)).toBeUndefined()
    expect([...one.portfolio.tagsOpened()]).toEqual(['gold'])
  })
})

describe('a group', () => {
  it('is not closed before it was opened', () => {
    expect(() => account().close({ instrument: CALL, quantity: 1, price: 1 })).toThrow('group 1 is open')
  })

  it.each([0, 0.5, Number.NaN])('takes no fill of %d contracts', quantity => {
    expect(() => account().open(1, { instrument: CALL, quantity, price: 1 })).toThrow('whole contracts')
  })

  it('keeps the multiplier at which a leg was opened', () => {
    const one = account()
    one.open(1, { instrument: CALL, quantity: -1, price: 6, multiplier: 100 })
    one.mark(CALL, 7)
    expect(one.standing().equity).toBe(149_900)
  })

  it('knows what it adds to equity beyond its cash', () => {
    const one = strangle()
    one.mark(CALL, 7.6)
    const group = one.portfolio.group(1)
    expect(group && one.portfolio.openValue(group)).toBe(-264_000)
  })

  // Fault: an opening fill of any instrument counts as premium, so a covered writer's group "receives" minus the price
  // of the future, and its stop fires at once.
  it('receives no premium for a future that is opened with it', () => {
    const one = account()
    one.open(
      1,
      { instrument: goldFuture, quantity: 1, price: 1050 },
      { instrument: CALL, quantity: -1, price: 6 },
    )
    expect(view(one)?.creditPoints).toBe(6)
  })

  // Fault: what a leg costs at its expiry is not added to what closing has cost, so a group with a second expiry looks
  // cheaper than it is and its stop does not see the loss.
  it('counts what an expired leg was settled for as paid', () => {
    const one = strangle()
    one.mark(PUT, 1)
    one.expire(CALL, 20)
    expect(view(one)?.closingPoints).toBe(21)
  })
})

describe('a future', () => {
  const days = ['2009-10-12', '2009-10-13', '2009-10-14', '2009-10-15']

  it('exchanges its gains day by day and is worth nothing more at a close', () => {
    const one = account()
    one.open(1, { instrument: goldFuture, quantity: -2, price: 1056.3 })
    expectSteps(one, [
      ['opened', () => {}, 150_000, 150_000],
      ['risen during the day', () => one.mark(goldFuture, 1060), 149_260, 150_000],
      ['settled', () => one.settle(goldFuture, 1057.5), 149_760, 149_760],
      ['settled again at the same price', () => one.settle(goldFuture, 1057.5), 149_760, 149_760],
      ['settled lower', () => one.settle(goldFuture, 1048.6), 151_540, 151_540],
      ['closed', () => one.close({ instrument: goldFuture, quantity: 2, price: 1050 }), 151_260, 151_260],
    ])
    expect(one.flows('variation')).toEqual([-240, 1780, -280])
  })

  it('adds up to exit less entry over any number of days', () => {
    const one = account()
    const prices = [1057.5, 1065, 1064.7, 1050.6]
    one.open(1, { instrument: goldFuture, quantity: 3, price: 1056.3 })
    prices.forEach((price, day) => {
      one.settle(goldFuture, price, at(days[day] ?? ''))
    })
    one.close({ instrument: goldFuture, quantity: -3, price: 1051.5 })
    expect(one.flows('variation').reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(
      (1051.5 - 1056.3) * 300,
      9,
    )
    expect(one.standing()).toEqual({ equity: 148_560, cash: 148_560 })
  })

  it('increased between two settlements is settled whole at the next', () => {
    const one = account()
    one.open(1, { instrument: goldFuture, quantity: 1, price: 1050 })
    expectSteps(one, [
      ['settled', () => one.settle(goldFuture, 1055), 150_500, 150_500],
      [
        'increased',
        () => one.close({ instrument: goldFuture, quantity: 1, price: 1058 }),
        150_500 - 300,
        150_200,
      ],
      ['settled', () => one.settle(goldFuture, 1060), 151_200, 151_200],
      ['flipped', () => one.close({ instrument: goldFuture, quantity: -5, price: 1062 }), 152_200, 152_200],
      ['marked', () => one.mark(goldFuture, 1062), 151_600, 152_200],
      ['settled', () => one.settle(goldFuture, 1062), 151_600, 151_600],
    ])
  })

  it('may end only after its last variation was exchanged', () => {
    const one = account()
    one.open(1, { instrument: goldFuture, quantity: 1, price: 1050 })
    one.mark(goldFuture, 1051)
    const group = one.portfolio.group(1)
    const leg = group?.legs.get(goldFuture.id)
    if (!group || !leg) throw new Error('not held')
    expect(() => one.portfolio.retire(group, leg)).toThrow('the last variation margin was exchanged')
    one.settle(goldFuture, 1051)
    one.portfolio.retire(group, leg)
    expect([one.portfolio.isFlat(), one.standing().equity]).toEqual([true, 150_100])
  })

  // Fault: see `variation` among the entries; the drift is up to half a cent a contract and day.
  it('in 64ths adds up to the difference of two settlements in whole cents', () => {
    const one = account()
    const price = (ticks: number): number => 115.5 + ticks / 64
    one.open(1, { instrument: goldFuture, quantity: 1, price: price(0), multiplier: 1000 })
    for (let tick = 1; tick <= 4; tick++) one.settle(goldFuture, price(tick))
    expect(one.standing().cash).toBe(150_062.5)
  })
})

describe('an option that is margined like a future', () => {
  const call = bund('call', 123)
  const put = bund('put', 120)
  const opened = (): Account => {
    const one = account()
    one.open(
      1,
      { instrument: call, quantity: -1, price: 0.4, multiplier: 1000 },
      { instrument: put, quantity: -1, price: 0.3, multiplier: 1000 },
    )
    return one
  }

  it('moves no cash when it is traded, and its loss and gain day by day', () => {
    expectSteps(opened(), [
      ['opened', () => {}, 150_000, 150_000],
      ['call settled', one => one.settle(call, 0.65), 149_750, 149_750],
      ['put settled', one => one.settle(put, 0.1), 149_950, 149_950],
      [
        'put closed',
        one => one.close({ instrument: put, quantity: 1, price: 0.08, multiplier: 1000 }),
        149_970,
        149_970,
      ],
      ['call worthless', one => one.expire(call, 0), 150_620, 150_620],
    ])
  })

  it('has its credit and its cost of closing all the same', () => {
    const one = opened()
    one.settle(call, 0.65)
    expect(view(one)?.creditPoints).toBeCloseTo(0.7, 12)
    expect(view(one)?.closingPoints).toBeCloseTo(0.95, 12)
  })

  it.each([
    ['short call', call, -1, 124.2, -1],
    ['long call', call, 1, 124.2, 1],
    ['short put', put, -1, 118.5, 1],
    ['long put', put, 1, 118.5, -1],
  ] as const)('exercised, nets entry less intrinsic value: a %s', (_, option, quantity, price, future) => {
    const one = account()
    one.open(1, { instrument: option, quantity, price: 0.4, multiplier: 1000 })
    one.settle(option, 0.9)
    one.assign(option, bundFuture, price)
    const net = 150_000 + quantity * (intrinsicOf(option, price) - 0.4) * 1000
    expect(one.standing().equity).toBeCloseTo(net, 9)
    one.deliver()
    expect(one.standing().equity).toBeCloseTo(net, 9)
    expect(view(one)?.legs).toMatchObject([{ quantity: future, priceEntry: option.strike, assigned: true }])
    one.settle(bundFuture, price)
    expect(one.standing()).toEqual({ equity: one.standing().cash, cash: one.standing().cash })
    expect(one.standing().cash).toBeCloseTo(net, 9)
  })

  it('settled in cash pays what variation has not paid yet', () => {
    const one = opened()
    one.settle(call, 0.65)
    one.expire(call, 1.2)
    expect(one.flows('variation')).toEqual([-250, -550])
    expect(one.flows('settlement')).toEqual([])
  })
})

describe('an assignment', () => {
  it.each([
    ['a short call', 'call', 1110, -2, 1130, -2],
    ['a long call', 'call', 1110, 2, 1130, 2],
    ['a short put', 'put', 1150, -2, 1130, 2],
    ['a long put', 'put', 1150, 2, 1130, -2],
    ['a short call at the money', 'call', 1130, -1, 1130, -1],
  ] as const)('of %s turns it into a future at the strike', (_, right, strike, quantity, price, future) => {
    const option = gold(right, strike)
    const one = account()
    one.open(1, { instrument: option, quantity, price: 8 })
    const premium = -quantity * 8 * 100
    const value = 150_000 + premium + quantity * intrinsicOf(option, price) * 100
    expectSteps(one, [
      ['assigned', () => one.assign(option, goldFuture, price), value, 150_000 + premium],
      ['delivered', () => one.deliver(), value, 150_000 + premium],
      ['settled', () => one.settle(goldFuture, price), value, value],
    ])
    expect(view(one)?.legs).toEqual([
      {
        instrument: goldFuture,
        quantity: future,
        priceEntry: strike,
        mark: price,
        multiplier: 100,
        assigned: true,
        promised: 0,
        borrowed: 0,
      },
    ])
  })

  it('keeps the group open until its future was delivered', () => {
    const one = account()
    one.open(1, { instrument: CALL, quantity: -1, price: 8 })
    one.assign(CALL, goldFuture, 1130)
    expect(one.portfolio.isFlat()).toBe(false)
    expect(view(one)?.legs).toEqual([])
    expect(one.portfolio.deliveries()).toMatchObject([{ quantity: -1, strike: 1110, mark: 1130, group: 1 }])
    const group = one.portfolio.group(1)
    expect(group && one.portfolio.openValue(group)).toBe(-200_000)
    expect(one.portfolio.isTagOpen('gold')).toBe(true)
    one.deliver()
    one.close({ instrument: goldFuture, quantity: 1, price: 1130 })
    expect(one.portfolio.isTagOpen('gold')).toBe(false)
    expect(one.portfolio.isFlat()).toBe(true)
  })

  it('delivers once', () => {
    const one = account()
    one.open(1, { instrument: CALL, quantity: -1, price: 8 })
    one.assign(CALL, goldFuture, 1130)
    const [delivery] = one.portfolio.deliveries()
    if (!delivery) throw new Error('nothing is delivered')
    one.portfolio.deliver(delivery, at('2009-10-28'))
    expect(() => one.portfolio.deliver(delivery, at('2009-10-29'))).toThrow('the delivery is pending')
  })

  it('of a call against a held future closes both', () => {
    const one = account()
    one.open(
      1,
      { instrument: goldFuture, quantity: 1, price: 1050 },
      { instrument: CALL, quantity: -1, price: 8 },
    )
    expectSteps(one, [
      ['settled', () => one.settle(goldFuture, 1130), 158_000, 158_800],
      ['assigned', () => one.assign(CALL, goldFuture, 1130), 156_800, 158_800],
      ['delivered', () => one.deliver(), 150_000 + 800 + 6000, 156_800],
    ])
    expect(one.portfolio.isFlat()).toBe(true)
  })

  it('of more calls than there are futures leaves the rest short at the strike', () => {
    const one = account()
    one.open(
      1,
      { instrument: goldFuture, quantity: 1, price: 1050 },
      { instrument: CALL, quantity: -3, price: 8 },
    )
    one.settle(goldFuture, 1130)
    one.assign(CALL, goldFuture, 1130)
    one.deliver()
    expect(view(one)?.legs).toMatchObject([{ quantity: -2, priceEntry: 1110 }])
    expect(one.standing().equity).toBe(150_000 + 3 * 800 + 8000 - 3 * 2000)
  })

  it('of a put adds to a held future at the average price', () => {
    const put = gold('put', 1150)
    const one = account()
    one.open(
      1,
      { instrument: goldFuture, quantity: 1, price: 1050 },
      { instrument: put, quantity: -1, price: 8 },
    )
    one.settle(goldFuture, 1130)
    one.assign(put, goldFuture, 1130)
    one.deliver()
    expect(view(one)?.legs).toMatchObject([{ quantity: 2, priceEntry: 1100 }])
    one.settle(goldFuture, 1130)
    expect(one.standing()).toEqual({ equity: 156_800, cash: 156_800 })
  })
})

describe('a cash settlement', () => {
  it.each([
    ['a short call', -2, 61.3, -12_260],
    ['a long put', 1, 0.5, 50],
    ['a worthless one', -2, 0, 0],
  ])('of %s pays its intrinsic value', (_, quantity, intrinsic, flow) => {
    const one = account()
    one.open(1, { instrument: CALL, quantity, price: 8 })
    const before = one.standing().cash
    one.expire(CALL, intrinsic)
    expect(one.standing()).toEqual({ equity: before + flow, cash: before + flow })
    expect(one.flows('settlement')).toEqual(flow === 0 ? [] : [flow])
    expect(one.portfolio.isFlat()).toBe(true)
  })
})

describe('interest', () => {
  const idle = (cash = 100_000, cashRatePercent = 3.65): Account => account({ cash, cashRatePercent })

  it('is earned by calendar day over weekends, a 365th of the rate each', () => {
    const one = idle()
    for (const day of ['2009-10-08', '2009-10-09', '2009-10-12', '2009-10-13'])
      one.portfolio.money.accrueInterest(at(day))
    expect(one.flows('interest')).toEqual([10, 30, 10])
  })

  it('is earned once a day, however often it is asked for', () => {
    const one = idle()
    one.portfolio.money.accrueInterest(at('2009-10-08'))
    one.portfolio.money.accrueInterest(at('2009-10-09') - 3_600_000)
    one.portfolio.money.accrueInterest(at('2009-10-09'))
    expect(one.flows('interest')).toEqual([10])
  })

  it('is not posted at a rate of zero', () => {
    const one = idle(100_000, 0)
    one.portfolio.money.accrueInterest(at('2009-10-08'))
    one.portfolio.money.accrueInterest(at('2010-10-08'))
    expect(one.flows('interest')).toEqual([])
  })

  it('is owed on a debt', () => {
    const one = idle(1000)
    one.open(1, { instrument: CALL, quantity: 2, price: 55 })
    one.portfolio.money.accrueInterest(at('2009-10-08'))
    one.portfolio.money.accrueInterest(at('2009-10-09'))
    expect(one.flows('interest')).toEqual([-1])
  })

  // Fault: the balance of the day on which interest is posted earns for the days before it came in.
  it('is not earned over the weekend by cash that came on Monday', () => {
    const one = idle()
    one.portfolio.money.accrueInterest(at('2009-10-08'))
    one.portfolio.money.accrueInterest(at('2009-10-09'))
    one.open(1, { instrument: CALL, quantity: -100, price: 10, time: at('2009-10-12') })
    one.portfolio.money.accrueInterest(at('2009-10-12'))
    expect(one.flows('interest')).toEqual([10, 30])
  })

  // Fault: days count from the first close after the deposit, so that the first session earns nothing.
  it('is earned from the deposit on', () => {
    const one = idle()
    one.portfolio.money.accrueInterest(at('2009-10-09'))
    expect(one.flows('interest')).toEqual([10])
  })
})

describe('an account with positions in two currencies', () => {
  const opened = (): Account => {
    const one = account()
    one.portfolio.takeRates(new Map([['EUR', 1.5]]))
    one.open(1, { instrument: CALL, quantity: -2, price: 40, multiplier: 5, currency: 'EUR' })
    return one
  }

  it('keeps the foreign cash foreign and values it at the rate of the instant', () => {
    expectSteps(opened(), [
      ['opened', () => {}, 150_000, 150_600],
      ['marked', one => one.mark(CALL, 50), 149_850, 150_600],
      ['euro risen', one => one.portfolio.takeRates(new Map([['EUR', 1.6]])), 149_840, 150_640],
      ['settled', one => one.expire(CALL, 50), 149_840, 149_840],
    ])
  })

  it('earns interest on each balance in its own currency', () => {
    const one = account({ cash: 100_000, cashRatePercent: 3.65 })
    one.portfolio.takeRates(new Map([['EUR', 1.5]]))
    one.open(1, { instrument: CALL, quantity: -20, price: 100, multiplier: 5, currency: 'EUR' })
    one.portfolio.money.accrueInterest(at('2009-10-08'))
    one.portfolio.money.accrueInterest(at('2009-10-09'))
    expect(
      one.entries
        .filter(entry => entry.kind === 'interest')
        .map(entry => [entry.currency, entry.postings[0]?.amount]),
    ).toEqual([
      ['EUR', 100],
      ['USD', 1000],
    ])
  })

  it('does not guess a rate', () => {
    const one = opened()
    one.portfolio.takeRates(new Map())
    expect(() => one.portfolio.equity()).toThrow('a rate for EUR is known')
    expect(one.portfolio.money.inAccount(minor(0), 'EUR')).toBe(0)
    expect(one.portfolio.money.inAccount(minor(5), 'USD')).toBe(5)
  })
})

describe('a deposit', () => {
  it('is cash of the owner, and positive', () => {
    const one = account()
    one.portfolio.money.deposit(at('2009-10-13'), minor(500_000), 'margin call 1')
    expect(one.standing()).toEqual({ equity: 155_000, cash: 155_000 })
    expect(one.flows('deposit')).toEqual([150_000, 5000])
    expect(() => one.portfolio.money.deposit(at('2009-10-13'), minor(0), 'nothing')).toThrow(
      'a deposit is positive',
    )
  })
})

describe('intrinsic value', () => {
  it.each([
    ['call', 1110, 1130, 20],
    ['call', 1110, 1110, 0],
    ['call', 1110, 1100, 0],
    ['put', 1110, 1100, 10],
    ['put', 1110, 1130, 0],
  ] as const)('of the %s %i at %i is %i', (right, strike, price, expected) => {
    expect(intrinsicOf(gold(right, strike), price)).toBe(expected)
  })
})

describe('closing points', () => {
  it('take the entry price of a leg that has no mark', () => {
    const one = account()
    one.portfolio.fill(
      fillOf({ instrument: CALL, quantity: -1, price: 6 }),
      0,
      { paidUpFront: true, kind: KINDS.option },
      {
        tag: 'gold',
        lots: 1,
        stop: null,
      },
    )
    const group = one.portfolio.group(1)
    const leg = group?.legs.get(CALL.id)
    if (!group || !leg) throw new Error('not held')
    leg.mark = null
    expect(closingPoints(group)).toBe(6)
  })
})
