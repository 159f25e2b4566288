/** How an experiment pays for bonds: the lender's terms, the rate, and a credit line behind them. */

import { z } from 'zod'
import { type Funding, toMinor } from '../engine/index.ts'
import { isoDate } from './margin-schema.ts'

const lenderTerms = z
  .strictObject({
    from: isoDate.nullable().default(null).describe('first day they hold; null = since ever'),
    haircutPercent: z
      .number()
      .min(0)
      .lt(100)
      .exactOptional()
      .describe('share of the value that is not lent, percent'),
    initialMarginPercent: z
      .number()
      .min(0)
      .exactOptional()
      .describe('the same as value over loan less one, percent; state one of the two'),
    spreadBp: z.number().default(0).describe('over the fixing, basis points a year'),
    termDays: z.int().min(1).default(1).describe('calendar days of a loan; 1 = overnight'),
  })
  .refine(one => one.haircutPercent === undefined || one.initialMarginPercent === undefined, {
    path: ['initialMarginPercent'],
    error: 'state a haircut or an initial margin, not both',
  })

export const fundingSchema = z.strictObject({
  rate: z
    .union([z.number(), z.string().min(1)])
    .default('SOFR')
    .describe('overnight rate: percent a year, or the index whose fixing it is'),
  lender: z.array(lenderTerms).min(1).prefault([{}]).describe('terms of the lender, from old to new'),
  missingFixing: z
    .enum(['error', 'previous'])
    .default('error')
    .describe('a session on which no fixing is published: stop, or take the one before'),
  repoLag: z
    .union([z.literal(0), z.literal(1)])
    .default(1)
    .describe('sessions by which the loan follows the price of the bond'),
  crossMarginFactor: z
    .number()
    .min(0.2)
    .max(1)
    .default(1)
    .describe('multiplies haircut and futures margin where both legs are cleared together'),
  creditLine: z
    .strictObject({
      limit: z.number().min(0).describe('cash that a bank lends when free cash is short, account currency'),
      spreadBp: z.number().default(100).describe('over the fixing, basis points a year'),
    })
    .nullable()
    .default(null)
    .describe('null = none'),
  deliveryMark: z
    .enum(['invoice', 'market'])
    .default('invoice')
    .describe(
      'worth of bonds on their way into a future that trades no more: the fixed invoice, or the market',
    ),
})

export type FundingTerms = z.output<typeof fundingSchema>

/** The engine's terms; `currency` is the account's. */
export const fundingOf = (terms: FundingTerms, currency: string): Funding => ({
  rate: terms.rate,
  lender: terms.lender.map(({ from, spreadBp, ...rest }) => ({
    from,
    value: { ...rest, spreadPercent: spreadBp / 100 },
  })),
  missingFixing: terms.missingFixing,
  repoLag: terms.repoLag,
  deliveryMark: terms.deliveryMark,
  crossMarginFactor: terms.crossMarginFactor,
  creditLine:
    terms.creditLine === null
      ? null
      : {
          limit: toMinor(terms.creditLine.limit, currency),
          spreadPercent: terms.creditLine.spreadBp / 100,
        },
})
