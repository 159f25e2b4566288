/** The headline is the end of the ledger, and nothing that was held goes without a record, whatever the rules and the market. */

import { fc } from '@fast-check/vitest'
import { concatMap, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type AccountEnd,
  defineStrategy,
  fixedMargin,
  formatDay,
  futureOf,
  type Instrument,
  type Intent,
  minor,
  optionOf,
  type RunRecord,
  randomAssignment,
  type Strategy,
  toAmount,
  toMinor,
  type Wake,
} from '../../engine/index.ts'
import { type Report, summarise } from '../../reports/index.ts'
import { type BookOptions, only, runWhole } from '../fixtures/run-book.ts'
import { EXPIRY, FIRST, LAST, STRIKES, twoCurrencyMarket } from '../fixtures/two-currency-market.ts'
import { basisInput } from '../reports/basis-runs.ts'
import { chance } from '../reports/html/chance.ts'

const reason = { rule: 'chance', text: 'by chance' }
const FUTURES = [futureOf('EF', '2009-10'), futureOf('EF', '2009-12'), futureOf('GC', '2009-12')]

/** Opens, adjusts and closes by chance at every chain. */
const byChance = (seed: number): Strategy =>
  defineStrategy({
    name: 'chance',
    about: 'Trades by chance.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('EF')
      const random = chance(seed)
      let tags = 0
      const one = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
      const open = (instruments: readonly (Instrument | undefined)[], side: 'buy' | 'sell'): Intent => ({
        kind: 'open',
        tag: String(++tags),
        legs: instruments.flatMap(instrument => (instrument ? [{ instrument, side, ratio: 1 }] : [])),
        lots: 1 + Math.floor(random() * 3),
        reason,
      })
      const option = (right: 'call' | 'put'): Instrument =>
        optionOf('OG', EXPIRY, right, one(STRIKES) ?? 1000)
      const answer = ({ snapshot }: Wake): Intent[] => {
        const group = one(snapshot.groups)
        const draw = random()
        if (draw < 0.25) return [open([option('call'), option('put')], 'sell')]
        if (draw < 0.35) return [open([option(random() < 0.5 ? 'call' : 'put')], 'sell')]
        if (draw < 0.6) return [open([one(FUTURES)], random() < 0.5 ? 'buy' : 'sell')]
        if (!group) return []
        if (draw < 0.75) return [{ kind: 'close', group: group.id, reason }]
        const leg = one(group.legs)
        if (!leg || draw > 0.85) return []
        return [
          {
            kind: 'adjust',
            group: group.id,
            legs: [{ instrument: leg.instrument, quantity: -leg.quantity * 2 }],
            reason,
          },
        ]
      }
      return bus.chains('OG').pipe(concatMap(wake => from(answer(wake))))
    },
  })

interface Terms {
  readonly seed: number
  readonly fill: 'nextOpen' | 'nextClose' | 'same'
  readonly callPolicy: 'fcm' | 'instant'
  readonly currency: 'USD' | 'EUR'
  readonly cash: number
  readonly reserve: number
  readonly last: number
}

const each = (amount: number) => {
  const rate = { initial: amount, maintenance: 0.8 * amount }
  return { future: rate, nakedCall: rate, nakedPut: rate, strangle: rate }
}

/** Margin that rises in the middle of the run, so that accounts are called. */
const rates = [
  { from: null, value: each(2000) },
  { from: '2009-10-20', value: each(6000) },
]

const optionsOf = ({ seed, currency, cash, reserve, last, fill, callPolicy }: Terms): BookOptions => ({
  market: twoCurrencyMarket(seed),
  strategy: byChance(seed),
  from: formatDay(FIRST),
  to: formatDay(last),
  cash,
  reserve,
  currency,
  cashRatePercent: 3,
  rules: {
    fill,
    callPolicy,
    margin: fixedMargin({ OG: rates, EF: rates }, future => (future === 'GC' ? 'OG' : null)),
    assignment: randomAssignment({ seed, dailyProbability: 0.05 }),
    fx: currency === 'USD' ? { EUR: 'EURUSD' } : { USD: 0.7 },
  },
})

