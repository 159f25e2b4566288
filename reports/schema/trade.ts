/** One trade of a report: its legs, its life, its cash, and the numbers that sum it up. */

import { z } from 'zod'
import { basisTrade } from './basis.ts'
import { date, instant, money, number, ratio, session, text, tradeMoney } from './fields.ts'

/** The numbers that a rule looked at, under a name of its own. */
export const evidence = (title: string, description: string) =>
  z
    .record(z.string(), z.union([z.number(), z.string(), z.null()]))
    .meta({ title, unit: 'as named', description })

/** Where a series settles; zones have it too. */
export const expiry = text('Expiry', 'date', 'Session at whose end a series settles.')

const event = z
  .strictObject({
    time: instant,
    session: date,
    kind: z.enum(['order', 'fill', 'cancel', 'stop', 'expiry', 'assignment', 'ended', 'delivery']),
    text: z.string().describe('one sentence'),
    instrument: z.string().nullable(),
    quantity: number(
      'Quantity of a step',
      'contracts',
      'Contracts, or units of 100 face of a bond; negative = sold.',
    ).nullable(),
    price: number(
      'Price of a step',
      'points',
      'Price of a fill, settlement at an expiry or a delivery, face of a bond that was redeemed, cost to close when a stop fired.',
    ).nullable(),
    rule: z.string().nullable(),
    origin: z.enum(['strategy', 'stop', 'liquidation', 'carried', 'exchange']),
  })
  .describe('one step in the life of a trade')

const cashFlow = z.strictObject({
  session: date,
  kind: z.string(),
  instrument: z.string().nullable(),
  amount: tradeMoney(
    'Amount',
    'Cash in or out, to the cent; positive = received. The sum is the profit of a closed trade.',
  ),
  memo: z.string(),
})

const leg = z.strictObject({
  instrument: text('Legs', 'names', 'The bonds and the futures of the trade.'),
  kind: z.string(),
  right: z.enum(['call', 'put']).nullable(),
  strike: number('Strikes', 'points', 'Strikes of the legs, calls and puts in their colours.').nullable(),
  expiry: expiry.nullable(),
  quantity: number(
    'Contracts',
    'contracts',
    'Contracts of the leg that were ever opened, or units of 100 face of a bond; negative = sold.',
  ),
  priceEntry: number(
    'In',
    'points',
    'Average price at which the leg was opened; of a bond clean, per 100 face.',
  ),
  priceExit: number(
    'Out',
    'points',
    'Average price at which it ended; 0 = expired worthless. A future that expired: its last settlement. A bond that was delivered: its factor times the settlement of the future.',
  )
    .nullable()
    .describe('null = still open'),
})

const breakEven = number(
  'Break-even',
  'points',
  'Prices of the underlying at expiry between which the trade gains, before costs.',
).nullable()

export const trade = z
  .strictObject({
    id: number('Number', 'number', 'Trades are numbered in the order in which they were opened.'),
    tag: text(
      'Trade',
      'name',
      'Number and name that the strategy gave to a group of legs, mostly product and expiry.',
    ),
    currency: z.string(),
    openedAt: session('Opened', 'Session of the first fill.'),
    closedAt: session(
      'Closed',
      'Session of the last fill, expiry, assignment, redemption or delivery; open trades have none.',
    )
      .nullable()
      .describe('null = still open at the end'),
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
      .meta({
        title: 'Exit',
        unit: 'name',
        description:
          'What ended the trade; the gravest where several did. A future at its last settlement is expired.',
      }),
    exitRule: z
      .string()
      .nullable()
      .describe('the rule of the strategy that closed it; null = the exchange, a stop or a margin call did'),
    lots: number('Lots', 'lots', 'How many times the structure was written.'),
    legs: z.array(leg),
    creditPoints: number(
      'Credit',
      'points a lot',
      'Net premium received for one lot at the fills, before costs.',
    ),
    credit: tradeMoney('Credit in money', 'Net premium of all lots, before costs.'),
    dailyGain: tradeMoney(
      'Credit a day',
      'Credit of all lots over the calendar days to the nearest expiry: the trade day is not counted, the expiry day is.',
    )
      .nullable()
      .describe('null = no option, or none left'),
    creditShare: ratio(
      'Credit of equity',
      '% of equity',
      'Credit of all lots over equity when the trade was opened: its return if everything expires worthless, before costs.',
    ),
    riskShare: ratio(
      'Risk of equity',
      '% of equity',
      'Loss of all lots at the stop over equity when the trade was opened. Stops can fill worse.',
    ).describe('null = does not exist, or no stop'),
    stopPoints: number('Stop', 'points a lot', 'Loss on one lot at which the stop order fires.')
      .nullable()
      .describe('null = none, or one on a price'),
    stopLevel: z
      .strictObject({
        watch: z.string().describe('the price that is watched'),
        fires: z.enum(['below', 'above']),
        level: number(
          'Level of the stop',
          'points of the price',
          'Where a stop on a price stood when the order was given.',
        ),
        follows: z.string().nullable().describe('what moves the level; null = it stays'),
        trailing: z.boolean().describe('it moves only towards the price'),
      })
      .nullable()
      .describe('a stop on a price; null = none, or one on the loss'),
    breakEvens: z.strictObject({ lower: breakEven, upper: breakEven }),
    worstPoints: number(
      'Worst loss',
      'points a lot',
      'Largest loss at a mark: value to close less credit. Negative when it never stood at a loss.',
    )
      .nullable()
      .describe('null = never marked'),
    beyondStopPoints: number(
      'Beyond the stop',
      'points a lot',
      'What closing cost more than the stop had set; negative when it was better. Only where the stop fired.',
    )
      .nullable()
      .describe('null = the stop never fired'),
    profit: tradeMoney('Profit', 'All cash of the trade, and what is still open at its mark, after costs.'),
    commission: tradeMoney('Commission', 'Paid on the fills of the trade.'),
    profitAccount: money('Profit in account currency', 'Profit at the exchange rate of the end of the run.'),
    holdingDays: number('Days', 'calendar days', 'From opening to the end; to the last mark while open.'),
    reason: z.strictObject({
      rule: z.string(),
      text: z.string(),
      evidence: evidence('What the strategy saw', 'The numbers that the opening rule looked at.'),
    }),
    events: z.array(event),
    cash: z.array(cashFlow),
    marks: z.array(
      z.strictObject({
        session: date,
        valuePoints: number(
          'Value',
          'points a lot',
          'Cost of closing one lot in all at the settlement of a session.',
        ),
        staleSessions: number(
          'Age of price',
          'sessions',
          'Age of the oldest price in the value; 0 = of this session.',
        ),
      }),
    ),
    basis: basisTrade.exactOptional().describe('absent = not a trade of bonds and futures alone'),
  })
  .describe('one group of legs from its opening to its end')

/** One trade of a report; its schema is part of `reportSchema`. */
export type Trade = z.output<typeof trade>
