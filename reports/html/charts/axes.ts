/** Ranges and labels of value axes. */

import { fixed, percent, points } from '../parts/format.ts'
import type { AxisFormat, Panel } from './stack.ts'

/** How each format prints a value of an axis; the live charts do the same. */
export const AXIS_TEXT: Readonly<Record<AxisFormat, (value: number) => string>> = {
  money: value => fixed(value, Number.isInteger(value) ? 0 : 2),
  percent: value => percent(value, Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1),
  points: value => points(value),
  count: value => fixed(value, 0),
}

/** Round limits around all that a panel shows, and the step between its grid lines. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** The scale of a panel with about so many steps. */
export function scaleOf(panel: Panel, steps: number): Scale {
  const values = [
    ...(panel.zero ? [0] : []),
    ...(panel.reach === undefined ? [] : [panel.reach]),
    ...(panel.levels ?? []).map(level => level.value),
    ...(panel.bands ?? []).flatMap(band => [band.low, band.high]),
    ...(panel.labels ?? []).map(label => label.point[1]),
  ]
  let low = values.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...values)
  let high = values.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...values)
  for (const series of [...panel.lines, ...(panel.dots ?? [])]) {
    for (const [, value] of series.points) {
      if (value === null) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return rounded(low, high, steps)
}

/** Limits moved outwards to whole steps of 1, 2, 2.5 or 5 times a power of ten. */
export function rounded(low: number, high: number, steps: number): Scale {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { min: 0, max: 1, step: 1 }
  const span = high > low ? high - low : Math.abs(high) || 1
  const step = niceStep(span / steps)
  const min = Math.floor(low / step + 1e-9) * step
  const max = Math.ceil((high > low ? high : low + span) / step - 1e-9) * step
  return { min: tidy(min), max: tidy(max), step: tidy(step) }
}

function niceStep(raw: number): number {
  let unit = 1
  while (unit > raw) unit /= 10
  while (unit * 10 <= raw) unit *= 10
  const [factor = 10] = [1, 2, 2.5, 5, 10].filter(candidate => candidate * unit >= raw * (1 - 1e-9))
  return factor * unit
}

const tidy = (value: number): number => Number(value.toPrecision(12))
