/** The terms of modelled options as a user writes them: every key with its default, its unit and its meaning. */

import { z } from 'zod'

/** Series ids are written in plain decimals, and prices are kept to nine of them. */
const LEAST_STEP = 0.000001

const volatility = z
  .union(
    [
      z.strictObject({ constant: z.number().gt(0).max(10).describe('annual volatility, as in 0.16') }),
      z.strictObject({
        realised: z
          .strictObject({
            length: z.int().min(2).max(1000).default(20).describe('log returns that are looked back on'),
            factor: z.number().gt(0).max(10).default(1).describe('modelled over realised volatility'),
          })
          .describe('sample deviation of the log returns of the closes x sqrt(252)'),
      }),
      z.strictObject({
        instrument: z.string().min(1).describe('an instrument whose close is an annual volatility: VIX'),
        factor: z.number().gt(0).max(10).default(1).describe('modelled over quoted volatility'),
        unit: z.enum(['percent', 'fraction']).default('percent').describe('percent: 16 is 0.16'),
      }),
    ],
    {
      error:
        'write { constant: 0.16 }, { realised: { length: 20, factor: 1.1 } } or { instrument: VIX, factor: 1, unit: percent }',
    },
  )
  .describe('where the volatility comes from; a session before it is known has no chain')

const strikes = z
  .strictObject({
    step: z
      .union(
        [
          z.number().min(LEAST_STEP).describe('points'),
          z.strictObject({
            share: z
              .number()
              .gt(0)
              .max(0.5)
              .describe('of the price, rounded down to 1, 2 or 5 times a power of ten'),
          }),
        ],
        { error: 'write points, as in 5, or { share: 0.01 } of the price' },
      )
      .default({ share: 0.01 })
      .describe('distance of the strikes'),
    each: z
      .union(
        [
          z.int().min(1).max(500).describe('strikes'),
          z.strictObject({
            deviations: z
              .number()
              .gt(0)
              .max(10)
              .describe('standard deviations of the log price to the expiry'),
          }),
        ],
        { error: 'write a number of strikes, as in 20, or { deviations: 3 }' },
      )
      .default(15)
      .describe('how far strikes reach on each side of the price'),
  })
  .default({ step: { share: 0.01 }, each: 15 })
  .describe('strikes that a session lists; once listed, a strike stays listed')

const spread = z
  .strictObject({
    ticks: z.number().min(0).max(1000).default(1).describe('at least so many ticks'),
    share: z.number().min(0).lt(1).default(0.02).describe('of the modelled premium, where that is more'),
  })
  .default({ ticks: 1, share: 0.02 })
  .describe('half of the distance between bid and ask')

/** Validates the terms and adds the defaults; what comes out is what `modelledMarket` takes. */
export const modelledTermsSchema = z
  .strictObject({
    product: z
      .string()
      .regex(/^\S+$/, 'an id is one word without spaces')
      .describe('id of the option product that is added'),
    name: z.string().min(1).exactOptional().describe('what reports call it'),
    underlying: z.string().min(1).describe('the index of the store that it is written on and settles on'),
    multiplier: z.number().gt(0).describe('currency of the index per 1.00 of the premium'),
    tick: z.number().min(LEAST_STEP).default(0.01).describe('price step of the premium'),
    point: z.number().gt(0).default(1).describe('what people call a point, in units of the premium'),
    expiry: z
      .enum([
        'thirdFriday',
        'fx',
        'treasuryBond',
        'treasuryBondFiveDays',
        'crude',
        'gold',
        'bundSixDays',
        'bundFriday',
      ])
      .default('thirdFriday')
      .describe('rule of the monthly expiries, on the sessions of the index'),
    months: z.int().min(1).max(24).default(3).describe('expiries listed at a time, the nearest first'),
    strikes,
    volatility,
    skew: z
      .number()
      .min(-10)
      .max(10)
      .default(0)
      .describe('volatility added per 1.00 of ln(strike / price); below 0 low strikes are dearer'),
    spread,
    american: z
      .strictObject({
        ratePercent: z.number().min(-100).max(100).describe('interest, continuous, percent a year'),
        yieldPercent: z
          .number()
          .min(-100)
          .max(100)
          .default(0)
          .describe('yield of the index, continuous, percent a year'),
      })
      .exactOptional()
      .describe('holders may exercise early, which is worth something at this interest; absent = European'),
  })
  .describe(
    'adds options on an index, settled in cash at its close, whose premiums are modelled by Black-76 without interest, or as American, and not observed',
  )

/** The terms with their defaults, as `modelledTermsSchema` gives them. */
export type ModelledTerms = z.output<typeof modelledTermsSchema>
