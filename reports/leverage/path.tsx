/** One equity path: line, calls, forced and soft reductions, and where it ended. */

import { AXIS_TEXT, type Scale } from '../html/charts/axes.ts'
import { lowHigh } from '../html/charts/stack.ts'
import { plain, sessionTime, signed, THIN } from '../html/parts/format.ts'
import { type ComparedRun, type ComparedSurvival, fateWords, isBad } from './leverage-run.ts'

/** What all paths of an experiment share; instants in epoch milliseconds, the scale in fractions of equity. */
export interface Frame {
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

export const Path = ({ run, frame, id }: { run: DrawnRun; frame: Frame; id: string }) => {
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
export interface DrawnRun extends ComparedRun {
  readonly survival: ComparedSurvival
}
