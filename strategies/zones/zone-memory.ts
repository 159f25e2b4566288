/** Rule Z7: an edge counts as moved only once its new value has held for some snapshots. */

import type { Zone } from './zone.ts'

type Edge = 'peak' | 'lower' | 'upper'

interface Held {
  value: number
  candidate: number
  seen: number
}

/** Remembers the zones of one side of one expiry. */
export interface ZoneMemory {
  /** Takes today's zone and the underlying's price, and gives the zone that counts. */
  update(zone: Zone, price: number): Zone
}

/** With `persist` 1 every zone counts at once; so does, always, the new value of an edge that the price has crossed. */
export function zoneMemory(persist: number): ZoneMemory {
  const edges = new Map<Edge, Held>()

  const settled = (edge: Edge, value: number, outside: (value: number) => boolean): number => {
    const held = edges.get(edge)
    if (!held || !outside(held.value)) {
      edges.set(edge, { value, candidate: value, seen: persist })
      return value
    }
    held.seen = value === held.candidate ? held.seen + 1 : 1
    held.candidate = value
    if (held.seen >= persist) held.value = value
    return held.value
  }

  return {
    update(zone, price) {
      const call = zone.side === 'call'
      const outside = (value: number): boolean => (call ? value > price : value < price)
      const lower = settled('lower', zone.lower, outside)
      const upper = settled('upper', zone.upper, outside)
      const peak = settled('peak', zone.peak, outside)
      if (lower > peak || peak > upper) return zone
      return { ...zone, peak, lower, upper, near: call ? lower : upper, far: call ? upper : lower }
    },
  }
}
