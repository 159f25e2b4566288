/** The report as data: every number the page shows, versioned. The JSON file is exactly this. */

import { z } from 'zod'
import { basis, basisTrade, funding } from './basis.ts'
import { date, instant, money, ratio } from './fields.ts'

/** Raised when a reader of the last one would misread the next. */
export const REPORT_SCHEMA = 'stillhalter.report/1'

const evidence = z
  .record(z.string(), z.union([z.number(), z.string(), z.null()]))
  .describe('the numbers looked at')
const reason = z.strictObject({ rule: z.string(), text: z.string(), evidence })

const event = z
  .strictObject({
    time: instant,
    session: date,
    kind: z.enum(['order', 'fill', 'cancel', 'stop', 'expiry', 'assignment', 'ended', 'delivery']),
    text: z.string().describe('one sentence'),
    instrument: z.string().nullable(),
    quantity: z.number().nullable().describe('contracts, or units of 100 face of a bond; negative = sold'),
    price: z.number().nullable().describe('points'),
    rule: z.string().nullable(),
    origin: z.enum(['strategy', 'stop', 'liquidation', 'carried', 'exchange']),
  })
  .describe('one step in the life of a trade')

const cashFlow = z.strictObject({
  session: date,
  kind: z.string(),
  instrument: z.string().nullable(),
  amount: z.number().describe('currency of the trade, positive = received'),
  memo: z.string(),
})

const tradeSchema = z
  .strictObject({
    id: z.number(),
    tag: z.string(),
    currency: z.string(),
    openedAt: date,
    closedAt: date.nullable().describe('null = still open at the end'),
    status: z.enum(['closed', 'open']),
    exit: z
      .enum([
        'stop',
        'liquidation',
        'expiredWorthless',
        'cashSettled',
        'expired',
        'assigned',
        'delivered',
        'redeemed',
        'unwound',
        'strategy',
        'open',
      ])
      .describe('what ended it; the gravest where several did; expired = a future at its last settlement'),
    exitRule: z
      .string()
      .nullable()
      .describe('the rule of the strategy that closed it; null = the exchange, a stop or a margin call did'),
    lots: z.number(),
    legs: z.array(
      z.strictObject({
        instrument: z.string(),
        kind: z.enum(['option', 'future', 'bond']),
        right: z.enum(['call', 'put']).nullable(),
        strike: z.number().nullable(),
        expiry: date.nullable(),
        quantity: z
          .number()
          .describe('all that was ever opened, contracts or units of 100 face of a bond; negative = sold'),
        priceEntry: z.number().describe('points; of a bond clean, per 100 face'),
        priceExit: z
          .number()
          .nullable()
          .describe(
            'points; 0 = expired worthless; of a future that expired its last settlement, of a bond that was delivered its invoice without interest; null = still open',
          ),
      }),
    ),
    creditPoints: z.number().describe('net premium of one lot, points'),
    credit: z.number().describe('net premium of all lots, currency of the trade'),
    dailyGain: z
      .number()
      .nullable()
      .describe(
        'credit of all lots over the calendar days to the nearest expiry; null = no option, or none left',
      ),
    creditShare: ratio(
      'credit of all lots over equity when the trade was opened: the return if all expires worthless',
    ),
    riskShare: ratio(
      'loss of all lots at the stop over equity when the trade was opened; null also without a stop',
    ),
    stopPoints: z
      .number()
      .nullable()
      .describe('loss at which the stop fires, points; null = none, or one on a price'),
    stopLevel: z
      .strictObject({
        watch: z.string().describe('the price that is watched'),
        fires: z.enum(['below', 'above']),
        level: z.number().describe('when the order was given, points of the price'),
        follows: z.string().nullable().describe('what moves the level; null = it stays'),
        trailing: z.boolean().describe('it moves only towards the price'),
      })
      .nullable()
      .describe('a stop on a price; null = none, or one on the loss'),
    breakEvens: z.strictObject({ lower: z.number().nullable(), upper: z.number().nullable() }),
    worstPoints: z.number().nullable().describe('largest loss at a settlement, points; null = never marked'),
    beyondStopPoints: z
      .number()
      .nullable()
      .describe('loss beyond the stop, points; null = the stop never fired'),
    profit: z
      .number()
      .describe('cash of all flows, and what is still open at its mark; currency of the trade'),
    commission: z.number().describe('currency of the trade'),
    profitAccount: money('profit at the rate of the end'),
    holdingDays: z.number().describe('calendar days from opening to the end'),
    reason,
    events: z.array(event),
    cash: z.array(cashFlow),
    marks: z.array(
      z.strictObject({
        session: date,
        valuePoints: z.number().describe('cost of closing one lot in all'),
        staleSessions: z.number().describe('age of the oldest price in it; 0 = of this session'),
      }),
    ),
    basis: basisTrade.exactOptional().describe('absent = not a trade of bonds and futures alone'),
  })
  .describe('one group of legs from its opening to its end')

