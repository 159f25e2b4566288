/** The terms of a modelled Treasury market as a user writes them: every key with its default, its unit and its meaning. */

import { z } from 'zod'
import { treasuryFutures } from '../../engine/calendar/treasury-contracts.ts'

const FUTURES = treasuryFutures.map(({ id }) => id)

const dislocationPath = z
  .array(
    z.strictObject({
      from: z.iso.date().describe('day of the point'),
      bp: z
        .number()
        .min(-1000)
        .max(1000)
        .describe('basis points of the dirty price of the cheapest bond; above 0 the future is rich'),
    }),
  )
  .describe('straight lines between the points in calendar days, level before the first and after the last')

export type DislocationPath = z.output<typeof dislocationPath>

const ascending = (path: DislocationPath): boolean =>
  path.every(({ from }, i) => i === 0 || from > (path[i - 1]?.from ?? ''))

const dislocation = z
  .union([dislocationPath, z.record(z.string(), dislocationPath)], {
    error: 'write [{ from: 2020-03-09, bp: 5 }, …] for all futures, or such a list for each: { ZN: […] }',
  })
  .refine(
    stated => (Array.isArray(stated) ? [stated] : Object.values(stated)).every(ascending),
    'points come once each, in ascending order of their days',
  )
  .default([])
  .describe('how far theoretical futures lie off the bonds, by date; a future without a list has none')

const issue = z.strictObject({
  id: z.string().regex(/^UST \S/, 'the id of an issue starts with UST and a space'),
  couponPercent: z.number().nonnegative(),
  issued: z.int(),
  maturity: z.int(),
  firstCoupon: z.int().nullable(),
  originalMonths: z.int().positive(),
})

/** Validates the terms and adds the defaults; what comes out is what `treasuryMarket` takes. */
export const treasuryTermsSchema = z
  .strictObject({
    futures: z
      .array(z.enum(FUTURES))
      .min(1)
      .refine(ids => new Set(ids).size === ids.length, 'name each future once')
      .default(['ZN'])
      .describe('Treasury futures that the market has'),
    issues: z
      .union([z.string().min(1), z.array(issue)], { error: 'write modelled, or the path of a csv of issues' })
      .default('modelled')
      .describe(
        'the bonds: `modelled` from the auction calendar and the par yields, or a csv of cusip, couponPercent, issued, maturity, originalTerm',
      ),
    prices: z
      .enum(['theoretical', 'settlements'])
      .default('theoretical')
      .describe('prices of the futures: by their cheapest bond, or those that the store has imported'),
    dislocation,
    forwardRate: z
      .union([z.literal('curve'), z.number().min(-10).max(100)], {
        error: 'write curve, or a number of percent a year',
      })
      .default('curve')
      .describe(
        'rate at which bonds are carried to their delivery, percent actual/360; curve = by the par yields of the day',
      ),
    contracts: z.int().min(1).max(4).default(2).describe('quarterly contracts listed at a time'),
  })
  .refine(({ prices, dislocation: path }) => prices === 'theoretical' || Object.keys(path).length === 0, {
    path: ['dislocation'],
    error: 'imported settlements have a dislocation of their own; leave it out, or take theoretical prices',
  })
  .refine(
    ({ futures, dislocation: path }) =>
      Array.isArray(path) || Object.keys(path).every(id => futures.includes(id)),
    { path: ['dislocation'], error: 'is of a future that the market does not have; add it to futures' },
  )
  .describe(
    'adds Treasury bonds priced off the par yields of the store, and the futures that deliver them; both modelled',
  )

/** The terms with their defaults, as `treasuryTermsSchema` gives them. */
export type TreasuryTerms = z.output<typeof treasuryTermsSchema>
