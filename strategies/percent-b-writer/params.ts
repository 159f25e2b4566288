/** Parameters of `percent-b-writer`: the rules B1 to B7, N6 and R1 to R9, each with its default and its variants. */

import { z } from 'zod'
import { chartParams } from '../percent-b/chart.ts'
import { lifeParams, pricingParams, sizeParams, windowIsOpen, windowParams } from '../rules/risk-params.ts'

export const percentBWriterParams = z
  .strictObject({
    product: z.string().min(1).describe('option product, by its id or an alias'),
    sides: z.enum(['both', 'put', 'call']).default('both').describe('which options are written'),

    ...chartParams,

    sdLength: z.int().min(2).default(20).describe('B5, B6: sessions of the deviation of closes'),
    strikeK: z.number().gt(0).default(2).describe('B5: distance of the strike, deviations'),
    distance: z
      .enum(['prices', 'returns'])
      .default('prices')
      .describe('B5: deviation of closes, or of log returns x price x root of the days to expiry'),

    stopK: z
      .number()
      .gt(0)
      .nullable()
      .default(2)
      .describe('B6: distance of the trailing stop, deviations of closes; null = no stop'),
    stopSide: z
      .enum(['mirrored', 'literal'])
      .default('mirrored')
      .describe(
        'B6: a put stops below the level; literal = above it, as the words of the deck have it, which is at once',
      ),

    exitLevel: z.number().default(0.5).describe('B7: %B beyond which a counter signal closes'),
    counterSignal: z
      .enum(['mirrored', 'literal'])
      .default('mirrored')
      .describe('B7: a call closes on a cross up below the level; literal = on a cross down'),

    ...windowParams,
    ...pricingParams,
    minCreditPoints: z.number().min(0).default(0).describe('least credit of a lot, points of the product'),
    ...sizeParams,
    riskMult: z.number().gt(0).default(1).describe('R2: loss that measures the risk, multiple of the credit'),
    riskPoints: z
      .number()
      .gt(0)
      .nullable()
      .default(null)
      .describe('R2: the same in points of the product; overrides riskMult'),
    ...lifeParams,
  })
  .refine(windowIsOpen.check, windowIsOpen.fault)

export type PercentBWriterParams = z.output<typeof percentBWriterParams>
