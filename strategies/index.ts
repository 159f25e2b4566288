/** The registry of strategies: every one that an experiment can name. */

import type { Strategy } from '../engine/model/strategy.ts'
import { oiZoneStrangle } from './oi-zone-strangle/index.ts'

export const strategies: readonly Strategy[] = [oiZoneStrangle]
