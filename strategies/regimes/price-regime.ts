/** Price regimes as signals over session closes. */

import type { Signal } from '../../engine/model/signal.ts'
import type { SignalColumns } from '../../engine/model/strategy.ts'
import {
  above,
  below,
  highest,
  lag,
  lowerBand,
  lowest,
  newHigh,
  newLow,
  sma,
  upperBand,
} from '../indicators/index.ts'
import type { PriceRegime } from './regime-schema.ts'

export interface PriceRegimeSignals {
  /** 1 in the regime, 0 out of it, NaN while that is not known; `not` is left to the reader. */
  readonly inside: Signal
  /** What it compares, by name, for the evidence. */
  readonly compared: Readonly<Record<string, Signal>>
}

/** The signals live on the session grid of the regime's instrument, so that a wake reads them by `latest`. */
export function priceRegime(regime: PriceRegime, signal: SignalColumns): PriceRegimeSignals {
  const close = signal.close(regime.of, { every: 'session' })
  switch (regime.kind) {
    case 'belowAverage':
    case 'aboveAverage': {
      const average = sma(close, regime.length)
      const inside = regime.kind === 'belowAverage' ? below(close, average) : above(close, average)
      return { inside, compared: { close, average } }
    }
    case 'newLow':
      return {
        inside: newLow(close, regime.length),
        compared: { close, lowest: lag(lowest(close, regime.length), 1) },
      }
    case 'newHigh':
      return {
        inside: newHigh(close, regime.length),
        compared: { close, highest: lag(highest(close, regime.length), 1) },
      }
    case 'belowBand': {
      const band = lowerBand(close, regime.length, regime.width)
      return { inside: below(close, band), compared: { close, band } }
    }
    case 'aboveBand': {
      const band = upperBand(close, regime.length, regime.width)
      return { inside: above(close, band), compared: { close, band } }
    }
    case 'volatilityAbove':
      return { inside: above(close, regime.level), compared: { close } }
  }
}
