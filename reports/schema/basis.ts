/** What a report says of bonds, their financing, and the futures against them. */

import { z } from 'zod'
import { date, type Meaning, money, number, text } from './fields.ts'

const amount = (title: string, description: string) => number(title, 'currency', description)

/** What the profit of a basis trade is made of; the same names add up for a trade and for the run. */
const PROFIT = {
  carry: amount(
    'Carry',
    'Coupons, and the change of accrued interest while bonds were paid for; at a delivery the interest on the invoice.',
  ),
  financing: amount(
    'Financing',
    'Interest on what was borrowed against bonds, with what has accrued on loans that run on. Negative = paid.',
  ),
  convergence: amount(
    'Convergence',
    'Bonds held times the change of their gross basis (clean price less conversion factor times future), from close to close; at a delivery the invoice against the market. Over a whole life it gives back the basis that was paid when the bonds were bought. The delivery option is not in it.',
  ),
  deliveryOption: amount(
    'Delivery option',
    'The part of the change of the basis by which the net basis of the held bond grew over that of the cheapest to deliver. A delivery gives it up, since the invoice pays for every bond by its factor alone. 0 where the strategy told nothing.',
  ),
  curve: amount(
    'Curve',
    'What the hedge left open: bonds times factor, less contracts times the face they take, times the move of the future; and all price changes of bonds that no future of their basket stands against.',
  ),
  execution: amount(
    'Execution',
    'Fills against the close of their session: slippage, and the way from the open to the close. Where a contract was closed whole its price before slippage stands for the close, which is not in the records.',
  ),
  fees: amount('Fees', 'Commissions. Negative = paid.'),
  rounding: amount(
    'Rounding',
    'Cents that are left: at most half a cent for each payment of bonds and for each name. For the run it holds those of conversion too, and fills after the last close.',
  ),
}

/** The names of the profit of a trade, in the order in which they are listed. */
export const PROFIT_NAMES = Object.keys(PROFIT) as readonly (keyof typeof PROFIT)[]

const borrowed = amount('Borrowed', 'Cash borrowed against the bonds.')

const repoPercent = number(
  'Rate paid',
  '% a year',
  'Rate of the loans that ended at the close, spread of the lender included; actual/360.',
)
  .nullable()
  .describe('null = none ended')

const in32nds = (title: string, description: string) =>
  number(title, '32nds', `${description} In points; printed in 32nds of a point.`).nullable()

const hedge = z.strictObject({
  future: z.string(),
  contracts: number(
    'Contracts',
    'contracts',
    'Futures against the bond at the close, negative = short; those declared for delivery included.',
  ),
  price: number('Future', 'points', 'Price of the future at the close.'),
  factor: number('Factor', 'factor', 'Conversion factor of the bond for this future.')
    .nullable()
    .describe('null = outside the basket'),
})

const bondDay = z.strictObject({
  session: date,
  bond: z.string(),
  units: number(
    'Face',
    'currency',
    'Face of the bonds that are paid for: 100 times the units of this field.',
  ),
  unsettled: number('Not yet paid', 'units of 100 face', 'Bought (negative: sold) and not yet paid for.'),
  cleanPrice: number('Price', 'points', 'Price at the close without interest, per 100 face.'),
  accrued: number('Interest', 'points', 'Interest accrued at the close, per 100 face.'),
  value: number('Value of the bonds', 'currency of the trade', 'Of what is paid for, with interest.'),
  borrowed,
  repoPercent,
  grossBasis: in32nds(
    'Gross basis',
    'Clean price less conversion factor times future, at the close; against the future of the most contracts that takes the bond, until it stops trading.',
  ).describe('null = no future of its basket that still trades'),
  hedges: z.array(hedge),
})

export const basisTrade = z
  .strictObject({
    names: z
      .strictObject(PROFIT)
      .describe('the profit by its names; they add up to it; currency of the trade'),
    days: z.array(bondDay).describe('the bonds at each close'),
  })
  .describe('a basis trade: where its profit came from, and how its bonds stood')

