/** Accounts that share a market: each has the records, to the byte, that it has alone, and its own end. */

import { fc, test } from '@fast-check/vitest'
import { concatMap, from, map, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DEMO_TERMS, syntheticMarket } from '../../datasets/synthetic/market.ts'
import {
  type AccountSpec,
  DataError,
  defineStrategy,
  derive,
  type EpochMs,
  fixedMargin,
  futureOf,
  type Intent,
  type Market,
  parseDay,
  type RunRecord,
  run,
  SCAN_DEFAULTS,
  type Strategy,
  StrategyError,
  scanMargin,
  strategyMargin,
} from '../../engine/index.ts'
import { deltaNeutralStrangle } from '../../strategies/delta-neutral-strangle/index.ts'
import { sma } from '../../strategies/indicators/index.ts'
import { oiZoneStrangle } from '../../strategies/oi-zone-strangle/index.ts'
import { percentBWriter } from '../../strategies/percent-b-writer/index.ts'
import { BOLD_PARAMS, BOLD_RULES } from '../fixtures/demo.ts'
import { accountOf, PLAIN_RULES } from '../fixtures/run-book.ts'

type Unrecorded = Omit<AccountSpec, 'record'>

const marketOf = (cuts?: readonly EpochMs[]): Market =>
  syntheticMarket({
    ...DEMO_TERMS,
    seed: 5,
    from: parseDay('2008-06-02'),
    to: parseDay('2009-04-30'),
    ...(cuts ? { cuts } : {}),
  })

const SCAN = scanMargin({ ...SCAN_DEFAULTS, psr: {} })
const BY_STRATEGY = strategyMargin({
  share: 0.15,
  shareLeast: 0.1,
  futures: { GC: [{ from: null, value: { initial: 5399, maintenance: 3999 } }] },
})

/** Listens to bars of one market, trades the future of another, and looks at whatever it is not told of. */
const curious = (heard: string): Strategy =>
  defineStrategy({
    name: 'curious',
    about: 'Looks at what others read, and buys gold where it can see it.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('GC')
      return bus.bars(heard).pipe(
        map(wake => ({
          wake,
          seen: [
            ...['DAX', 'USDEUR', 'CL 2009-03', 'GC 2009-04'].map(id => wake.bar(id)?.close ?? null),
            ...['OG', 'ODAX'].map(id => wake.chain(id)?.columns.length ?? null),
          ],
        })),
        concatMap(({ wake, seen }) => {
          const reason = { rule: 'x', text: 'x' }
          const told: Intent = {
            kind: 'observe',
            name: 'seen',
            values: Object.fromEntries(seen.map((value, i) => [`${i}`, value])),
          }
          const groups = wake.snapshot.groups.length + wake.snapshot.working.length
          const buy: Intent = {
            kind: 'open',
            tag: `${wake.time}`,
            legs: [
              {
                instrument: { kind: 'future', id: 'GC 2009-04', product: 'GC', month: '2009-04' },
                side: 'buy',
                ratio: 1,
              },
            ],
            lots: 1,
            reason,
          }
          return from(groups === 0 ? [told, buy] : [told])
        }),
      )
    },
  })

/** Wakes at every nth session by a signal of its own, whose key does not say the n; buys gold, and tells what it sees. */
const nthSession = (n: number): Strategy =>
  defineStrategy({
    name: 'nth session',
    about: 'Buys gold at every nth session.',
    params: z.strictObject({}),
    run: ({ bus, signal }) => {
      const nth = derive({
        operation: 'nth',
        parameters: [],
        inputs: [signal.close('GC 2009-04')],
        event: true,
        kernel: () => {
          let seen = 0
          return (_, out) => {
            for (let row = 0; row < out.length; row++) out[row] = ++seen % n === 0 ? seen : 0
          }
        },
      })
      const average = sma(nth, 4)
      bus.compute(average)
      return bus.when(nth).pipe(
        concatMap(wake => {
          const told: Intent = {
            kind: 'observe',
            name: 'seen',
            values: { nth: wake.at(nth), average: wake.latest(average) },
          }
          const buy: Intent = {
            kind: 'open',
            tag: `${wake.time}`,
            legs: [{ instrument: futureOf('GC', '2009-04'), side: 'buy', ratio: 1 }],
            lots: 1,
            reason: { rule: 'x', text: 'x' },
          }
          return from(wake.snapshot.groups.length === 0 ? [told, buy] : [told])
        }),
      )
    },
  })

