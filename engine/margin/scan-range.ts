/** The price scan range: how far one day may move the price of a future. */

import { DataError } from '../model/errors.ts'
import type { MarginPosition } from '../model/margin-model.ts'
import { type Day, formatDay, parseDay } from '../model/time.ts'
import type { ScanGroup } from './scan-group.ts'
import type { ScanRates } from './scan-rates.ts'

/** The same range twice: in currency for one future, and in points. */
export interface ScanRange {
  readonly money: number
  readonly points: number
}

/**
 * The range stated for the group's future, else for an option product that delivers it; where none is in force on the
 * day, `psrSigmas` daily standard deviations of the position whose underlying moves most. Months of a future that
 * trade at different prices all move by the same points. `deliveredBy` names the option product whose range also
 * covers a future that is held alone.
 *
 * Throws a DataError that names `margin.psr.<product>` when neither is known, or the range stated is not above 0.
 */
export function priceScanRange(
  group: ScanGroup,
  rates: Pick<ScanRates, 'psr' | 'psrSigmas'>,
  day: Day,
  deliveredBy: (future: string) => string | null = () => null,
): ScanRange {
  const { future, options, multiplier } = group
  const delivering = future === null ? null : deliveredBy(future)
  for (const product of [future, ...options, delivering]) {
    const money = product === null ? null : statedRange(rates.psr, product, day)
    if (money !== null) return { money, points: money / multiplier }
  }
  const points = rates.psrSigmas * dailyMove(group.positions)
  if (!(points > 0)) throw unknownRange(group, day)
  return { money: points * multiplier, points }
}

/** The range in force, in currency; null where the table says nothing yet. */
function statedRange(psr: ScanRates['psr'], product: string, day: Day): number | null {
  const fact = psr[product]?.findLast(({ from }) => from === null || parseDay(from) <= day)
  if (!fact) return null
  if (fact.value > 0 && fact.value < Infinity) return fact.value
  throw new DataError('a price scan range must be greater than 0', {
    field: `margin.psr.${product}`,
    value: fact.value,
  })
}

/** One standard deviation, in points, of the underlying that moves most; 0 where none is known. */
const dailyMove = (positions: readonly MarginPosition[]): number =>
  positions.reduce(
    (most, { sigmaDaily, underlyingPrice }) => Math.max(most, (sigmaDaily ?? 0) * Math.abs(underlyingPrice)),
    0,
  )

const unknownRange = ({ product }: ScanGroup, day: Day): DataError =>
  new DataError(
    `neither a price scan range nor the daily volatility that could stand for it is known on ${formatDay(day)}; ` +
      'begin some 20 sessions after the data do, or state the maintenance margin of one outright future, in its currency',
    { field: `margin.psr.${product.id}`, value: product.id },
  )