export const funding = z
  .strictObject({
    rate: z.union([z.number(), z.string()]).meta({
      title: 'Overnight rate',
      unit: '% a year',
      description: 'Percent a year, or the index whose fixing it is.',
    } satisfies Meaning),
    lender: z.array(
      z.strictObject({
        from: date.nullable().describe('first day; null = since ever'),
        haircutPercent: number('Haircut', '%', 'Share of the value that is not lent.').exactOptional(),
        initialMarginPercent: number(
          'Initial margin of the lender',
          '%',
          'The haircut as value over loan less one.',
        ).exactOptional(),
        spreadBp: number('Spread of the lender', 'basis points', 'Over the fixing, a year.'),
        termDays: number('Term', 'days', 'Of a loan; 1 = overnight.'),
      }),
    ),
    missingFixing: z
      .enum(['error', 'previous'])
      .describe('what happens on a session without a fixing: the run stops, or the one before counts'),
    repoLag: number('Lag of the loan', 'sessions', 'By so much the loan follows the price of the bond.'),
    crossMarginFactor: number(
      'Cross margin',
      'factor',
      'Multiplies haircut and futures margin where both legs are cleared together.',
    ),
    creditLine: z
      .strictObject({
        limit: money('Limit of the credit line', 'The most that a bank lends when free cash is short.'),
        spreadBp: number('Spread of the credit line', 'basis points', 'Over the fixing, a year.'),
      })
      .nullable(),
    deliveryMark: z
      .enum(['invoice', 'market'])
      .describe('what bonds on their way into a future that trades no more are worth'),
  })
  .describe('how bonds are financed')

const days = z.strictObject({
  cashFree: z.array(
    money(
      'Free cash',
      'Cash that is neither posted at the clearing house nor lent out, at the close. Below zero it is owed at once.',
    ),
  ),
  marginPosted: z.array(
    money('Margin posted', 'Initial margin of the futures in the hands of the clearing house.'),
  ),
  creditDrawn: z.array(money('Credit drawn', 'Drawn from the credit line because free cash was short.')),
  bondValue: z
    .array(money('Bonds', 'Bonds that are paid for, at their price with accrued interest.').nullable())
    .describe('null = not told'),
  borrowed: z.array(borrowed.nullable()).describe('null = not told'),
  leverage: z
    .array(number('Leverage', 'times equity', 'Value of the bonds over equity.').nullable())
    .describe('null = no bonds, or no equity left'),
  distanceToCall: z
    .array(
      number(
        'Distance to a call',
        '% of the bonds',
        'Equity and drawn credit less the maintenance requirement, over the value of the bonds: the loss of the bonds against their hedge, as a share of their value, that would have called margin. Below zero it was called.',
      ).nullable(),
    )
    .describe('null = no bonds'),
  repoPercent: z.array(repoPercent),
})

const seen = z.strictObject({
  session: z.array(date),
  contract: z.array(text('Contract', 'name', 'The future that the strategy looked at.').nullable()),
  futuresPrice: z.array(number('Price of the future', 'points', 'When the strategy looked.').nullable()),
  cheapest: z.array(
    text(
      'Cheapest',
      'name',
      'The bond of the basket with the highest implied repo: the one that is cheapest to deliver.',
    ).nullable(),
  ),
  held: z.array(z.string().nullable()).describe('null = none'),
  impliedRepoPercent: z.array(
    number(
      'Implied repo',
      '% a year',
      'Rate that buying the cheapest bond, selling the future and delivering would earn; actual/360.',
    ).nullable(),
  ),
  fundingPercent: z.array(
    number(
      'Funding',
      '% a year',
      'What borrowing against bonds cost when the strategy looked, spread of the lender included.',
    ).nullable(),
  ),
  cheapestNetBasis: z.array(
    in32nds(
      'Net basis, cheapest',
      'Gross basis less carry to the delivery of the cheapest bond. Below zero the future is rich, and carrying the bond into it pays.',
    ),
  ),
  heldGrossBasis: z.array(
    in32nds('Gross basis, held', 'Clean price less factor times future of the held bond.'),
  ),
  heldNetBasis: z.array(
    in32nds(
      'Net basis, held',
      'Gross basis less carry to the delivery of the bond that is held. Above the cheapest it has gained from the choice of what to deliver.',
    ),
  ),
})

export const basis = z
  .strictObject({
    names: z
      .strictObject({
        ...PROFIT,
        otherTrades: money('Other trades', 'Profit of trades that are not of bonds and futures alone.'),
        interestCash: money(
          'Interest on cash',
          'Earned on cash balances less charged on debts; of the account, not of a trade.',
        ),
        interestCredit: money(
          'Credit line',
          'Interest on what was drawn from the credit line; of the account, not of a trade. Negative = paid.',
        ),
      })
      .describe('headline.profit by its names; they add up to it; account currency'),
    days: days.describe('one value a session of days.session; account currency'),
    seen: seen.nullable().describe('what the strategy saw of the basis; null = it told nothing'),
  })
  .describe('levered bonds against futures')

export type Basis = z.output<typeof basis>
export type BasisTrade = z.output<typeof basisTrade>
