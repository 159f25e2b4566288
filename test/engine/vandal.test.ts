/** What a strategy is handed: whatever it does to it, the market, the accounts and the records stay as they are. */

import { concatMap, from, map, merge } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  defineStrategy,
  derive,
  type Intent,
  type Market,
  minor,
  optionOf,
  parseDay,
  type Rules,
  type RunRecord,
  requireEnd,
  run,
  type Strategy,
  type StrategyContext,
  StrategyError,
  toMinor,
  type Wake,
} from '../../engine/index.ts'
import { only, PLAIN_RULES, runBook, scripted } from '../fixtures/run-book.ts'
import { closeOf, type Quote, tinyMarket } from '../fixtures/tiny-market.ts'
import { isTyped, Vandal } from './vandal.ts'

const EXPIRY = parseDay('2009-10-27')
const PRICES = [5, 6, 4, 5, 30, 40, 45, 20]
const DAYS = ['14', '15', '16', '19', '20', '21', '22', '27'].map(day => `2009-10-${day}`)

/** Two weeks of a strangle that goes wrong, in blocks of a few days. */
const market = (): Market =>
  tinyMarket({
    expiry: '2009-10-27',
    days: DAYS.map((day, i) => ({
      day,
      underlying: 1000 + 10 * i,
      quotes: [1050, 1060].flatMap((strike): Quote[] =>
        (['call', 'put'] as const).map(right => ({
          strike,
          right,
          settlement: (PRICES[i] ?? 0) + strike / 1000,
          open: PRICES[i] ?? 0,
          close: PRICES[i] ?? 0,
          volume: 10,
          openInterest: 100 + i,
        })),
      ),
    })),
    cuts: [closeOf('2009-10-16'), closeOf('2009-10-20')],
  })

/** Written as a literal, so that nothing but the engine keeps it from being changed. */
const leg = (right: 'call' | 'put', strike: number) =>
  ({ instrument: { ...optionOf('OG', EXPIRY, right, strike) }, side: 'sell', ratio: 1 }) as const

/** Opens a strangle, closes it, opens another that brings margin calls, and declines at every chain. */
function answer(wake: Wake, list: readonly number[], price: number): Intent[] {
  const reason = { rule: 'x', text: list.join(' '), evidence: { time: wake.time, price } }
  const open = (tag: string): Intent => ({
    kind: 'open',
    tag,
    legs: [leg('call', 1050), leg('put', 1050)],
    lots: 1,
    reason,
  })
  const decline: Intent = { kind: 'decline', tag: 'none', reason }
  const { groups, tagsOpened, working } = wake.snapshot
  if (working.length > 0) return [decline]
  if (tagsOpened.size === 0) return [open('first'), decline]
  if (tagsOpened.size === 1 && groups[0]) return [{ kind: 'close', group: groups[0].id, reason }]
  return tagsOpened.has('second') ? [decline] : [open('second'), decline]
}

const params = z.strictObject({ nested: z.strictObject({ list: z.array(z.number()) }) })
/** Four columns of the same rows lie in one buffer. */
const COLUMNS_A_BUFFER = 4

const PARAMS = { nested: { list: [1, 2, 3] } }
type Context = StrategyContext<z.output<typeof params>>

/** The same strategy, which shows everything that it is handed to `see` after it has decided. */
const trader = (see: (context: Context, wake: Wake) => void = () => {}): Strategy =>
  defineStrategy({
    name: 'trader',
    about: 'Trades two strangles.',
    params,
    run: context => {
      const { bus, signal, params: numbers } = context
      const close = signal.close('GC 2009-12')
      let intents: readonly Intent[] = []
      let decided: Wake | null = null
      // Before anything is changed, whichever stream comes first.
      const look = (wake: Wake): readonly Intent[] => {
        if (wake === decided) return intents
        decided = wake
        intents = answer(wake, numbers.nested.list, wake.latest(close))
        see(context, wake)
        return intents
      }
      const others = merge(
        bus.bars('GC 2009-12'),
        bus.when(close),
        bus.fills,
        bus.refusals,
        bus.calls,
        bus.closes,
        bus.expiries,
      )
      return merge(
        others.pipe(
          map(look),
          concatMap(() => from([] as Intent[])),
        ),
        bus.chains('OG').pipe(concatMap(wake => from(look(wake)))),
      )
    },
  }) as Strategy

/** Records by book. */
async function recordsOf(on: Market, strategies: readonly Strategy[], rules: Partial<Rules> = {}) {
  const records: RunRecord[][] = strategies.map(() => [])
  const { accounts } = await run({
    market: on,
    accounts: strategies.map((strategy, i) => ({
      from: parseDay('2009-10-14'),
      to: parseDay('2009-10-28'),
      warmup: 5,
      oiLagSessions: 1,
      strategy,
      params: PARAMS,
      terms: { currency: 'USD', cash: toMinor(6000, 'USD'), cashRatePercent: 0 },
      reserve: minor(50_000),
      rules: { ...PLAIN_RULES, ...rules },
      record: record => records[i]?.push(record),
    })),
  })
  accounts.forEach(requireEnd)
  return records
}

