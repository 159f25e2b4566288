/** What a chart says at one close: which side is to be written (rule B4). */

import type { Right } from '../../engine/model/instrument.ts'
import type { Signal } from '../../engine/model/signal.ts'
import type { Chart } from './chart.ts'
import type { ChartParams } from './chart-params.ts'

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
