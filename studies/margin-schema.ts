/** The margin models that an experiment can name, each with its terms. */

import { z } from 'zod'

export const isoDate = z.iso.date('no such date; write it as YYYY-MM-DD')

const rate = z.strictObject({
  initial: z.number().min(0).describe('initial margin of one lot, currency of the product'),
  maintenance: z.number().min(0).describe('maintenance margin of one lot, currency of the product'),
})

const from = isoDate.nullable().default(null).describe('first day it holds; null = since ever')

const fixedRates = z.strictObject({
  from,
  nakedCall: rate.optional(),
  nakedPut: rate.optional(),
  strangle: rate.optional(),
  future: rate.optional().describe('a future that came by assignment'),
})

const process = {
  call: z
    .enum(['fcm', 'instant'])
    .default('fcm')
    .describe('fcm: calls with a deadline; instant: closes at once'),
  callDays: z.int().min(1).default(1).describe('sessions until a call is due'),
  compare: z
    .enum(['none', 'all'])
    .default('none')
    .describe('all: the report sets all models side by side, on the equity of this run'),
}

const share = z
  .number()
  .gt(0)
  .max(1)
  .default(0.15)
  .describe('strategy-based: share of the underlying; 0.15 broad index, 0.20 a share')
const shareLeast = z.number().gt(0).max(1).default(0.1).describe('strategy-based: least share')
const futures = z
  .record(z.string(), z.array(z.strictObject({ from, ...rate.shape })).min(1))
  .default({})
  .describe('strategy-based: margin of a future that came by assignment, by future product')

const strategyRule = {
  rule: z
    .enum(['auto', 'universal', 'listed2005', 'listed2000', 'pairs'])
    .default('auto')
    .describe(
      'strategy-based: auto = by date: universal spreads from 2012-10-26, listed condors from 2005-12-14, butterflies and boxes from 2000, pairs before',
    ),
  strangleAcrossExpiries: z
    .boolean()
    .default(true)
    .describe('strategy-based: a short call and a short put of different expiries are a strangle'),
  spreadExpiry: z
    .enum(['all', 'perRight'])
    .default('all')
    .describe(
      'strategy-based: no short of a spread ends after any of its longs (all), or calls and puts apart (perRight)',
    ),
  minimumPerContract: z
    .number()
    .min(0)
    .default(0)
    .describe(
      "strategy-based: a house's least for one short contract by itself beside its premium, currency of the product",
    ),
}

const psr = z
  .record(z.string(), z.array(z.strictObject({ from, value: z.number().gt(0) })).min(1))
  .default({})
  .describe(
    'scan16: price scan range by future or option product, from old to new: maintenance of one outright future',
  )

const scanTerms = {
  psr,
  psrSigmas: z
    .number()
    .gt(0)
    .default(3)
    .describe('without a range: so many daily standard deviations of the underlying'),
  initialToMaintenance: z.number().min(1).default(1.35).describe('initial over maintenance'),
  volScanShare: z.number().min(0).default(0.2).describe('move of volatility, share of itself'),
  volScanPoints: z
    .number()
    .min(0)
    .nullable()
    .default(null)
    .describe('move of volatility as such, 0.05 = five points; overrides volScanShare'),
  extremeMoves: z.number().gt(0).default(3).describe('extreme scenarios: multiple of the range'),
  extremeWeight: z.number().min(0).max(1).default(0.33).describe('extreme scenarios: share that counts'),
  shortOptionMinimumShare: z
    .number()
    .min(0)
    .default(0.02)
    .describe('least margin of a short option, share of the range'),
}

export const marginSchema = z
  .discriminatedUnion('model', [
    z.strictObject({
      model: z
        .literal('auto')
        .default('auto')
        .describe('scan16 for futures and options on them, strategy-based for options that settle in cash'),
      psr,
      share,
      shareLeast,
      ...strategyRule,
      ...process,
    }),
    z.strictObject({
      model: z.literal('scan16').describe('M3: the greatest loss over sixteen scenarios of one day'),
      ...scanTerms,
      ...process,
    }),
    z.strictObject({
      model: z.literal('fixed').describe('M1: a dated table of money per structure'),
      table: z
        .record(z.string(), z.array(fixedRates).min(1))
        .nullable()
        .default(null)
        .describe('by product, from old to new; null = the built-in table'),
      ...process,
    }),
    z.strictObject({
      model: z.literal('futures').describe('a dated rate a contract, as the clearing house publishes it'),
      table: z
        .record(
          z.string(),
          z
            .array(
              z.strictObject({
                from,
                maintenance: rate.shape.maintenance,
                initial: rate.shape.initial.nullable().default(null),
              }),
            )
            .min(1),
        )
        .default({})
        .describe(
          'by product, from old to new; initial null = maintenance x initialToMaintenance. A product that is not named takes the built-in facts',
        ),
      files: z
        .record(z.string(), z.string().min(1))
        .default({})
        .describe('by product: a csv of date, initial, maintenance, a row a change'),
      holder: z
        .enum(['hedger', 'speculator'])
        .default('hedger')
        .describe('hedgers and members post maintenance, speculators initial margin'),
      initialToMaintenance: z
        .number()
        .min(1)
        .nullable()
        .default(null)
        .describe('initial over maintenance; null = 1.35, and 1.1 from 20 March 2009 on'),
      ...process,
    }),
    z.strictObject({
      model: z.literal('strategy').describe('M2: the strategy-based rule of Cboe 10.3 and FINRA 4210'),
      share,
      shareLeast,
      futures,
      ...strategyRule,
      ...process,
    }),
  ])
  .prefault({})

export type MarginTerms = z.output<typeof marginSchema>