describe('a strategy that changes whatever it can reach', () => {
  it.each<Rules['fill']>(['nextOpen', 'same'])('changes nothing but its own copies (%s)', async fill => {
    const [alone = []] = await recordsOf(market(), [trader()], { fill })
    const vandal = new Vandal()
    const kinds = new Set<string>()
    const hostile = trader((context, wake) => {
      for (const kind of ['fills', 'refusals', 'calls', 'closes', 'expiring'] as const)
        if (wake[kind].length > 0) kinds.add(kind)
      vandal.look([wake, context])
      vandal.strike()
    })
    const shared = market()
    const beside = await recordsOf(shared, [hostile, trader(), trader()], { fill })
    const [after] = await recordsOf(shared, [trader()], { fill })
    expect(beside).toEqual([alone, alone, alone])
    expect(after).toEqual(alone)
    expect(vandal.unknown).toEqual(new Set())
    // The run had all that there is to change.
    expect(kinds).toEqual(new Set(['fills', 'refusals', 'calls', 'closes', 'expiring']))
    expect(new Set(only(alone, 'call').map(({ step }) => step)).size).toBeGreaterThan(2)
  })

  it('finds no row later than its wake, nor room for one, in any column', async () => {
    const sizes: number[] = []
    const looking = trader((context, wake) => {
      const columns = wake.chain('OG')?.columns
      if (!columns) return
      const rows = columns.length
      expect([...columns.time]).toEqual(Array.from({ length: rows }, () => wake.time))
      for (const one of new Vandal().look([wake, context])) {
        if (!isTyped(one)) continue
        sizes.push(one.length)
        expect([one.length, one.buffer.byteLength]).toEqual([rows, COLUMNS_A_BUFFER * rows * 8])
      }
    })
    await recordsOf(market(), [looking])
    // Fourteen columns, the open interest that was known and its day, at each of the chains and more often.
    expect(sizes.length).toBeGreaterThanOrEqual(16 * DAYS.length)
    expect(new Set(sizes)).toEqual(new Set([4]))
  })

  it('has a view of its own at each wake, and one for all that listen there', async () => {
    const seen: unknown[] = []
    const once = (): Strategy =>
      trader((_, wake) => {
        expect(wake.chain('gold')).toBe(wake.chain('OG'))
        seen.push(wake.chain('OG')?.columns.bid)
      })
    await recordsOf(market(), [once(), once()])
    const columns = seen.filter(one => one !== undefined)
    expect(new Set(columns).size).toBe(2 * DAYS.length)
  })

  it.each<[string, (wake: Wake) => unknown]>([
    ['closes', wake => (wake.closes as unknown[]).pop()],
    ['a session', wake => Object.assign(wake.closes[0]?.session ?? {}, { close: 0 })],
    ['a series', wake => Object.assign(wake.chain('OG')?.expiries[0]?.series ?? {}, { expiry: 0 })],
    ['refusals', wake => (wake.refusals as unknown[]).push(1)],
    ['the wake', wake => Object.assign(wake, { time: 0 })],
    ['the snapshot', wake => Object.assign(wake.snapshot, { time: 0 })],
    ['tags', wake => (wake.snapshot.tagsOpened as Set<string>).add('x')],
  ])('is ended with its name when it changes %s', async (_, change) => {
    const running = runBook({
      market: market(),
      strategy: scripted('OG', wake => {
        change(wake)
        return []
      }),
      from: '2009-10-14',
      to: '2009-10-16',
    })
    await expect(running).rejects.toThrow(StrategyError)
    await expect(running).rejects.toThrow('strategy scripted threw at 2009-10-14T22:00:00.000Z')
  })
})

describe('a kernel', () => {
  /** The trader with a signal whose kernel does this to its input, and whose inputs are written into at each wake. */
  const writing = (write: (values: Float64Array) => unknown): Strategy => ({
    ...trader(),
    run: context => {
      const kept: Float64Array[] = []
      const spoiling = derive({
        operation: 'spoiling',
        parameters: [],
        inputs: [context.signal.close('GC 2009-12')],
        kernel: () => (inputs, out) => {
          for (const values of inputs as readonly Float64Array[]) {
            write(values)
            kept.push(values)
          }
          out.fill(1)
        },
      })
      const spoil = (): void => {
        for (const values of kept) new Float64Array(values.fill(7).buffer).fill(7)
      }
      return merge(
        context.bus.when(spoiling).pipe(
          map(spoil),
          concatMap(() => from([] as Intent[])),
        ),
        trader().run(context),
      )
    },
  })

  it('that writes into its inputs ends the run with the name of its signal', async () => {
    await expect(recordsOf(market(), [writing(values => values.sort().reverse())])).rejects.toThrow(
      'the kernel of signal spoiling(close(GC 2009-12)) wrote into its inputs',
    )
  })

  it('that keeps its inputs and writes into them later changes nothing', async () => {
    const [alone] = await recordsOf(market(), [trader()])
    const shared = market()
    const beside = await recordsOf(shared, [writing(() => {}), trader()])
    expect(beside[1]).toEqual(alone)
    expect(await recordsOf(shared, [trader()])).toEqual([alone])
  })
})
