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
  /** Takes today's zone and gives the one that counts. */
  update(zone: Zone): Zone
}

/** With `persist` 1 every zone counts at once. */
export function zoneMemory(persist: number): ZoneMemory {
  const edges = new Map<Edge, Held>()

  const settled = (edge: Edge, value: number): number => {
    const held = edges.get(edge)
    if (!held) {
      edges.set(edge, { value, candidate: value, seen: persist })
      return value
    }
    held.seen = value === held.candidate ? held.seen + 1 : 1
    held.candidate = value
    if (held.seen >= persist) held.value = value
    return held.value
  }

  return {
    update(zone) {
      const lower = settled('lower', zone.lower)
      const upper = settled('upper', zone.upper)
      const peak = settled('peak', zone.peak)
      const call = zone.side === 'call'
      return { ...zone, peak, lower, upper, near: call ? lower : upper, far: call ? upper : lower }
    },
  }
}
