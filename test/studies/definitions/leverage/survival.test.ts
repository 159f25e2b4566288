/** What survived and why not, told by records made for the purpose. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor, type RunRecord } from '../../../../engine/index.ts'
import { foldOver } from '../../../../folds/index.ts'
import type { CashChange } from '../../../../reports/index.ts'
import {
  survivalFold,
  survivalOf as survivalOfFacts,
} from '../../../../studies/definitions/leverage/index.ts'
import { type Close, madeRecords } from './made-records.ts'

const survivalOf = (records: readonly RunRecord[], equityStart: number, late = false) =>
  survivalOfFacts(foldOver(survivalFold, records), equityStart, late)

const EQUITY = 1_000_000

/** Opened at a leverage of 10: 100 000.00 of bonds against 10 000.00, a haircut of 2 %, margin of 1 %. */
const START: readonly Close[] = [
  { day: '2020-03-02', flows: { deposit: EQUITY }, equity: EQUITY },
  {
    day: '2020-03-03',
    flows: { bond: -10_000_000, repo: 9_800_000, margin: -100_000 },
    equity: EQUITY,
    marginPosted: 100_000,
    cleanPrice: 100,
    borrowed: 9_800_000,
    distanceToCall: 0.07,
    fill: true,
  },
]

const CALLED: Close = {
  day: '2020-03-04',
  flows: { variation: -600_000, margin: -150_000, repo: 20_000, repoInterest: -1000, commission: -77 },
  equity: 900_000,
  marginPosted: 250_000,
  cleanPrice: 105,
  borrowed: 9_820_000,
  calls: [{ step: 'notice', amount: minor(31_077) }],
  distanceToCall: -0.002,
}

const survival = (closes: readonly Close[], late = false) =>
  survivalOf(madeRecords([...START, ...closes]), EQUITY, late)

/** All that is no level. */
const flows = (change: CashChange): number =>
  Object.values(change).reduce((sum, one) => sum + one, 0) - change.cashBefore - change.cashAfter

describe('a run without a call', () => {
  it('survived; where it opened follows from its records', () => {
    expect(survival([])).toEqual({
      fate: 'survived',
      calls: 0,
      callDays: [],
      firstCall: null,
      forcedDays: [],
      softDays: [],
      bankruptDay: null,
      opening: {
        day: '2020-03-03',
        leverage: 10,
        haircut: expect.closeTo(0.02, 12),
        margin: 0.01,
        distance: expect.closeTo(0.07, 12),
      },
      worstReturn: 0,
      endReturn: 0,
      leastCash: 700_000,
      mostBorrowed: 9_800_000,
      leastDistance: 0.07,
    })
  })

  it('never traded when nothing was filled', () => {
    const [first] = START
    expect(survivalOf(madeRecords(first ? [first] : []), EQUITY)).toMatchObject({
      fate: 'never traded',
      opening: null,
      leastDistance: null,
      leastCash: EQUITY,
      mostBorrowed: 0,
    })
  })

  it('tells the days of its soft rule once each, and of no other rule', () => {
    const closes: Close[] = [
      { day: '2020-03-04', equity: 990_000, orders: ['reserve', 'reserve'] },
      { day: '2020-03-05', equity: 950_000, orders: ['roll'] },
      { day: '2020-03-06', equity: 1_020_000, orders: ['reserve'] },
    ]
    expect(survival(closes)).toMatchObject({
      fate: 'survived',
      softDays: ['2020-03-04', '2020-03-06'],
      worstReturn: -0.05,
      endReturn: expect.closeTo(0.02, 12),
    })
  })
})

