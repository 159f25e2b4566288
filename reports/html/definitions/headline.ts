/** Definitions of the numbers at the top. */

import type { Definition } from './definition.ts'

const of = (label: string, field: string, unit: string, text: string): Definition => ({
  label,
  key: `headline.${field}`,
  unit,
  text,
})

export const HEADLINE = {
  equityEnd: of(
    'Equity at the end',
    'equityEnd',
    'account currency',
    'Cash and all open positions at their marks, at the close of the last session.',
  ),
  profit: of(
    'Profit',
    'profit',
    'account currency',
    'Equity at the end less all cash paid in: the opening cash and every deposit on a margin call.',
  ),
  totalReturn: of(
    'Total return',
    'totalReturn',
    '%',
    'Session returns on equity compounded from the first session to the last, deposits taken out.',
  ),
  cagr: of(
    'Return a year',
    'cagr',
    '% a year',
    'The total return as the steady yearly rate that compounds to it, at 252 sessions a year.',
  ),
  annualVol: of(
    'Volatility',
    'annualVol',
    '% a year',
    'Sample standard deviation of session returns times the root of 252.',
  ),
  sharpeAnnual: of(
    'Sharpe ratio',
    'sharpeAnnual',
    'ratio, a year',
    'Mean over standard deviation of session returns times the root of 252; no interest rate is taken off.',
  ),
  sortinoAnnual: of(
    'Sortino ratio',
    'sortinoAnnual',
    'ratio, a year',
    'Mean of session returns over their downside deviation, times the root of 252.',
  ),
  maxDrawdown: of(
    'Deepest drawdown',
    'maxDrawdown',
    '%',
    'The largest fall of compounded wealth from a peak to a later trough, as a share of the peak.',
  ),
  maxDrawdownFrom: of(
    'Its peak',
    'maxDrawdownFrom',
    'session',
    'The session of the peak from which the deepest drawdown fell.',
  ),
  maxDrawdownTo: of(
    'Its trough',
    'maxDrawdownTo',
    'session',
    'The session of the lowest point of the deepest drawdown.',
  ),
  longestUnderwaterSessions: of(
    'Longest under water',
    'longestUnderwaterSessions',
    'sessions',
    'The most sessions in a row below an earlier peak of compounded wealth.',
  ),
  calmar: of('Calmar ratio', 'calmar', 'ratio', 'Return a year over the deepest drawdown.'),
  esHistorical95: of(
    'Expected shortfall, 95 %',
    'esHistorical95',
    '% of equity a session',
    'Mean loss of the worst 5 % of all sessions.',
  ),
  probSharpeVs0: of(
    'Sharpe above zero',
    'probSharpeVs0',
    '% probability',
    'Probability that the true Sharpe ratio is above zero, given the length, the skew and the tails of the record (probabilistic Sharpe ratio).',
  ),
  trades: of('Trades', 'trades', 'count', 'Groups of legs that were opened, closed or not.'),
  winShare: of(
    'Winning trades',
    'winShare',
    '% of closed trades',
    'Closed trades with a profit after costs over all closed trades.',
  ),
  profitFactor: of(
    'Profit factor',
    'profitFactor',
    'ratio',
    'Gains of all winning closed trades over losses of all losing ones.',
  ),
  averageHoldingDays: of(
    'Average holding',
    'averageHoldingDays',
    'calendar days',
    'Mean of the calendar days from opening to the end, closed trades.',
  ),
  commission: of('Commission', 'commission', 'account currency', 'Paid on all fills.'),
  interest: of('Interest', 'interest', 'account currency', 'Interest earned less interest charged.'),
  peakMarginShare: of(
    'Peak margin use',
    'peakMarginShare',
    '% of equity',
    'The largest initial margin over equity at a close. 100 % means that all equity is pledged.',
  ),
  peakMarginSession: of('On', 'peakMarginSession', 'session', 'The session of the peak margin use.'),
  averageMarginShare: of(
    'Average margin use',
    'averageMarginShare',
    '% of equity',
    'Mean of initial margin over equity on sessions that held a position.',
  ),
  openingMarginShare: of(
    'Margin use at opening',
    'openingMarginShare',
    '% of equity',
    'The largest initial margin over equity on a session that opened a trade. The distance to the peak is what the market added.',
  ),
  marginCalls: of(
    'Margin calls',
    'marginCalls',
    'count',
    'Notices that equity had fallen below the maintenance requirement.',
  ),
  stops: of('Stops', 'stops', 'count', 'Stop orders that fired.'),
  assignments: of(
    'Assignments',
    'assignments',
    'count',
    'Legs in the money at expiry that were exercised against the writer.',
  ),
  expiredWorthless: of('Expired worthless', 'expiredWorthless', 'legs', 'Legs that ended out of the money.'),
  refusals: of(
    'Refusals',
    'refusals',
    'count',
    'Intents that were not turned into an order, by the rules of the strategy or by the engine.',
  ),
  bankrupt: of('Bankrupt', 'bankrupt', 'yes or no', 'Whether the account lost more than it had.'),
} as const
