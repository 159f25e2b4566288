/** Values counted into bins of equal, round width, and bars of their counts. */

import type { ComponentChildren } from 'preact'
import type { MeaningName } from '../../schema/meanings.ts'
import { Term } from '../parts/parts.tsx'
import { rounded } from './axes.ts'

/** How many values are in `[from, to)`; the last bin has its end in it. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Bins over all values, zero being an edge where they cross it; none for no values. */
export function binsOf(values: readonly number[], most = 16, whole = false): Bin[] {
  if (values.length === 0) return []
  const least = values.reduce((a, b) => Math.min(a, b))
  const greatest = values.reduce((a, b) => Math.max(a, b))
  const scale = rounded(least, greatest, Math.min(most, Math.max(4, Math.ceil(Math.sqrt(values.length) * 2))))
  const step = whole ? Math.max(1, Math.round(scale.step)) : scale.step
  const start = Math.floor(scale.min / step) * step
  const size = Math.max(1, Math.ceil((scale.max - start) / step - 1e-9))
  const counts = new Array<number>(size).fill(0)
  for (const value of values) {
    const at = Math.min(size - 1, Math.max(0, Math.floor((value - start) / step + 1e-9)))
    counts[at] = (counts[at] ?? 0) + 1
  }
  return counts.map((count, i) => ({ from: start + i * step, to: start + (i + 1) * step, count }))
}

const WIDTH = 420
/** Room for half a label on either side. */
const SIDE = 30
const HEIGHT = 190
const BASE = 158

/** `text` prints an edge of a bin; bins below zero are red where `lossesRed`. */
export const Bars = (props: {
  id: string
  name: MeaningName
  title: string
  sentence: string
  unit: string
  bins: readonly Bin[]
  text: (value: number) => string
  lossesRed?: boolean
  children: ComponentChildren
}) => {
  const { id, name, title, sentence, unit, bins, text, lossesRed = false, children } = props
  return (
    <figure class="chart bars">
      <figcaption>
        <h3>
          <Term name={name}>{title}</Term>
        </h3>
        <p>{sentence}</p>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{sentence}</desc>
        <Columns bins={bins} lossesRed={lossesRed} />
        <Edges bins={bins} text={text} />
        <text class="axis" x={WIDTH} y={HEIGHT - 2} text-anchor="end">
          {unit}
        </text>
      </svg>
      <details class="more">
        <summary>Data of this chart</summary>
        {children}
      </details>
    </figure>
  )
}

const Columns = ({ bins, lossesRed }: { bins: readonly Bin[]; lossesRed: boolean }) => {
  const tallest = Math.max(1, ...bins.map(({ count }) => count))
  const width = (WIDTH - 2 * SIDE) / bins.length
  return (
    <g>
      {bins.map(({ from, to, count }, i) => {
        const height = Math.round((count / tallest) * (BASE - 24) * 10) / 10
        const middle = tenth(SIDE + (i + 0.5) * width)
        return count === 0 ? null : (
          <g key={from}>
            <rect
              class={lossesRed && to <= 1e-9 ? 'bar-loss' : 'bar'}
              x={tenth(SIDE + i * width + 1)}
              y={BASE - height}
              width={tenth(width - 2)}
              height={height}
            />
            <text class="axis ink" x={middle} y={BASE - height - 5} text-anchor="middle">
              {count}
            </text>
          </g>
        )
      })}
      <line class="base" x1={SIDE} x2={WIDTH - SIDE} y1={BASE} y2={BASE} />
    </g>
  )
}

/** Edges of bins, as many as fit: zero first, then every so manieth from it. */
const Edges = ({ bins, text }: { bins: readonly Bin[]; text: (value: number) => string }) => {
  const edges = [...bins.map(({ from }) => from), ...bins.slice(-1).map(({ to }) => to)]
  const longest = Math.max(1, ...edges.map(edge => text(edge).length))
  const stride = Math.max(1, Math.ceil((edges.length * (longest * 7.5 + 10)) / (WIDTH - 2 * SIDE)))
  const zero = Math.max(
    0,
    edges.findIndex(edge => Math.abs(edge) < 1e-9),
  )
  const width = (WIDTH - 2 * SIDE) / bins.length
  return (
    <g>
      {edges.map((edge, i) => {
        if ((i - zero) % stride !== 0) return null
        return (
          <text key={edge} class="axis" x={tenth(SIDE + i * width)} y={BASE + 15} text-anchor="middle">
            {text(edge)}
          </text>
        )
      })}
    </g>
  )
}

const tenth = (value: number): number => Math.round(value * 10) / 10
