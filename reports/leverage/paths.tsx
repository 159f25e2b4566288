/** Equity paths of all leverages as small multiples on one scale, with the days of calls marked. */

import { rounded } from '../html/charts/axes.ts'
import { NONE, plain, sessionTime, signed } from '../html/parts/format.ts'
import { Table } from '../html/parts/parts.tsx'
import { meaningOf } from '../schema/meanings.ts'
import type { ComparedExperiment, ComparedSurvival } from './leverage-run.ts'
import { type DrawnRun, type Frame, Path } from './path.tsx'
import { titleOf } from './terms.tsx'

export const Paths = ({ experiment, id }: { experiment: ComparedExperiment; id: string }) => {
  const runs = experiment.runs.flatMap((run): DrawnRun[] =>
    run.survival && run.equity.length > 0 ? [{ ...run, survival: run.survival }] : [],
  )
  const frame = frameOf(experiment, runs)
  if (runs.length === 0) return null
  return (
    <figure class="chart paths">
      <figcaption>
        <h3>{titleOf('equity[].value')}, all on one scale</h3>
        <p>{legendOf(runs)}</p>
      </figcaption>
      <div class="multiples">
        {runs.map((run, i) => (
          <Path run={run} frame={frame} id={`${id}-path-${i}`} key={run.leverage} />
        ))}
      </div>
      <details class="more">
        <summary>Data of these charts</summary>
        <PathData name={experiment.name} runs={runs} />
      </details>
    </figure>
  )
}

function frameOf({ from, to }: ComparedExperiment, runs: readonly DrawnRun[]): Frame {
  let low = 0
  let high = 0
  for (const { equity } of runs) {
    for (const { value } of equity) {
      low = Math.min(low, value - 1)
      high = Math.max(high, value - 1)
    }
  }
  return {
    from: sessionTime(from),
    to: sessionTime(to),
    fromDay: from,
    toDay: to,
    scale: rounded(low, high, 3),
  }
}

/** Only what occurs is explained. */
function legendOf(runs: readonly DrawnRun[]): string {
  const any = (of: (survival: ComparedSurvival) => boolean): boolean => runs.some(run => of(run.survival))
  return [
    'Equity over equity at the start, less 1, at every close.',
    any(({ callDays }) => callDays.length > 0)
      ? 'A hollow red dot is a margin call.'
      : 'No margin was called.',
    any(({ forcedDays }) => forcedDays.length > 0)
      ? 'A full red dot is a day on which positions were closed by force.'
      : '',
    any(({ bankruptDay }) => bankruptDay !== null) ? 'A red line is the day on which equity was gone.' : '',
    any(({ softDays }) => softDays.length > 0)
      ? 'A tick at the foot is a day on which the strategy reduced by its own rule.'
      : '',
  ]
    .filter(part => part !== '')
    .join(' ')
}

const PathData = ({ name, runs }: { name: string; runs: readonly DrawnRun[] }) => {
  const byRun = runs.map(run => new Map(run.equity.map(({ day, value }) => [day, value])))
  const days = [...new Set(runs.flatMap(run => run.equity.map(({ day }) => day)))].sort()
  return (
    <Table
      caption={`${name}: return since the start, by session`}
      columns={[
        { head: meaningOf('days.session').title },
        ...runs.map(({ leverage }) => ({ head: `${plain(leverage)} times`, unit: '%', numeric: true })),
      ]}
      rows={days.map(day => [
        day,
        ...byRun.map(values => {
          const value = values.get(day)
          return value === undefined ? NONE : signed((value - 1) * 100, 2)
        }),
      ])}
    />
  )
}
