/** The door of the strategies: every one that an experiment can name, and the regimes that any can be wrapped in. */

import type { Strategy } from '../engine/model/strategy.ts'
import { deltaNeutralStrangle } from './delta-neutral-strangle/index.ts'
import { oiZoneStrangle } from './oi-zone-strangle/index.ts'
import { percentBWriter } from './percent-b-writer/index.ts'
import { treasuryBasis } from './treasury-basis/index.ts'

export { regimeReader, requireCloses } from './regimes/regime-reader.ts'
export { type Regime, regimeSchema, regimeText } from './regimes/regime-schema.ts'
export { withRegimes } from './regimes/with-regimes.ts'

export const strategies: readonly Strategy[] = [
  oiZoneStrangle,
  percentBWriter,
  deltaNeutralStrangle,
  treasuryBasis,
]
