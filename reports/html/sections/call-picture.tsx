/** Requirement against equity at each step of a call. */

import type { Report } from '../../schema/report.ts'
import { rounded } from '../charts/axes.ts'
import { fixed, money } from '../parts/format.ts'

const WIDTH = 640
const LEFT = 86
const RIGHT = 96
const TOP = 14
const BASE = 130

export const CallPicture = ({ call: { id, steps }, currency }: { call: MarginCall; currency: string }) => {
  const amounts = steps.flatMap(step => [step.equity, step.initial, step.maintenance])
  const scale = rounded(Math.min(0, ...amounts), Math.max(0, ...amounts), 4)
  const room = (WIDTH - LEFT - RIGHT) / Math.max(1, steps.length)
  const x = (i: number) => Math.round((LEFT + (i + 0.5) * room) * 10) / 10
  const y = (value: number) =>
    Math.round((BASE - ((value - scale.min) / (scale.max - scale.min)) * (BASE - TOP)) * 10) / 10
  const path = (pick: (step: MarginCall['steps'][number]) => number) =>
    steps.map((step, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(pick(step))}`).join('')
  const last = steps.at(-1)
  const end = x(steps.length - 1) + 8
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 168`}
      class="call-picture"
      role="img"
      aria-labelledby={`call-${id}-t call-${id}-d`}
    >
      <title id={`call-${id}-t`}>{`Call ${id}: equity against the requirement at each step`}</title>
      <desc id={`call-${id}-d`}>
        {steps
          .map(
            step =>
              `${step.session} ${stepText(step.step)}: equity ${money(step.equity, currency)}, initial ${money(step.initial, currency)}.`,
          )
          .join(' ')}
      </desc>
      {[scale.min, 0, scale.max].map((level, i, all) =>
        all.indexOf(level) === i ? (
          <g>
            <line
              class={level === 0 ? 'base' : 'grid'}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(level)}
              y2={y(level)}
            />
            <text class="axis" x={LEFT - 6} y={y(level) + 4} text-anchor="end">
              {fixed(level, 0)}
            </text>
          </g>
        ) : null,
      )}
      <path class="initial" d={path(step => step.initial)} />
      <path class="maintenance" d={path(step => step.maintenance)} />
      <path class="value" d={path(step => step.equity)} />
      {steps.map((step, i) => (
        <g>
          <circle
            class={step.step === 'cured' || step.step === 'deposit' ? 'dot' : 'dot wrong'}
            cx={x(i)}
            cy={y(step.equity)}
            r="3.5"
          />
          <text class="axis ink" x={x(i)} y={BASE + 18} text-anchor="middle">
            {stepText(step.step)}
          </text>
          <text class="axis" x={x(i)} y={BASE + 33} text-anchor="middle">
            {step.session}
          </text>
        </g>
      ))}
      {last ? (
        <Names
          end={end}
          equity={y(last.equity)}
          initial={y(last.initial)}
          maintenance={y(last.maintenance)}
        />
      ) : null}
    </svg>
  )
}

/** The lines' names at their ends, moved apart where they would touch. */
const Names = ({
  end,
  equity,
  initial,
  maintenance,
}: {
  end: number
  equity: number
  initial: number
  maintenance: number
}) => {
  const named = [
    { text: 'equity', y: equity, style: 'axis ink' },
    { text: 'initial', y: initial, style: 'axis amber' },
    { text: 'maintenance', y: maintenance, style: 'axis amber' },
  ].sort((a, b) => a.y - b.y)
  let floor = Number.NEGATIVE_INFINITY
  return (
    <g>
      {named.map(({ text, y, style }) => {
        floor = Math.max(y, floor + 14)
        return (
          <text class={style} x={end} y={floor + 4}>
            {text}
          </text>
        )
      })}
    </g>
  )
}

/** The steps of a margin call in words. */
export type MarginCall = Report['calls'][number]

const STEP: Readonly<Record<MarginCall['steps'][number]['step'], string>> = {
  notice: 'notice',
  deposit: 'paid in',
  cured: 'cured',
  unmet: 'missed',
  reduction: 'closed',
  bankruptcy: 'bankrupt',
}

export const stepText = (step: MarginCall['steps'][number]['step']): string => STEP[step]
