/** The margin call as a process, one row a test of the account. */

import { describe, expect, it } from 'vitest'
import { Portfolio } from '../../../engine/account/ledger/portfolio.ts'
import { KINDS } from '../../../engine/kinds/index.ts'
import { assess, type CallPolicy, type CallState, noCall, restricted } from '../../../engine/margin/call.ts'
import { optionOf } from '../../../engine/model/instrument.ts'
import { minor, toMinor } from '../../../engine/model/money.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { EXPIRY } from './positions.ts'

/** A row: day, equity, initial, maintenance, then the steps expected as [step, amount] and the state after. */
type Row = readonly [
  day: number,
  equity: number,
  initial: number,
  maintenance: number,
  steps: readonly (readonly [string, number])[],
  after: string,
]

const nextDay = (notice: number): number => notice + 1

const standingOf = (state: CallState): string =>
  [
    state.bankrupt ? 'bankrupt' : '',
    state.open ? `call ${state.open.id} until ${state.open.deadline}` : '',
    state.reduceTo ? `reduce to ${state.reduceTo}` : '',
    state.reserve > 0 ? `reserve ${state.reserve}` : '',
  ]
    .filter(Boolean)
    .join(', ')

/** Walks an account through the rows; a deposit is for the caller, so the next row's equity must contain it. */
function walk(policy: CallPolicy, reserve: number, rows: readonly Row[]): void {
  let state = noCall(minor(reserve))
  const seen = rows.map(([time, equity, initial, maintenance]): Row => {
    const verdict = assess(
      state,
      { time, equity: minor(equity), initial: minor(initial), maintenance: minor(maintenance) },
      policy,
      nextDay,
    )
    const paid = verdict.steps.reduce((sum, one) => sum + (one.step === 'deposit' ? one.amount : 0), 0)
    expect(verdict.deposit).toBe(paid)
    expect(state.reserve - verdict.state.reserve).toBe(paid)
    state = verdict.state
    return [
      time,
      equity,
      initial,
      maintenance,
      verdict.steps.map(one => [one.step, one.amount]),
      standingOf(state),
    ]
  })
  expect(seen).toEqual(rows)
}

describe('a call by a futures broker', () => {
  it('is not made while equity is at least maintenance', () => {
    walk('fcm', 0, [
      [1, 100, 80, 60, [], ''],
      [2, 60, 80, 60, [], ''],
    ])
  })

  it('is for what restores initial, and due a day later', () => {
    walk('fcm', 0, [[1, 59, 80, 60, [['notice', 21]], 'call 1 until 2']])
  })

  it('is cured at its deadline by an equity of initial', () => {
    walk('fcm', 0, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2'],
      [2, 80, 80, 60, [['cured', 0]], ''],
      [3, 79, 80, 60, [], ''],
    ])
  })

  it('is not cured before its deadline, nor by maintenance alone', () => {
    walk('fcm', 0, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2'],
      [1.5, 90, 80, 60, [], 'call 1 until 2'],
      [2, 79, 80, 60, [['unmet', 1]], 'call 1 until 2, reduce to initial'],
    ])
  })

  it('is cured by a requirement that has fallen', () => {
    walk('fcm', 0, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2'],
      [2, 59, 50, 40, [['cured', 0]], ''],
    ])
  })

  it('takes from the reserve what is missing, and no more', () => {
    walk('fcm', 50, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2, reserve 50'],
      [
        2,
        65,
        80,
        60,
        [
          ['deposit', 15],
          ['cured', 0],
        ],
        'reserve 35',
      ],
    ])
  })

  it('takes the whole reserve when it is too small, and then reduces', () => {
    walk('fcm', 10, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2, reserve 10'],
      [
        2,
        59,
        80,
        60,
        [
          ['deposit', 10],
          ['unmet', 11],
        ],
        'call 1 until 2, reduce to initial',
      ],
    ])
  })

  it('reduces until equity is initial, then is cured, and the next call is another', () => {
    walk('fcm', 0, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2'],
      [2, 59, 80, 60, [['unmet', 21]], 'call 1 until 2, reduce to initial'],
      [3, 58, 59, 45, [], 'call 1 until 2, reduce to initial'],
      [4, 58, 58, 44, [['cured', 0]], ''],
      [5, 40, 58, 44, [['notice', 18]], 'call 2 until 6'],
    ])
  })

  it('that is open is not made again', () => {
    walk('fcm', 0, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2'],
      [1.5, 30, 80, 60, [], 'call 1 until 2'],
    ])
  })
})

describe('an instant call', () => {
  it('reduces at once, until equity is maintenance', () => {
    walk('instant', 0, [
      [1, 60, 80, 60, [], ''],
      [2, 59, 80, 60, [['notice', 1]], 'call 1 until 2, reduce to maintenance'],
      [2, 59, 70, 60, [], 'call 1 until 2, reduce to maintenance'],
      [2, 59, 70, 59, [['cured', 0]], ''],
      [3, 50, 70, 59, [['notice', 9]], 'call 2 until 3, reduce to maintenance'],
    ])
  })

  it('leaves the reserve alone', () => {
    walk('instant', 50, [
      [1, 10, 80, 60, [['notice', 50]], 'call 1 until 1, reduce to maintenance, reserve 50'],
    ])
  })
})

