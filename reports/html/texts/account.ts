/** What a picture of the account shows, in a sentence. */

import type { Report } from '../../schema/report.ts'
import { PICTURE_SLICES } from '../charts/draw.ts'
import { fixed, money, percent } from '../parts/format.ts'
import { SHARE_MOST } from '../stacks/account.ts'
import { extremes, type Timeline } from '../stacks/timeline.ts'

/** From where to where, the lowest, and the two worst sessions; and whether the picture leaves points out. */
export function accountSentence(report: Report, timeline: Timeline): string {
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
export function marginSentence(report: Report, timeline: Timeline): string {
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
