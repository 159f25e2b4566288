/** Strategies under filters. */

import { concatMap, delay, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  DataError,
  defineStrategy,
  formatDay,
  type Intent,
  MS_PER_DAY,
  optionOf,
  parseDay,
  type RunRecord,
  type Strategy,
  type Wake,
} from '../../../engine/index.ts'
import { oiZoneStrangle } from '../../../strategies/oi-zone-strangle/index.ts'
import { type Regime, regimeSchema } from '../../../strategies/regimes/regime-schema.ts'
import { withRegimes } from '../../../strategies/regimes/with-regimes.ts'
import { demoMarket, runBold } from '../../fixtures/demo.ts'
import { only, runBook, scripted, told } from '../../fixtures/run-book.ts'
import { type TinyDay, tinyMarket } from '../../fixtures/tiny-market.ts'

const EXPIRY = '2009-12-28'
const FUTURE = 'GC 2009-12'
const PUT = optionOf('OG', parseDay(EXPIRY), 'put', 900)

const regimeOf = (value: object): Regime => regimeSchema.parse(value)
const above = (level: number, more: object = {}): Regime =>
  regimeOf({ kind: 'volatilityAbove', of: FUTURE, level, ...more })

/** What a session says. */
interface Says {
  /** Settlement of the future; null = no bar. */
  readonly price: number | null
  readonly calls?: number
  readonly puts?: number
}

/** One session a weekday from Monday 5 October 2009 on; open interest is of the session itself. */
function marketOf(sessions: readonly Says[]) {
  const days: TinyDay[] = []
  for (let day = parseDay('2009-10-05'); days.length < sessions.length; day++) {
    if (new Date(day * MS_PER_DAY).getUTCDay() % 6 === 0) continue
    const { price = null, calls = 1, puts = 1 } = sessions[days.length] ?? {}
    days.push({
      day: formatDay(day),
      underlying: price,
      quotes: [
        { strike: 900, right: 'put', bid: 5, ask: 5.2, settlement: 5.1, openInterest: puts },
        { strike: 1100, right: 'call', bid: 5, ask: 5.2, settlement: 5.1, openInterest: calls },
      ],
    })
  }
  return tinyMarket({ expiry: EXPIRY, days })
}

const write = (tag: string): Intent => ({
  kind: 'open',
  tag,
  legs: [{ instrument: PUT, side: 'sell', ratio: 1 }],
  lots: 1,
  reason: { rule: 'test', text: 'writes' },
})

const day = (time: number): string => formatDay(Math.floor(time / MS_PER_DAY)).slice(5)

/** Opens a group a session, named by its day. */
const writer = scripted('OG', wake => [write(day(wake.time))])

interface Options {
  readonly strategy?: Strategy
  readonly oiLagSessions?: number
}

const runOn = (
  sessions: readonly Says[],
  filters: readonly Regime[],
  { strategy = writer, ...options }: Options = {},
): Promise<RunRecord[]> =>
  runBook({
    market: marketOf(sessions),
    strategy: withRegimes(strategy, filters),
    from: '2009-10-05',
    to: '2009-11-30',
    ...options,
  })

const opened = (records: readonly RunRecord[]): string[] =>
  only(records, 'order').map(({ order }) => order.tag)
const declined = (records: readonly RunRecord[]) =>
  only(records, 'refusal').filter(({ reason }) => reason.rule === 'regime')

const PRICES: readonly Says[] = [1000, 1010, 990, 1020, 1005].map(price => ({ price }))

