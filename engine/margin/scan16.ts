/** M3 `scan16`: the greatest loss of a group over sixteen scenarios of one day, as futures exchanges scan it. */

import type { MarginModel, ProductRequirement } from '../model/margin-model.ts'
import { toMinor, ZERO } from '../model/money.ts'
import { runningByPart } from './running.ts'
import { RunningScan } from './running-scan.ts'
import { type ScanGroup, scanGroupKey, scanGroups } from './scan-group.ts'
import { scanLosses } from './scan-losses.ts'
import { priceScanRange, type ScanRange } from './scan-range.ts'
import type { ScanRates } from './scan-rates.ts'
import { countsOf, greatestLoss, leastRisk } from './scan-risk.ts'

/**
 * Maintenance is the group's risk: its greatest loss, at least the short option minimum, at least nothing; initial is
 * `initialToMaintenance` times that. Options and the futures that they deliver offset inside their group, nothing
 * offsets between groups. The requirement includes no premium: it is a loss from today's prices on, and equity is net
 * liquidation value, which owes the value of short options already.
 *
 * `deliveredBy` names the option product whose price scan range also covers a future that is held alone. Throws a
 * DataError when a range is neither stated nor to be had from daily volatility.
 * Source: CME, SPAN; without its charges and credits between months and products.
 *
 * @example scanMargin({ ...SCAN_DEFAULTS, psr: { GC: [{ from: '2009-01-23', value: 3999 }] } })
 */
export const scanMargin = (
  rates: ScanRates,
  deliveredBy: (future: string) => string | null = () => null,
): MarginModel => ({
  name: 'scan16',
  looksAtVolatility: true,
  requirement: (positions, day) =>
    scanGroups(positions).map(group =>
      requirementOf(group, priceScanRange(group, rates, day, deliveredBy), rates),
    ),
  running: day =>
    runningByPart(
      scanGroupKey,
      () => new RunningScan(rates, group => priceScanRange(group, rates, day, deliveredBy)),
    ),
})

function requirementOf(group: ScanGroup, range: ScanRange, rates: ScanRates): ProductRequirement {
  const { id, currency } = group.product
  const { loss, scenario } = greatestLoss(scanLosses(group.positions, range, rates))
  const { counts } = countsOf(group.positions)
  const least = leastRisk(counts, range, rates)
  const risk = Math.max(loss, least)
  const maintenance = toMinor(risk, currency)
  return {
    product: id,
    currency,
    initial: toMinor(rates.initialToMaintenance * risk, currency),
    maintenance,
    premiumIncluded: ZERO,
    structures: Object.entries(counts)
      .filter(([, lots]) => lots > 0)
      .map(([structure, lots]) => ({ structure, lots })),
    scenario: maintenance > 0 && loss >= least ? scenario : null,
  }
}
