/** The chart of liquidity: where the account's cash was, what it borrowed, and how far it stood from a call. */

import type { Basis } from '../../schema/basis.ts'
import { captionOf, wordsOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import type { Panel, Stack } from '../charts/stack.ts'
import { percent, timeText } from '../parts/format.ts'
import { callDots, endsOf, line } from './account.ts'
import { extremes, type Timeline } from './timeline.ts'

export const liquidityStack = ({ days }: Basis, report: StreamedReport, timeline: Timeline): Stack => ({
  id: 'liquidity',
  from: timeline.from,
  to: timeline.to,
  panels: [
    cashPanel(days, report.run.currency, timeline),
    bondsPanel(days, report.run.currency, timeline),
    distancePanel(days, report, timeline),
  ],
  verticals: [],
  ends: endsOf(report),
})

/** Free cash and margin posted are parts of the equity; what is drawn is what both lacked. */
function cashPanel(days: Basis['days'], currency: string, timeline: Timeline): Panel {
  const drawn = days.creditDrawn.some(amount => amount > 0)
  const owed = days.cashFree.flatMap((cash, i) => (cash < 0 ? [[timeline.times[i] ?? 0, cash] as const] : []))
  return {
    id: 'liquidity-cash',
    title: [
      { text: captionOf('basis.days.cashFree', currency), colour: 'ink' },
      { text: wordsOf('basis.days.marginPosted'), colour: 'margin' },
      ...(drawn ? [{ text: wordsOf('basis.days.creditDrawn'), colour: 'wrong' as const }] : []),
      ...(owed.length > 0 ? [{ text: '\u25cf owed', colour: 'wrong' as const }] : []),
    ],
    format: 'money',
    height: 150,
    zero: true,
    levels: owed.length > 0 ? [{ value: 0, text: '', colour: 'muted' }] : [],
    lines: [
      line('liquidity-free', wordsOf('basis.days.cashFree'), 'ink', timeline, days.cashFree, { width: 1.75 }),
      line(
        'liquidity-posted',
        wordsOf('basis.days.marginPosted'),
        'marginLine',
        timeline,
        days.marginPosted,
        { width: 1.25, area: 0.18, stepped: true },
      ),
      ...(drawn
        ? [
            line('liquidity-drawn', wordsOf('basis.days.creditDrawn'), 'wrong', timeline, days.creditDrawn, {
              width: 1.25,
              stepped: true,
            }),
          ]
        : []),
    ],
    dots:
      owed.length > 0
        ? [{ id: 'liquidity-owed', label: 'owed', colour: 'wrong', points: owed, hollow: false }]
        : [],
  }
}

const bondsPanel = (days: Basis['days'], currency: string, timeline: Timeline): Panel => ({
  id: 'liquidity-bonds',
  title: [
    { text: captionOf('basis.days.bondValue', currency), colour: 'ink' },
    { text: 'borrowed against them (dashed)', short: 'borrowed dashed', colour: 'muted' },
  ],
  format: 'money',
  height: 90,
  zero: true,
  lines: [
    line('liquidity-bonds', wordsOf('basis.days.bondValue'), 'ink', timeline, days.bondValue, {
      width: 1.5,
      stepped: true,
    }),
    line('liquidity-borrowed', wordsOf('basis.days.borrowed'), 'muted', timeline, days.borrowed, {
      width: 1.5,
      dashed: true,
      stepped: true,
    }),
  ],
})

function distancePanel(days: Basis['days'], report: StreamedReport, timeline: Timeline): Panel {
  const distances = days.distanceToCall
  const most = distanceMost(days)
  const drawn = distances.map(distance => (distance === null ? null : Math.min(distance, most)))
  const at = extremes(distances)?.low
  const lowest = at === undefined ? null : (distances[at] ?? null)
  const time = timeline.times[at ?? 0] ?? timeline.from
  return {
    id: 'liquidity-distance',
    title: [
      { text: captionOf('basis.days.distanceToCall'), colour: 'ink' },
      ...(lowest === null
        ? []
        : [
            {
              text: `lowest ${percent(lowest, 2)} on ${timeText(time)}`,
              short: `lowest ${percent(lowest, 2)}`,
              colour: lowest < 0 ? ('wrong' as const) : ('muted' as const),
            },
          ]),
      ...(report.calls.length > 0 ? [{ text: '\u25cf call', colour: 'wrong' as const }] : []),
    ],
    // Head-room, and a level to fall to.
    reach: drawn.reduce<number>((most, distance) => Math.max(most, distance ?? 0), 0.001) * 1.1,
    format: 'percent',
    height: 110,
    zero: true,
    lines: [
      line('liquidity-distance', wordsOf('basis.days.distanceToCall'), 'ink', timeline, drawn, {
        width: 1.5,
        area: 0.08,
      }),
    ],
    dots: callDots(report, timeline, 'liquidity').map(dots => ({
      ...dots,
      points: dots.points.map(([when]) => [when, 0] as const),
    })),
    levels: [{ value: 0, text: '', colour: 'wrong' }],
  }
}

/**
 * Larger distances are drawn at this: what is left of a trade at its end stands so far from a call that it would flatten
 * the rest.
 */
export function distanceMost({ distanceToCall }: Basis['days']): number {
  const known = distanceToCall.filter(distance => distance !== null).sort((a, b) => a - b)
  return Math.max(0.005, 3 * (known[Math.floor(known.length / 2)] ?? 0))
}
