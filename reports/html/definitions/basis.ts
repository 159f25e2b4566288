/** Definitions of the numbers of bonds, their financing, and the futures against them. */

import type { Definition } from './definition.ts'

const of = (label: string, key: string, unit: string, text: string): Definition => ({
  label,
  key: `basis.${key}`,
  unit,
  text,
})

const money = (label: string, field: string, text: string): Definition =>
  of(label, `names.${field}, trades[].basis.names.${field}`, 'currency', text)

const day = (label: string, field: string, unit: string, text: string): Definition =>
  of(label, `days.${field}`, unit, text)

const seen = (label: string, field: string, unit: string, text: string): Definition =>
  of(label, `seen.${field}`, unit, text)

export const BASIS = {
  carry: money(
    'Carry',
    'carry',
    'Coupons, and the change of accrued interest while bonds were paid for; at a delivery the interest on the invoice.',
  ),
  financing: money(
    'Financing',
    'financing',
    'Interest on what was borrowed against bonds, with what has accrued on loans that run on. Negative = paid.',
  ),
  convergence: money(
    'Convergence',
    'convergence',
    'Bonds held times the change of their gross basis (clean price less conversion factor times future), from close to close; at a delivery the invoice against the market. Over a whole life it gives back the basis that was paid when the bonds were bought. The delivery option is not in it.',
  ),
  deliveryOption: money(
    'Delivery option',
    'deliveryOption',
    'The part of the change of the basis by which the net basis of the held bond grew over that of the cheapest to deliver. A delivery gives it up, since the invoice pays for every bond by its factor alone. 0 where the strategy told nothing.',
  ),
  curve: money(
    'Curve',
    'curve',
    'What the hedge left open: bonds times factor, less contracts times the face they take, times the move of the future; and all price changes of bonds that no future of their basket stands against.',
  ),
  execution: money(
    'Execution',
    'execution',
    'Fills against the close of their session: slippage, and the way from the open to the close. Where a contract was closed whole its price before slippage stands for the close, which is not in the records.',
  ),
  fees: money('Fees', 'fees', 'Commissions. Negative = paid.'),
  rounding: money(
    'Rounding',
    'rounding',
    'Cents that are left: at most half a cent for each payment of bonds and for each name. For the run it holds those of conversion too, and fills after the last close.',
  ),
  otherTrades: of(
    'Other trades',
    'names.otherTrades',
    'account currency',
    'Profit of trades that are not of bonds and futures alone.',
  ),
  interestCash: of(
    'Interest on cash',
    'names.interestCash',
    'account currency',
    'Earned on cash balances less charged on debts; of the account, not of a trade.',
  ),
  interestCredit: of(
    'Credit line',
    'names.interestCredit',
    'account currency',
    'Interest on what was drawn from the credit line; of the account, not of a trade.',
  ),
  cashFree: day(
    'Free cash',
    'cashFree',
    'account currency',
    'Cash that is neither posted at the clearing house nor lent out, at the close. Below zero it is owed at once.',
  ),
  marginPosted: day(
    'Margin posted',
    'marginPosted',
    'account currency',
    'Initial margin of the futures in the hands of the clearing house.',
  ),
  creditDrawn: day(
    'Credit drawn',
    'creditDrawn',
    'account currency',
    'Drawn from the credit line because free cash was short.',
  ),
  bondValue: day(
    'Bonds',
    'bondValue',
    'account currency',
    'Bonds that are paid for, at their price with accrued interest.',
  ),
  borrowed: day('Borrowed', 'borrowed', 'account currency', 'Cash borrowed against the bonds.'),
  leverage: day('Leverage', 'leverage', 'times equity', 'Value of the bonds over equity.'),
  distanceToCall: day(
    'Distance to a call',
    'distanceToCall',
    '% of the bonds',
    'Equity and drawn credit less the maintenance requirement, over the value of the bonds: the loss of the bonds against their hedge, as a share of their value, that would have called margin. Below zero it was called.',
  ),
  repoPercent: day(
    'Rate paid',
    'repoPercent',
    '% a year',
    'Rate of the loans that ended at the close, spread of the lender included; actual/360.',
  ),
  contract: seen('Contract', 'contract', 'name', 'The future that the strategy looked at.'),
  cheapest: seen(
    'Cheapest',
    'cheapest',
    'name',
    'The bond of the basket with the highest implied repo: the one that is cheapest to deliver.',
  ),
  impliedRepoPercent: seen(
    'Implied repo',
    'impliedRepoPercent',
    '% a year',
    'Rate that buying the cheapest bond, selling the future and delivering would earn; actual/360.',
  ),
  fundingPercent: seen(
    'Funding',
    'fundingPercent',
    '% a year',
    'What borrowing against bonds cost when the strategy looked, spread of the lender included.',
  ),
  cheapestNetBasis: seen(
    'Net basis, cheapest',
    'cheapestNetBasis',
    '32nds of a point',
    'Gross basis less carry to the delivery of the cheapest bond. Below zero the future is rich, and carrying the bond into it pays.',
  ),
  heldNetBasis: seen(
    'Net basis, held',
    'heldNetBasis',
    '32nds of a point',
    'The same of the bond that is held. Above the cheapest it has gained from the choice of what to deliver.',
  ),
  grossBasis: {
    label: 'Gross basis',
    key: 'trades[].basis.days[].grossBasis',
    unit: '32nds of a point',
    text: 'Clean price less conversion factor times future, at the close; against the future of the most contracts that takes the bond, until it stops trading.',
  },
  units: {
    label: 'Face',
    key: 'trades[].basis.days[].units',
    unit: 'currency',
    text: 'Face of the bonds that are paid for: 100 times the units.',
  },
  contracts: {
    label: 'Contracts',
    key: 'trades[].basis.days[].hedges[].contracts',
    unit: 'contracts',
    text: 'Futures against the bond at the close, negative = short; those declared for delivery included.',
  },
} as const
