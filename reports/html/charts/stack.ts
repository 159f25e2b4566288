/** Panels under one time axis: what a chart of this page is before it is drawn. */

import type { ColourName } from '../theme/colours.ts'
import type { Point } from './series.ts'

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
