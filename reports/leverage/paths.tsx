/** Equity paths of all leverages as small multiples on one scale, with the days of calls marked. */

import { AXIS_TEXT, rounded, type Scale } from '../html/charts/axes.ts'
import { lowHigh } from '../html/charts/stack.ts'
import { NONE, plain, sessionTime, signed, THIN } from '../html/parts/format.ts'
import { Table } from '../html/parts/parts.tsx'
import { meaningOf } from '../schema/meanings.ts'
import {
  type ComparedExperiment,
  type ComparedRun,
  type ComparedSurvival,
  fateWords,
  isBad,
} from './leverage-run.ts'
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

/** What all paths of an experiment share; instants in epoch milliseconds, the scale in fractions of equity. */
interface Frame {
  readonly from: number
  readonly to: number
  readonly fromDay: string
  readonly toDay: string
  readonly scale: Scale
}

const WIDTH = 320
const HEIGHT = 178
const LEFT = 52
const RIGHT = 312
const TOP = 30
const FOOT = 150

/** Slices of the line; each keeps its first, lowest, highest and last point. */
const SLICES = 130

type Place = (time: number, value?: number) => readonly [x: number, y: number]

const Path = ({ run, frame, id }: { run: DrawnRun; frame: Frame; id: string }) => {
  const at = placeIn(frame)
  const { leverage, equity } = run
  const title = `${plain(leverage)} times`
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{sentenceOf(run)}</desc>
      <text class="axis ink" x="0" y="13" font-weight="600">
        {title}
      </text>
      <text class={isBad(run) ? 'axis bad' : 'axis'} x={RIGHT} y="13" text-anchor="end">
        {fateWords(run)}
      </text>
      <Grid frame={frame} />
      <polyline class="value" points={lineOf(equity, at)} />
      <Marks run={run} at={at} />
      <text class="axis" x={LEFT} y={HEIGHT - 8}>
        {frame.fromDay}
      </text>
      <text class="axis" x={RIGHT} y={HEIGHT - 8} text-anchor="end">
        {frame.toDay}
      </text>
    </svg>
  )
}

/** Where an instant and a fraction of equity stand; without a value at the foot. */
const placeIn =
  ({ from, to, scale }: Frame): Place =>
  (time, value) => {
    const x = LEFT + ((time - from) / Math.max(1, to - from)) * (RIGHT - LEFT)
    const y = value === undefined ? FOOT : heightOf(value, scale)
    return [tenth(x), tenth(y)]
  }

const heightOf = (value: number, { min, max }: Scale): number =>
  FOOT - ((value - min) / (max - min)) * (FOOT - TOP)

const Grid = ({ frame: { scale } }: { frame: Frame }) => {
  const count = Math.round((scale.max - scale.min) / scale.step)
  const levels = Array.from({ length: count + 1 }, (_, i) =>
    Number((scale.min + i * scale.step).toPrecision(12)),
  )
  return (
    <g>
      {levels.map(level => {
        const y = tenth(heightOf(level, scale))
        return (
          <g key={level}>
            <line class={level === 0 ? 'base' : 'grid'} x1={LEFT} x2={RIGHT} y1={y} y2={y} />
            <text class="axis" x={LEFT - 6} y={y + 4} text-anchor="end">
              {AXIS_TEXT.percent(level)}
            </text>
          </g>
        )
      })}
    </g>
  )
}

const lineOf = (equity: DrawnRun['equity'], at: Place): string =>
  lowHigh(
    equity.map(({ day, value }) => [sessionTime(day), value - 1] as const),
    SLICES,
  )
    .flatMap(([time, value]) => (value === null ? [] : [at(time, value).join(',')]))
    .join(' ')

const Marks = ({ run: { survival, equity }, at }: { run: DrawnRun; at: Place }) => {
  const values = new Map(equity.map(({ day, value }) => [day, value - 1]))
  const dots = (days: readonly string[], kind: string) =>
    days.map(day => {
      const [x, y] = at(sessionTime(day), values.get(day) ?? 0)
      return <circle class={kind} cx={x} cy={y} r="3.5" key={`${kind} ${day}`} />
    })
  return (
    <g>
      {survival.softDays.map(day => {
        const [x, foot] = at(sessionTime(day))
        return <line class="soft" x1={x} x2={x} y1={foot} y2={foot + 6} key={day} />
      })}
      {survival.bankruptDay === null ? null : <End x={at(sessionTime(survival.bankruptDay))[0]} />}
      {dots(survival.callDays, 'called')}
      {dots(survival.forcedDays, 'forced')}
    </g>
  )
}

/** What ended the account. */
const End = ({ x }: { x: number }) => <line class="end" x1={x} x2={x} y1={TOP} y2={FOOT} />

function sentenceOf({ survival, leverage }: DrawnRun): string {
  const { endReturn, worstReturn, callDays } = survival
  const calls = callDays.length === 0 ? 'no call' : `calls on ${callDays.join(', ')}`
  return `At ${plain(leverage)} times the return went to ${share(endReturn)}, at worst ${share(worstReturn)}; ${calls}; ${fateWords({ survival })}.`
}

const share = (value: number): string => `${signed(value * 100, 2)}${THIN}%`

const tenth = (value: number): number => Math.round(value * 10) / 10

/** A run that has an equity path to draw. */
interface DrawnRun extends ComparedRun {
  readonly survival: ComparedSurvival
}
