/** Amounts that add up to a sum, as bars that each start where the one above ends: full = added, hollow = taken. */

/** A bar; the last one is the sum and starts at zero. */
export interface Step {
  readonly name: string
  readonly amount: number
  readonly text: string
}

/** Geometry of the two drawings: one for wide pages and paper, one for phones. */
const SHAPES = [
  { name: 'wide', width: 640, left: 124, font: 12 },
  { name: 'narrow', width: 358, left: 98, font: 11.5 },
] as const

const ROW = 25
const BAR = 15

/** `id` starts the ids within. */
export const Waterfall = (props: { id: string; title: string; sentence: string; steps: readonly Step[] }) =>
  SHAPES.map(shape => (
    <div class={`picture ${shape.name}`} key={shape.name}>
      <Drawing {...props} id={`${props.id}-${shape.name}`} shape={shape} />
    </div>
  ))

const Drawing = (props: {
  id: string
  title: string
  sentence: string
  steps: readonly Step[]
  shape: (typeof SHAPES)[number]
}) => {
  const { id, title, sentence, steps, shape } = props
  const bars = barsOf(steps)
  const ends = bars.flatMap(({ from, to }) => [from, to])
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  const longest = Math.max(...steps.map(({ text }) => text.length))
  const room = shape.width - shape.left - longest * shape.font * 0.58 - 12
  const x = (amount: number) => tenth(shape.left + (high > low ? (amount - low) / (high - low) : 0) * room)
  const height = steps.length * ROW + 4
  return (
    <svg
      viewBox={`0 0 ${shape.width} ${height}`}
      font-size={shape.font}
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{sentence}</desc>
      {bars.slice(0, -1).map(({ to }, i) => (
        <line class="base" x1={x(to)} x2={x(to)} y1={i * ROW + 4 + BAR} y2={(i + 1) * ROW + 4} />
      ))}
      {bars.map(({ step, from, to }, i) => (
        <Bar
          step={step}
          from={x(from)}
          to={x(to)}
          top={i * ROW + 4}
          end={shape.width}
          sum={i === bars.length - 1}
          key={step.name}
        />
      ))}
      <line class="axis-line" x1={x(0)} x2={x(0)} y1="0" y2={height} />
    </svg>
  )
}

const Bar = (props: { step: Step; from: number; to: number; top: number; end: number; sum: boolean }) => {
  const { step, from, to, top, end, sum } = props
  return (
    <g>
      <text class={sum ? 'amount strong' : 'amount'} x="0" y={top + BAR - 3}>
        {step.name}
      </text>
      <rect
        class={step.amount >= 0 ? 'bar' : sum ? 'bar-loss' : 'bar-take'}
        x={tenth(Math.min(from, to))}
        y={top}
        width={Math.max(1, tenth(Math.abs(to - from)))}
        height={BAR}
      />
      <text class={sum ? 'amount strong' : 'amount'} x={end} y={top + BAR - 3} text-anchor="end">
        {step.text}
      </text>
    </g>
  )
}

function barsOf(steps: readonly Step[]): { step: Step; from: number; to: number }[] {
  let reached = 0
  return steps.map((step, i) => {
    const from = i === steps.length - 1 ? 0 : reached
    reached = from + step.amount
    return { step, from, to: reached }
  })
}

const tenth = (value: number): number => Math.round(value * 10) / 10
