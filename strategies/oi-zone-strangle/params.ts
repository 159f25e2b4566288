/** Parameters of `oi-zone-strangle`: the rules Z1 to Z8, N1, N2, N6 and R0 to R8, each with its default. */

import { z } from 'zod'

const share = (about: string, standard: number) => z.number().gt(0).max(1).default(standard).describe(about)

const strikeRule = (anchor: 'near' | 'peak' | 'far', steps: number, about: string) =>
  z
    .strictObject({
      anchor: z.enum(['near', 'peak', 'far']).describe('edge of the zone to count from'),
      steps: z.int().min(0).describe('listed strikes away from the underlying'),
    })
    .default({ anchor, steps })
    .describe(about)

export const oiZoneStrangleParams = z
  .strictObject({
    product: z.string().min(1).describe('option product, by its id or an alias'),

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
    exitOnZoneBreak: z
      .boolean()
      .default(false)
      .describe('Z7: close a leg when the near edge moves beyond its strike'),

    maxDelta: share('N1: greatest absolute delta of a leg', 0.3),
    netTol: z.number().min(0).default(0.05).describe('N2: greatest absolute sum of the two deltas'),
    dteMin: z.int().min(0).default(14).describe('N6: least calendar days to expiry at entry'),
    dteMax: z.int().min(0).default(60).describe('N6: most calendar days to expiry at entry'),
    minCreditPoints: z.number().min(0).default(0).describe('least credit of a lot, points of the product'),

    reentry: z
      .boolean()
      .default(false)
      .describe('R0: enter an expiry again after the first strangle is gone'),
    marginCap: share('R1: greatest share of capital that initial margins may take at opening', 0.5),
    capital: z
      .enum(['nlv', 'cash', 'start'])
      .default('nlv')
      .describe('R1: net liquidation value, cash, or starting cash'),
    sizing: z.enum(['risk', 'marginShare', 'lots']).default('risk').describe('R2: how lots are counted'),
    riskShare: share('R2, sizing risk: share of equity that the stop may lose', 0.02),
    marginShare: share('R2, sizing marginShare: share of capital that the opening margin takes', 0.25),
    lots: z.int().min(1).default(1).describe('R2, sizing lots: fixed lots'),
    sizeFactor: z
      .number()
      .gt(0)
      .max(1)
      .nullable()
      .default(null)
      .describe('R9: factor on the size; null = that of the product'),
    stopMult: z
      .number()
      .gt(0)
      .nullable()
      .default(1)
      .describe('R2, R3: stop as a multiple of the credit; null = no stop'),
    stopPoints: z
      .number()
      .gt(0)
      .nullable()
      .default(null)
      .describe('R2, R3: stop in points of the product (0.01 for the euro); overrides stopMult'),
    stopTest: z
      .enum(['settlement', 'intraday'])
      .default('settlement')
      .describe('R3: what the stop is tested on'),
    buyBack: z.enum(['leg', 'strangle', 'off']).default('leg').describe('R4: buy back what has become cheap'),
    buyBackShare: share('R4: cheap is below this share of its premium', 0.1),
    strongProfit: z
      .number()
      .gt(0)
      .max(1)
      .nullable()
      .default(0.7)
      .describe('R5: share of the credit that is taken before expiry week; null = off'),
    skipExpiryWeek: z.boolean().default(true).describe('R6: no entry in the week of the last trading day'),
    afterAssignment: z
      .enum(['closeNextOpen', 'hold'])
      .default('closeNextOpen')
      .describe('R7: what becomes of an assigned future'),
  })
  .refine(params => params.dteMin <= params.dteMax, {
    path: ['dteMax'],
    error: 'must not be less than dteMin',
  })

export type OiZoneStrangleParams = z.output<typeof oiZoneStrangleParams>

/** The parameters with everything that is in points of a product turned into prices. */
export const inPrices = (params: OiZoneStrangleParams, point: number): OiZoneStrangleParams => ({
  ...params,
  maxDistPoints: params.maxDistPoints === null ? null : params.maxDistPoints * point,
  minCreditPoints: params.minCreditPoints * point,
  stopPoints: params.stopPoints === null ? null : params.stopPoints * point,
})