const GOLD_ONLY = {
  margin: fixedMargin(
    { GC: [{ from: null, value: { future: { initial: 500, maintenance: 400 } } }] },
    () => null,
  ),
}

const accounts: Readonly<Record<string, (days: { from: string; to: string }) => Unrecorded>> = {
  gold: days => accountOf({ ...days, strategy: oiZoneStrangle, params: BOLD_PARAMS, rules: BOLD_RULES }),
  goldInEuro: days =>
    accountOf({
      ...days,
      strategy: oiZoneStrangle,
      params: { ...BOLD_PARAMS, marginShare: 0.3 },
      currency: 'EUR',
      rules: { ...BOLD_RULES, fx: { USD: 'USDEUR' } },
    }),
  scanned: days =>
    accountOf({
      ...days,
      strategy: deltaNeutralStrangle,
      params: { product: 'OG' },
      cash: 400_000,
      oiLagSessions: 2,
      rules: { margin: SCAN, compared: [BY_STRATEGY] },
    }),
  dax: days =>
    accountOf({
      ...days,
      strategy: percentBWriter,
      params: { product: 'ODAX' },
      currency: 'EUR',
      cash: 500_000,
      warmup: 60,
      rules: { margin: SCAN },
    }),
  daxLooksAtGold: days =>
    accountOf({
      ...days,
      strategy: curious('DAX'),
      rules: {
        margin: fixedMargin(
          { GC: [{ from: null, value: { future: { initial: 500, maintenance: 400 } } }] },
          () => null,
        ),
        fx: { EUR: 1.3 },
      },
    }),
  everyThird: days => accountOf({ ...days, strategy: nthSession(3), rules: GOLD_ONLY }),
  everyFifth: days => accountOf({ ...days, strategy: nthSession(5), rules: GOLD_ONLY }),
  atOnce: days =>
    accountOf({
      ...days,
      strategy: oiZoneStrangle,
      params: { ...BOLD_PARAMS, netTol: 0.2 },
      rules: { margin: BY_STRATEGY, callPolicy: 'instant', fill: 'same' },
    }),
}

/** The records of each account, and how it ended. */
async function together(specs: readonly Unrecorded[], market: Market): Promise<string[]> {
  const records: RunRecord[][] = specs.map(() => [])
  const { accounts: results } = await run({
    market,
    accounts: specs.map((spec, i) => ({ ...spec, record: record => records[i]?.push(record) })),
  })
  return specs.map((_, i) => {
    const result = results[i]
    const end =
      result?.kind === 'end'
        ? {
            after: result.after,
            until: result.until,
            dataUntil: result.dataUntil,
            capital: result.capital,
            home: result.home,
          }
        : `${result?.error.message}`
    return JSON.stringify({ end, records: records[i] })
  })
}

const anyAccount = fc.record({
  name: fc.constantFrom(...Object.keys(accounts)),
  from: fc.constantFrom('2008-12-01', '2009-01-02', '2009-02-02', '2009-02-24'),
  to: fc.constantFrom('2009-02-27', '2009-03-31', '2009-04-30'),
})

const specOf = ({ name, from, to }: { name: string; from: string; to: string }): Unrecorded => {
  const made = accounts[name]?.({ from, to })
  if (!made) throw new Error('no such account')
  return made
}

