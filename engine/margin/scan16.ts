/** M3 `scan16`: the greatest loss of a group over sixteen scenarios of one day, as futures exchanges scan it. */

import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor, ZERO } from '../model/money.ts'
import { type ScanGroup, scanGroups } from './scan-group.ts'
import { scanLosses } from './scan-losses.ts'
import { priceScanRange, type ScanRange } from './scan-range.ts'
import type { ScanRates } from './scan-rates.ts'

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
})

function requirementOf(group: ScanGroup, range: ScanRange, rates: ScanRates): ProductRequirement {
  const { id, currency } = group.product
  const { loss, scenario } = greatestLoss(scanLosses(group.positions, range, rates))
  const counts = countsOf(group.positions)
  const least = rates.shortOptionMinimumShare * range.money * Math.max(counts.shortCall, counts.shortPut)
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

/** The greatest loss, at least 0, and the number of the first scenario that brings it; null where none loses. */
export function greatestLoss(losses: readonly number[]): {
  readonly loss: number
  readonly scenario: number | null
} {
  const loss = Math.max(0, ...losses)
  return { loss, scenario: loss > 0 ? losses.indexOf(loss) + 1 : null }
}

/** Contracts by what they are. Those of one series or one delivery month are netted, as the exchange does. */
function countsOf(positions: readonly MarginPosition[]) {
  const net = new Map<string, number>()
  for (const { instrument, quantity } of positions)
    net.set(instrument.id, (net.get(instrument.id) ?? 0) + quantity)
  const counts = { shortCall: 0, shortPut: 0, longOption: 0, future: 0 }
  for (const { instrument } of positions) {
    const lots = net.get(instrument.id) ?? 0
    net.delete(instrument.id)
    if (instrument.kind === 'future') counts.future += Math.abs(lots)
    if (instrument.kind !== 'option') continue
    if (lots > 0) counts.longOption += lots
    else if (instrument.right === 'call') counts.shortCall -= lots
    else counts.shortPut -= lots
  }
  return counts
}
