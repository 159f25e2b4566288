/** What a report says of bonds, their financing, and the futures against them. */

import { z } from 'zod'
import { date, money } from './fields.ts'

/** What the profit of a basis trade is made of. */
const PROFIT = {
  carry: z.number().describe('coupons, and change of accrued interest while bonds were paid for'),
  financing: z.number().describe('interest on what was borrowed against bonds; negative = paid'),
  convergence: z
    .number()
    .describe('change of the gross basis from close to close and at delivery, without deliveryOption'),
  deliveryOption: z
    .number()
    .describe("part of it by which the held bond's net basis gained on the cheapest's; 0 = not told"),
  curve: z.number().describe('what the hedge left open: contracts against factor times bonds'),
  execution: z.number().describe('fills against the close of their session'),
  fees: z.number().describe('commissions; negative = paid'),
  rounding: z.number().describe('cents that are left'),
}

const perUnit = (about: string) => z.number().describe(`${about}, per 100 face`)

export const basisTrade = z
  .strictObject({
    names: z
      .strictObject(PROFIT)
      .describe('the profit by its names; they add up to it; currency of the trade'),
    days: z
      .array(
        z.strictObject({
          session: date,
          bond: z.string(),
          units: z.number().describe('units of 100 face that are paid for'),
          unsettled: z.number().describe('bought (negative: sold) and not yet paid for'),
          cleanPrice: perUnit('price at the close without interest'),
          accrued: perUnit('interest accrued at the close'),
          value: z.number().describe('of what is paid for, with interest; currency of the trade'),
          borrowed: z.number().describe('against it; currency of the trade'),
          repoPercent: z
            .number()
            .nullable()
            .describe('rate of the loan that ended at this close, % a year; null = none ended'),
          grossBasis: z
            .number()
            .nullable()
            .describe(
              'clean price less factor times future, points; null = no future of its basket that still trades',
            ),
          hedges: z.array(
            z.strictObject({
              future: z.string(),
              contracts: z.number().describe('negative = short; those declared for delivery included'),
              price: z.number().describe('points'),
              factor: z.number().nullable().describe('conversion factor; null = outside the basket'),
            }),
          ),
        }),
      )
      .describe('the bonds at each close'),
  })
  .describe('a basis trade: where its profit came from, and how its bonds stood')

export const funding = z
  .strictObject({
    rate: z
      .union([z.number(), z.string()])
      .describe('overnight rate: percent a year, or the index whose fixing it is'),
    lender: z.array(
      z.strictObject({
        from: date.nullable().describe('first day; null = since ever'),
        haircutPercent: z.number().exactOptional(),
        initialMarginPercent: z.number().exactOptional(),
        spreadBp: z.number(),
        termDays: z.number().describe('1 = overnight'),
      }),
    ),
    missingFixing: z
      .enum(['error', 'previous'])
      .describe('what happens on a session without a fixing: the run stops, or the one before counts'),
    repoLag: z.number().describe('sessions by which the loan follows the price of the bond'),
    crossMarginFactor: z.number(),
    creditLine: z.strictObject({ limit: money('most that is lent'), spreadBp: z.number() }).nullable(),
    deliveryMark: z
      .enum(['invoice', 'market'])
      .describe('what bonds on their way into a future that trades no more are worth'),
  })
  .describe('how bonds are financed')

export const basis = z
  .strictObject({
    names: z
      .strictObject({
        ...PROFIT,
        rounding: z.number().describe('cents that are left, those of conversion included'),
        otherTrades: z.number().describe('profit of trades that are no basis trades'),
        interestCash: z.number().describe('interest on cash balances'),
        interestCredit: z.number().describe('interest on the credit line; negative = paid'),
      })
      .describe('headline.profit by its names; they add up to it; account currency'),
    days: z
      .strictObject({
        cashFree: z.array(z.number()).describe('neither posted nor lent out; negative = owed at once'),
        marginPosted: z.array(z.number()).describe('in the hands of the clearing house'),
        creditDrawn: z.array(z.number()),
        bondValue: z.array(z.number().nullable()).describe('bonds that are paid for; null = not told'),
        borrowed: z.array(z.number().nullable()).describe('against bonds; null = not told'),
        leverage: z
          .array(z.number().nullable())
          .describe('bondValue over equity; null = no bonds, or no equity left'),
        distanceToCall: z
          .array(z.number().nullable())
          .describe('fall of the value of the bonds that would call margin, as a fraction; null = no bonds'),
        repoPercent: z
          .array(z.number().nullable())
          .describe('rate of the loans that ended at the close, % a year; null = none ended'),
      })
      .describe('one value a session of days.session; account currency'),
    seen: z
      .strictObject({
        session: z.array(date),
        contract: z.array(z.string().nullable()),
        futuresPrice: z.array(z.number().nullable()).describe('points'),
        cheapest: z.array(z.string().nullable()).describe('bond that is cheapest to deliver'),
        held: z.array(z.string().nullable()).describe('null = none'),
        impliedRepoPercent: z.array(z.number().nullable()).describe('of the cheapest, % a year'),
        fundingPercent: z.array(z.number().nullable()).describe('what borrowing would cost, % a year'),
        cheapestNetBasis: z.array(z.number().nullable()).describe('points; below 0 the future is rich'),
        heldGrossBasis: z.array(z.number().nullable()).describe('points'),
        heldNetBasis: z.array(z.number().nullable()).describe('points'),
      })
      .nullable()
      .describe('what the strategy saw of the basis; null = it told nothing'),
  })
  .describe('levered bonds against futures')

export type Basis = z.output<typeof basis>
export type BasisTrade = z.output<typeof basisTrade>
