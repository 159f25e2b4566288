/** The same experiment with each ambiguity of the deck switched, one at a time: what each choice changes. */

import { DataError } from '../../../engine/index.ts'
import type { Report } from '../../../reports/index.ts'
import type { Study } from '../../study.ts'
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

/** What one run came to; `trades` are identities. */
interface Outcome {
  readonly switched: Switch | null
  readonly headline: Report['headline']
  readonly trades: readonly string[]
}

/** A reading that could not be run, and why. */
interface Fault {
  readonly switched: Switch
  readonly fault: string
}

/**
 * `run` gives the report of the experiment with these overrides on top. The defaults come first. A reading that fails
 * is told with its reason, so that the others are not lost; `run` throws a DataError then.
 */
export const readingsStudy = (
  strategy: string,
  run: (sets: readonly string[]) => Promise<Report>,
): Study<Switch | null, Outcome | Fault, Reading[]> => ({
  cases: [null, ...switchesOf(strategy)],
  async row(switched) {
    if (switched === null) return outcomeOf(null, await run([]))
    const report = await run(switched.sets).catch(faultOf)
    return typeof report === 'string' ? { switched, fault: report } : outcomeOf(switched, report)
  },
  findings(rows) {
    const [base] = rows
    return base && 'headline' in base
      ? rows.map(row => ('fault' in row ? faulty(row) : readingOf(row, base)))
      : []
  },
})

/** Bad input of one reading is told; anything else stops the study. */
function faultOf(error: unknown): string {
  if (error instanceof DataError) return error.message
  throw error
}

const outcomeOf = (switched: Switch | null, { headline, trades }: Report): Outcome => ({
  switched,
  headline,
  trades: trades.map(identityOf),
})

function readingOf({ switched, headline, trades }: Outcome, base: Outcome): Reading {
  const known = new Set(base.trades)
  return {
    switched,
    trades: headline.trades,
    profit: headline.profit,
    profitChange: Math.round((headline.profit - base.headline.profit) * 100) / 100,
    maxDrawdown: headline.maxDrawdown,
    peakMarginShare: headline.peakMarginShare,
    tradesChanged: trades.filter(trade => !known.has(trade)).length,
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

const faulty = ({ switched, fault }: Fault): Reading => ({
  switched,
  trades: 0,
  profit: 0,
  profitChange: 0,
  maxDrawdown: null,
  peakMarginShare: null,
  tradesChanged: 0,
  fault,
})