/** Minor units of the account: its own cash by currency, and what is open. */
function ledgerOf(records: readonly RunRecord[], end: AccountEnd): number {
  const { inAccount } = end.holdings
  const cash = new Map<string, number>()
  for (const { entry } of only(records, 'entry')) {
    for (const { account, amount } of entry.postings)
      if (account === 'cash') cash.set(entry.currency, (cash.get(entry.currency) ?? 0) + amount)
  }
  const currencyOf = (group: number): string =>
    only(records, 'fill').find(({ fill }) => fill.group === group)?.fill.currency ?? ''
  const sums = [...cash].map(([currency, sum]) => inAccount(minor(sum), currency))
  const open = only(records, 'open').map(({ group, value }) => inAccount(value, currencyOf(group)))
  return [...sums, ...open].reduce((sum, one) => sum + one, 0)
}

/** Contracts by group and instrument, as the records have them come and go; futures that are pending left out. */
function replayed(records: readonly RunRecord[]): Map<string, number> {
  const held = new Map<string, number>()
  const move = (group: number, id: string, quantity: number): void => {
    const key = `${group} ${id}`
    const after = (held.get(key) ?? 0) + quantity
    if (after === 0) held.delete(key)
    else held.set(key, after)
  }
  for (const record of records) {
    if (record.kind === 'fill') move(record.fill.group, record.fill.instrument.id, record.fill.quantity)
    if (record.kind === 'assignment') move(record.group, record.instrument, record.quantity)
    if (record.kind === 'expiry' || record.kind === 'ended')
      move(record.group, record.instrument, -record.quantity)
  }
  return held
}

const heldAtEnd = (end: AccountEnd): Map<string, number> =>
  new Map(
    [end.holdings].flatMap(({ groups }) =>
      groups.flatMap(({ view }) =>
        view.legs.map(leg => [`${view.id} ${leg.instrument.id}`, leg.quantity] as const),
      ),
    ),
  )

function reportOf(
  records: readonly RunRecord[],
  end: AccountEnd,
  { currency, cash, ...terms }: Terms,
): Report {
  const { run: plain, ...input } = basisInput(records, cash)
  const { funding: _, ...run } = plain
  const { inAccount } = end.holdings
  const { fill, callPolicy, reserve } = terms
  return summarise({
    ...input,
    run: { ...run, currency, fill, callPolicy, reserve },
    rateAtEnd: of => toAmount(inAccount(toMinor(1e6, of), of), currency) / 1e6,
  })
}

const anyTerms: fc.Arbitrary<Terms> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  fill: fc.constantFrom('nextOpen', 'nextClose', 'same'),
  callPolicy: fc.constantFrom('fcm', 'instant'),
  currency: fc.constantFrom('USD', 'EUR'),
  cash: fc.constantFrom(8000, 40_000, 400_000),
  reserve: fc.constantFrom(0, 3000, 100_000),
  last: fc.integer({ min: FIRST + 1, max: LAST }),
})

describe('a run by chance', async () => {
  const seen = new Set<string>()

  it('ends with a headline that is its ledger, and tells of everything that it held', async () => {
    await fc.assert(
      fc.asyncProperty(anyTerms, async terms => {
        const { records, end } = await runWhole(optionsOf(terms))
        const day = only(records, 'day').at(-1)
        const ledger = ledgerOf(records, end)
        // The ledger converts leg by leg.
        const foreign = only(records, 'open').length * 3
        expect(Math.abs((day?.equity ?? 0) - ledger)).toBeLessThanOrEqual(foreign)
        expect(replayed(records)).toEqual(heldAtEnd(end))
        const report = reportOf(records, end, terms)
        expect(report.headline.equityEnd).toBe((day?.equity ?? 0) / 100)
        expect(report.trades.filter(({ status }) => status === 'open')).toHaveLength(
          end.holdings.groups.length,
        )
        for (const trade of report.trades.filter(({ status }) => status === 'closed'))
          expect(trade.legs.every(leg => leg.priceExit !== null)).toBe(true)
        if (day && only(records, 'fill').at(-1)?.time === day.time)
          seen.add(`fill in the last slice, ${terms.fill}`)
        for (const record of records) seen.add(record.kind === 'call' ? record.step : record.kind)
      }),
      { numRuns: 150, seed: 2009 },
    )
  })

  it.each(['same', 'nextClose'])('had fills in the last slice, %s', fill => {
    expect(seen).toContain(`fill in the last slice, ${fill}`)
  })

  it.each(['assignment', 'expiry', 'ended', 'open', 'notice', 'deposit', 'reduction', 'bankruptcy'])(
    'had one of each: %s',
    kind => {
      expect(seen).toContain(kind)
    },
  )
})
