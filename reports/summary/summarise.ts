/** From records to the report: every number there is, computed once. */

import { REPORT_SCHEMA, type Report } from '../schema/report.ts'
import { assumptionsOf } from './assumptions.ts'
import { basisOf } from './basis.ts'
import { daysOf, monthsOf } from './days.ts'
import { findingsOf } from './findings.ts'
import { headlineOf } from './headline.ts'
import type { ReportInput } from './input.ts'
import { requireLedgerEnd } from './ledger-end.ts'
import { callsOf, marginModelsOf } from './margin.ts'
import { refusalsOf } from './refusals.ts'
import { tradesOf } from './trades.ts'
import { zonesOf } from './zones.ts'

/** Throws where the records contradict themselves: the headline must be the end of the ledger. */
export function summarise(input: ReportInput): Report {
  const days = daysOf(input)
  const { session, equity } = days.columns
  const trades = tradesOf(input, new Map(session.map((day, i) => [day, equity[i] ?? 0])))
  const calls = callsOf(input)
  const refusals = refusalsOf(input)
  const months = monthsOf(days, input.run.equityStart)
  const refused = refusals.reduce((sum, refusal) => sum + refusal.count, 0)
  const headline = headlineOf(input, days, trades, calls, refused)
  requireLedgerEnd(input, headline)
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
    findings: findingsOf({ input, days, trades, months, headline, basis }),
    days: days.columns,
    zones: zonesOf(input),
    ...(basis ? { basis } : {}),
    months,
    trades,
    calls,
    marginModels: marginModelsOf(input),
    refusals,
    assumptions: assumptionsOf(input),
  }
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