describe('a strategy under a filter', () => {
  it('opens where it holds at the close of the decision', async () => {
    const records = await runOn(PRICES, [above(1000)])
    expect(opened(records)).toEqual(['10-06', '10-08', '10-09'])
    expect(declined(records).map(({ tag }) => tag)).toEqual(['10-05', '10-07'])
  })

  it('opens where it does not hold, when it is turned round', async () => {
    const records = await runOn(PRICES, [above(1000, { not: true })])
    expect(opened(records)).toEqual(['10-05', '10-07'])
  })

  it('says which filter was against it, and what that looked at', async () => {
    const [, second] = declined(
      await runOn(PRICES, [regimeOf({ kind: 'aboveAverage', of: FUTURE, length: 2 })]),
    )
    expect(second).toMatchObject({
      by: 'strategy',
      intent: 'decline',
      tag: '10-07',
      reason: {
        rule: 'regime',
        text: `opens only while ${FUTURE} is above its 2-session average`,
        evidence: { regime: 'aboveAverage', holds: 0, close: 990, average: 1000, entry: 'test' },
      },
    })
  })

  it('does not open while the filter is not known, turned round or not', async () => {
    for (const not of [false, true]) {
      const records = await runOn(PRICES, [regimeOf({ kind: 'aboveAverage', of: FUTURE, length: 3, not })])
      const unknown = declined(records).filter(({ reason }) => reason.text.endsWith(', which is not known'))
      expect(unknown.map(({ tag }) => tag)).toEqual(['10-05', '10-06'])
      expect(unknown[0]?.reason.evidence).toMatchObject({ holds: null, close: 1000, average: null })
    }
  })

  it('does not open on a filter whose data ended more than two weeks ago', async () => {
    const sessions = Array.from({ length: 14 }, (_, i): Says => ({ price: i === 0 ? 1000 : null }))
    const records = await runOn(sessions, [above(900)])
    expect(opened(records).at(-1)).toBe('10-19')
    expect(declined(records)[0]).toMatchObject({ tag: '10-20', reason: { evidence: { holds: null } } })
  })

  it('needs all filters, and names the first that is against it', async () => {
    const records = await runOn(PRICES, [above(995), above(1015)])
    expect(opened(records)).toEqual(['10-08'])
    expect(declined(records).map(({ tag, reason }) => [tag, reason.text])).toEqual([
      ['10-05', `opens only while ${FUTURE} is above 1015`],
      ['10-06', `opens only while ${FUTURE} is above 1015`],
      ['10-07', `opens only while ${FUTURE} is above 995`],
      ['10-09', `opens only while ${FUTURE} is above 1015`],
    ])
  })

  it('does whatever else it wants', async () => {
    const busy = scripted('OG', (wake, today) => {
      if (today === '2009-10-05') return [write('first')]
      const reason = { rule: 'test', text: 'wants' }
      const [group] = wake.snapshot.groups
      return [
        { kind: 'observe', name: 'seen', values: { groups: wake.snapshot.groups.length } },
        { kind: 'decline', tag: 'own', reason },
        { kind: 'cancel', order: 77, reason },
        ...(group ? [{ kind: 'close' as const, group: group.id, reason }] : []),
      ]
    })
    const falling = [1010, 900, 900, 900].map(price => ({ price }))
    const free = await runOn(falling, [], { strategy: busy })
    expect(await runOn(falling, [above(1000)], { strategy: busy })).toEqual(free)
    expect(only(free, 'fill').map(({ purpose }) => purpose)).toEqual(['open', 'close'])
    expect(new Set(only(free, 'refusal').map(({ intent }) => intent))).toEqual(new Set(['decline', 'cancel']))
  })

  it('tells in its own sentence what it waits for', () => {
    const wrapped = withRegimes(writer, [above(1000), above(1010, { not: true })])
    expect(wrapped.about).toBe(
      `${writer.about} It opens only while ${FUTURE} is above 1000, and while ${FUTURE} is not above 1010.`,
    )
    expect(withRegimes(writer, [])).toBe(writer)
  })

  it('gives the very records of the strategy alone while the filter holds throughout', async () => {
    const wrapped = withRegimes(oiZoneStrangle, [
      regimeOf({ kind: 'volatilityAbove', of: 'GC 2009-10', level: 1 }),
    ])
    const free = await runBold(demoMarket(1))
    expect(only(free, 'fill').length).toBeGreaterThan(4)
    expect(await runBold(demoMarket(1), { strategy: wrapped })).toEqual(free)
  })

  it.each([
    ['an instrument', { kind: 'belowAverage', of: 'GX 2009-12' }, 'of', /no such product; did you mean/],
    ['a contract', { kind: 'belowAverage', of: 'GC' }, 'of', /is a future; name one contract of it/],
    ['a price of its own', { kind: 'belowAverage', of: 'OG' }, 'of', /neither an index nor a contract/],
    [
      'a product',
      { kind: 'ratioTrend', product: 'oil', trend: 'rising' },
      'product',
      /no such option product/,
    ],
  ])('asks for %s that the market has', async (_, value, field, message) => {
    const error = await runOn(PRICES, [above(1), regimeOf(value)]).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(DataError)
    if (!(error instanceof DataError)) return
    expect(error.place.field).toBe(`strategy.when.1.${field}`)
    expect(error.reason).toMatch(message)
  })
})

const TREND = { kind: 'ratioTrend', product: 'gold', smooth: 1, length: 2 }
/** Ratios put/call by session: 1, 2, 3, 2, 4, and one more that is known only after the last. */
const RATIOS: readonly Says[] = [
  { price: 1000, calls: 10, puts: 10 },
  { price: 1000, calls: 10, puts: 20 },
  { price: 1000, calls: 10, puts: 30 },
  { price: 1000, calls: 10, puts: 20 },
  { price: 1000, calls: 10, puts: 40 },
  { price: 1000, calls: 10, puts: 10 },
]

