/** An experiment as a user writes it: every key with its default, its unit and its meaning. */

import { z } from 'zod'
import { modelledTermsSchema, treasuryTermsSchema } from '../datasets/index.ts'
import { regimeSchema } from '../strategies/index.ts'
import { assignmentSchema } from './assignment.ts'
import { fundingSchema } from './funding-schema.ts'
import { isoDate, marginSchema } from './margin-schema.ts'

export const experimentSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^\w[\w.-]*$/,
        'start with a letter or digit, and use letters, digits, dots, dashes and underscores',
      )
      .describe('names the folder of the results'),
    data: z
      .strictObject({
        store: z.string().min(1).describe('`demo`, or the folder of a store'),
        oiLagSessions: z
          .int()
          .min(0)
          .default(1)
          .describe('sessions by which open interest is known late; 0 = look-ahead'),
        deckRules: z
          .boolean()
          .default(false)
          .describe("demo only: series end by the deck's simplified rules, not the exchanges'"),
        modelled: modelledTermsSchema.exactOptional(),
        treasury: treasuryTermsSchema.exactOptional(),
      })
      .refine(data => data.modelled === undefined || data.treasury === undefined, {
        path: ['treasury'],
        error: 'a market is made of modelled options or of modelled Treasuries, not of both; leave one out',
      })
      .describe('what the run reads'),
    from: isoDate.describe('first session'),
    to: isoDate.describe('last session; open positions are marked there'),
    account: z.strictObject({
      currency: z.string().regex(/^[A-Z]{3}$/, 'write it as three capitals'),
      cash: z.number().min(1).max(1e12).describe('opening cash, account currency'),
      reserve: z.number().min(0).max(1e12).default(0).describe('cash that can be paid in on a margin call'),
      cashRate: z
        .number()
        .min(-100)
        .max(1000)
        .default(0)
        .describe('interest on cash and on debts, percent a year, actual/365'),
      positions: z
        .string()
        .min(1)
        .nullable()
        .default(null)
        .describe('csv of positions to start from: tag, instrument, quantity, price'),
      fx: z
        .record(z.string(), z.union([z.number().gt(0), z.string()]))
        .default({})
        .describe('account currency per unit of another: a number, or the instrument whose price it is'),
    }),
    strategy: z.strictObject({
      use: z.string().min(1).describe('a strategy by name, or a file of your own: ./mine.ts'),
      with: z.record(z.string(), z.unknown()).default({}).describe('its parameters'),
      when: z
        .array(regimeSchema)
        .default([])
        .describe('regimes that must all hold at a close for the strategy to open anything'),
    }),
    margin: marginSchema,
    funding: fundingSchema.exactOptional().describe('how bonds are paid for; absent = in full'),
    assignment: assignmentSchema,
    costs: z
      .strictObject({
        commissionPerContract: z
          .number()
          .min(0)
          .default(0)
          .describe('currency of the product, each contract and fill'),
        slippageTicks: z
          .number()
          .min(0)
          .default(1)
          .describe('ticks worse than printed where there are no quotes'),
      })
      .default({ commissionPerContract: 0, slippageTicks: 1 }),
    fill: z
      .enum(['nextOpen', 'nextClose', 'same'])
      .default('nextOpen')
      .describe('same = in the slice of the decision'),
    missingSettlement: z
      .enum(['error', 'underlying'])
      .default('error')
      .describe(
        'a held series without a settlement at its expiry: stop, or take the price of the underlying',
      ),
    warmup: z
      .int()
      .min(0)
      .default(500)
      .describe('bars before `from` that each signal warms up on, looked for within as many sessions'),
    seed: z.int().min(0).default(1).describe('of the demo market'),
  })
  .refine(experiment => experiment.from <= experiment.to, { path: ['to'], error: 'must not be before from' })

/** An experiment with all of its defaults, as `parseExperiment` and `readExperiment` give it. */
export type Experiment = z.output<typeof experimentSchema>
