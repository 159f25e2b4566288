/** Holds the series of all nine products against the expiry vectors. */

import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { expiries, seriesOf } from '../../../engine/calendar/expiries.ts'
import { instantOf } from '../../../engine/calendar/local-time.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { formatDay, parseDay } from '../../../engine/model/time.ts'
import { oracle } from '../../fixtures/shared.ts'

interface SeriesVector {
  readonly contractMonth: string
  /** The future's month, or `index`. */
  readonly underlying: string
  readonly lastTradingDay: string
  /** Null where the time is not known. */
  readonly lastTradingTime: string | null
  readonly tz: string
}

interface Vectors {
  readonly products: readonly { readonly id: string; readonly series: readonly SeriesVector[] }[]
}

const vectors = oracle('expiries') as Vectors | null

describe.skipIf(vectors === null)('expiry vectors', () => {
  it('cover every product', () => {
    expect(vectors?.products.map(({ id }) => id)).toEqual(optionProducts.map(({ id }) => id))
  })

  it.each(optionProducts.map(({ id }) => id))(
    'reproduces day, time and underlying of every series of %s',
    id => {
      const product = optionProductOf(id)
      const { settlement } = product
      const series = vectors?.products.find(each => each.id === id)?.series ?? []
      expect(series.length).toBeGreaterThan(0)
      for (const vector of series) {
        const ours = seriesOf(product, vector.contractMonth)
        const underlying =
          settlement.kind === 'cash' ? settlement.index : `${settlement.future} ${vector.underlying}`
        expect(formatDay(ours.lastTradingDay), vector.contractMonth).toBe(vector.lastTradingDay)
        expect(ours.underlying, vector.contractMonth).toBe(underlying)
        if (vector.lastTradingTime !== null) {
          const instant = instantOf(parseDay(vector.lastTradingDay), vector.lastTradingTime, vector.tz)
          expect(ours.expiresAt, vector.contractMonth).toBe(instant)
        }
        expect(expiries(product, ours.lastTradingDay, ours.lastTradingDay)).toEqual([ours])
      }
    },
  )
})
