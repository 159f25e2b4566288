/** The path itself as an index, and what cash-settled options end on. */

import type { TickBand } from '../../engine/model/instrument.ts'
import type { PathDay } from './price-path.ts'
import { toTick } from './tick-rounding.ts'
import type { Underlying } from './underlying.ts'

/** Indices are published with two decimals. */
const TICKS: readonly TickBand[] = [{ below: null, tick: 0.01 }]
const round = (price: number): number => toTick(TICKS, price)

/** What an index is settled on in its last session: a price of about noon, between the open and the close. */
export const finalSettlement = (day: PathDay): number => round(Math.sqrt(day.open) * Math.sqrt(day.close))

/** Bars of an index have neither a settlement of their own nor a volume. */
export const indexUnderlying = (id: string, carry: number): Underlying => ({
  bars: (session, day) => [
    [
      id,
      {
        time: session.close,
        open: round(day.open),
        high: round(day.high),
        low: round(day.low),
        close: round(day.close),
      },
    ],
  ],
  priceOf: (series, session, day) =>
    series.lastSession.day === session.day
      ? finalSettlement(day)
      : day.close * Math.exp((carry * (series.lastTradingDay - session.day)) / 365),
})
