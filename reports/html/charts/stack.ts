/** Panels under one time axis: what a chart of this page is before it is drawn. */

import type { ColourName } from '../theme/colours.ts'

/** The two drawings of each chart: one for wide pages and paper, one for phones. */
export interface Format {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  readonly font: number
}

export const WIDE: Format = { name: 'wide', width: 1080, font: 12 }
export const HALF: Format = { name: 'wide', width: 760, font: 12 }
export const NARROW: Format = { name: 'narrow', width: 358, font: 11.5 }

/** An echarts option: plain data. */
export type Option = Record<string, unknown>

/** How the numbers of an axis are printed. */
export type AxisFormat = 'money' | 'percent' | 'points' | 'count'

/** A line through points; `area` is the opacity of the ground between it and zero. */
export interface Line {
  readonly id: string
  readonly label: string
  readonly colour: ColourName
  readonly points: readonly Point[]
  readonly width?: number
  readonly dashed?: boolean
  readonly area?: number
  readonly stepped?: boolean
}

/** Dots: full = sold or as it says, hollow = bought back. */
export interface Dots {
  readonly id: string
  readonly label: string
  readonly colour: ColourName
  readonly points: readonly Point[]
  readonly hollow: boolean
}

/** A rectangle in time and value. */
export interface Band {
  readonly colour: 'call' | 'put'
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
}

/** A point that is named in the picture. */
export interface Label {
  readonly point: readonly [number, number]
  readonly text: string
  readonly colour: ColourName
  /** Beside the point instead of above it. */
  readonly beside?: boolean
}

/** A level across a panel, named at its end. */
interface Level {
  readonly value: number
  readonly text: string
  readonly colour: ColourName
}

/** A part of a title; `short` stands for it on a narrow page. */
interface Word {
  readonly text: string
  readonly short?: string
  readonly colour: ColourName
}

/** One coordinate system with its title, whose coloured words are the legend. */
export interface Panel {
  readonly id: string
  readonly title: readonly Word[]
  /** A value that the axis reaches in any case, so that a panel of nothing still has a scale. */
  readonly reach?: number
  readonly format: AxisFormat
  /** Height in pixels of the plot alone. */
  readonly height: number
  readonly lines: readonly Line[]
  readonly dots?: readonly Dots[]
  readonly bands?: readonly Band[]
  readonly labels?: readonly Label[]
  readonly levels?: readonly Level[]
  /** Whether zero belongs to the axis; false only where the title says so. */
  readonly zero: boolean
}

/** Panels from top to bottom over `from` to `to`, with hairlines at `verticals`; all in epoch milliseconds. */
export interface Stack {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly panels: readonly Panel[]
  readonly verticals: readonly number[]
  /** Red lines with a word: what ended the account. */
  readonly ends?: readonly { readonly time: number; readonly text: string }[]
}

/** Instant in epoch milliseconds and value; null = a gap. */
export type Point = readonly [time: number, value: number | null]

/**
 * The first, lowest, highest and last point of each of `slices` runs of equal length, in order (M4 of Jugel et al., 2014).
 * A series that is short already comes back as it is.
 */
export function lowHigh(points: readonly Point[], slices: number): readonly Point[] {
  if (points.length <= slices * 4) return points
  const kept: Point[] = []
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((slice * points.length) / slices)
    const to = Math.floor(((slice + 1) * points.length) / slices)
    kept.push(...corners(points, from, to))
  }
  return kept
}

function corners(points: readonly Point[], from: number, to: number): Point[] {
  let low = -1
  let high = -1
  let first = -1
  let last = -1
  for (let i = from; i < to; i++) {
    const value = points[i]?.[1] ?? null
    if (value === null) continue
    if (first < 0) first = i
    last = i
    if (low < 0 || value < (points[low]?.[1] ?? 0)) low = i
    if (high < 0 || value > (points[high]?.[1] ?? 0)) high = i
  }
  const kept = first < 0 ? [from] : [...new Set([first, low, high, last])].sort((a, b) => a - b)
  return kept.flatMap(i => {
    const point = points[i]
    return point ? [point] : []
  })
}

/** Two columns as points; a number that is not finite becomes a gap. */
export const zip = (times: readonly number[], values: readonly (number | null)[]): Point[] =>
  times.map((time, i): Point => {
    const value = values[i] ?? null
    return [time, value !== null && Number.isFinite(value) ? value : null]
  })
