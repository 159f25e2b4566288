/** How a trade ended and what it made, in words. */

import type { Trade } from '../../schema/report.ts'
import { money, moneySigned, percent, points } from '../parts/format.ts'

const WORDS: Readonly<Record<Trade['exit'], string>> = {
  stop: 'stop',
  liquidation: 'liquidated',
  expiredWorthless: 'expired worthless',
  cashSettled: 'settled in cash',
  expired: 'expired at its last settlement',
  assigned: 'assigned',
  strategy: 'closed by rule',
  delivered: 'delivered',
  redeemed: 'redeemed at maturity',
  unwound: 'unwound in parts',
  open: 'still open',
}

/** The exit and the rule behind it. */
export const exitText = ({ exit, exitRule }: Trade): string =>
  exitRule === null || exit === 'stop' || exit === 'liquidation' ? WORDS[exit] : `${WORDS[exit]}, ${exitRule}`

/** Whether the end was forced on the trade. */
export const wentWrong = ({ exit }: Trade): boolean =>
  exit === 'stop' || exit === 'liquidation' || exit === 'assigned'

/** Worst loss over the stop; null where there is no stop or no mark. Below zero it was never at a loss. */
const shareOfStop = ({ stopPoints, worstPoints }: Trade): number | null =>
  stopPoints === null || worstPoints === null || stopPoints <= 0 ? null : worstPoints / stopPoints

/** `58 %` of the stop; a loss that never was is 0. */
export const nearText = (trade: Trade): string => {
  const share = shareOfStop(trade)
  return percent(share === null ? null : Math.max(0, share), 0)
}

/** The stop in words: a loss in points, or a price and its level. */
export function stopText({ stopPoints, stopLevel }: Trade): string {
  if (stopPoints !== null) return points(stopPoints)
  if (stopLevel === null) return 'none'
  const moves = stopLevel.trailing ? ', trailing' : stopLevel.follows === null ? '' : ', moving'
  return `${stopLevel.watch} ${stopLevel.fires} ${points(stopLevel.level)}${moves}`
}

/** Profit in the currency of the trade, and of the account where that is another. */
export const profitText = (trade: Trade, account: string): string =>
  trade.currency === account
    ? `${account} ${moneySigned(trade.profit, account)}`
    : `${trade.currency} ${moneySigned(trade.profit, trade.currency)} = ${account} ${money(trade.profitAccount, account)}`
