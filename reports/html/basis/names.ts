/** The names of a profit in the order in which the page lists them. */

import type { Basis, BasisTrade } from '../../schema/basis.ts'

export const TRADE_NAMES = [
  'carry',
  'financing',
  'convergence',
  'deliveryOption',
  'curve',
  'execution',
  'fees',
  'rounding',
] as const satisfies readonly (keyof BasisTrade['names'])[]

type RunName = keyof Basis['names']

/** Names of the account, told only where there is something under them. */
const ACCOUNT_NAMES = ['otherTrades', 'interestCash', 'interestCredit'] as const satisfies readonly RunName[]

/** All names of trades, and those of the account that are not empty; rounding last. */
export const runNames = (names: Basis['names']): RunName[] => [
  ...TRADE_NAMES.filter(name => name !== 'rounding'),
  ...ACCOUNT_NAMES.filter(name => names[name] !== 0),
  'rounding',
]
