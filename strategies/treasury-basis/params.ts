/** Parameters of `treasury-basis`, each with its default and its unit. */

import { z } from 'zod'

export const treasuryBasisParams = z.strictObject({
  product: z.string().min(1).describe('Treasury future that is sold: ZT, Z3N, ZF, ZN, TN, ZB or UB'),

  entry: z
    .enum(['spread', 'netBasis'])
    .default('spread')
    .describe('what must pass its threshold: implied repo over funding, or the net basis'),
  minSpreadBp: z.number().default(10).describe('least implied repo over funding, basis points a year'),
  maxNetBasis32nds: z
    .number()
    .default(0)
    .describe('greatest net basis, 32nds of a point; below 0 the future is rich'),
  reentry: z.boolean().default(true).describe('whether a trade may follow one that was closed'),

  sizing: z.enum(['leverage', 'marginBudget']).default('leverage').describe('what sets the size'),
  leverage: z.number().gt(0).default(20).describe('value of the bonds over the equity given to the trade'),
  fundShare: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe('share of equity given to the trade; leverage of the fund is leverage x this'),
  budgetShare: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe('sizing marginBudget: share of equity that haircut and margin may tie up'),
  hedge: z
    .enum(['factor', 'dv01'])
    .default('factor')
    .describe(
      'contracts by the conversion factor, which locks the invoice, or by sensitivity, as if repo moved with the curve',
    ),

  exit: z
    .enum(['deliver', 'roll', 'close'])
    .default('deliver')
    .describe('at the end of the contract: deliver, move to the next contract, or close'),
  rollDays: z
    .int()
    .min(0)
    .default(5)
    .describe('business days before the first intention day at which a contract is left for the next'),
  takeProfit32nds: z
    .number()
    .nullable()
    .default(null)
    .describe('net basis at which the trade is closed, 32nds; null = it is held to its end'),

  reserveSigmas: z
    .number()
    .min(0)
    .default(3)
    .describe('daily moves of the future that free cash must cover; 0 = no soft rule'),
  reduceSpeed: z
    .number()
    .gt(0)
    .max(1)
    .default(0.35)
    .describe('share of the excess that the soft rule closes in a session'),
  sigmaDecay: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.94)
    .describe('weight of yesterday in the variance of daily moves'),
})

export type TreasuryBasisParams = z.output<typeof treasuryBasisParams>
