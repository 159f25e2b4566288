/** How far from a call each leverage began: 1/L less haircut and margin, with the numbers of the run. */

import { fixed, plain, signed, THIN } from '../html/parts/format.ts'
import { Table } from '../html/parts/parts.tsx'
import type { ComparedExperiment, Opening } from './leverage-run.ts'
import { Term } from './terms.tsx'

interface Line {
  readonly leverage: number
  readonly opening: Opening
  readonly leastDistance: number | null
}

export const Distances = ({ experiment: { name, runs } }: { experiment: ComparedExperiment }) => {
  const lines = runs.flatMap(({ leverage, survival }): Line[] =>
    survival?.opening ? [{ leverage, opening: survival.opening, leastDistance: survival.leastDistance }] : [],
  )
  if (lines.length === 0) return null
  return (
    <div class="distances">
      <h3>Distance to a call: 1/L less haircut and margin</h3>
      <p class="lead">{sentenceOf(lines)}</p>
      <Table
        caption={`${name}: distance to a call, % of the value of the bonds`}
        columns={[
          { head: <Term name="leverage" />, unit: 'asked for' },
          { head: <Term name="survival.opening.day" />, unit: 'day' },
          { head: <Term name="survival.opening.leverage" />, unit: 'times', numeric: true },
          { head: '1/L', unit: '%', numeric: true },
          { head: <Term name="survival.opening.haircut" />, unit: '%', numeric: true },
          { head: <Term name="survival.opening.margin" />, unit: '%', numeric: true },
          { head: <Term name="survival.opening.distance" />, unit: '%', numeric: true },
          { head: 'the same', unit: '32nds of a price of 100', numeric: true },
          { head: <Term name="survival.leastDistance" />, unit: '%', numeric: true },
        ]}
        rows={lines.map(({ leverage, opening, leastDistance }) => [
          `${plain(leverage)} times`,
          opening.day,
          fixed(opening.leverage, 2),
          share(1 / opening.leverage),
          share(opening.haircut),
          share(opening.margin),
          <b class={opening.distance < 0 ? 'wrong' : undefined}>{share(opening.distance)}</b>,
          fixed(opening.distance * 3200, 1),
          leastDistance === null ? fixed(null, 2) : signed(leastDistance * 100, 2),
        ])}
      />
    </div>
  )
}

/** The widest and the narrowest, so that the rule is read with the run's own numbers. */
function sentenceOf(lines: readonly Line[]): string {
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last) return ''
  const told = first === last ? [first] : [first, last]
  return told.map(lineText).join(' ')
}

function lineText({ leverage, opening }: Line): string {
  const { distance, haircut, margin } = opening
  const left =
    distance < 0
      ? `together ${percentText(-distance)} more than equity`
      : `which left ${percentText(distance)} of their price before a call`
  return `At ${plain(leverage)} times equity was ${percentText(1 / opening.leverage)} of the bonds; the lender kept ${percentText(haircut)} and the clearing house ${percentText(margin)}, ${left}.`
}

const share = (value: number): string => fixed(value * 100, 2)

const percentText = (value: number): string => `${share(value)}${THIN}%`
