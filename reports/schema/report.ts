/** The report as data: every number the page shows, versioned. The JSON file is exactly this. */

import { z } from 'zod'
import { basis } from './basis.ts'
import { date, money, number, ratio, session, text } from './fields.ts'
import { headline } from './headline.ts'
import { call, marginModel } from './margin.ts'
import { run } from './run.ts'
import { evidence, expiry, type Trade, trade } from './trade.ts'

/** Raised when a reader of the last one would misread the next. */
export const REPORT_SCHEMA = 'stillhalter.report/1'

const provenance = z.strictObject({
  store: z.string(),
  kind: z.enum(['synthetic', 'imported', 'memory', 'modelled']),
  sources: z.array(z.strictObject({ name: z.string(), sha256: z.string(), licence: z.string() })),
  notes: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .describe('what a reader has to know about the data, the gravest first; absent = nothing'),
  engine: z.string().describe('package and version'),
  specHash: z.string().describe('sha256 of the experiment as it was understood'),
  strategyHash: z
    .string()
    .nullable()
    .describe("sha256 of the user's own strategy file and all that it imports"),
  rerun: z.string().describe('the command that runs it again'),
  experiment: z.record(z.string(), z.unknown()).describe('the experiment with every default'),
})

const finding = z.strictObject({
  id: z.string(),
  severity: z.enum(['bad', 'warn', 'note']),
  text: z.string(),
  value: number(
    'Number of a finding',
    'as printed beside it',
    'What the sentence below it counts or measures; the rule is named in findings[].id.',
  ).nullable(),
  unit: z.string(),
  link: z.string().describe('anchor of the evidence'),
})

const days = z.strictObject({
  session: z.array(
    session('Session', 'Trading session of the exchange, in the zone named at the top of the page.'),
  ),
  equity: z.array(money('Equity', 'Cash and all open positions at their marks, at the close of a session.')),
  cash: z.array(
    money(
      'Cash',
      'Cash balance at the close; premiums received are in it, the debt of open short options is not taken off.',
    ),
  ),
  initial: z.array(
    money('Initial margin', 'Requirement to open and to be restored to after a call, at the close.'),
  ),
  maintenance: z.array(
    money('Maintenance margin', 'Requirement below which equity must not fall; below it margin is called.'),
  ),
  premiumIncluded: z.array(
    money(
      'Premium in margin',
      'Part of both requirements that equity already owes as the price of short options.',
    ),
  ),
  scenario: z
    .array(
      text(
        'Scenario',
        'number',
        'The scanning scenario that binds the requirement, 1 to 16; 15 and 16 are the extreme moves.',
      ).nullable(),
    )
    .nullable()
    .describe('null = none, or a model without scenarios'),
  carving: z
    .array(
      text(
        'Margined together',
        'structures',
        'The rule that was in force, and how it puts the options into structures so that they need least: contracts, and what each structure needs. Beyond eight legs the search is bounded: it says "at most" where something may need less.',
      ).nullable(),
    )
    .exactOptional()
    .describe('absent = a model that does not say'),
  drawdown: z.array(
    number(
      'Drawdown',
      '% below the peak',
      'How far compounded wealth stands below its highest point so far, 0 or more.',
    ),
  ),
  deposit: z.array(money('Deposit', 'Cash paid in on a margin call in this session.')),
})

const callZone = number(
  'Call zone',
  'points',
  'Band of strikes above the price where open interest of calls clusters, for the nearest expiry the strategy watched. The peak is the strike with the most.',
).nullable()

const putZone = number(
  'Put zone',
  'points',
  'Band of strikes below the price where open interest of puts clusters, for the nearest expiry the strategy watched. The peak is the strike with the most.',
).nullable()

const zones = z.strictObject({
  session: z.array(date),
  expiry: z.array(expiry),
  underlying: z.array(
    number(
      'Underlying',
      'points',
      'Price of the underlying that the strategy saw at the session.',
    ).nullable(),
  ),
  callLower: z.array(callZone),
  callUpper: z.array(callZone),
  callPeak: z.array(callZone),
  putLower: z.array(putZone),
  putUpper: z.array(putZone),
  putPeak: z.array(putZone),
})

const month = z.strictObject({
  month: text('Month', 'month', 'Calendar month of the sessions in it.'),
  profit: money(
    'Profit of a month',
    'Change of equity in the month, deposits taken out. A year adds its months.',
  ),
  return: ratio(
    'Return of a month',
    '%',
    'Session returns of the month compounded, deposits taken out. A year compounds its months.',
  ),
})

const refusalSpan = session('First, last', 'The first and the last session with this refusal.')

const refusal = z.strictObject({
  tag: z.string(),
  by: z.enum(['strategy', 'engine']).meta({
    title: 'Refused by',
    unit: 'name',
    description: 'Who refused: the strategy before it asked, or the engine when it was asked.',
  }),
  rule: text('Rule', 'name', 'The rule of the strategy or of the engine that refused.'),
  text: z.string(),
  count: number('Count', 'count', 'How often the same rule refused the same thing for this expiry.'),
  first: refusalSpan,
  last: refusalSpan,
  evidence: evidence('What it saw', 'The numbers that the rule looked at when it first refused.'),
})

/** Validates a report. It prints as JSON Schema (`stillhalter schema report`), with label, unit and definition of every number. */
export const reportSchema = z
  .strictObject({
    schema: z.literal(REPORT_SCHEMA),
    name: z.string(),
    strategy: z.strictObject({
      name: z.string(),
      about: z.string(),
      params: z.record(z.string(), z.unknown()),
      docs: z.record(z.string(), z.string()).describe('parameter to its meaning'),
    }),
    run,
    provenance,
    sentence: z.string().describe('what came out, in one sentence with three numbers'),
    headline,
    findings: z.array(finding),
    days: days.describe('one value a session, account currency'),
    zones: zones
      .nullable()
      .describe('what the strategy saw of the nearest expiry; null = it reported no zones'),
    basis: basis.exactOptional().describe('absent = no bond was ever held'),
    months: z.array(month),
    trades: z.array(trade),
    calls: z.array(call),
    marginModels: z.array(marginModel).describe('margin models side by side; empty unless asked for'),
    refusals: z.array(refusal),
    assumptions: z.array(z.string()).describe('in plain words'),
  })
  .describe('A backtest report of stillhalter')

/** A report: plain data, fit for JSON. */
export type Report = z.output<typeof reportSchema>

/** Trades in the order of their opening, to be gone through any number of times: a list, or each worked out when its turn comes. */
export interface Trades extends Iterable<Trade> {
  readonly length: number
}

/** A report whose trades need not be in memory all at once; every report is one. */
export type StreamedReport = Omit<Report, 'trades'> & { readonly trades: Trades }

export type { Trade }
export type Finding = Report['findings'][number]
