/** Which sets of options the strategy-based rule knows, by date. */

import { type Dated, inForce } from '../model/instrument.ts'
import type { Day } from '../model/time.ts'

/**
 * `pairs`: spreads of two legs and strangles. `listed2000` adds butterflies and boxes. `listed2005` adds condors, short iron
 * butterflies and short iron condors with equal outer intervals. `universal`: any set of shorts and as many longs of each
 * right, the shorts ending no later than the longs.
 */
export type StrategyRule = 'pairs' | 'listed2000' | 'listed2005' | 'universal'

/**
 * From NYSE 431 as summarised in January 2000; the order approving Cboe's pilot, 14 December 2005; FINRA notice 12-44,
 * effective 26 October 2012.
 */
const RULES: readonly Dated<StrategyRule>[] = [
  { from: null, value: 'pairs' },
  { from: '2000-01-01', value: 'listed2000' },
  { from: '2005-12-14', value: 'listed2005' },
  { from: '2012-10-26', value: 'universal' },
]

/** The rule in force on a day. */
export const strategyRuleOn = (day: Day): StrategyRule => inForce(RULES, day, 'strategy-based margin')
