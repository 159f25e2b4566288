/** The chart of the basis as the strategy saw it: what the trade would earn against what it costs. */

import type { Basis } from '../../schema/basis.ts'
import { captionOf, wordsOf } from '../../schema/meanings.ts'
import type { Line, Panel, Point, Stack } from '../charts/stack.ts'
import { in32nds, sessionTime } from '../parts/format.ts'
import type { Timeline } from './timeline.ts'

type Seen = NonNullable<Basis['seen']>

/** Hairlines stand where the strategy turned to another contract. */
export const richnessStack = (seen: Seen, timeline: Timeline): Stack => ({
  id: 'richness',
  from: timeline.from,
  to: timeline.to,
  panels: [repoPanel(seen), netBasisPanel(seen)],
  verticals: turnsOf(seen),
})

const line = (
  id: string,
  label: string,
  seen: Seen,
  values: readonly (number | null)[],
  style: Pick<Line, 'colour' | 'dashed' | 'stepped'>,
): Line => ({ id, label, points: apart(seen, values), width: 1.5, ...style })

/** A line ends where the strategy turns to another contract, whose basis is another quantity. */
const apart = ({ session, contract }: Seen, values: readonly (number | null)[]): Point[] =>
  session.flatMap((day, i): Point[] => {
    const time = sessionTime(day)
    const turns = i > 0 && contract[i] !== contract[i - 1]
    return [...(turns ? [[time - 1, null] as const] : []), [time, values[i] ?? null]]
  })

const repoPanel = (seen: Seen): Panel => ({
  id: 'richness-repo',
  title: [
    { text: captionOf('basis.seen.impliedRepoPercent'), colour: 'ink' },
    { text: `${wordsOf('basis.seen.fundingPercent')} (dashed)`, colour: 'muted' },
  ],
  format: 'points',
  height: 150,
  zero: false,
  lines: [
    line('richness-implied', wordsOf('basis.seen.impliedRepoPercent'), seen, seen.impliedRepoPercent, {
      colour: 'ink',
    }),
    line('richness-funding', wordsOf('basis.seen.fundingPercent'), seen, seen.fundingPercent, {
      colour: 'muted',
      dashed: true,
      stepped: true,
    }),
  ],
})

const netBasisPanel = (seen: Seen): Panel => ({
  id: 'richness-net',
  title: [
    { text: captionOf('basis.seen.heldNetBasis'), colour: 'ink' },
    { text: 'of the cheapest (dashed)', short: 'cheapest dashed', colour: 'muted' },
  ],
  format: 'points',
  height: 130,
  zero: true,
  lines: [
    line('richness-held', 'held', seen, seen.heldNetBasis.map(in32nds), { colour: 'ink' }),
    line('richness-cheapest', 'cheapest', seen, seen.cheapestNetBasis.map(in32nds), {
      colour: 'muted',
      dashed: true,
    }),
  ],
  levels: [{ value: 0, text: '', colour: 'rule' }],
})

const turnsOf = ({ session, contract }: Seen): number[] =>
  session.flatMap((day, i) => (i > 0 && contract[i] !== contract[i - 1] ? [sessionTime(day)] : []))
