/** Parameters of `oi-zone-strangle`: the rules Z1 to Z8, N1, N2, N6 and R0 to R9, each with its default. */

import { z } from 'zod'
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

export const oiZoneStrangleParams = z
  .strictObject({
    product: z.string().min(1).describe('option product, by its id or an alias'),
    ...zoneParams,
    exitOnZoneBreak: z
      .boolean()
      .default(false)
      .describe('Z7: close a leg when the near edge moves beyond its strike'),
    maxDelta: share('N1: greatest absolute delta of a leg', 0.3),
    netTol: z.number().min(0).default(0.05).describe('N2: greatest absolute sum of the two deltas'),
    ...windowParams,
    ...pricingParams,
    minCreditPoints: z.number().min(0).default(0).describe('least credit of a lot, points of the product'),
    reentry: z
      .boolean()
      .default(false)
      .describe('R0: enter an expiry again after the first strangle is gone'),
    ...sizeParams,
    ...lossStopParams,
    ...lifeParams,
  })
  .refine(windowIsOpen.check, windowIsOpen.fault)

export type OiZoneStrangleParams = z.output<typeof oiZoneStrangleParams>
