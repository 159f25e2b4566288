/** The same experiment with each ambiguity of the deck switched, one at a time: what each choice changes. */

import { DataError } from '../../engine/index.ts'
import type { Report } from '../../reports/index.ts'
import { type Switch, switchesOf } from './switches.ts'

/** What came out of one reading, and how it differs from the defaults. */
export interface Reading {
  /** Null for the defaults. */
  readonly switched: Switch | null
  readonly trades: number
  /** Account currency. */
  readonly profit: number
  readonly profitChange: number
  /** Fractions of equity; null where they do not exist. */
  readonly maxDrawdown: number | null
  readonly peakMarginShare: number | null
  /** Trades whose legs, sessions or lots are not among those of the defaults. */
  readonly tradesChanged: number
  /** Why it could not be run. */
  readonly fault: string | null
}

/**
 * `run` gives the report of the experiment with these overrides on top. The defaults come first. A reading that fails
 * is told with its reason, so that the others are not lost; `run` throws a DataError then.
 */
export async function ambiguityStudy(
  strategy: string,
  run: (sets: readonly string[]) => Promise<Report>,
  progress: (share: number) => void = () => {},
): Promise<Reading[]> {
  const switches = switchesOf(strategy)
  const base = await run([])
  const readings = [readingOf(null, base, base)]
  for (const [at, switched] of switches.entries()) {
    progress((at + 1) / (switches.length + 1))
    const report = await run(switched.sets).catch(faultOf)
    readings.push(typeof report === 'string' ? faulty(switched, report) : readingOf(switched, report, base))
  }
  return readings
}

/** Bad input of one reading is told; anything else stops the study. */
function faultOf(error: unknown): string {
  if (error instanceof DataError) return error.message
  throw error
}

function readingOf(switched: Switch | null, report: Report, base: Report): Reading {
  const { headline } = report
  const known = new Set(base.trades.map(identityOf))
  return {
    switched,
    trades: headline.trades,
    profit: headline.profit,
    profitChange: Math.round((headline.profit - base.headline.profit) * 100) / 100,
    maxDrawdown: headline.maxDrawdown,
    peakMarginShare: headline.peakMarginShare,
    tradesChanged: report.trades.filter(trade => !known.has(identityOf(trade))).length,
    fault: null,
  }
}

/** A trade is the same when its legs, its lots, its sessions and its profit are. */
const identityOf = (trade: Report['trades'][number]): string =>
  [
    trade.openedAt,
    trade.closedAt ?? 'open',
    trade.lots,
    trade.profit,
    ...trade.legs.map(leg => `${leg.instrument} ${leg.quantity}`),
  ].join(' | ')

const faulty = (switched: Switch, fault: string): Reading => ({
  switched,
  trades: 0,
  profit: 0,
  profitChange: 0,
  maxDrawdown: null,
  peakMarginShare: null,
  tradesChanged: 0,
  fault,
})
