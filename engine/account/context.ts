/** What a strategy is handed besides its bus and its parameters: facts that are known beforehand, and columns as signals. */

import type { BarField } from '../model/block.ts'
import { column } from '../model/signal.ts'
import type { MarketFacts, SignalColumns } from '../model/strategy.ts'
import type { Lookup } from './lookup.ts'

/** What a strategy may know of the market: all but what series will settle at. */
export const factsBeforehand = ({ market, seriesBeforehand }: Lookup): MarketFacts =>
  Object.freeze({
    product: market.product,
    option: market.option,
    sessions: market.sessions,
    series: seriesBeforehand,
  })

const columnOf =
  (field: Exclude<BarField, 'time'>): SignalColumns[typeof field] =>
  (instrument, options) =>
    column(instrument, field, options?.every)

/** Columns of any instrument as signals. */
export const SIGNAL_COLUMNS: SignalColumns = Object.freeze({
  open: columnOf('open'),
  high: columnOf('high'),
  low: columnOf('low'),
  close: columnOf('close'),
  settlement: columnOf('settlement'),
  volume: columnOf('volume'),
})