describe('a strategy under a trend of the ratio', () => {
  it('goes by open interest as it was known, a session late', async () => {
    const rising = regimeOf({ ...TREND, trend: 'rising' })
    expect(opened(await runOn(RATIOS, [rising], { oiLagSessions: 0 }))).toEqual(['10-06', '10-07', '10-09'])
    expect(opened(await runOn(RATIOS, [rising]))).toEqual(['10-07', '10-08', '10-12'])
    expect(opened(await runOn(RATIOS, [regimeOf({ ...TREND, trend: 'falling' })]))).toEqual(['10-09'])
  })

  it('turns with the formula of the deck', async () => {
    const literal = regimeOf({ ...TREND, trend: 'falling', ratio: 'callPut' })
    expect(opened(await runOn(RATIOS, [literal]))).toEqual(['10-07', '10-08', '10-12'])
  })

  it('is answered by the chain of the very slice, whichever stream it listens to', async () => {
    const listeners: Strategy['run'][] = [
      ({ bus }) => bus.closes.pipe(concatMap(wake => from(today(wake)))),
      ({ bus }) => bus.chains('OG').pipe(concatMap(wake => from(today(wake)))),
      ({ bus }) => bus.bars(FUTURE).pipe(concatMap(wake => from(today(wake)))),
      ({ bus, signal }) => bus.when(signal.close(FUTURE)).pipe(concatMap(wake => from(today(wake)))),
    ]
    const today = (wake: Wake): Intent[] => (wake.time > Date.UTC(2009, 9, 13) ? [] : [write(day(wake.time))])
    for (const run of listeners) {
      const strategy = defineStrategy({
        name: 'listener',
        about: 'Listens to one stream.',
        params: z.strictObject({}),
        run,
      })
      const records = await runOn(RATIOS, [regimeOf({ ...TREND, trend: 'falling' })], { strategy })
      expect(opened(records)).toEqual(['10-09'])
      expect(declined(records).map(({ tag, reason }) => [tag, reason.evidence?.ratio])).toEqual([
        ['10-05', null],
        ['10-06', 1],
        ['10-07', 2],
        ['10-08', 3],
        ['10-12', 4],
      ])
    }
  })

  it('loses no refusal to the wakes that only the filter listens to', async () => {
    const seen: string[][] = []
    const strategy = defineStrategy({
      name: 'reader',
      about: 'Listens to bars, and reads what was refused since the last.',
      params: z.strictObject({}),
      run: ({ bus }) =>
        bus.bars(FUTURE).pipe(
          concatMap((wake): Intent[] => {
            seen.push(wake.refusals.map(({ reason }) => reason.rule))
            return seen.length === 1
              ? [{ kind: 'cancel', order: 77, reason: { rule: 'test', text: '' } }]
              : []
          }),
        ),
    })
    const gap: readonly Says[] = [{ price: 1000 }, { price: null }, { price: null }, { price: 1000 }]
    await runOn(gap, [], { strategy })
    const alone = seen.splice(0)
    await runOn(gap, [regimeOf({ ...TREND, trend: 'rising' })], { strategy })
    expect(seen).toEqual(alone)
    expect(alone.map(rules => rules.length)).toEqual([0, 1])
  })
})

describe('the laws of strategies hold under filters', () => {
  const strategy = withRegimes(oiZoneStrangle, [
    regimeOf({ kind: 'belowBand', of: 'GC 2009-10', length: 10, width: 0.5, not: true }),
    regimeOf({ ...TREND, trend: 'rising', by: 'break', smooth: 3, length: 5 }),
  ])

  it('prefixes and cuts into blocks change nothing', async () => {
    const sessions = demoMarket(2).sessions('OG')
    const all = await runBold(demoMarket(2), { strategy })
    expect(declined(all).length).toBeGreaterThan(10)
    expect(only(all, 'fill').length).toBeGreaterThan(2)
    for (const to of ['2009-02-13', '2009-04-09', '2009-06-01']) {
      const prefix = told(await runBold(demoMarket(2), { strategy, to }))
      expect(prefix).toEqual(told(all).slice(0, prefix.length))
    }
    const cuts = [45, 58, 59, 80, 133].map(at => (sessions[at]?.close ?? 0) + (at % 2))
    expect(told(await runBold(demoMarket(2, cuts), { strategy }))).toEqual(told(all))
  })

  it('an answer after the slice stops the run', async () => {
    const late = defineStrategy({
      name: 'late',
      about: 'Answers after its slice.',
      params: z.strictObject({}),
      run: ({ bus }) =>
        bus.chains('OG').pipe(
          concatMap(() => from([write('late')])),
          delay(0),
        ),
    })
    await expect(runOn(PRICES, [above(1)], { strategy: late })).rejects.toThrow(
      /strategy late .*(after its slice|pending)/,
    )
  })
})
