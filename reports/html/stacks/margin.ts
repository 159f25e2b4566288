/** The chart of margin: both requirements as shares of the limit, which is the equity itself. */

import { meaningOf, wordsOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import type { Stack } from '../charts/stack.ts'
import { callDots, capped, endsOf, extremeLabel, line } from './account.ts'
import type { Timeline } from './timeline.ts'

export function marginStack(report: StreamedReport, timeline: Timeline): Stack {
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
