/** Refused intents, counted by what was refused, by whom, and why. */

import type { RefusalRecord } from '../engine/model/record.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { foldOf } from './fold.ts'

export interface RefusalCount {
  /** The first of its kind; the numbers of the others may differ. */
  readonly example: RefusalRecord
  readonly count: number
  readonly last: EpochMs
}

/** In the order of their first. */
export const refusals = foldOf<Map<string, RefusalCount>, readonly RefusalCount[]>(
  () => new Map(),
  {
    refusal(counts, record) {
      const { tag, by, reason, time } = record
      const key = JSON.stringify([tag, by, reason.rule, reason.text])
      const known = counts.get(key)
      counts.set(key, { example: known?.example ?? record, count: (known?.count ?? 0) + 1, last: time })
    },
  },
  counts => [...counts.values()],
)
