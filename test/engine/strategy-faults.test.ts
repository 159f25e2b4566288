import { concatMap, delay, from, map, merge, NEVER, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Bus,
  DataError,
  defineStrategy,
  type Intent,
  type Strategy,
  StrategyError,
} from '../../engine/index.ts'
import { demoMarket } from '../fixtures/demo.ts'
import { only, runBook } from '../fixtures/run-book.ts'
import { OIX, tinyMarket } from '../fixtures/tiny-market.ts'

const decline: Intent = { kind: 'decline', tag: 'x', reason: { rule: 'x', text: 'x' } }

const strategy = (run: (bus: Bus) => ReturnType<Strategy['run']>): Strategy =>
  defineStrategy({
    name: 'faulty',
    about: 'Goes wrong.',
    params: z.strictObject({}),
    run: ({ bus }) => run(bus),
  })

const market = demoMarket(1)
const runWith = (run: (bus: Bus) => ReturnType<Strategy['run']>) =>
  runBook({ market, strategy: strategy(run), from: '2009-01-15', to: '2009-02-27' })

describe('a strategy at fault', () => {
  it('that throws stops the run with its name, the instant and its own message', async () => {
    const failing = runWith(bus =>
      bus.chains('OG').pipe(
        map((wake): Intent => {
          if (wake.time > Date.UTC(2009, 1, 1)) throw new RangeError('lots went wrong')
          return decline
        }),
      ),
    )
    await expect(failing).rejects.toThrow(StrategyError)
    await expect(failing).rejects.toThrow(
      'strategy faulty threw at 2009-02-02T22:15:00.000Z: lots went wrong',
    )
  })

  it('that answers after its slice stops the run', async () => {
    await expect(
      runWith(bus =>
        bus.chains('OG').pipe(
          delay(0),
          map(() => decline),
        ),
      ),
    ).rejects.toThrow(/strategy faulty (answered after its slice|still had work pending)/)
    await expect(
      runWith(bus => bus.chains('OG').pipe(concatMap(() => from(Promise.resolve(decline))))),
    ).rejects.toThrow(/strategy faulty (answered after its slice|still had work pending)/)
  })

  it('that still waits for something when its streams end stops the run', async () => {
    await expect(runWith(bus => merge(bus.chains('OG').pipe(map(() => decline)), NEVER))).rejects.toThrow(
      'strategy faulty still had work pending',
    )
  })

  it('that asks for a stream while it is woken stops the run', async () => {
    await expect(
      runWith(bus =>
        bus.chains('OG').pipe(
          map(() => {
            bus.bars('GC 2009-02')
            return decline
          }),
        ),
      ),
    ).rejects.toThrow('asked for bars GC 2009-02 too late')
  })

  it('that listens to nothing is refused', async () => {
    await expect(runWith(() => of(decline))).rejects.toThrow('listens to nothing')
  })

  it('that names an unknown product gets a suggestion', async () => {
    await expect(runWith(bus => bus.chains('OGG').pipe(map(() => decline)))).rejects.toThrow(
      'field product: "OGG": the market has no such option product; did you mean OG?',
    )
    await expect(runWith(bus => bus.chains('OGG').pipe(map(() => decline)))).rejects.toThrow(DataError)
  })

  it('that ends its own stream early is fine', async () => {
    const records = await runWith(bus =>
      bus.chains('OG').pipe(
        map(() => decline),
        source =>
          from([decline]).pipe(
            concatMap(() => source),
            map(one => one),
          ),
      ),
    )
    expect(only(records, 'refusal').length).toBeGreaterThan(20)
  })
})

describe('a run', () => {
  it('outside the calendar names the product and the dates', async () => {
    await expect(
      runBook({
        market,
        strategy: strategy(bus => bus.chains('OG').pipe(map(() => decline))),
        from: '1990-01-02',
        to: '1990-02-02',
      }),
    ).rejects.toThrow('has no session between 1990-01-02 and 1990-02-02')
  })

  it('without any trade has a line for every session and nothing else', async () => {
    const records = await runWith(bus => bus.chains('OG').pipe(concatMap(() => from([] as Intent[]))))
    expect(new Set(records.map(record => record.kind))).toEqual(new Set(['entry', 'day']))
    expect(only(records, 'day').every(record => record.equity === 15_000_000)).toBe(true)
  })
})

describe('what a strategy may know of a series', () => {
  it('is not what it will settle at, wherever it looks', async () => {
    const seen: (number | null)[] = []
    const looking = defineStrategy({
      name: 'looking',
      about: 'Looks for settlements of the future.',
      params: z.strictObject({}),
      run: ({ bus, market: facts }) => {
        seen.push(...facts.series('OIX').map(series => series.settlement))
        return merge(bus.chains('OIX'), bus.expiries).pipe(
          concatMap(wake => {
            seen.push(
              ...(wake.chain('OIX')?.expiries ?? []).map(({ series }) => series.settlement),
              ...wake.expiring.map(series => series.settlement),
            )
            return []
          }),
        )
      },
    })
    await runBook({
      market: tinyMarket({
        expiry: '2009-10-21',
        option: OIX,
        settlement: 1234,
        days: [
          { day: '2009-10-20', underlying: 1000, quotes: [{ strike: 1000, right: 'call', settlement: 9 }] },
          { day: '2009-10-21', underlying: 1000, quotes: [{ strike: 1000, right: 'call', settlement: 9 }] },
        ],
      }),
      strategy: looking,
      from: '2009-10-20',
      to: '2009-10-21',
    })
    expect(seen.length).toBeGreaterThan(3)
    expect(new Set(seen)).toEqual(new Set([null]))
  })
})