describe('accounts that share a market', () => {
  const alone = new Map<string, string>()
  const whole = marketOf()
  const aloneOf = async (one: { name: string; from: string; to: string }): Promise<string> => {
    const key = JSON.stringify(one)
    const known = alone.get(key) ?? (await together([specOf(one)], whole))[0] ?? ''
    alone.set(key, known)
    return known
  }

  it('trade, each of them', async () => {
    for (const name of Object.keys(accounts)) {
      const told = await aloneOf({ name, from: '2008-12-01', to: '2009-04-30' })
      expect(`${name} ${told.includes('"kind":"fill"')}`).toBe(`${name} true`)
    }
  })

  test.prop(
    [
      fc.array(anyAccount, { minLength: 2, maxLength: 7 }),
      fc.array(
        fc.record({ day: fc.integer({ min: 14_000, max: 14_365 }), hour: fc.integer({ min: 0, max: 23 }) }),
        {
          maxLength: 12,
        },
      ),
    ],
    { numRuns: 12, seed: 10 },
  )(
    'have the bytes that they have alone, in any company and however the data are cut',
    async (list, marks) => {
      const cuts = marks.map(({ day, hour }) => day * 86_400_000 + hour * 3_600_000)
      const expected: string[] = []
      for (const one of list) expected.push(await aloneOf(one))
      const market = marks.length === 0 ? whole : marketOf([...new Set(cuts)].sort((a, b) => a - b))
      expect(await together(list.map(specOf), market)).toEqual(expected)
    },
  )

  it.each(Object.keys(accounts))('have in a shorter run what the longer one begins with: %s', async name => {
    const told = async (to: string): Promise<string[]> => {
      const { records } = JSON.parse(await aloneOf({ name, from: '2009-01-02', to })) as {
        records: RunRecord[]
      }
      return records.filter(({ kind }) => kind !== 'open').map(record => JSON.stringify(record))
    }
    const [short, long] = [await told('2009-03-31'), await told('2009-04-30')]
    expect(short.length).toBeGreaterThan(0)
    expect(long.slice(0, short.length)).toEqual(short)
  })

  it('see nothing that others alone asked for', async () => {
    const days = { from: '2009-02-02', to: '2009-02-27' }
    const names = ['daxLooksAtGold', 'goldInEuro', 'dax']
    const [told = ''] = await together(
      names.map(name => specOf({ name, ...days })),
      whole,
    )
    const { records } = JSON.parse(told) as { records: RunRecord[] }
    const seen = records.flatMap(record => (record.kind === 'observation' ? [record.values] : []))
    expect(seen.length).toBeGreaterThan(10)
    for (const values of seen)
      expect([values['1'], values['2'], values['4'], values['5']]).toEqual([null, null, null, null])
    expect(seen.some(values => values['3'] !== null)).toBe(true)
  })

  it('have signals of their own, although another gave the same key to another kernel', async () => {
    const days = { from: '2008-12-01', to: '2009-04-30' }
    const pair = ['everyThird', 'everyFifth', 'everyThird'].map(name => ({ name, ...days }))
    const expected: string[] = []
    for (const one of pair) expected.push(await aloneOf(one))
    expect(expected[0]).not.toEqual(expected[1])
    expect(expected[0]).toContain('"average"')
    expect(await together(pair.map(specOf), whole)).toEqual(expected)
  })

  it('begin no session before their first, whatever the hours of their products', async () => {
    const days = { from: '2009-02-02', to: '2009-02-27' }
    for (const name of Object.keys(accounts)) {
      const { records } = JSON.parse(await aloneOf({ name, ...days })) as { records: RunRecord[] }
      const sessions = records.flatMap(record => (record.kind === 'day' ? [record.session] : []))
      expect(`${name} ${sessions[0]}`).toBe(`${name} ${parseDay('2009-02-02')}`)
    }
  })
})

const throwing = (when: (day: string) => boolean): Strategy =>
  defineStrategy({
    name: 'throwing',
    about: 'Throws on a day.',
    params: z.strictObject({}),
    run: ({ bus }) =>
      bus.chains('OG').pipe(
        concatMap(wake => {
          if (when(new Date(wake.time).toISOString().slice(0, 10))) throw new Error('oh no')
          return from([] as Intent[])
        }),
      ),
  })

