/** The statistics of a regime study as a table. */

import { type ColumnTable, table } from 'arquero'
import type { ReturnKind } from './forward-returns.ts'
import type { RegimeStudy } from './regime-study.ts'

/**
 * One row a horizon and part, of one kind of return. `horizon` and `count` in sessions; mean, median, hits and standard
 * error in per cent, over the horizon; `t` a pure number. Null = does not exist.
 */
export function studyTable({ statistics }: RegimeStudy, kind: ReturnKind): ColumnTable {
  const rows = statistics.filter(({ returns }) => returns === kind)
  const percent = (value: number | null): number | null => (value === null ? null : value * 100)
  return table({
    horizon: rows.map(({ horizon }) => horizon),
    part: rows.map(({ part }) => part),
    count: rows.map(({ count }) => count),
    meanPercent: rows.map(({ mean }) => percent(mean)),
    medianPercent: rows.map(({ median }) => percent(median)),
    hitPercent: rows.map(({ hitRate }) => percent(hitRate)),
    errorPercent: rows.map(({ standardError }) => percent(standardError)),
    t: rows.map(({ tStatistic }) => tStatistic),
  })
}
