import { fc, test } from '@fast-check/vitest'
import {
  concatMap,
  delay,
  EMPTY,
  from,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  range,
  throwError,
} from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Bus,
  DataError,
  defineStrategy,
  type Intent,
  type RunRecord,
  requireEnd,
  run,
  type Strategy,
  StrategyError,
} from '../../engine/index.ts'
import { demoMarket } from '../fixtures/demo.ts'
import { accountOf, only, runBook } from '../fixtures/run-book.ts'
import { OIX, tinyMarket } from '../fixtures/tiny-market.ts'
import { WELL_FORMED } from './account/execution/intents.ts'
import { changed, junk, pathsOf } from './account/execution/junk.ts'

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

  it.each<[string, unknown, string]>([
    ['a text', 'no strike', 'threw "no strike"'],
    ['nothing', undefined, 'threw undefined'],
    ['zero', 0, 'threw 0'],
    ['an object without a prototype', Object.create(null), 'threw {}'],
  ])('that throws %s stops the run', async (_, thrown, what) => {
    await expect(
      runWith(bus => bus.chains('OG').pipe(concatMap(() => throwError(() => thrown)))),
    ).rejects.toThrow(new StrategyError(`strategy faulty threw at 2009-01-15T22:15:00.000Z: ${what}`))
  })

  it('that throws before the run is named', async () => {
    await expect(
      runWith(() => {
        throw new TypeError('x is undefined')
      }),
    ).rejects.toThrow(new StrategyError('strategy faulty threw before the run: x is undefined'))
  })

  it.each<[string, () => unknown, string]>([
    ['nothing', () => undefined, 'gave undefined'],
    ['a promise', () => Promise.resolve(of(decline)), 'gave {}'],
    ['an array', () => [decline], 'gave [{kind: "decline"'],
  ])('that returns %s instead of a stream is named', async (_, stream, what) => {
    const failing = runWith(bus => {
      bus.chains('OG')
      return stream() as Observable<Intent>
    })
    await expect(failing).rejects.toThrow(StrategyError)
    await expect(failing).rejects.toThrow(`the run function of strategy faulty ${what}`)
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

/** Answers the first chain with these values, whatever they are. */
const answering = (...values: readonly unknown[]): Promise<RunRecord[]> =>
  runWith(bus => bus.chains('OG').pipe(concatMap((_, at) => (at === 0 ? from(values as Intent[]) : EMPTY))))

describe('a strategy that gives what is no intent', () => {
  const open = WELL_FORMED['open with a limit']

  it('ends the run with its name, the instant, the field, the value and what it must be', async () => {
    const failing = answering(changed(open, ['legs', '0', 'side'], 'long'))
    await expect(failing).rejects.toThrow(
      new StrategyError(
        'strategy faulty gave a malformed intent at 2009-01-15T22:15:00.000Z, field legs.0.side: "long": must be buy or sell',
      ),
    )
  })

  it('ends it for nothing at all', async () => {
    await expect(answering(undefined)).rejects.toThrow(
      'at 2009-01-15T22:15:00.000Z, field intent: undefined: must be an object',
    )
  })

  it('is told of the first fault, and nothing else that it gives is looked at', async () => {
    await expect(answering(decline, { kind: 'wait' }, { kind: 'hold' })).rejects.toThrow('field kind: "wait"')
  })

  it('may change its own objects afterwards: orders and records stay', async () => {
    const own = structuredClone(decline) as { reason: { text: string } }
    const records = await runWith(bus =>
      bus.chains('OG').pipe(
        concatMap((_, at) => {
          if (at === 0) return of(own as Intent)
          own.reason.text = 'changed'
          return EMPTY
        }),
      ),
    )
    expect(only(records, 'refusal').map(({ reason }) => reason.text)).toEqual(['x'])
  })

  const anything = fc.oneof(
    junk,
    fc.tuple(fc.constantFrom(...Object.values(WELL_FORMED)), fc.nat(), junk).map(([intent, at, value]) => {
      const paths = pathsOf(intent)
      return changed(intent, paths[at % paths.length] ?? [], value)
    }),
  )

  test.prop([anything], { numRuns: 60 })(
    'leaves a record, or ends its run with a StrategyError',
    async value => {
      const told = await answering(value).then(
        records => records.filter(({ kind }) => kind !== 'entry' && kind !== 'day').length,
        (error: unknown) => error,
      )
      if (typeof told === 'number') expect(told).toBeGreaterThan(0)
      else {
        expect(told).toBeInstanceOf(StrategyError)
        expect(String(told)).toMatch(
          /strategy faulty gave a malformed intent at 2009-01-15T22:15:00.000Z, field .+: /su,
        )
      }
    },
  )
})

describe('a strategy that gives more answers than a slice takes', () => {
  const endless = (count: number, stuck?: (error: Error) => void, answer: unknown = decline) =>
    run(
      {
        market,
        accounts: [
          accountOf({
            strategy: strategy(bus =>
              bus.chains('OG').pipe(concatMap(() => range(0, count).pipe(map(() => answer as Intent)))),
            ),
            from: '2009-01-15',
            to: '2009-01-30',
          }),
        ],
        ceilings: { sliceIntents: 50 },
      },
      stuck ? { stuck } : {},
    ).then(({ accounts }) => requireEnd(accounts[0]))

  it('is stopped with its name, the instant and the ceiling', async () => {
    await expect(endless(50)).resolves.toBeDefined()
    await expect(endless(51)).rejects.toThrow(
      new StrategyError(
        'strategy faulty gave more than 50 answers at 2009-01-15T22:15:00.000Z (sliceIntents); if that is meant, raise it with --ceiling sliceIntents=100',
      ),
    )
  })

  it('is told of while it still produces, once', async () => {
    const told: string[] = []
    await expect(endless(500, error => told.push(error.message))).rejects.toThrow('more than 50 answers')
    expect(told).toEqual([expect.stringContaining('strategy faulty gave more than 50 answers')])
  })

  it('is told of by the fault that came first', async () => {
    const told: string[] = []
    const failing = endless(500, error => told.push(error.message), { kind: 'shrug' })
    await expect(failing).rejects.toThrow('gave a malformed intent')
    expect(told).toEqual([expect.stringContaining('gave a malformed intent')])
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
