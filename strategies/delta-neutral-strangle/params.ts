/** Parameters of `delta-neutral-strangle`: the rules N1 to N6, Z1 to Z8, B1 to B4 and R0 to R9, each with its default. */

import { z } from 'zod'
import { chartParams } from '../percent-b/chart.ts'
import {
  lifeParams,
  lossStopParams,
  pricingParams,
  share,
  sizeParams,
  windowIsOpen,
  windowParams,
} from '../rules/risk-params.ts'
import { zoneParams } from '../zones/zone-params.ts'

export const deltaNeutralStrangleParams = z
  .strictObject({
    product: z.string().min(1).describe('option product, by its id or an alias'),
    maxDelta: share('N1: greatest absolute delta of a leg', 0.3),
    netTol: z.number().min(0).default(0.05).describe('N2: greatest absolute net delta of a lot at entry'),
    netTolLegIn: z
      .number()
      .min(0)
      .default(0.1)
      .describe('N2, N5: the same for a position that was completed leg by leg'),
    contracts: z
      .enum(['equal', 'ratio'])
      .default('equal')
      .describe('N3: one call to one put, or contracts inverse to the deltas'),
    ratioMost: z
      .int()
      .min(1)
      .max(10)
      .default(3)
      .describe('N3, contracts ratio: most contracts of a leg in a lot'),
    useZones: z
      .boolean()
      .default(true)
      .describe('N4: call at or above, put at or below the strike of rule Z6'),
    minCreditPoints: z
      .number()
      .min(0)
      .default(0)
      .describe('N4: least credit of a lot, points of the product'),
    legIn: z
      .enum(['off', 'zone', 'percentB'])
      .default('off')
      .describe('N5: write one side first, where its zone allows it or where %B signals it (B4)'),
    neutralTrigger: z
      .number()
      .gt(0)
      .default(0.3)
      .describe('N5: absolute delta of a one-sided position, a lot, that has the other side written'),
    maxNeutral: z.int().min(0).default(1).describe('N5: most neutralisations of a position'),
    ...windowParams,
    ...pricingParams,
    reentry: z
      .boolean()
      .default(false)
      .describe('R0: enter an expiry again after the first position is gone'),
    ...zoneParams,
    ...chartParams,
    ...sizeParams,
    ...lossStopParams,
    ...lifeParams,
  })
  .refine(windowIsOpen.check, windowIsOpen.fault)

export type DeltaNeutralStrangleParams = z.output<typeof deltaNeutralStrangleParams>
