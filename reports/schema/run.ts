/** What was run: the span, the account, the rules and the costs. */

import { z } from 'zod'
import { funding } from './basis.ts'
import { date, money, number } from './fields.ts'

/** A choice among words with its meaning. */
const choice = <const Words extends readonly string[]>(words: Words, title: string, description: string) =>
  z.enum(words).meta({ title, unit: 'name', description })

export const run = z.strictObject({
  from: date,
  to: date,
  firstSession: date.nullable(),
  lastSession: date.nullable(),
  sessions: number('Sessions', 'sessions', 'Sessions of the run.'),
  currency: z.string(),
  zone: z.string().describe('time zone of the sessions'),
  cash: money('Opening cash', 'What the account starts with.'),
  equityStart: money('Account', 'Opening cash and what the starting positions are worth.'),
  reserve: money('Reserve for margin calls', 'Cash that can be paid in on a margin call.'),
  fill: choice(['nextOpen', 'nextClose', 'same'], 'Fills', 'Where an order without quotes meets its price.'),
  slippageTicks: number(
    'Slippage, ticks',
    'ticks',
    'By so much a fill without quotes is worse than its price.',
  ),
  commissionPerContract: number(
    'Commission a contract',
    'currency of the product',
    'Paid for each contract and fill.',
  ),
  cashRatePercent: number('Interest on cash, % a year', '% a year', 'Rate on cash balances.'),
  marginModel: choice(
    ['auto', 'scan16', 'fixed', 'strategy', 'futures'],
    'Margin model',
    'What initial and maintenance margin are computed by.',
  ),
  callPolicy: choice(['fcm', 'instant'], 'Margin calls', 'Whether a call has a notice and a deadline.'),
  callDays: number('Sessions to meet a call', 'sessions', 'From the notice to the deadline of a call.'),
  oiLagSessions: number(
    'Lag of open interest, sessions',
    'sessions',
    'Open interest of a session is known so many sessions later.',
  ),
  warmup: number('Warm-up, bars', 'bars', 'Bars before the first session that signals are warmed up on.'),
  missingSettlement: choice(
    ['error', 'underlying'],
    'Missing settlement',
    'What an expiry without a settlement does: it stops the run, or settles at the underlying.',
  ),
  assignment: z.enum(['never', 'optimal', 'random']).describe('who exercises before expiry'),
  funding: funding.exactOptional().describe('absent = bonds are paid for in full'),
  seed: number('Seed', 'number', 'Of all chance in the run.'),
})
