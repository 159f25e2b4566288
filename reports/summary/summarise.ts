/** From records to the report: every number there is, computed once. */

import type { TradeFacts } from '../../folds/index.ts'
import { REPORT_SCHEMA, type Report, type StreamedReport, type Trade, type Trades } from '../schema/report.ts'
import { assumptionsOf } from './assumptions.ts'
import { basisOf } from './basis.ts'
import { daysOf, monthsOf } from './days.ts'
import { findingsOf } from './findings.ts'
import { headlineOf } from './headline.ts'
import type { ReportInput } from './input.ts'
import { requireLedgerEnd } from './ledger-end.ts'
import { callsOf, marginModelsOf } from './margin.ts'
import { overviewOf } from './overview.ts'
import { rateOn } from './rates.ts'
import { refusalsOf } from './refusals.ts'
import { staleSessionsInto } from './stale-marks.ts'
import { commissionOf, tellerOf, tradesOf } from './trades.ts'
import { zonesOf } from './zones.ts'

/** The report in memory. Throws where the records contradict themselves: the headline must be the end of the ledger. */
export const summarise = (input: ReportInput): Report => inMemory(streamedReport(input))

/** The same report with all of its trades in memory. */
export const inMemory = (report: StreamedReport): Report => ({ ...report, trades: [...report.trades] })

/** The same, with trades that are worked out each time that they are gone through: their number takes no memory. */
export function streamedReport(input: ReportInput): StreamedReport {
  const days = daysOf(input)
  const { session, equity } = days.columns
  const tell = tellerOf(input, new Map(session.map((day, i) => [day, equity[i] ?? 0])))
  const trades = tradesOf(input, tell)
  const { overview, commission, open, stale } = throughTrades(input, trades, tell)
  const calls = callsOf(input)
  const refusals = refusalsOf(input)
  const months = monthsOf(days, input.run.equityStart)
  const refused = refusals.reduce((sum, refusal) => sum + refusal.count, 0)
  const headline = headlineOf(input, days, overview, calls, refused, commission)
  requireLedgerEnd(input, headline, open)
  const basis = basisOf(input, trades, days, headline.profit)
  return {
    schema: REPORT_SCHEMA,
    name: input.name,
    strategy: input.strategy,
    run: {
      ...input.run,
      firstSession: session[0] ?? null,
      lastSession: session.at(-1) ?? null,
      sessions: session.length,
    },
    provenance: input.provenance,
    sentence: sentenceOf(headline, input.run.currency),
    headline,
    findings: findingsOf({ input, days, overview, stale, months, headline, basis }),
    days: days.columns,
    zones: zonesOf(input),
    ...(basis ? { basis } : {}),
    months,
    trades,
    calls,
    marginModels: marginModelsOf(input),
    refusals,
    assumptions: assumptionsOf(input, days.columns.session),
  }
}

/** What the trades come to, all of it in one pass: with thousands of them each pass is felt. */
function throughTrades(input: ReportInput, trades: Trades, tell: (facts: TradeFacts) => Trade) {
  const rate = rateOn(input)
  const stale = new Set<string>()
  const addStale = staleSessionsInto(stale, input)
  const open: TradeFacts[] = []
  let commission = 0
  function* passing(): Generator<Trade> {
    for (const facts of input.facts.trades) {
      commission += commissionOf(facts, input, rate)
      addStale(facts)
      if (facts.open) open.push(facts)
      yield tell(facts)
    }
  }
  return { overview: overviewOf(trades, passing()), commission, open, stale }
}

/** What came out, with three numbers: the gain, the worst fall, the most margin. */
function sentenceOf(headline: Report['headline'], currency: string): string {
  const money = (amount: number): string => `${currency} ${Math.abs(amount).toFixed(2)}`
  const share = (value: number | null): string =>
    value === null ? 'nothing' : `${(value * 100).toFixed(1)} %`
  if (headline.trades === 0) return 'No trade was made.'
  const outcome = headline.profit < 0 ? 'lost' : 'gained'
  const ruin = headline.bankrupt ? ' and went bankrupt' : ''
  return `${headline.trades} ${headline.trades === 1 ? 'trade' : 'trades'} ${outcome} ${money(headline.profit)}${ruin}; the account fell by at most ${share(headline.maxDrawdown)}, and margin took at most ${share(headline.peakMarginShare)} of it.`
}
