/** Parameters of size and life that every option writer shares: the rules N6 and R1 to R9, each with its default. */

import { z } from 'zod'

/** Above 0 and up to 1. */
export const share = (about: string, standard: number) =>
  z.number().gt(0).max(1).default(standard).describe(about)

/** N6: which expiries are written. To be spread into a strategy's schema. */
export const windowParams = {
  dteMin: z.int().min(0).default(14).describe('N6: least calendar days to expiry at entry'),
  dteMax: z.int().min(0).default(60).describe('N6: most calendar days to expiry at entry'),
  skipExpiryWeek: z.boolean().default(true).describe('R6: no entry in the week of the last trading day'),
}

/** To be given to the refinement of a schema that holds `windowParams`. */
export const windowIsOpen = {
  check: (params: { readonly dteMin: number; readonly dteMax: number }): boolean =>
    params.dteMin <= params.dteMax,
  fault: { path: ['dteMax'], error: 'must not be less than dteMin' },
}

/** N1, N2, Z2: what volatilities and deltas follow from. To be spread into a strategy's schema. */
export const pricingParams = {
  interest: z
    .strictObject({
      ratePercent: z.number().min(-100).max(100).describe('continuous, percent a year'),
      yieldPercent: z
        .number()
        .min(-100)
        .max(100)
        .default(0)
        .describe('of what cash-settled options are on, continuous, percent a year'),
    })
    .exactOptional()
    .describe(
      'N1: interest at which American options are valued as such; absent = none, by which they are worth what European ones are',
    ),
}

/** R1, R2, R9: how many lots. To be spread into a strategy's schema. */
export const sizeParams = {
  marginCap: share('R1: greatest share of capital that initial margins may take at opening', 0.5),
  capital: z
    .enum(['nlv', 'cash', 'start'])
    .default('nlv')
    .describe('R1: net liquidation value, cash, or equity at the start'),
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
}

/** R2, R3: the stop on the loss. To be spread into a strategy's schema. */
export const lossStopParams = {
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
}

/** R4, R5, R7: what is closed early. To be spread into a strategy's schema. */
export const lifeParams = {
  buyBack: z.enum(['leg', 'strangle', 'off']).default('leg').describe('R4: buy back what has become cheap'),
  buyBackShare: share('R4: cheap is below this share of its premium', 0.1),
  strongProfit: z
    .number()
    .gt(0)
    .max(1)
    .nullable()
    .default(0.7)
    .describe('R5: share of the credit that is taken before expiry week; null = off'),
  afterAssignment: z
    .enum(['closeNextOpen', 'hold'])
    .default('closeNextOpen')
    .describe('R7: what becomes of an assigned future'),
}

const window = z.object(windowParams)
const size = z.object(sizeParams)
const lossStop = z.object(lossStopParams)
const life = z.object(lifeParams)

/** What `windowParams` come to in a schema, in calendar days. */
export type WindowParams = z.output<typeof window>
/** What `sizeParams` come to in a schema: shares as fractions; `sizeFactor` null = the product's own. */
export type SizeParams = z.output<typeof size>
/** What `lossStopParams` come to, with points turned into prices; null = no stop by that measure. */
export type LossStopParams = z.output<typeof lossStop>
/** What `lifeParams` come to in a schema: shares as fractions of the premium received; `strongProfit` null = off. */
export type LifeParams = z.output<typeof life>

/**
 * The parameters with every number whose name ends in `Points` times the product's point (0.01 for the euro): call it once,
 * `inPrices(params, product.point)`, before anything is compared with a price. Null stays null.
 */
export const inPrices = <Params extends object>(params: Params, point: number): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name.endsWith('Points') && typeof value === 'number' ? value * point : value,
    ]),
  ) as Params