/** Its signal's kernel throws at the 30th bar. */
const failingKernel = (asked: 'when' | 'compute'): Strategy =>
  defineStrategy({
    name: 'failing kernel',
    about: 'Has a kernel that throws.',
    params: z.strictObject({}),
    run: ({ bus, signal }) => {
      let seen = 0
      const failing = derive({
        operation: 'failing',
        parameters: [],
        inputs: [signal.close('GC 2009-04')],
        event: true,
        kernel: () => (_, out) => {
          seen += out.length
          if (seen >= 30) throw new StrategyError('oh no')
        },
      })
      bus.compute(failing)
      const wakes: Observable<unknown> =
        asked === 'when' ? bus.when(failing) : bus.chains('OG').pipe(map(wake => wake.at(failing)))
      return wakes.pipe(concatMap(() => from([] as Intent[])))
    },
  })

describe('an account that fails', () => {
  const days = { from: '2009-01-02', to: '2009-03-31' }
  const good = specOf({ name: 'gold', ...days })

  it.each<[string, Unrecorded, unknown]>([
    [
      'as its strategy throws',
      accountOf({ ...days, strategy: throwing(day => day === '2009-02-03') }),
      StrategyError,
    ],
    [
      'as a kernel that it listens to throws',
      accountOf({ ...days, strategy: failingKernel('when') }),
      StrategyError,
    ],
    [
      'as a kernel that it looks at throws',
      accountOf({ ...days, strategy: failingKernel('compute') }),
      StrategyError,
    ],
    [
      'before its first slice',
      accountOf({ ...days, strategy: oiZoneStrangle, params: { product: 'ODAX' } }),
      DataError,
    ],
    [
      'as its dates have no session',
      accountOf({
        from: '1999-01-02',
        to: '1999-03-31',
        strategy: oiZoneStrangle,
        params: { product: 'OG' },
      }),
      DataError,
    ],
    [
      'as its margin has no rate any more',
      accountOf({
        ...days,
        strategy: oiZoneStrangle,
        params: BOLD_PARAMS,
        rules: {
          ...BOLD_RULES,
          margin: {
            ...PLAIN_RULES.margin,
            requirement: (positions, day) => {
              if (day > parseDay('2009-02-10') && positions.length > 0) throw new DataError('no rate')
              return PLAIN_RULES.margin.requirement(positions, day)
            },
          },
        },
      }),
      DataError,
    ],
  ])('%s has its error as its result, and the others go on', async (_, bad, kind) => {
    const market = marketOf()
    const records: RunRecord[][] = [[], [], []]
    const { accounts: results } = await run({
      market,
      accounts: [good, bad, good].map((spec, i) => ({ ...spec, record: record => records[i]?.push(record) })),
    })
    expect(results.map(({ kind: how }) => how)).toEqual(['end', 'failure', 'end'])
    expect(results[1]?.kind === 'failure' ? results[1].error : null).toBeInstanceOf(kind)
    const [alone] = await together([good], market)
    for (const i of [0, 2])
      expect(JSON.stringify(records[i])).toEqual(
        JSON.stringify((JSON.parse(alone ?? '{}') as { records: unknown }).records),
      )
  })

  it('ends the run where no other is left: nothing more is read', async () => {
    const bad = accountOf({ ...days, strategy: throwing(() => true) })
    const months = ['2009-01-31', '2009-02-28'].map(day => parseDay(day) * 86_400_000)
    const market = marketOf(months)
    const read: number[] = []
    const counted: Market = {
      ...market,
      async *read(...args) {
        for await (const block of market.read(...args)) {
          read.push(block.until)
          yield block
        }
      },
    }
    const { accounts: results } = await run({ market: counted, accounts: [bad, bad] })
    expect(results.map(({ kind }) => kind)).toEqual(['failure', 'failure'])
    expect(read.at(-1)).toBe(months[0])
    await run({ market: counted, accounts: [bad, good].map(one => ({ ...one, record: () => {} })) })
    expect(read.at(-1)).toBeGreaterThan(months[1] ?? 0)
  })
})
