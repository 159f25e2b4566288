/** The chart of the evidence: price above the account, one time axis. */

import type { StreamedReport, Trade } from '../../schema/report.ts'
import type { Stack } from '../charts/stack.ts'
import { accountPanels, endsOf } from './account.ts'
import { expiriesOf, pricePanel } from './price.ts'
import type { Timeline } from './timeline.ts'

/** Price, equity, drawdown and margin use; `trades` are those whose strikes and fills are drawn. */
export function timeStack(report: StreamedReport, timeline: Timeline, trades: readonly Trade[]): Stack {
  const price = pricePanel(report, trades, timeline.to, 300)
  return {
    id: 'time',
    from: timeline.from,
    to: timeline.to,
    panels: [
      ...(price ? [price] : []),
      ...accountPanels(report, timeline, 'time', { equity: 110, drawdown: 70, margin: 70 }),
    ],
    verticals: expiriesOf(report, trades, timeline.from, timeline.to),
    ends: endsOf(report),
  }
}
