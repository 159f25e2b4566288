/** Views of expiries with their zones, each made once a chain: the memories of rule Z7 count snapshots. */

import type { Right } from '../../engine/model/instrument.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import type { PricingTerms } from '../chain/priced-option.ts'
import { type ExpiryView, viewExpiry } from './expiry-view.ts'
import { type ZoneMemory, zoneMemory } from './zone-memory.ts'
import type { ZoneParams } from './zone-params.ts'

/** Views of the expiries of one product, for one account. */
export interface ZoneDesk {
  /** The view of an expiry of this chain; null before its underlying has a price. */
  view(chain: ChainView, rows: ExpiryRows): ExpiryView | null
}

/** A desk with memories of its own: make one in `run` of the strategy. `terms` null = options are valued without interest. */
export function zoneDesk(params: ZoneParams, terms: PricingTerms | null): ZoneDesk {
  const memories = new Map<Day, Record<Right, ZoneMemory>>()
  let seenAt: EpochMs | null = null
  let views = new Map<Day, ExpiryView | null>()

  const memoryOf = (expiry: Day): Record<Right, ZoneMemory> => {
    const memory = memories.get(expiry) ?? {
      call: zoneMemory(params.zonePersist),
      put: zoneMemory(params.zonePersist),
    }
    memories.set(expiry, memory)
    return memory
  }

  return {
    view(chain, rows) {
      if (chain.time !== seenAt) views = new Map()
      seenAt = chain.time
      const { expiry } = rows.series
      const known = views.get(expiry)
      if (known !== undefined) return known
      const view = viewExpiry(chain, rows, params, memoryOf(expiry), terms)
      views.set(expiry, view)
      return view
    },
  }
}
