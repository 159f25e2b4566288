/** Adjustments of an open group: more, less, other legs; what a call leaves of them, and what is refused. */

import { describe, expect, it } from 'vitest'
import { bondOf, futureOf, type OrderLeg, type RunRecord } from '../../engine/index.ts'
import { AUGUST_2024 } from '../fixtures/basis-market.ts'
import { equityEnd, only } from '../fixtures/run-book.ts'
import {
  adjust,
  dayOf,
  FUTURE,
  fills,
  flows,
  lentAt,
  marginBy,
  NOTE,
  open,
  type Play,
  play,
  refusals,
  rowsOf,
  type Script,
} from './bond-script.ts'

const NEXT = futureOf('ZN', '2018-03')
const OTHER = bondOf({ ...AUGUST_2024, id: 'UST 2.25 2024-11-15 10Y', couponPercent: 2.25 })
const UNQUOTED = bondOf({ ...AUGUST_2024, id: 'UST 1 2025-02-15 10Y' })

const rows = rowsOf('2017-10-02', '2017-10-31', () => ({
  note: 100,
  future: 125,
  more: { [NEXT.id]: 124, [OTHER.id]: 99 },
}))

const start: Script = {
  '2017-10-03': () => [open({ instrument: NOTE, quantity: 10_000 }, { instrument: FUTURE, quantity: -8 })],
}

const run = (script: Script, more: Partial<Play> = {}) =>
  play({ rows, script: { ...start, ...script }, issues: [AUGUST_2024, OTHER.issue, UNQUOTED.issue], ...more })

const adjusted = (...legs: readonly OrderLeg[]): Promise<RunRecord[]> =>
  run({ '2017-10-16': (_, group) => [adjust(group, ...legs)] })

const later = (records: readonly RunRecord[]) =>
  fills(records)
    .filter(([day]) => day > '2017-10-04')
    .map(([day, id, quantity]) => `${day} ${id} ${quantity}`)

const rules = (records: readonly RunRecord[]): string[] => refusals(records).map(([rule]) => rule)

