/** The pictures of a page, each built once for the server's drawing and for the live chart. */

import { meaningOf, wordsOf } from '../../schema/meanings.ts'
import type { StreamedReport, Trade } from '../../schema/report.ts'
import type { Stack } from '../charts/stack.ts'
import { accountPanels, accountStack, callDots, capped, endsOf, extremeLabel, line } from './account.ts'
import { liquidityStack } from './liquidity.ts'
import { expiriesOf, pricePanel } from './price.ts'
import { richnessStack } from './richness.ts'
import type { Timeline } from './timeline.ts'

/** The stacks by their ids. */
interface Stacks {
  readonly account: Stack
  readonly time: Stack
  readonly limit: Stack
  /** Of runs that held bonds. */
  readonly liquidity?: Stack
  /** Of those whose strategy told what it saw of the basis. */
  readonly richness?: Stack
}

/** What sections draw: the columns over time and the stacks made of them. */
export interface Drawn {
  readonly timeline: Timeline
  readonly stacks: Stacks
}

/** `told` are the trades that are drawn. */
export const stacksOf = (report: StreamedReport, timeline: Timeline, told: readonly Trade[]): Stacks => ({
  account: accountStack(report, timeline),
  time: timeStack(report, timeline, told),
  limit: marginStack(report, timeline),
  ...(report.basis ? { liquidity: liquidityStack(report.basis, report, timeline) } : {}),
  ...(report.basis?.seen ? { richness: richnessStack(report.basis.seen, timeline) } : {}),
})

/** Price, equity, drawdown and margin use; `trades` are those whose strikes and fills are drawn. */
function timeStack(report: StreamedReport, timeline: Timeline, trades: readonly Trade[]): Stack {
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

/** The chart of margin: both requirements as shares of the limit, which is the equity itself. */
function marginStack(report: StreamedReport, timeline: Timeline): Stack {
  const initial = capped(timeline.initialShare)
  const maintenance = capped(timeline.maintenanceShare)
  return {
    id: 'limit',
    from: timeline.from,
    to: timeline.to,
    panels: [
      {
        id: 'limit-share',
        title: [
          { text: meaningOf('days.initial').title, colour: 'margin' },
          {
            text: 'and maintenance (dashed), % of equity',
            short: 'maintenance dashed, % of equity',
            colour: 'muted',
          },
          ...(report.calls.length > 0 ? [{ text: '\u25cf call', colour: 'wrong' as const }] : []),
        ],
        format: 'percent',
        height: 200,
        zero: true,
        lines: [
          line('limit-initial', wordsOf('days.initial'), 'marginLine', timeline, initial, {
            width: 1.25,
            area: 0.18,
            stepped: true,
          }),
          line('limit-maintenance', wordsOf('days.maintenance'), 'margin', timeline, maintenance, {
            width: 1.25,
            dashed: true,
            stepped: true,
          }),
        ],
        dots: callDots(report, timeline, 'limit'),
        labels: extremeLabel(timeline, initial, 'high'),
        levels: [{ value: 1, text: 'limit: all equity', colour: 'ink' }],
      },
    ],
    verticals: [],
    ends: endsOf(report),
  }
}
