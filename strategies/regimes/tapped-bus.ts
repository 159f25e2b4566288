/** A bus whose wakes someone else sees first: how a strategy is wrapped without its knowing. */

import { map, type Observable } from 'rxjs'
import type { RefusalRecord } from '../../engine/model/record.ts'
import type { Bus, Wake } from '../../engine/model/strategy.ts'

export interface TappedBus {
  /** For the strategy within. */
  readonly bus: Bus
  /** For wakes of streams that only the wrapper listens to. */
  readonly see: (wake: Wake) => void
  /** The wake of the slice; null before the first. */
  readonly now: () => Wake | null
}

/**
 * `look` is shown each slice's wake once, before the strategy within gets it, whichever stream brings it. A wake that
 * the strategy within does not get keeps nothing from it: its refusals come with the next one.
 */
export function tappedBus(bus: Bus, look: (wake: Wake) => void): TappedBus {
  let latest: Wake | null = null
  let handed = true

  const see = (wake: Wake): void => {
    if (wake.time === latest?.time) return
    const missed = handed ? [] : (latest?.refusals ?? [])
    latest = missed.length === 0 ? wake : withRefusals(wake, [...missed, ...wake.refusals])
    handed = false
    look(wake)
  }

  const hand = (wake: Wake): Wake => {
    see(wake)
    handed = true
    return latest ?? wake
  }

  const tapped = (stream: Observable<Wake>): Observable<Wake> => stream.pipe(map(hand))

  return {
    bus: {
      bars: instrument => tapped(bus.bars(instrument)),
      chains: product => tapped(bus.chains(product)),
      when: (...signals) => tapped(bus.when(...signals)),
      compute: bus.compute,
      read: bus.read,
      expiries: tapped(bus.expiries),
      closes: tapped(bus.closes),
      fills: tapped(bus.fills),
      refusals: tapped(bus.refusals),
      calls: tapped(bus.calls),
    },
    see,
    now: () => latest,
  }
}

const withRefusals = (wake: Wake, refusals: readonly RefusalRecord[]): Wake => ({
  time: wake.time,
  at: signal => wake.at(signal),
  spoke: signal => wake.spoke(signal),
  latest: signal => wake.latest(signal),
  bar: instrument => wake.bar(instrument),
  chain: product => wake.chain(product),
  fillSession: product => wake.fillSession(product),
  get snapshot() {
    return wake.snapshot
  },
  rate: currency => wake.rate(currency),
  requirement: legs => wake.requirement(legs),
  funding: () => wake.funding(),
  fills: wake.fills,
  calls: wake.calls,
  refusals,
  closes: wake.closes,
  expiring: wake.expiring,
})
