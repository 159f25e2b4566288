/** The chart of %B: its parameters, its signals, and how a signal is read. */

import { z } from 'zod'
import type { Right } from '../../engine/model/instrument.ts'
import type { Signal } from '../../engine/model/signal.ts'
import {
  clamped,
  crossing,
  highest,
  lag,
  lowest,
  percentB,
  percentOfEnvelope,
  sma,
} from '../indicators/index.ts'

const length = (about: string, standard: number) => z.int().min(2).default(standard).describe(about)

const level = (about: string, standard: number) => z.number().default(standard).describe(about)

/** B1 to B4: bands, average and thresholds of %B. To be spread into a strategy's schema. */
export const chartParams = {
  bandLength: length('B1: sessions of the bands', 21),
  bandWidth: z
    .number()
    .gt(0)
    .default(2)
    .describe('B1: half width of the bands, standard deviations; percent with bands envelope'),
  bands: z
    .enum(['deviation', 'envelope'])
    .default('deviation')
    .describe('B1: bands of standard deviations, or an envelope of so many percent'),
  ddof: z
    .union([z.literal(0), z.literal(1)])
    .default(0)
    .describe('B1, B5: 0 = population deviation, 1 = sample deviation'),
  clamp: z.boolean().default(false).describe('B2: keep %B between 0 and 1'),
  smooth: length('B3: sessions of the average of %B', 10),
  low: level('B4: a put is written when %B crosses up below this', 0.4),
  high: level('B4: a call is written when %B crosses down above this', 0.6),
  thresholdOn: z
    .enum(['cross', 'prev', 'minLast5', 'G'])
    .default('cross')
    .describe('B4: %B of the cross day, of the day before, the extreme of five days, or the average of %B'),
}

const schema = z.object(chartParams)

/** What `chartParams` come to in a schema: lengths in sessions, levels as %B is, 0 at the lower band and 1 at the upper. */
export type ChartParams = z.output<typeof schema>

/** The signals of a chart, all on the grid of the closes that it is of. */
export interface Chart {
  readonly close: Signal
  readonly percentB: Signal
  /** G: the average of %B. */
  readonly average: Signal
  /** 1 where %B crosses above its average, -1 below. */
  readonly cross: Signal
  /** What the threshold of B4 looks at, by the side that would be written. */
  readonly threshold: Readonly<Record<Right, Signal>>
}

/**
 * The chart of an underlying: call it in `run`, and hand `signalsOf` it to `bus.compute` or `bus.when`. `close` is the
 * underlying's, on the grid of its sessions: `signal.close(id, { every: 'session' })`.
 */
export function chartOf(close: Signal, params: ChartParams): Chart {
  const raw =
    params.bands === 'deviation'
      ? percentB(close, params.bandLength, params.bandWidth, params.ddof)
      : percentOfEnvelope(close, params.bandLength, params.bandWidth / 100)
  const b = params.clamp ? clamped(raw, 0, 1) : raw
  const average = sma(b, params.smooth)
  return {
    close,
    percentB: b,
    average,
    cross: crossing(b, average),
    threshold: thresholdOf(b, average, params.thresholdOn),
  }
}

const SESSIONS_OF_EXTREME = 5

function thresholdOf(b: Signal, average: Signal, on: ChartParams['thresholdOn']): Record<Right, Signal> {
  switch (on) {
    case 'cross':
      return { put: b, call: b }
    case 'prev':
      return { put: lag(b, 1), call: lag(b, 1) }
    case 'minLast5':
      return { put: lowest(b, SESSIONS_OF_EXTREME), call: highest(b, SESSIONS_OF_EXTREME) }
    case 'G':
      return { put: average, call: average }
  }
}

/** Every signal of a chart that `readChart` reads. */
export const signalsOf = (chart: Chart): Signal[] => [
  chart.close,
  chart.percentB,
  chart.average,
  chart.cross,
  chart.threshold.put,
  chart.threshold.call,
]

/** The chart's values at a close; NaN where one is not known yet. */
export interface Reading {
  readonly close: number
  readonly percentB: number
  readonly average: number
  readonly cross: number
  readonly threshold: Readonly<Record<Right, number>>
}

/** Reads a chart at a wake: `readChart(chart, signal => wake.latest(signal))`. */
export const readChart = (chart: Chart, value: (signal: Signal) => number): Reading => ({
  close: value(chart.close),
  percentB: value(chart.percentB),
  average: value(chart.average),
  cross: value(chart.cross),
  threshold: { put: value(chart.threshold.put), call: value(chart.threshold.call) },
})

/** A put on a cross up from low, a call on a cross down from high; null when neither. */
export function sideToWrite(reading: Reading, params: ChartParams): Right | null {
  if (reading.cross > 0 && reading.threshold.put < params.low) return 'put'
  if (reading.cross < 0 && reading.threshold.call > params.high) return 'call'
  return null
}
