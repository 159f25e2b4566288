/** Definitions of the series in charts and of the columns of tables. */

import type { Definition } from './definition.ts'

const of = (label: string, key: string, unit: string, text: string): Definition => ({
  label,
  key,
  unit,
  text,
})

export const COLUMNS = {
  session: of(
    'Session',
    'days.session',
    'date',
    'Trading session of the exchange, in the zone named at the top of the page.',
  ),
  equity: of(
    'Equity',
    'days.equity',
    'account currency',
    'Cash and all open positions at their marks, at the close of a session.',
  ),
  scenario: of(
    'Scenario',
    'days.scenario',
    'number',
    'The scanning scenario that binds the requirement, 1 to 16; 15 and 16 are the extreme moves.',
  ),
  cash: of(
    'Cash',
    'days.cash',
    'account currency',
    'Cash balance at the close; premiums received are in it, the debt of open short options is not taken off.',
  ),
  drawdown: of(
    'Drawdown',
    'days.drawdown',
    '%',
    'How far compounded wealth stands below its highest point so far.',
  ),
  initial: of(
    'Initial margin',
    'days.initial',
    'account currency',
    'Requirement to open and to be restored to after a call, at the close.',
  ),
  maintenance: of(
    'Maintenance margin',
    'days.maintenance',
    'account currency',
    'Requirement below which equity must not fall; below it margin is called.',
  ),
  deposit: of(
    'Deposit',
    'days.deposit',
    'account currency',
    'Cash paid in on a margin call in this session.',
  ),
  initialShare: of(
    'Margin use',
    'days.initial / days.equity',
    '% of equity',
    'Initial margin over equity at the close. Where equity is zero or less there is no share, and nothing is drawn.',
  ),
  maintenanceShare: of(
    'Maintenance use',
    '(days.maintenance - days.premiumIncluded) / days.equity',
    '% of equity',
    'Maintenance margin, less the premium in it that equity already owes, over equity at the close. Above 100 % margin is called.',
  ),
  underlying: of(
    'Underlying',
    'zones.underlying',
    'points',
    'Price of the underlying that the strategy saw at the session.',
  ),
  callZone: of(
    'Call zone',
    'zones.callLower, zones.callUpper, zones.callPeak',
    'points',
    'Band of strikes above the price where open interest of calls clusters, for the nearest expiry the strategy watched. The peak is the strike with the most.',
  ),
  putZone: of(
    'Put zone',
    'zones.putLower, zones.putUpper, zones.putPeak',
    'points',
    'Band of strikes below the price where open interest of puts clusters, for the nearest expiry the strategy watched. The peak is the strike with the most.',
  ),
  expiry: of(
    'Expiry',
    'zones.expiry, trades[].legs[].expiry',
    'date',
    'Session at whose end a series settles.',
  ),
  finding: of(
    'Number of a finding',
    'findings[].value',
    'as printed beside it',
    'What the sentence below it counts or measures; the rule is named in findings[].id.',
  ),
  month: of('Month', 'months[].month', 'month', 'Calendar month of the sessions in it.'),
  monthReturn: of(
    'Return of a month',
    'months[].return',
    '%',
    'Session returns of the month compounded, deposits taken out. A year compounds its months.',
  ),
  monthProfit: of(
    'Profit of a month',
    'months[].profit',
    'account currency',
    'Change of equity in the month, deposits taken out. A year adds its months.',
  ),
  refusalCount: of(
    'Count',
    'refusals[].count',
    'count',
    'How often the same rule refused the same thing for this expiry.',
  ),
  refusalSpan: of(
    'First, last',
    'refusals[].first, refusals[].last',
    'session',
    'The first and the last session with this refusal.',
  ),
  refusalRule: of(
    'Rule',
    'refusals[].rule',
    'name',
    'The rule of the strategy or of the engine that refused.',
  ),
  refusalBy: of(
    'Refused by',
    'refusals[].by',
    'name',
    'Who refused: the strategy before it asked, or the engine when it was asked.',
  ),
  refusalEvidence: of(
    'What it saw',
    'refusals[].evidence',
    'as named',
    'The numbers that the rule looked at when it first refused.',
  ),
  callStep: of(
    'Step',
    'calls[].steps[].step',
    'name',
    'A margin call is a process: notice, deposit or reduction, cured or unmet, and at worst bankruptcy.',
  ),
  callEquity: of(
    'Equity',
    'calls[].steps[].equity',
    'account currency',
    'Net liquidation value at the step.',
  ),
  callInitial: of(
    'Initial',
    'calls[].steps[].initial',
    'account currency',
    'Initial requirement that equity is compared with; a call is cured when equity reaches it.',
  ),
  callMaintenance: of(
    'Maintenance',
    'calls[].steps[].maintenance',
    'account currency',
    'Maintenance requirement that equity is compared with; a call starts when equity is below it.',
  ),
  callAmount: of(
    'Amount',
    'calls[].steps[].amount',
    'account currency',
    'What the step is about: the sum called, paid in or still missing.',
  ),
  callDeadline: of(
    'Deadline',
    'calls[].steps[].deadline',
    'instant',
    'When the call must be met; after it positions are closed.',
  ),
} as const
