/** The chart of one underlying: %B, its average, where it crosses, and what the threshold looks at (rules B1 to B4). */

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
import type { ChartParams } from './chart-params.ts'

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
