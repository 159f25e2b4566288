/** Pictures of the account: equity, falls and margin over time, and what they show in a sentence. */

import { captionOf, wordsOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { PICTURE_SLICES } from '../charts/draw.ts'
import { type Label, type Panel, type Stack, zip } from '../charts/stack.ts'
import { fixed, money, percent, sessionTime, timeText } from '../parts/format.ts'
import { extremes, type Timeline } from './timeline.ts'

/** Heights of the three panels in pixels. */
interface Heights {
  readonly equity: number
  readonly drawdown: number
  readonly margin: number
}

/** The picture of the first screen. */
export const accountStack = (report: StreamedReport, timeline: Timeline): Stack => ({
  id: 'account',
  from: timeline.from,
  to: timeline.to,
  panels: accountPanels(report, timeline, 'account', { equity: 150, drawdown: 72, margin: 72 }),
  verticals: [],
  ends: endsOf(report),
})

/** The panels, with ids that start with `prefix`. */
export const accountPanels = (
  report: StreamedReport,
  timeline: Timeline,
  prefix: string,
  heights: Heights,
): Panel[] => [
  equityPanel(report, timeline, prefix, heights.equity),
  drawdownPanel(timeline, prefix, heights.drawdown),
  marginPanel(report, timeline, prefix, heights.margin),
]

/** Sessions at which the account was declared bankrupt, each as a red line. */
export const endsOf = (report: StreamedReport): { time: number; text: string }[] =>
  report.calls.flatMap(call =>
    call.steps
      .filter(({ step }) => step === 'bankruptcy')
      .map(({ session }) => ({ time: sessionTime(session), text: 'bankrupt' })),
  )

function equityPanel(report: StreamedReport, timeline: Timeline, prefix: string, height: number): Panel {
  const { currency } = report.run
  const last = timeline.equity.at(-1) ?? 0
  return {
    id: `${prefix}-equity`,
    title: [{ text: captionOf('days.equity', currency), colour: 'ink' }],
    format: 'money',
    height,
    zero: true,
    levels: timeline.equity.some(value => value < 0) ? [{ value: 0, text: '', colour: 'muted' }] : [],
    lines: [
      line(`${prefix}-equity`, wordsOf('days.equity'), 'ink', timeline, timeline.equity, { width: 1.75 }),
    ],
    labels: [{ point: [timeline.to, last], text: money(last, currency), colour: last < 0 ? 'wrong' : 'ink' }],
  }
}

function drawdownPanel(timeline: Timeline, prefix: string, height: number): Panel {
  return {
    id: `${prefix}-drawdown`,
    title: [{ text: captionOf('days.drawdown'), colour: 'ink' }],
    reach: -0.05,
    format: 'percent',
    height,
    zero: true,
    lines: [
      line(`${prefix}-drawdown`, wordsOf('days.drawdown'), 'ink', timeline, timeline.underPeak, {
        width: 1,
        area: 0.12,
      }),
    ],
    labels: extremeLabel(timeline, timeline.underPeak, 'low'),
  }
}

/** Margin use with the sessions of calls as red dots. */
function marginPanel(report: StreamedReport, timeline: Timeline, prefix: string, height: number): Panel {
  return {
    id: `${prefix}-margin`,
    title: [
      { text: captionOf('days.initial / days.equity'), colour: 'margin' },
      ...(report.calls.length > 0 ? [{ text: '\u25cf call', colour: 'wrong' as const }] : []),
    ],
    format: 'percent',
    height,
    zero: true,
    // Headroom for the label of the peak.
    reach:
      1.25 * capped(timeline.initialShare).reduce<number>((most, share) => Math.max(most, share ?? 0), 0.1),
    lines: [
      line(
        `${prefix}-initial`,
        wordsOf('days.initial / days.equity'),
        'marginLine',
        timeline,
        capped(timeline.initialShare),
        { width: 1.25, area: 0.22, stepped: true },
      ),
    ],
    dots: callDots(report, timeline, prefix),
    labels: extremeLabel(timeline, capped(timeline.initialShare), 'high'),
  }
}

/** Shares beyond three times the equity say nothing more and would flatten the rest. */
const SHARE_MOST = 3

export const capped = (shares: readonly (number | null)[]): (number | null)[] =>
  shares.map(share => (share === null ? null : Math.min(share, SHARE_MOST)))

/** The notice of every call, at the margin use of its session. */
export function callDots(report: StreamedReport, timeline: Timeline, prefix: string): Panel['dots'] & object {
  const at = new Map(timeline.times.map((time, i) => [time, i]))
  const points = report.calls.flatMap(call =>
    call.steps
      .filter(({ step }) => step === 'notice')
      .map(({ session }) => {
        const time = sessionTime(session)
        return [time, Math.min(SHARE_MOST, timeline.initialShare[at.get(time) ?? -1] ?? 0)] as const
      }),
  )
  return points.length === 0
    ? []
    : [{ id: `${prefix}-calls`, label: 'margin call', colour: 'wrong', points, hollow: false }]
}

/** A line of a column of the timeline. */
export const line = (
  id: string,
  label: string,
  colour: Panel['lines'][number]['colour'],
  timeline: Timeline,
  values: readonly (number | null)[],
  style: { width?: number; area?: number; stepped?: boolean; dashed?: boolean },
): Panel['lines'][number] => ({ id, label, colour, points: zip(timeline.times, values), ...style })

/** The lowest or highest point, named with its session; none when the column never leaves zero. */
export function extremeLabel(
  timeline: Timeline,
  shares: readonly (number | null)[],
  which: 'low' | 'high',
): Label[] {
  const at = extremes(shares)?.[which]
  if (at === undefined) return []
  const value = shares[at] ?? 0
  const time = timeline.times[at] ?? timeline.from
  if (value === 0) return []
  const more = value >= SHARE_MOST ? 'over ' : ''
  return [
    {
      point: [time, value],
      text: `${more}${percent(value)} ${timeText(time)}`,
      colour: which === 'low' ? 'wrong' : 'margin',
      beside: which === 'low',
    },
  ]
}

/** From where to where, the lowest, and the two worst sessions; and whether the picture leaves points out. */
export function accountSentence(report: StreamedReport, timeline: Timeline): string {
  const { run, days, headline } = report
  const lowest = extremes(timeline.equity)?.low ?? 0
  const parts = [
    `Equity went from ${run.currency} ${money(run.equityStart, run.currency)} to ${money(headline.equityEnd, run.currency)}; its lowest close was ${money(timeline.equity[lowest], run.currency)} on ${days.session[lowest] ?? run.from}.`,
    thinned(timeline.times.length),
  ]
  return parts.filter(Boolean).join(' ')
}

/** Says so when a picture is drawn of fewer points than there are. */
export const thinned = (points: number): string =>
  points > PICTURE_SLICES * 4
    ? `Drawn of ${fixed(points, 0)} points: the first, lowest, highest and last of each of ${PICTURE_SLICES} equal slices of time; no extreme is lost.`
    : ''

/** What the margin chart shows. */
export function marginSentence(report: StreamedReport, timeline: Timeline): string {
  const { headline } = report
  const peak =
    headline.peakMarginShare === null || headline.peakMarginSession === null
      ? 'No margin was used.'
      : `Initial margin took at most ${percent(headline.peakMarginShare)} of equity, on ${headline.peakMarginSession}; at openings at most ${percent(headline.openingMarginShare)}.`
  const gaps = timeline.initialShare.some(share => share === null)
    ? 'Where equity was zero or less there is no share.'
    : ''
  const cut = timeline.initialShare.some(share => share !== null && share > SHARE_MOST)
    ? `Shares above ${percent(SHARE_MOST, 0)} are drawn at ${percent(SHARE_MOST, 0)}.`
    : ''
  return [peak, gaps, cut, thinned(timeline.times.length)].filter(Boolean).join(' ')
}