describe('the first call', () => {
  it('is told with its day, what was missing, and every flow since the close before', () => {
    const { firstCall, calls, callDays, leastDistance } = survival([CALLED])
    expect({ calls, callDays, leastDistance }).toEqual({
      calls: 1,
      callDays: ['2020-03-04'],
      leastDistance: -0.002,
    })
    expect(firstCall).toEqual({
      day: '2020-03-04',
      missing: 31_077,
      cause: {
        variation: -600_000,
        margin: -150_000,
        repo: 20_000,
        repoInterest: -1000,
        creditLine: 0,
        other: -77,
        cashBefore: 700_000,
        cashAfter: -31_077,
      },
      sinceOpening: expect.objectContaining({ variation: -600_000, cashBefore: 700_000 }),
      lentLater: 0,
      end: { kind: 'open', day: null },
    })
  })

  it('is the first of several, with what moved cash since the opening beside it', () => {
    const quiet: Close = { day: '2020-03-04', flows: { variation: -50_000, coupon: 8 }, equity: 990_000 }
    const { firstCall } = survival([
      quiet,
      { ...CALLED, day: '2020-03-05' },
      { ...CALLED, day: '2020-03-06' },
    ])
    expect(firstCall?.day).toBe('2020-03-05')
    expect(firstCall?.cause).toMatchObject({ variation: -600_000, cashBefore: 650_008 })
    expect(firstCall?.sinceOpening).toMatchObject({ variation: -650_000, other: -69, cashBefore: 700_000 })
  })

  it('counts cash that moved after the close before told its level', () => {
    const quiet: Close = { day: '2020-03-04', flowsAfter: { commission: -123 }, equity: 990_000 }
    const { firstCall } = survival([quiet, { ...CALLED, day: '2020-03-05' }])
    expect(firstCall?.cause).toMatchObject({ other: -200, cashBefore: 700_000, cashAfter: -31_200 })
  })

  it('knows what a lender who is a session late will pay for the rise of the day', () => {
    const { firstCall } = survival([CALLED], true)
    expect(firstCall?.lentLater).toBe(Math.round((9_820_000 * (105 - 100)) / 100))
  })

  it('needs no level of cash of its own: between closes it follows from the flows', () => {
    const between = madeRecords([{ ...CALLED, flows: { variation: -800_000 } }]).filter(
      ({ kind }) => kind === 'entry' || kind === 'call',
    )
    expect(survivalOf([...madeRecords(START), ...between], EQUITY).firstCall?.cause).toMatchObject({
      variation: -800_000,
      margin: 0,
      cashBefore: 700_000,
      cashAfter: -100_000,
    })
  })

  it('may be a bankruptcy that no notice preceded', () => {
    const close: Close = {
      ...CALLED,
      equity: -5000,
      calls: [{ step: 'bankruptcy', amount: minor(5000), initial: minor(250_000), equity: minor(-5000) }],
    }
    expect(survival([close])).toMatchObject({
      fate: 'bankrupt',
      calls: 1,
      callDays: ['2020-03-04'],
      bankruptDay: '2020-03-04',
      worstReturn: -1.005,
      firstCall: { missing: 255_000, end: { kind: 'bankrupt', day: '2020-03-04' } },
    })
  })
})

describe('the end of a call and the fate of the run', () => {
  const next = (steps: readonly Partial<NonNullable<Close['calls']>[number]>[]): Close => ({
    day: '2020-03-05',
    equity: 900_000,
    calls: steps,
  })
  it.each([
    [[{ step: 'cured' }], 'survived', 'cured', []],
    [[{ step: 'deposit' }, { step: 'cured' }], 'survived', 'paid in', []],
    [
      [{ step: 'unmet' }, { step: 'reduction' }, { step: 'cured' }],
      'reduced by force',
      'reduced by force',
      ['2020-03-05'],
    ],
    [[{ step: 'bankruptcy' }, { step: 'reduction' }], 'bankrupt', 'bankrupt', ['2020-03-05']],
  ] as const)('%j', (steps, fate, kind, forcedDays) => {
    expect(survival([CALLED, next(steps)])).toMatchObject({
      fate,
      calls: 1,
      forcedDays,
      firstCall: { end: { kind, day: '2020-03-05' } },
    })
  })

  it('a later call does not end the first', () => {
    const steps = [{ step: 'cured' }, { step: 'notice', call: 2 }] as const
    const last = { day: '2020-03-06', equity: 1, calls: [{ step: 'reduction', call: 2 }] } as const
    expect(survival([CALLED, next(steps), last])).toMatchObject({
      fate: 'reduced by force',
      calls: 2,
      callDays: ['2020-03-04', '2020-03-05'],
      forcedDays: ['2020-03-06'],
      firstCall: { end: { kind: 'cured', day: '2020-03-05' } },
    })
  })
})

describe('whatever flows', () => {
  const kinds = [
    'variation',
    'margin',
    'repo',
    'repoInterest',
    'creditLine',
    'coupon',
    'commission',
    'interest',
  ] as const
  const amounts = fc.dictionary(fc.constantFrom(...kinds), fc.integer({ min: -1e9, max: 1e9 }))

  it('the cause of the first call is the change of free cash, to the cent', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 4 }), amounts, amounts, (quiet, after, called) => {
        const closes: Close[] = quiet.map((one, i) => ({
          day: `2020-03-${String(4 + i).padStart(2, '0')}`,
          flows: one,
          flowsAfter: after,
          equity: EQUITY,
        }))
        const { firstCall } = survival([...closes, { ...CALLED, day: '2020-03-20', flows: called }])
        for (const change of [firstCall?.cause, firstCall?.sinceOpening]) {
          expect(change).toBeTruthy()
          if (change) expect(change.cashBefore + flows(change)).toBe(change.cashAfter)
        }
      }),
      { seed: 7 },
    )
  })
})
