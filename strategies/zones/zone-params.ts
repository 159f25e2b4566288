/** Parameters of the zones: the rules Z2 to Z7, each with its default. */

import { z } from 'zod'
import { share } from '../rules/risk-params.ts'

const strikeRule = (anchor: 'near' | 'peak' | 'far', steps: number, about: string) =>
  z
    .strictObject({
      anchor: z.enum(['near', 'peak', 'far']).describe('edge of the zone to count from'),
      steps: z.int().min(0).describe('listed strikes away from the underlying'),
    })
    .default({ anchor, steps })
    .describe(about)

/** Z2 to Z7: what makes a zone, and the strike that is written of it. To be spread into a strategy's schema. */
export const zoneParams = {
  minOpenInterest: z
    .number()
    .min(0)
    .default(1)
    .describe('Z2: least open interest of a candidate strike, contracts'),
  dominance: z
    .number()
    .min(0)
    .default(1)
    .describe('Z2: open interest of the side over that of the other, at least; 0 switches it off'),
  maxDistSigmas: z
    .number()
    .gt(0)
    .default(2.5)
    .describe('Z2: greatest distance of a candidate, standard deviations of the underlying to expiry'),
  maxDistFallback: share('Z2: the same as a share of the price, where no volatility is known', 0.1),
  maxDistPoints: z
    .number()
    .gt(0)
    .nullable()
    .default(null)
    .describe('Z2: the same in points of the product; overrides the two above'),
  zoneMode: z.enum(['peak', 'mass']).default('peak').describe('Z4 or Z5'),
  theta: share('Z4: share of the peak that a member of the zone holds', 0.5),
  gap: z.int().min(0).default(1).describe('Z4: strike steps that may be skipped between members'),
  massShare: share('Z5: share of the open interest of the side within the zone', 0.6),
  callRule: strikeRule('near', 0, 'Z6: strike of the call'),
  putRule: strikeRule('peak', 1, 'Z6: strike of the put'),
  zonePersist: z.int().min(1).default(2).describe('Z7: snapshots for which a new edge must hold'),
}

const schema = z.object(zoneParams)

/** What `zoneParams` come to in a schema, with `maxDistPoints` turned into a price. */
export type ZoneParams = z.output<typeof schema>
