/** What a report says of margin: its calls step by step, and its models side by side. */

import { z } from 'zod'
import { count, instant, money, number, ratio, session } from './fields.ts'

const callStep = z.strictObject({
  time: instant,
  session: z.string().describe('session, YYYY-MM-DD'),
  step: z.enum(['notice', 'deposit', 'cured', 'unmet', 'reduction', 'bankruptcy']).meta({
    title: 'Step',
    unit: 'name',
    description:
      'A margin call is a process: notice, deposit or reduction, cured or unmet, and at worst bankruptcy.',
  }),
  equity: money('Equity', 'Net liquidation value at the step.'),
  initial: money(
    'Initial',
    'Initial requirement that equity is compared with; a call is cured when equity reaches it.',
  ),
  maintenance: money(
    'Maintenance',
    'Maintenance requirement that equity is compared with; a call starts when equity is below it.',
  ),
  amount: money('Amount', 'What the step is about: the sum called, paid in or still missing.'),
  deadline: z
    .string()
    .meta({
      title: 'Deadline',
      unit: 'instant',
      description: 'When the call must be met; after it positions are closed. UTC, ISO 8601.',
    })
    .nullable(),
})

export const call = z.strictObject({
  id: number('Call', 'number', 'Margin calls are numbered in the order in which they were made.'),
  steps: z.array(callStep),
})

export const marginModel = z.strictObject({
  model: z.string(),
  rules: z.boolean().describe('the model of this run'),
  peakInitial: money(
    'Peak initial',
    'Greatest initial margin that the model asks for at a close, on the positions of this run.',
  )
    .nullable()
    .describe('null = it lacked a rate'),
  peakShare: ratio('Peak use', '% of equity', 'Greatest initial margin over equity at a close.'),
  peakSession: session('On', 'Session of the peak use.').nullable(),
  averageShare: ratio(
    'Mean use',
    '% of equity',
    'Mean of initial margin over equity, over the closes at which a position was held.',
  ),
  calls: count(
    'Calls',
    'Margin calls that the model makes on the equity of this run. A call of a model that does not rule changes nothing: what it would have forced is not played out.',
  ).nullable(),
  firstCall: session('First call', 'Session of the first of them.').nullable(),
  fault: z.string().nullable().describe('why it could not be computed'),
})
