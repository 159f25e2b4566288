/** The bus: what is listened to, who is woken, and with what. */

import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../../engine/model/errors.ts'
import { column } from '../../../engine/model/signal.ts'
import type { Wake } from '../../../engine/model/strategy.ts'
import { type BusDriver, busDriver, type News, type Speaking } from '../../../engine/universe/bus.ts'

const QUIET: News = { fills: false, refusals: false, calls: false, closes: false, expiries: false }
const SILENT: Speaking = { barSpeaks: () => false, chainSpeaks: () => false, whenSpeaks: () => false }
const wake = (time: number): Wake => ({ time }) as Wake
const driver = (): BusDriver => busDriver('gold', name => (name === 'gold' ? 'OG' : name))

describe('the bus', () => {
  it('knows what a strategy listens to, by the id of the product', () => {
    const { bus, subscriptions } = driver()
    const close = column('GC 2009-12', 'close')
    bus.bars('GC 2009-12')
    bus.chains('gold')
    bus.when(close)
    expect([...subscriptions.bars]).toEqual(['GC 2009-12'])
    expect([...subscriptions.chains]).toEqual(['OG'])
    expect([...subscriptions.whens]).toEqual([['close(GC 2009-12)', [close]]])
  })

  it.each([
    [
      'bars',
      (one: BusDriver) => one.bus.bars('GC'),
      { ...SILENT, barSpeaks: (id: string) => id === 'GC' },
      QUIET,
    ],
    [
      'chains',
      (one: BusDriver) => one.bus.chains('gold'),
      { ...SILENT, chainSpeaks: (id: string) => id === 'OG' },
      QUIET,
    ],
    [
      'when',
      (one: BusDriver) => one.bus.when(column('GC', 'close'), column('GC', 'open')),
      { ...SILENT, whenSpeaks: (key: string) => key === 'close(GC) | open(GC)' },
      QUIET,
    ],
    ['fills', (one: BusDriver) => one.bus.fills, SILENT, { ...QUIET, fills: true }],
    ['refusals', (one: BusDriver) => one.bus.refusals, SILENT, { ...QUIET, refusals: true }],
    ['calls', (one: BusDriver) => one.bus.calls, SILENT, { ...QUIET, calls: true }],
    ['closes', (one: BusDriver) => one.bus.closes, SILENT, { ...QUIET, closes: true }],
    ['expiries', (one: BusDriver) => one.bus.expiries, SILENT, { ...QUIET, expiries: true }],
  ] as const)('%s speaks when its own thing happens, and only then', (_, streamOf, speaking, news) => {
    const one = driver()
    const seen: Wake[] = []
    streamOf(one).subscribe(each => seen.push(each))
    one.close()
    const everythingElse: News = {
      fills: !news.fills,
      refusals: !news.refusals,
      calls: !news.calls,
      closes: !news.closes,
      expiries: !news.expiries,
    }
    expect(one.wanted(speaking, news)).toBe(true)
    one.deliver(wake(1), speaking, news)
    if (speaking === SILENT) {
      expect(one.wanted(SILENT, everythingElse)).toBe(false)
      one.deliver(wake(2), SILENT, everythingElse)
    } else {
      expect(one.wanted(SILENT, QUIET)).toBe(false)
      one.deliver(wake(2), SILENT, QUIET)
    }
    expect(seen.map(each => each.time)).toEqual([1])
  })

  it('hands one and the same wake to every stream that speaks', () => {
    const one = driver()
    const seen: Wake[] = []
    one.bus.fills.subscribe(each => seen.push(each))
    one.bus.closes.subscribe(each => seen.push(each))
    one.bus.bars('GC').subscribe(each => seen.push(each))
    one.close()
    const only = wake(7)
    one.deliver(only, { ...SILENT, barSpeaks: () => true }, { ...QUIET, fills: true, closes: true })
    expect(seen).toHaveLength(3)
    expect(seen.every(each => each === only)).toBe(true)
  })

  it('delivers a stream once to each listener, though it is asked for twice', () => {
    const one = driver()
    const seen: string[] = []
    one.bus.chains('OG').subscribe(() => seen.push('first'))
    one.bus.chains('gold').subscribe(() => seen.push('second'))
    one.close()
    one.deliver(wake(1), { ...SILENT, chainSpeaks: () => true }, QUIET)
    expect(seen).toEqual(['first', 'second'])
  })

  it('wants no slice that nobody subscribed to, nor one whose subscriber has gone', () => {
    const one = driver()
    one.bus.bars('GC')
    const subscription = one.bus.fills.subscribe()
    one.close()
    expect(one.wanted({ ...SILENT, barSpeaks: () => true }, { ...QUIET, closes: true })).toBe(false)
    expect(one.wanted(SILENT, { ...QUIET, fills: true })).toBe(true)
    subscription.unsubscribe()
    expect(one.wanted(SILENT, { ...QUIET, fills: true })).toBe(false)
  })

  // Fault: `close` fixes the streams that are listened to then, so a stream asked for in time but joined later, as in
  // switchMap(() => bus.fills), stays silent without a word.
  it('delivers a stream that was asked for in time to whoever joins it later', () => {
    const one = driver()
    const seen: number[] = []
    const { fills } = one.bus
    one.bus.chains('OG').subscribe(() => fills.subscribe(each => seen.push(each.time)))
    one.close()
    one.deliver(wake(1), { ...SILENT, chainSpeaks: () => true }, QUIET)
    one.deliver(wake(2), SILENT, { ...QUIET, fills: true })
    expect(seen).toEqual([2])
  })

  it('takes a request that comes late for a fault of the strategy', () => {
    const one = driver()
    one.bus.chains('OG')
    one.close()
    expect(() => one.bus.bars('GC')).toThrow(StrategyError)
    expect(() => one.bus.when(column('GC', 'close'))).toThrow(
      'strategy gold asked for when close(GC) too late: ask while its run function is called',
    )
    expect(() => one.bus.chains('gold')).not.toThrow()
  })

  it('ends every stream with the run', () => {
    const one = driver()
    const ended: string[] = []
    one.bus.fills.subscribe({ complete: () => ended.push('fills') })
    one.bus.chains('OG').subscribe({ complete: () => ended.push('chains') })
    one.complete()
    expect(ended).toEqual(['fills', 'chains'])
  })
})
