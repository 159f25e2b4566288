/** The numbers at the top of a report. */

import { z } from 'zod'
import { count, money, number, ratio, session } from './fields.ts'

export const headline = z.strictObject({
  equityEnd: money(
    'Equity at the end',
    'Cash and all open positions at their marks, at the close of the last session.',
  ),
  profit: money(
    'Profit',
    'Equity at the end less all cash paid in: the opening cash and every deposit on a margin call.',
  ),
  totalReturn: ratio(
    'Total return',
    '%',
    'Session returns on equity compounded from the first session to the last, deposits taken out.',
  ),
  cagr: ratio(
    'Return a year',
    '% a year',
    'The total return as the steady yearly rate that compounds to it, at the sessions a year that the dates have; none for fewer than 90 days.',
  ),
  annualVol: ratio(
    'Volatility',
    '% a year',
    'Sample standard deviation of session returns times the root of the sessions a year that the dates have.',
  ),
  sharpeAnnual: ratio(
    'Sharpe ratio',
    'ratio, a year',
    'Mean over standard deviation of session returns times the root of the sessions a year; no interest rate is taken off.',
  ),
  sortinoAnnual: ratio(
    'Sortino ratio',
    'ratio, a year',
    'Mean of session returns over their downside deviation, times the root of the sessions a year.',
  ),
  maxDrawdown: ratio(
    'Deepest drawdown',
    '%',
    'The largest fall of compounded wealth from a peak to a later trough, as a share of the peak.',
  ),
  maxDrawdownFrom: session(
    'Its peak',
    'The session of the peak from which the deepest drawdown fell.',
  ).nullable(),
  maxDrawdownTo: session('Its trough', 'The session of the lowest point of the deepest drawdown.').nullable(),
  longestUnderwaterSessions: number(
    'Longest under water',
    'sessions',
    'The most sessions in a row below an earlier peak of compounded wealth.',
  ).nullable(),
  calmar: ratio('Calmar ratio', 'ratio', 'Return a year over the deepest drawdown.'),
  esHistorical95: ratio(
    'Expected shortfall, 95 %',
    '% of equity a session',
    'Mean loss of the worst 5 % of all sessions.',
  ),
  probSharpeVs0: ratio(
    'Sharpe above zero',
    '% probability',
    'Probability that the true Sharpe ratio is above zero, given the length, the skew and the tails of the record (probabilistic Sharpe ratio of Bailey and López de Prado, 2012).',
  ),
  trades: count('Trades', 'Groups of legs that were opened, closed or not.'),
  winShare: ratio(
    'Winning trades',
    '% of closed trades',
    'Closed trades with a profit after costs over all closed trades.',
  ),
  profitFactor: ratio(
    'Profit factor',
    'ratio',
    'Gains of all winning closed trades over losses of all losing ones.',
  ),
  averageHoldingDays: ratio(
    'Average holding',
    'calendar days',
    'Mean of the calendar days from opening to the end, closed trades.',
  ),
  commission: money('Commission', 'Paid on all fills.'),
  interest: money('Interest', 'Interest earned less interest charged.'),
  peakMarginShare: ratio(
    'Peak margin use',
    '% of equity',
    'The largest initial margin over equity at a close. 100 % means that all equity is pledged.',
  ),
  peakMarginSession: session('On', 'The session of the peak margin use.').nullable(),
  averageMarginShare: ratio(
    'Average margin use',
    '% of equity',
    'Mean of initial margin over equity on sessions that held a position.',
  ),
  openingMarginShare: ratio(
    'Margin use at opening',
    '% of equity',
    'The largest initial margin over equity on a session that opened a trade. The distance to the peak is what the market added.',
  ),
  marginCalls: count('Margin calls', 'Notices that equity had fallen below the maintenance requirement.'),
  stops: count('Stops', 'Stop orders that fired.'),
  assignments: count('Assignments', 'Legs in the money at expiry that were exercised against the writer.'),
  expiredWorthless: number('Expired worthless', 'legs', 'Legs that ended out of the money.'),
  refusals: count(
    'Refusals',
    'Intents that were not turned into an order, by the rules of the strategy or by the engine.',
  ),
  bankrupt: z.boolean().meta({
    title: 'Bankrupt',
    unit: 'yes or no',
    description: 'Whether the account lost more than it had.',
  }),
})
