/** Price regimes, session by session. */

import { describe, expect, it } from 'vitest'
import type { BarField } from '../../../engine/model/block.ts'
import { column } from '../../../engine/model/signal.ts'
import type { SignalColumns } from '../../../engine/model/strategy.ts'
import { priceRegime } from '../../../strategies/regimes/price-regime.ts'
import { type PriceRegime, regimeSchema } from '../../../strategies/regimes/regime-schema.ts'
import { evaluate } from '../indicators/evaluate.ts'

const field =
  (name: Exclude<BarField, 'time'>): SignalColumns[typeof name] =>
  instrument =>
    column(instrument, name)

const SIGNALS: SignalColumns = {
  open: field('open'),
  high: field('high'),
  low: field('low'),
  close: field('close'),
  settlement: field('settlement'),
  volume: field('volume'),
}

function regimeOf(value: object): PriceRegime {
  const regime = regimeSchema.parse({ of: 'GC', ...value })
  if (regime.kind === 'ratioTrend') throw new Error('is no price regime')
  return regime
}

const CLOSES = [10, 12, 11, 11, 8, 8, 20, 19]
const NO = Number.NaN

describe('a price regime', () => {
  // Averages of three: 11, 11.33, 10, 9, 12, 15.67. Ranges of two before: see each row.
  it.each<[object, number[]]>([
    [{ kind: 'belowAverage', length: 3 }, [NO, NO, 0, 1, 1, 1, 0, 0]],
    [{ kind: 'aboveAverage', length: 3 }, [NO, NO, 0, 0, 0, 0, 1, 1]],
    [{ kind: 'newLow', length: 2 }, [NO, NO, 0, 0, 1, 0, 0, 0]],
    [{ kind: 'newHigh', length: 2 }, [NO, NO, 0, 0, 0, 0, 1, 0]],
    // Windows of three at one deviation: only 8 after 11 11 and 20 after 8 8 lie beyond the mean by more than it.
    [{ kind: 'belowBand', length: 3, width: 1 }, [NO, NO, 0, 0, 1, 0, 0, 0]],
    [{ kind: 'aboveBand', length: 3, width: 1 }, [NO, NO, 0, 0, 0, 0, 1, 0]],
    [{ kind: 'volatilityAbove', level: 11 }, [0, 1, 0, 0, 0, 0, 1, 1]],
  ])('%o', (value, expected) => {
    const { inside } = priceRegime(regimeOf(value), SIGNALS)
    expect(evaluate(inside, CLOSES)).toEqual(expected)
  })

  it.each(['newLow', 'newHigh'] as const)('%s shows the bound that the close was held against', kind => {
    const { compared } = priceRegime(regimeOf({ kind, length: 2 }), SIGNALS)
    const bound = compared.lowest ?? compared.highest
    if (!bound) throw new Error('shows no bound')
    const beyond = kind === 'newLow' ? Math.min : Math.max
    expect(evaluate(bound, CLOSES).slice(2)).toEqual(
      CLOSES.slice(2).map((_, i) => beyond(CLOSES[i] ?? 0, CLOSES[i + 1] ?? 0)),
    )
  })
})
