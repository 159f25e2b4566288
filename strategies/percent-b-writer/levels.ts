/** Where strikes and stops stand around the close of one underlying (rules B5 and B6). */

import type { Right } from '../../engine/model/instrument.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { minus, plus, returnSd, sd, times } from '../indicators/index.ts'
import type { PercentBWriterParams } from './params.ts'

export interface Levels {
  /** Deviation that the distance of the strike is counted in: of closes in price, or of daily log returns. */
  readonly deviation: Signal
  /** Level of the stop; null without one. */
  readonly stop: Readonly<Record<Right, Signal>> | null
}

export function levelsOf(close: Signal, params: PercentBWriterParams): Levels {
  const deviation = sd(close, params.sdLength, params.ddof)
  return {
    deviation: params.distance === 'prices' ? deviation : returnSd(close, params.sdLength, params.ddof),
    stop: params.stopK === null ? null : stopLevels(close, times(deviation, params.stopK)),
  }
}

const stopLevels = (close: Signal, distance: Signal): Record<Right, Signal> => ({
  put: minus(close, distance),
  call: plus(close, distance),
})
