/** A trade as one line that opens to its life. */

import type { Trade } from '../../schema/report.ts'
import { fixed, moneySigned, NONE, points } from '../parts/format.ts'
import { exitText, nearText, wentWrong } from './exit.ts'
import { BasisLife, BriefLife, Life } from './life.tsx'

export const TradeRow = ({ trade, account, full }: { trade: Trade; account: string; full: boolean }) => (
  <details class="trade" id={`trade-${trade.id}`}>
    <summary>
      <span class="tag">
        <i>{trade.id}</i> {trade.tag}
      </span>
      <span class="dates">
        {trade.openedAt} to {trade.closedAt ?? 'open'}
      </span>
      <span class="n days">{fixed(trade.holdingDays, 0)}</span>
      <span class="n lots">{fixed(trade.lots, 0)}</span>
      <Strikes trade={trade} />
      <span class="n credit">{trade.basis ? NONE : points(trade.creditPoints)}</span>
      <span class={trade.basis ? 'n nothing' : 'n near'}>{nearText(trade)}</span>
      <span class={wentWrong(trade) ? 'exit wrong' : 'exit'}>{exitText(trade)}</span>
      <span class={trade.profit < 0 ? 'n profit wrong' : 'n profit'}>
        {moneySigned(trade.profit, trade.currency)}
        {trade.currency === account ? null : ` ${trade.currency}`}
      </span>
    </summary>
    <WholeLife trade={trade} account={account} full={full} />
  </details>
)

const WholeLife = ({ trade, account, full }: { trade: Trade; account: string; full: boolean }) => {
  if (!full) return <BriefLife trade={trade} account={account} />
  return trade.basis ? (
    <BasisLife trade={trade} basis={trade.basis} account={account} />
  ) : (
    <Life trade={trade} account={account} />
  )
}

const Strikes = ({ trade }: { trade: Trade }) => (
  <span class="strikes">
    {trade.legs.map(({ instrument, right, strike }) =>
      right === null || strike === null ? (
        trade.basis ? (
          <span>{instrument} </span>
        ) : null
      ) : (
        <span class={right}>
          {right === 'call' ? 'C' : 'P'}
          {'\u202f'}
          {points(strike)}
        </span>
      ),
    )}
  </span>
)
