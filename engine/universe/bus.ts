/** The RxJS bus of one account: the only Subjects there are. It registers what is listened to and delivers wakes. */

import { isObservable, Observable, Subject } from 'rxjs'
import { StrategyError } from '../model/errors.ts'
import { frozenCopy } from '../model/frozen-copy.ts'
import type { Signal } from '../model/signal.ts'
import type { Bus, Wake } from '../model/strategy.ts'

/** What a strategy listens to, as the feed must know it. */
export interface Subscriptions {
  readonly bars: ReadonlySet<string>
  readonly chains: ReadonlySet<string>
  /** Products whose bars are read although no stream listens to them. */
  readonly read: ReadonlySet<string>
  readonly whens: ReadonlyMap<string, readonly Signal[]>
  /** Computed although no stream listens to them. */
  readonly computed: readonly Signal[]
}

/** Which streams speak in a slice. */
export interface Speaking {
  barSpeaks(instrument: string): boolean
  chainSpeaks(product: string): boolean
  whenSpeaks(key: string): boolean
}

/** Every signal that an account asked for. */
export const signalsOf = ({ whens, computed }: Subscriptions): readonly Signal[] => [
  ...[...whens.values()].flat(),
  ...computed,
]

export interface BusDriver {
  readonly bus: Bus
  readonly subscriptions: Subscriptions
  /** No stream may be asked for from here on. */
  close(): void
  /** Whether any stream would deliver this slice. */
  wanted(speaking: Speaking, news: News): boolean
  /** Hands the wake to every stream that speaks. */
  deliver(wake: Wake, speaking: Speaking, news: News): void
  /** Ends all streams. */
  complete(): void
}

/** What happened to the account, or falls due, in this slice. */
export interface News {
  readonly fills: boolean
  readonly refusals: boolean
  readonly calls: boolean
  readonly closes: boolean
  readonly expiries: boolean
}

/** One stream of the bus, and when it speaks. */
interface Stream {
  readonly subject: Subject<Wake>
  readonly speaks: (speaking: Speaking, news: News) => boolean
}

/** The stream without a way to its Subject, which `asObservable` leaves as `source`. */
const listenOnly = (subject: Subject<Wake>): Observable<Wake> =>
  new Observable(subscriber => subject.subscribe(subscriber))

/** Whether what a strategy's run function gave is a stream at all. */
export const isStream = (value: unknown): value is Observable<unknown> => isObservable(value)

/** `productId` resolves a product's aliases. */
export function busDriver(strategy: string, productId: (name: string) => string): BusDriver {
  const streams = new Map<string, Stream>()
  const bars = new Set<string>()
  const chains = new Set<string>()
  const read = new Set<string>()
  const whens = new Map<string, readonly Signal[]>()
  const computed: Signal[] = []
  let open = true
  let all: readonly Stream[] = []

  const mustBeOpen = (key: string): void => {
    if (!open)
      throw new StrategyError(
        `strategy ${strategy} asked for ${key} too late: ask while its run function is called`,
      )
  }

  const stream = (key: string, speaks: (s: Speaking, n: News) => boolean): Observable<Wake> => {
    const known = streams.get(key)
    if (known) return listenOnly(known.subject)
    mustBeOpen(key)
    const subject = new Subject<Wake>()
    streams.set(key, { subject, speaks })
    return listenOnly(subject)
  }

  const bus: Bus = Object.freeze<Bus>({
    bars(instrument) {
      bars.add(instrument)
      return stream(`bars ${instrument}`, speaking => speaking.barSpeaks(instrument))
    },
    chains(name) {
      const product = productId(name)
      chains.add(product)
      return stream(`chains ${product}`, speaking => speaking.chainSpeaks(product))
    },
    when(...signals) {
      const key = signals.map(signal => signal.key).join(' | ')
      whens.set(key, frozenCopy(signals))
      return stream(`when ${key}`, speaking => speaking.whenSpeaks(key))
    },
    compute(...signals) {
      mustBeOpen(signals.map(signal => signal.key).join(' | '))
      computed.push(...frozenCopy(signals))
    },
    read(...products) {
      mustBeOpen(products.join(' '))
      for (const product of products) read.add(product)
    },
    expiries: stream('expiries', (_, news) => news.expiries),
    closes: stream('closes', (_, news) => news.closes),
    fills: stream('fills', (_, news) => news.fills),
    refusals: stream('refusals', (_, news) => news.refusals),
    calls: stream('calls', (_, news) => news.calls),
  })

  return {
    bus,
    subscriptions: { bars, chains, read, whens, computed },
    close() {
      open = false
      all = [...streams.values()]
    },
    wanted(speaking, news) {
      return all.some(stream => stream.subject.observed && stream.speaks(speaking, news))
    },
    deliver(wake, speaking, news) {
      for (const { subject, speaks } of all) {
        if (subject.observed && speaks(speaking, news)) subject.next(wake)
      }
    },
    complete() {
      for (const { subject } of streams.values()) subject.complete()
    },
  }
}
