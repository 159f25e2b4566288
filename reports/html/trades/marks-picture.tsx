/** What closing a trade would have cost, session by session, against its credit and its stop. */

import type { Trade } from '../../schema/report.ts'
import { rounded } from '../charts/axes.ts'
import { lowHigh, type Point } from '../charts/stack.ts'
import { points, sessionTime } from '../parts/format.ts'
import { Table, Term, termColumn } from '../parts/parts.tsx'
import { nearText } from './exit.ts'

const WIDTH = 420
const LEFT = 44
const RIGHT = 56
const TOP = 12
const BASE = 118

export const MarksPicture = ({ trade }: { trade: Trade }) =>
  trade.marks.length === 0 ? (
    <p>The trade ended before its first settlement: it was never marked.</p>
  ) : (
    <>
      <Picture trade={trade} />
      <details class="more">
        <summary>Marks as a table</summary>
        <Table
          caption="Marks"
          hideCaption
          columns={[
            { head: <Term name="days.session" /> },
            termColumn('trades[].marks[].valuePoints', trade.currency),
            { head: 'Loss', unit: 'points a lot', numeric: true },
            termColumn('trades[].marks[].staleSessions', trade.currency),
          ]}
          rows={trade.marks.map(mark => [
            mark.session,
            points(mark.valuePoints),
            points(Number((mark.valuePoints - trade.creditPoints).toPrecision(12))),
            points(mark.staleSessions),
          ])}
        />
      </details>
    </>
  )

const Picture = ({ trade }: { trade: Trade }) => {
  const { creditPoints, stopPoints } = trade
  const stop = stopPoints === null ? null : creditPoints + stopPoints
  const values = trade.marks.map(mark => mark.valuePoints)
  const scale = rounded(Math.min(0, ...values), Math.max(creditPoints, stop ?? 0, ...values), 3)
  const times = trade.marks.map(mark => sessionTime(mark.session))
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const x = (time: number) =>
    tenth(LEFT + (last > first ? (time - first) / (last - first) : 0.5) * (WIDTH - LEFT - RIGHT))
  const y = (value: number) => tenth(BASE - ((value - scale.min) / (scale.max - scale.min)) * (BASE - TOP))
  const drawn = lowHigh(
    times.map((time, i): Point => [time, values[i] ?? null]),
    40,
  )
  const worst = values.indexOf(Math.max(...values))
  const id = `marks-${trade.id}`
  const steps = Math.round((scale.max - scale.min) / scale.step)
  return (
    <svg viewBox={`0 0 ${WIDTH} 140`} class="life-picture" role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>Cost to close against credit and stop</title>
      <desc id={`${id}-d`}>{describe(trade)}</desc>
      {Array.from({ length: steps + 1 }, (_, i) => scale.min + i * scale.step).map(level => (
        <g>
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(level)} y2={y(level)} />
          <text class="axis" x={LEFT - 6} y={y(level) + 4} text-anchor="end">
            {points(Number(level.toPrecision(12)))}
          </text>
        </g>
      ))}
      <line class="base" x1={LEFT} x2={WIDTH - RIGHT} y1={y(creditPoints)} y2={y(creditPoints)} />
      <text class="axis ink" x={WIDTH - RIGHT + 5} y={y(creditPoints) + 4}>
        credit
      </text>
      {stop === null ? null : (
        <>
          <line class="stop" x1={LEFT} x2={WIDTH - RIGHT} y1={y(stop)} y2={y(stop)} />
          <text class="axis ink" x={WIDTH - RIGHT + 5} y={y(stop) + 4}>
            stop
          </text>
        </>
      )}
      <path
        class="value"
        d={drawn.map(([time, value], i) => `${i === 0 ? 'M' : 'L'}${x(time)} ${y(value ?? 0)}`).join('')}
      />
      <circle
        class={trade.exit === 'stop' ? 'dot wrong' : 'dot'}
        cx={x(times[worst] ?? first)}
        cy={y(values[worst] ?? 0)}
        r="3"
      />
      <text class="axis" x={LEFT} y={BASE + 16}>
        {trade.marks[0]?.session}
      </text>
      <text class="axis" x={WIDTH - RIGHT} y={BASE + 16} text-anchor="end">
        {trade.marks.at(-1)?.session}
      </text>
    </svg>
  )
}

/** How near it came, in a sentence. */
const describe = (trade: Trade): string =>
  `Credit ${points(trade.creditPoints)}, stop at a loss of ${points(trade.stopPoints)}, worst loss ${points(trade.worstPoints)} points a lot, ${nearText(trade)} of the stop.`

const tenth = (value: number): number => Math.round(value * 10) / 10
