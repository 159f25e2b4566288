/** The profit of a trade in words. */

import type { Trade } from '../../schema/report.ts'
import { money, moneySigned } from '../format/number.ts'

/** Profit in the currency of the trade, and of the account where that is another. */
export const profitText = (trade: Trade, account: string): string =>
  trade.currency === account
    ? `${account} ${moneySigned(trade.profit, account)}`
    : `${trade.currency} ${moneySigned(trade.profit, trade.currency)} = ${account} ${money(trade.profitAccount, account)}`
