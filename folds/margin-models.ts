/** Margin models beside the ruling one: what each would have required of the same account. */

import type { ComparisonRecord } from '../engine/model/record.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { foldOf } from './fold.ts'

/** Shares are of equity, of the closes with any. */
export interface MarginModelUse {
  readonly model: string
  /** Minor units of the account. */
  readonly peakInitial: number
  /** Null without a close with equity. */
  readonly peakShare: number | null
  readonly peakAt: EpochMs | null
  /** Over the closes that required something; null without one. */
  readonly averageShare: number | null
  readonly calls: number
  readonly firstCallAt: EpochMs | null
  /** Why it could not be computed; null = it could. */
  readonly fault: string | null
}

interface Use {
  peakInitial: number
  peakShare: number | null
  peakAt: EpochMs | null
  heldShares: number
  heldCloses: number
  calls: number
  firstCallAt: EpochMs | null
}

interface State {
  readonly uses: Map<string, Use>
  readonly faults: Map<string, string>
}

/** In the order in which they were asked; those that never answered come last. */
export const marginModels = foldOf<State, readonly MarginModelUse[]>(
  () => ({ uses: new Map(), faults: new Map() }),
  {
    comparison({ uses }, record) {
      const use = uses.get(record.model) ?? noUse()
      uses.set(record.model, use)
      count(use, record)
    },
    comparisonFault({ faults }, { model, why }) {
      if (!faults.has(model)) faults.set(model, why)
    },
  },
  ({ uses, faults }) =>
    [...new Set([...uses.keys(), ...faults.keys()])].map(model => {
      const { heldShares, heldCloses, ...use } = uses.get(model) ?? noUse()
      return {
        model,
        ...use,
        averageShare: heldCloses === 0 ? null : heldShares / heldCloses,
        fault: faults.get(model) ?? null,
      }
    }),
)

const noUse = (): Use => ({
  peakInitial: 0,
  peakShare: null,
  peakAt: null,
  heldShares: 0,
  heldCloses: 0,
  calls: 0,
  firstCallAt: null,
})

function count(use: Use, { time, equity, initial, called }: ComparisonRecord): void {
  use.peakInitial = Math.max(use.peakInitial, initial)
  if (called) {
    use.calls++
    use.firstCallAt ??= time
  }
  if (equity <= 0) return
  const share = initial / equity
  if (use.peakShare === null || share > use.peakShare) {
    use.peakShare = share
    use.peakAt = time
  }
  if (initial > 0) {
    use.heldShares += share
    use.heldCloses++
  }
}
