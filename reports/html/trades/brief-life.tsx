/** The life of a trade in few words, for pages with thousands of them. */

import type { Trade } from '../../schema/report.ts'
import { moneySigned, points } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import { stopText } from './exit.ts'
import { profitText } from './profit.ts'

export const BriefLife = ({ trade, account }: { trade: Trade; account: string }) => (
  <div class="brief">
    <p>
      {trade.reason.rule}: {typeset(trade.reason.text)}.
      {trade.basis ? null : ` Stop ${stopText(trade)}, worst ${points(trade.worstPoints)} points.`}
    </p>
    {trade.legs.map(leg => (
      <p class={leg.right ?? undefined}>
        {points(leg.quantity)} {leg.instrument}: {points(leg.priceEntry)} to{' '}
        {leg.priceExit === null ? 'open' : points(leg.priceExit)}
      </p>
    ))}
    <p>
      {cashByMemo(trade)} = {profitText(trade, account)}
      {trade.status === 'open' ? ' with open legs at their mark' : ''}
    </p>
  </div>
)

/** Sums by what they were for, to the cent. */
function cashByMemo(trade: Trade): string {
  const sums = new Map<string, number>()
  for (const { memo, kind, amount } of trade.cash)
    sums.set(memo || kind, (sums.get(memo || kind) ?? 0) + amount)
  return [...sums].map(([memo, amount]) => `${memo} ${moneySigned(amount, trade.currency)}`).join(', ')
}
