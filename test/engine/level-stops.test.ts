/** Stops on a price: a fixed level, one that follows a signal, and one that trails. */

import fc from 'fast-check'
import { concatMap, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  defineStrategy,
  derive,
  formatDay,
  type LevelStop,
  MS_PER_DAY,
  optionOf,
  parseDay,
  type Signal,
  type Strategy,
} from '../../engine/index.ts'
import { only, runBook } from '../fixtures/run-book.ts'
import { type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2009-12-28'
const FUTURE = 'GC 2009-12'
const put = optionOf('OG', parseDay(EXPIRY), 'put', 900)

const dayOf = (time: number): string => formatDay(Math.floor(time / MS_PER_DAY))

/** One session a weekday from Monday 5 October 2009 on, with these settlements of the future and a quoted put. */
function daysOf(prices: readonly number[]): TinyDay[] {
  const days: TinyDay[] = []
  for (let day = parseDay('2009-10-05'); days.length < prices.length; day++) {
    if (new Date(day * MS_PER_DAY).getUTCDay() % 6 === 0) continue
    days.push({
      day: formatDay(day),
      underlying: prices[days.length] ?? null,
      quotes: [{ strike: 900, right: 'put', bid: 5, ask: 5.2, settlement: 5.1 }],
    })
  }
  return days
}

const minus = (input: Signal, distance: number): Signal =>
  derive({
    operation: 'minus',
    parameters: [distance],
    inputs: [input],
    kernel:
      () =>
      ([values], out) => {
        for (let row = 0; row < out.length; row++) out[row] = (values?.[row] ?? Number.NaN) - distance
      },
  })

/** Writes the put at the first chain, with the stop that `stopOf` makes of the future's close. */
const writer = (stopOf: (close: Signal) => LevelStop): Strategy =>
  defineStrategy({
    name: 'writer',
    about: 'Writes one put.',
    params: z.strictObject({}),
    run: ({ bus, signal }) => {
      const stop = stopOf(signal.close(FUTURE))
      bus.compute(stop.watch, ...(typeof stop.level === 'number' ? [] : [stop.level]))
      return bus.chains('OG').pipe(
        concatMap(wake =>
          wake.snapshot.tagsOpened.size > 0 || wake.snapshot.working.length > 0 || wake.refusals.length > 0
            ? []
            : from([
                {
                  kind: 'open' as const,
                  tag: 'put',
                  legs: [{ instrument: put, side: 'sell' as const, ratio: 1 }],
                  lots: 1,
                  stop,
                  reason: { rule: 'test', text: 'writes' },
                },
              ]),
        ),
      )
    },
  })

async function runWith(prices: readonly number[], stopOf: (close: Signal) => LevelStop, cuts: number[] = []) {
  const days = daysOf(prices)
  return runBook({
    market: tinyMarket({ expiry: EXPIRY, days, cuts }),
    from: days[0]?.day ?? '',
    to: days.at(-1)?.day ?? '',
    strategy: writer(stopOf),
  })
}

describe('a stop on a price', () => {
  it('fires on the first close beyond its level and fills in the next session', async () => {
    const records = await runWith([1000, 1010, 990, 985, 979.9, 1100, 1100], close => ({
      watch: close,
      fires: 'below',
      level: 980,
    }))
    const [stop] = only(records, 'stop')
    expect(stop).toMatchObject({ watched: { signal: `close(${FUTURE})`, price: 979.9, level: 980 } })
    expect(dayOf(stop?.time ?? 0)).toBe('2009-10-09')
    const closing = only(records, 'fill').filter(record => record.origin === 'stop')
    expect(closing.map(({ fill }) => [dayOf(fill.time), fill.quantity, fill.price])).toEqual([
      ['2009-10-12', 1, 5.2],
    ])
  })

  it('above is the same the other way, and touching the level is not beyond it', async () => {
    const records = await runWith([1000, 1010, 1020, 1020, 1020.1, 1000, 1000], close => ({
      watch: close,
      fires: 'above',
      level: 1020,
    }))
    expect(only(records, 'stop').map(({ time }) => dayOf(time))).toEqual(['2009-10-09'])
  })

  it('trails: it follows its signal up and never down', async () => {
    const records = await runWith([1000, 1005, 1050, 1035, 1031, 1029, 1100, 1100], close => ({
      watch: close,
      fires: 'below',
      level: minus(close, 20),
      trailing: true,
    }))
    expect(only(records, 'stop')).toMatchObject([{ watched: { price: 1029, level: 1030 } }])
  })

  it('that only follows its signal goes down with it too', async () => {
    const records = await runWith([1000, 1005, 1050, 1035, 1031, 1029, 1100, 1100], close => ({
      watch: close,
      fires: 'below',
      level: minus(close, 20),
    }))
    expect(only(records, 'stop')).toEqual([])
  })

  it('is refused while its level is unknown, and when the price has passed it', async () => {
    const unknown = await runWith([1000, 1000, 1000], close => ({
      watch: close,
      fires: 'below',
      level: minus(close, Number.NaN),
    }))
    expect(only(unknown, 'refusal')[0]?.reason).toMatchObject({ rule: 'stop', evidence: { level: null } })
    const passed = await runWith([1000, 1000, 1000], close => ({
      watch: close,
      fires: 'below',
      level: 1001,
    }))
    expect(only(passed, 'refusal')[0]?.reason.text).toContain('passed the level')
    expect(only(passed, 'fill')).toEqual([])
  })

  it('fires where a loop over the prices says, whatever they do and however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 950, max: 1050 }), { minLength: 4, maxLength: 25 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat({ max: 40 }), { maxLength: 5 }),
        async (prices, distance, cutDays) => {
          const first = parseDay('2009-10-05')
          const cuts = cutDays.map(day => (first + day) * MS_PER_DAY).sort((a, b) => a - b)
          const records = await runWith(
            prices,
            close => ({ watch: close, fires: 'below', level: minus(close, distance), trailing: true }),
            cuts,
          )
          let level = (prices[0] ?? 0) - distance
          const expected = prices.findIndex((price, i) => {
            if (i === 0) return false
            level = Math.max(level, price - distance)
            return price < level
          })
          const days = daysOf(prices)
          expect(only(records, 'stop').map(({ time }) => dayOf(time))).toEqual(
            expected < 0 ? [] : [days[expected]?.day],
          )
        },
      ),
      { seed: 51, numRuns: 60 },
    )
  })
})