describe('bankruptcy', () => {
  it.each<[string, CallPolicy]>([
    ['a futures broker', 'fcm'],
    ['an instant test', 'instant'],
  ])('is an equity of zero or less at any test: %s', (_, policy) => {
    walk(policy, 50, [[1, 0, 80, 60, [['bankruptcy', 0]], 'bankrupt, reserve 50']])
    walk(policy, 0, [[1, -7, 80, 60, [['bankruptcy', 7]], 'bankrupt']])
    walk(policy, 0, [[1, 1, 0, 0, [], '']])
  })

  it('ends an open call, comes before its deadline, and is final', () => {
    walk('fcm', 50, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2, reserve 50'],
      [1.5, -3, 80, 60, [['bankruptcy', 3]], 'bankrupt, reserve 50'],
      [2, 500, 80, 60, [], 'bankrupt, reserve 50'],
    ])
  })

  it('ends a reduction', () => {
    walk('fcm', 0, [
      [1, 59, 80, 60, [['notice', 21]], 'call 1 until 2'],
      [2, 59, 80, 60, [['unmet', 21]], 'call 1 until 2, reduce to initial'],
      [3, -20, 80, 60, [['bankruptcy', 20]], 'bankrupt'],
    ])
  })
})

describe('a step', () => {
  it('says which call it is of, where the account stands, and when it is due', () => {
    const standing = { time: 1, equity: minor(59), initial: minor(80), maintenance: minor(60) }
    const { steps, state } = assess(noCall(minor(5)), standing, 'fcm', nextDay)
    expect(steps).toEqual([{ kind: 'call', step: 'notice', call: 1, ...standing, amount: 21, deadline: 2 }])
    const later = assess(state, { ...standing, time: 2 }, 'fcm', nextDay)
    expect(later.steps.map(one => [one.step, one.call, one.equity, one.deadline])).toEqual([
      ['deposit', 1, 64, null],
      ['unmet', 1, 64, null],
    ])
  })
})

describe('an account', () => {
  const free = noCall(minor(0))

  it.each<[string, Partial<CallState>, boolean]>([
    ['without a call', {}, false],
    ['with an open call', { open: { id: 1, deadline: 2 } }, true],
    ['that is being reduced', { reduceTo: 'initial' }, true],
    ['that is bankrupt', { bankrupt: true }, true],
  ])('%s may open positions unless restricted: %o', (_, part, expected) => {
    expect(restricted({ ...free, ...part })).toBe(expected)
  })

  it('is not changed by a test', () => {
    const state = Object.freeze(noCall(minor(50)))
    assess(state, { time: 1, equity: minor(-1), initial: minor(1), maintenance: minor(1) }, 'fcm', nextDay)
    expect(state).toEqual(noCall(minor(50)))
  })
})

interface WalkCase {
  readonly id: string
  readonly input: {
    readonly cash: number
    readonly creditUSD: number
    readonly days: readonly { readonly strangleValueUSD: number; readonly risk: number }[]
  }
  readonly output: readonly {
    readonly nlv: number
    readonly maintenance: number
    readonly excess: number
    readonly callAmountToInitial: number
  }[]
}

withOracle<{ cases: WalkCase[] }>('option-margin', ({ cases }) => {
  it.each(cases.filter(one => one.id === 'call.walk'))(
    'a strangle that moves against its writer is called as in $id',
    ({ input, output }) => {
      const portfolio = new Portfolio(
        { currency: 'USD', cash: toMinor(input.cash, 'USD'), cashRatePercent: 0 },
        () => {},
      )
      portfolio.money.deposit(0, portfolio.terms.cash, 'opening cash')
      // The strangle as one leg whose points are dollars.
      const instrument = optionOf('OG', EXPIRY, 'call', 1110)
      portfolio.fill(
        {
          order: 1,
          group: 1,
          time: 0,
          instrument,
          quantity: -1,
          price: input.creditUSD,
          source: 'open',
          multiplier: 1,
          currency: 'USD',
        },
        0,
        { paidUpFront: true, kind: KINDS.option },
        { tag: 'walk', lots: 1, stop: null },
      )
      const leg = portfolio.group(1)?.legs.get(instrument.id)
      if (!leg) throw new Error('not held')
      let state = noCall(minor(0))
      const seen = input.days.map(({ strangleValueUSD, risk }, day) => {
        portfolio.mark(leg, strangleValueUSD, day)
        const maintenance = toMinor(risk, 'USD')
        const equity = portfolio.equity()
        const verdict = assess(
          state,
          { time: day, equity, initial: toMinor(1.35 * risk, 'USD'), maintenance },
          'fcm',
          nextDay,
        )
        state = verdict.state
        return {
          nlv: equity / 100,
          maintenance: maintenance / 100,
          excess: (equity - maintenance) / 100,
          callAmountToInitial: (verdict.steps[0]?.amount ?? 0) / 100,
        }
      })
      expect(seen).toEqual(output)
      expect(state.open?.id).toBe(1)
    },
  )
})