const callStep = z.strictObject({
  time: instant,
  session: date,
  step: z.enum(['notice', 'deposit', 'cured', 'unmet', 'reduction', 'bankruptcy']),
  equity: money('net liquidation value'),
  initial: money('initial requirement that equity is compared with'),
  maintenance: money('maintenance requirement that equity is compared with'),
  amount: money('what the step is about'),
  deadline: instant.nullable(),
})

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
    run: z.strictObject({
      from: date,
      to: date,
      firstSession: date.nullable(),
      lastSession: date.nullable(),
      sessions: z.number(),
      currency: z.string(),
      zone: z.string().describe('time zone of the sessions'),
      cash: money('opening cash'),
      equityStart: money('opening cash and what the starting positions are worth'),
      reserve: money('cash that can be paid in on a margin call'),
      fill: z.enum(['nextOpen', 'nextClose', 'same']),
      slippageTicks: z.number(),
      commissionPerContract: z.number(),
      cashRatePercent: z.number(),
      marginModel: z.enum(['auto', 'scan16', 'fixed', 'strategy', 'futures']),
      callPolicy: z.enum(['fcm', 'instant']),
      callDays: z.number(),
      oiLagSessions: z.number(),
      warmup: z.number(),
      missingSettlement: z.enum(['error', 'underlying']),
      assignment: z.enum(['never', 'optimal', 'random']).describe('who exercises before expiry'),
      funding: funding.exactOptional().describe('absent = bonds are paid for in full'),
      seed: z.number(),
    }),
    provenance: z.strictObject({
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
    }),
    sentence: z.string().describe('what came out, in one sentence with three numbers'),
    headline: z.strictObject({
      equityEnd: money('net liquidation value at the end'),
      profit: money('gain over all cash paid in'),
      totalReturn: ratio('compounded return on equity, deposits taken out'),
      cagr: ratio('the same a year'),
      annualVol: ratio('sample deviation of session returns x sqrt(252)'),
      sharpeAnnual: ratio('mean over deviation of session returns x sqrt(252), no rate taken off'),
      sortinoAnnual: ratio('mean over downside deviation x sqrt(252)'),
      maxDrawdown: ratio('largest fall from a peak of compounded wealth'),
      maxDrawdownFrom: date.nullable(),
      maxDrawdownTo: date.nullable(),
      longestUnderwaterSessions: z.number().nullable(),
      calmar: ratio('cagr over maxDrawdown'),
      esHistorical95: ratio('mean loss of the worst 5 % of sessions'),
      probSharpeVs0: ratio('probability that the true Sharpe ratio is above 0'),
      trades: z.number(),
      winShare: ratio('closed trades with a profit'),
      profitFactor: ratio('gains over losses of closed trades'),
      averageHoldingDays: ratio('calendar days'),
      commission: money('paid'),
      interest: money('earned less charged'),
      peakMarginShare: ratio('largest initial margin over equity'),
      peakMarginSession: date.nullable(),
      averageMarginShare: ratio('mean of sessions with a position'),
      openingMarginShare: ratio('largest initial margin over equity on a session that opened a trade'),
      marginCalls: z.number(),
      stops: z.number(),
      assignments: z.number(),
      expiredWorthless: z.number().describe('legs'),
      refusals: z.number(),
      bankrupt: z.boolean(),
    }),
    findings: z.array(
      z.strictObject({
        id: z.string(),
        severity: z.enum(['bad', 'warn', 'note']),
        text: z.string(),
        value: z.number().nullable(),
        unit: z.string(),
        link: z.string().describe('anchor of the evidence'),
      }),
    ),
    days: z
      .strictObject({
        session: z.array(date),
        equity: z.array(z.number()),
        cash: z.array(z.number()),
        initial: z.array(z.number()),
        maintenance: z.array(z.number()),
        premiumIncluded: z
          .array(z.number())
          .describe('part of both requirements that equity already owes as the price of short options'),
        scenario: z
          .array(z.string().nullable())
          .nullable()
          .describe('number of the margin scenario that binds; null = none, or a model without scenarios'),
        drawdown: z.array(z.number()).describe('fraction below the peak, 0 or more'),
        deposit: z.array(z.number()),
      })
      .describe('one value a session, account currency'),
    zones: z
      .strictObject({
        session: z.array(date),
        expiry: z.array(z.string()),
        underlying: z.array(z.number().nullable()),
        callLower: z.array(z.number().nullable()),
        callUpper: z.array(z.number().nullable()),
        callPeak: z.array(z.number().nullable()),
        putLower: z.array(z.number().nullable()),
        putUpper: z.array(z.number().nullable()),
        putPeak: z.array(z.number().nullable()),
      })
      .nullable()
      .describe('what the strategy saw of the nearest expiry; null = it reported no zones'),
    basis: basis.exactOptional().describe('absent = no bond was ever held'),
    months: z.array(
      z.strictObject({
        month: z.string(),
        profit: money('change of equity, deposits taken out'),
        return: ratio('compounded'),
      }),
    ),
    trades: z.array(tradeSchema),
    calls: z.array(z.strictObject({ id: z.number(), steps: z.array(callStep) })),
    marginModels: z
      .array(
        z.strictObject({
          model: z.string(),
          rules: z.boolean().describe('the model of this run'),
          peakInitial: z.number().nullable().describe('account currency; null = it lacked a rate'),
          peakShare: ratio('greatest initial margin over equity'),
          peakSession: date.nullable(),
          averageShare: ratio('mean over the sessions that held a position'),
          calls: z.number().nullable().describe('calls it made, or would have made on this equity'),
          firstCall: date.nullable(),
          fault: z.string().nullable().describe('why it could not be computed'),
        }),
      )
      .describe('margin models side by side; empty unless asked for'),
    refusals: z.array(
      z.strictObject({
        tag: z.string(),
        by: z.enum(['strategy', 'engine']),
        rule: z.string(),
        text: z.string(),
        count: z.number(),
        first: date,
        last: date,
        evidence,
      }),
    ),
    assumptions: z.array(z.string()).describe('in plain words'),
  })
  .describe('A backtest report of stillhalter')

export type Report = z.output<typeof reportSchema>
export type Trade = z.output<typeof tradeSchema>
export type Finding = Report['findings'][number]
