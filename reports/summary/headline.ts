/** The numbers at the top of the page. */

import { toAmount } from '../../engine/model/money.ts'
import {
  annualVol,
  cagr,
  calmar,
  esHistorical,
  maxDrawdown,
  mean,
  probabilisticSharpe,
  profitFactor,
  sharpeAnnual,
  sharpeEstimate,
  sortinoAnnual,
  totalReturn,
} from '../metrics/index.ts'
import type { Report } from '../schema/report.ts'
import type { Days } from './days.ts'
import type { ReportInput } from './input.ts'
import type { Overview } from './overview.ts'
import { rateOn } from './rates.ts'
import { sessionsPerYear } from './sessions-per-year.ts'

export function headlineOf(
  input: ReportInput,
  days: Days,
  overview: Overview,
  calls: Report['calls'],
  refusals: number,
  commission: number,
): Report['headline'] {
  const { returns } = days
  const perYear = sessionsPerYear(days.columns.session)
  const annual = <T>(numberOf: (perYear: number) => T): T | null =>
    perYear === null ? null : numberOf(perYear)
  const isClosed = (_: number, i: number): boolean => !overview.open.has(i)
  const profits = overview.profits.filter(isClosed)
  const { session, equity, deposit } = days.columns
  const drawdown = maxDrawdown(returns)
  const margin = marginShares(days, overview)
  const paidIn = input.run.equityStart + deposit.reduce((sum, amount) => sum + amount, 0)
  const equityEnd = equity.at(-1) ?? input.run.equityStart
  const at = (index: number | null | undefined): string | null =>
    index === null || index === undefined ? null : (session[Math.max(0, index)] ?? null)
  const steps = calls.flatMap(call => call.steps)
  const { stops, assigned, worthless } = input.facts.incidents
  return {
    equityEnd,
    profit: cents(equityEnd - paidIn),
    totalReturn: totalReturn(returns),
    cagr: annual(year => cagr(returns, year)),
    annualVol: annual(year => annualVol(returns, year)),
    sharpeAnnual: annual(year => sharpeAnnual(returns, year)),
    sortinoAnnual: annual(year => sortinoAnnual(returns, year)),
    maxDrawdown: drawdown?.depth ?? null,
    maxDrawdownFrom: at(drawdown?.peakIndex),
    maxDrawdownTo: at(drawdown?.troughIndex),
    longestUnderwaterSessions: drawdown?.longestUnderwaterBars ?? null,
    calmar: annual(year => calmar(returns, year)),
    esHistorical95: esHistorical(returns, 0.95),
    probSharpeVs0: probabilisticSharpe(sharpeEstimate(returns)),
    trades: overview.count,
    winShare: profits.length === 0 ? null : profits.filter(profit => profit > 0).length / profits.length,
    profitFactor: profitFactor(profits),
    averageHoldingDays: mean(overview.holdingDays.filter(isClosed)),
    commission: cents(commission),
    interest: interestOf(input),
    ...margin,
    marginCalls: steps.filter(({ step }) => step === 'notice').length,
    stops,
    assignments: assigned,
    expiredWorthless: worthless,
    refusals,
    bankrupt: steps.some(({ step }) => step === 'bankruptcy'),
  }
}

const cents = (amount: number): number => Number(amount.toFixed(2))

/** Each day's at its rate. */
function interestOf(input: ReportInput): number {
  const rate = rateOn(input)
  return cents(
    input.facts.ledger.interest.reduce(
      (sum, { amount, currency, time }) => sum + toAmount(amount, currency) * rate(currency, time),
      0,
    ),
  )
}

/** Initial margin over equity: its peak, its mean while something was held, and its peak when a trade was opened. */
function marginShares(
  days: Days,
  { openings }: Overview,
): Pick<
  Report['headline'],
  'peakMarginShare' | 'peakMarginSession' | 'averageMarginShare' | 'openingMarginShare'
> {
  const { session, equity, initial } = days.columns
  const shares = initial.map((value, i) =>
    (equity[i] ?? 0) > 0 ? value / (equity[i] as number) : Number.POSITIVE_INFINITY,
  )
  const finite = shares.filter(Number.isFinite)
  const held = shares.filter((share, i) => (days.groups[i] ?? 0) > 0 && Number.isFinite(share))
  const opened = shares.filter((share, i) => openings.has(session[i] ?? '') && Number.isFinite(share))
  const peak = largest(finite)
  return {
    peakMarginShare: peak,
    peakMarginSession: peak === null || peak === 0 ? null : (session[shares.indexOf(peak)] ?? null),
    averageMarginShare: mean(held),
    openingMarginShare: largest(opened),
  }
}

/** Null of none. */
const largest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value))