describe('an adjustment', () => {
  it.each<[string, readonly OrderLeg[], 'open' | 'close']>([
    [
      'grows both legs',
      [
        { instrument: NOTE, quantity: 5000 },
        { instrument: FUTURE, quantity: -4 },
      ],
      'open',
    ],
    [
      'shrinks both legs',
      [
        { instrument: NOTE, quantity: -5000 },
        { instrument: FUTURE, quantity: 4 },
      ],
      'close',
    ],
    ['shrinks one', [{ instrument: FUTURE, quantity: 1 }], 'close'],
    ['sells more of one', [{ instrument: FUTURE, quantity: -2 }], 'open'],
    ['closes one and keeps the other', [{ instrument: FUTURE, quantity: 8 }], 'close'],
    [
      'moves the short to another contract',
      [
        { instrument: FUTURE, quantity: 8 },
        { instrument: NEXT, quantity: -8 },
      ],
      'open',
    ],
    [
      'moves to another bond',
      [
        { instrument: NOTE, quantity: -10_000 },
        { instrument: OTHER, quantity: 10_000 },
      ],
      'open',
    ],
    ['turns a short future long', [{ instrument: FUTURE, quantity: 9 }], 'open'],
  ])('%s at the next close, whole', async (_, legs, purpose) => {
    const records = await adjusted(...legs)
    expect(later(records)).toEqual(legs.map(leg => `2017-10-17 ${leg.instrument.id} ${leg.quantity}`))
    expect(only(records, 'order')[1]?.order).toMatchObject({
      purpose,
      tag: 'trade',
      lots: 1,
      limit: null,
      stop: null,
    })
    expect(refusals(records)).toEqual([])
    expect(new Set(only(records, 'fill').map(({ fill }) => fill.group)).size).toBe(1)
  })

  it('that closes everything ends the group once all is paid for', async () => {
    const records = await adjusted(
      { instrument: NOTE, quantity: -10_000 },
      { instrument: FUTURE, quantity: 8 },
    )
    expect(only(records, 'open')).toEqual([])
    expect(only(records, 'day').find(({ time }) => dayOf(time) === '2017-10-17')?.groups).toBe(1)
    expect(only(records, 'day').find(({ time }) => dayOf(time) === '2017-10-18')?.groups).toBe(0)
  })

  it.each<[string, readonly OrderLeg[], string]>([
    ['without a leg', [], 'field legs: []: must have at least one leg'],
    ['of nothing', [{ instrument: FUTURE, quantity: 0 }], 'field legs.0.quantity: 0: must be a whole number'],
    ['of half a contract', [{ instrument: FUTURE, quantity: 0.5 }], 'field legs.0.quantity: 0.5: must be'],
  ])('%s ends the run', async (_, legs, why) => {
    await expect(adjusted(...legs)).rejects.toThrow(
      `strategy scripted gave a malformed intent at 2017-10-16T21:00:00.000Z, ${why}`,
    )
  })

  it('of a group that is not there is refused', async () => {
    const records = await run({ '2017-10-16': () => [adjust(99, { instrument: FUTURE, quantity: 1 })] })
    expect(rules(records)).toEqual(['unknown group'])
  })

  it('of an instrument without a price is refused', async () => {
    expect(refusals(await adjusted({ instrument: UNQUOTED, quantity: 1 }))).toEqual([
      ['not tradable', `${UNQUOTED.id} has no price yet`],
    ])
  })

  it('is one at a time', async () => {
    const records = await run({
      '2017-10-16': (_, group) => [
        adjust(group, { instrument: FUTURE, quantity: 1 }),
        adjust(group, { instrument: FUTURE, quantity: 1 }),
      ],
    })
    expect(rules(records)).toEqual(['group at work'])
    expect(later(records)).toEqual([`2017-10-17 ${FUTURE.id} 1`])
  })

  it('that grows what the account cannot carry is refused', async () => {
    const records = await run(
      { '2017-10-16': (_, group) => [adjust(group, { instrument: FUTURE, quantity: -80 })] },
      { cash: 20_000 },
    )
    expect(rules(records)).toEqual(['initial margin'])
  })

  it('that grows and can be carried when decided, but not when filled, is withdrawn', async () => {
    const margin = marginBy({ from: null, value: 1000 }, { from: '2017-10-17', value: 1900 })
    const records = await run(
      { '2017-10-16': (_, group) => [adjust(group, { instrument: FUTURE, quantity: -4 })] },
      { cash: 16_000, rules: { margin } },
    )
    expect(only(records, 'cancel').map(({ why }) => why)).toEqual([
      'its initial margin at the fill is more than the account is worth',
    ])
    expect(later(records)).toEqual([])
  })

  it('that sells what it finances with a haircut sets it free', async () => {
    const records = await run(
      {
        '2017-10-16': (_, group) => [
          adjust(group, { instrument: NOTE, quantity: -10_000 }, { instrument: OTHER, quantity: 10_000 }),
        ],
      },
      { cash: 40_000, funding: lentAt({ haircutPercent: 3 }) },
    )
    expect(rules(records)).toEqual([])
    expect(later(records)).toHaveLength(2)
  })

  it('waits for a leg that does not trade when it shrinks, and lapses when it grows', async () => {
    const gap = rowsOf('2017-10-02', '2017-10-31', day => ({
      note: 100,
      ...(day === '2017-10-17' ? {} : { future: 125 }),
    }))
    const legs = (sign: 1 | -1): OrderLeg[] => [
      { instrument: NOTE, quantity: 5000 * sign },
      { instrument: FUTURE, quantity: -4 * sign },
    ]
    const at = (sign: 1 | -1) =>
      run({ '2017-10-16': (_, group) => [adjust(group, ...legs(sign))] }, { rows: gap })
    expect(later(await at(-1))).toEqual([`2017-10-18 ${NOTE.id} -5000`, `2017-10-18 ${FUTURE.id} 4`])
    const grown = await at(1)
    expect(later(grown)).toEqual([])
    expect(only(grown, 'cancel').map(({ why }) => why)).toEqual(['a leg did not trade in its session'])
  })

  it('costs nothing on prices that stand still but its commission', async () => {
    const plain = await run({}, { funding: lentAt({}, { rate: 0 }), rules: { commissionPerContract: 3 } })
    const records = await run(
      {
        '2017-10-16': (_, group) => [
          adjust(group, { instrument: FUTURE, quantity: 8 }, { instrument: NEXT, quantity: -8 }),
        ],
      },
      { funding: lentAt({}, { rate: 0 }), rules: { commissionPerContract: 3 } },
    )
    expect(equityEnd(records)).toBeCloseTo(equityEnd(plain) - 16 * 3, 6)
    expect(flows(records, 'variation')).toEqual([])
  })
})

describe('while a margin call is open', () => {
  const margin = marginBy({ from: null, value: 1000 }, { from: '2017-10-16', value: 1900 })
  const called = (day: string, ...legs: readonly OrderLeg[]) =>
    run({ [day]: (_, group) => [adjust(group, ...legs)] }, { cash: 12_000, rules: { margin } })

  it.each<[string, readonly OrderLeg[]]>([
    ['grows', [{ instrument: FUTURE, quantity: -1 }]],
    [
      'moves',
      [
        { instrument: FUTURE, quantity: 8 },
        { instrument: NEXT, quantity: -8 },
      ],
    ],
    [
      'shrinks one leg and grows the other',
      [
        { instrument: NOTE, quantity: -1000 },
        { instrument: FUTURE, quantity: -1 },
      ],
    ],
    ['turns a short long', [{ instrument: FUTURE, quantity: 9 }]],
  ])('an adjustment that %s is refused', async (_, legs) => {
    expect(rules(await called('2017-10-16', ...legs))).toEqual(['margin call'])
  })

  it('one that shrinks is taken, and cures the call', async () => {
    const records = await called(
      '2017-10-16',
      { instrument: NOTE, quantity: -5000 },
      { instrument: FUTURE, quantity: 4 },
    )
    expect(rules(records)).toEqual([])
    expect(only(records, 'call').map(({ step }) => step)).toEqual(['notice', 'cured'])
    expect(only(records, 'fill').map(({ origin }) => origin)).not.toContain('liquidation')
  })
})
